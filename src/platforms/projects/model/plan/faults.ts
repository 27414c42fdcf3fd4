import { groupIds } from './outline.ts'
import { depthMax, type Plan } from './plan.ts'

/** What is wrong with a plan. `code` is a message `error.<code>`, whose params name the steps; they are these. */
export type PlanFault = {
  readonly code: `${string}.${string}`
  readonly taskIds: readonly string[]
  readonly params: Readonly<Record<string, string | number>>
}

/** What a network of tasks doesn't forbid, and a plan does. */
export function structureFaults(plan: Plan, today: string): PlanFault[] {
  const parents = new Map(plan.tasks.map(({ id, parent }) => [id, parent]))
  const groups = groupIds(plan)
  return plan.tasks.flatMap(({ id, name, isMilestone, actualStart, actualFinish }): PlanFault[] => {
    const say = (code: string): PlanFault => ({
      code: `projects.plan_${code}`,
      taskIds: [id],
      params: { tasks: name },
    })
    return [
      ...(depthOf(id, parents) > depthMax ? [say('too_deep')] : []),
      ...(isMilestone && groups.has(id) ? [say('group_is_milestone')] : []),
      ...((actualStart ?? '') > today || (actualFinish ?? '') > today ? [say('actual_future')] : []),
    ]
  })
}

function depthOf(id: string, parents: ReadonlyMap<string, string | null>): number {
  let depth = 0
  for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null) {
    depth += 1
    // A circle of groups: the network says which.
    if (depth > parents.size) return 0
  }
  return depth
}
