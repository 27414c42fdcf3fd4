import { depthMax, type Plan, type PlanTask } from './plan.ts'

/** A step in its place among the groups. */
export type OutlineRow = {
  readonly task: PlanTask
  readonly depth: number
  /** Others stand in it. */
  readonly isGroup: boolean
  /** As a reader would say it: 2.1.3. */
  readonly number: string
  /** The groups that it stands in, the innermost last. */
  readonly groups: readonly string[]
}

/**
 * The steps in the order shown, each group before what stands in it. Steps whose group is missing stand on top; what
 * stands in itself is left out, so that a plan with faults can still be shown.
 */
export function outlineOf(plan: Pick<Plan, 'tasks'>): OutlineRow[] {
  const known = new Set(plan.tasks.map(({ id }) => id))
  const children = Map.groupBy(plan.tasks, ({ parent }) =>
    parent !== null && known.has(parent) ? parent : null,
  )
  const rows: OutlineRow[] = []
  const place = (parent: string | null, groups: readonly string[], above: string) => {
    let count = 0
    for (const task of children.get(parent) ?? []) {
      count += 1
      const number = above === '' ? String(count) : `${above}.${count}`
      const isGroup = children.has(task.id)
      rows.push({ task, depth: groups.length, isGroup, number, groups })
      if (isGroup && groups.length <= depthMax) place(task.id, [...groups, task.id], number)
    }
  }
  place(null, [], '')
  return rows
}

/** Those that are seen while some groups are folded. */
export function unfolded(rows: readonly OutlineRow[], folded: ReadonlySet<string>): OutlineRow[] {
  if (folded.size === 0) return [...rows]
  return rows.filter(({ groups }) => groups.every((id) => !folded.has(id)))
}

/** The ids that name another step's group. */
export function groupIds(plan: Pick<Plan, 'tasks'>): Set<string> {
  return new Set(plan.tasks.flatMap(({ parent }) => (parent === null ? [] : [parent])))
}

/** A step and all that stands in it. */
export function subtreeIds(plan: Pick<Plan, 'tasks'>, id: string): Set<string> {
  const ids = new Set([id])
  for (let size = 0; size < ids.size; ) {
    size = ids.size
    for (const task of plan.tasks) if (task.parent !== null && ids.has(task.parent)) ids.add(task.id)
  }
  return ids
}
