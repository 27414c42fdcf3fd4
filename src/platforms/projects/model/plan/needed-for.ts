import { groupIds } from './outline.ts'
import type { Plan } from './plan.ts'

/** A step and all that must come before it, by ties of its own, of the groups it stands in, and of whole groups. */
export function neededFor({ tasks, links }: Pick<Plan, 'tasks' | 'links'>, goal: string): Set<string> {
  const parents = new Map(tasks.map(({ id, parent }) => [id, parent]))
  const parts = Map.groupBy(tasks, ({ parent }) => parent)
  const groups = groupIds({ tasks })
  const before = Map.groupBy(links, ({ to }) => to)
  const needed = new Set<string>()
  const open = [goal]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (needed.has(id)) continue
    needed.add(id)
    if (groups.has(id)) open.push(...(parts.get(id) ?? []).map((task) => task.id))
    for (let at: string | null | undefined = id; at; at = parents.get(at))
      open.push(...(before.get(at) ?? []).map(({ from }) => from))
  }
  return needed
}

/** The part of a plan that a step needs, in the groups that it stands in. */
export function partNeededFor(plan: Plan, goal: string): Plan {
  const needed = neededFor(plan, goal)
  const parents = new Map(plan.tasks.map(({ id, parent }) => [id, parent]))
  const kept = new Set(needed)
  for (const id of needed) for (let at = parents.get(id); at; at = parents.get(at)) kept.add(at)
  return {
    ...plan,
    tasks: plan.tasks.filter(({ id }) => kept.has(id)),
    links: plan.links.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  }
}
