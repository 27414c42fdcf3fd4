import { outlineOf, subtreeIds } from './outline.ts'
import { emptyPlan, newTask, type Plan, type PlanLink, type PlanTask } from './plan.ts'

/** Changes to a plan, each a new plan: what the page does, step by step, and can undo. */

export function changeTask(plan: Plan, id: string, change: Partial<Omit<PlanTask, 'id'>>): Plan {
  return { ...plan, tasks: plan.tasks.map((task) => (task.id === id ? { ...task, ...change } : task)) }
}

/** A new step after another, in the same group; at the end where none is named. */
export function addTask(plan: Plan, task: PlanTask, afterId: string | null): Plan {
  const after = plan.tasks.find(({ id }) => id === afterId)
  if (!after) return { ...plan, tasks: [...plan.tasks, task] }
  const below = subtreeIds(plan, after.id)
  const at = plan.tasks.findLastIndex(({ id }) => below.has(id)) + 1
  return { ...plan, tasks: plan.tasks.toSpliced(at, 0, { ...task, parent: after.parent }) }
}

/** Takes a step out with all that stands in it, and every link to or from it. */
export function removeTask(plan: Plan, id: string): Plan {
  const gone = subtreeIds(plan, id)
  return {
    ...plan,
    tasks: plan.tasks.filter((task) => !gone.has(task.id)),
    links: plan.links.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
  }
}

const sameEnds = (a: PlanLink, b: Pick<PlanLink, 'from' | 'to'>) => a.from === b.from && a.to === b.to

/** Ties two steps, or says otherwise how they are tied. */
export function setLink(plan: Plan, link: PlanLink): Plan {
  const at = plan.links.findIndex((known) => sameEnds(known, link))
  return { ...plan, links: at < 0 ? [...plan.links, link] : plan.links.with(at, link) }
}

/** All ties of a step as they shall be; ties between others stay. */
export function setLinksOf(plan: Plan, id: string, links: readonly PlanLink[]): Plan {
  return { ...plan, links: [...plan.links.filter(({ from, to }) => from !== id && to !== id), ...links] }
}

/** Into the group before it: the step above on the same level becomes its group, and a tie between the two goes. */
export function indentTask(plan: Plan, id: string): Plan {
  const task = plan.tasks.find((one) => one.id === id)
  if (!task) return plan
  const siblings = plan.tasks.filter(({ parent }) => parent === task.parent)
  const above = siblings[siblings.indexOf(task) - 1]
  if (!above || above.isMilestone) return plan
  const inside = subtreeIds(plan, id)
  const links = plan.links.filter(
    ({ from, to }) => !(from === above.id && inside.has(to)) && !(to === above.id && inside.has(from)),
  )
  return inOrder({ ...changeTask(plan, id, { parent: above.id }), links })
}

/** Out of its group, to stand right after it. */
export function outdentTask(plan: Plan, id: string): Plan {
  const task = plan.tasks.find((one) => one.id === id)
  const group = plan.tasks.find((one) => one.id === task?.parent)
  if (!task || !group) return plan
  const block = plan.tasks.filter((one) => subtreeIds(plan, id).has(one.id))
  const rest = plan.tasks.filter((one) => !block.includes(one))
  const below = subtreeIds({ tasks: rest }, group.id)
  const at = rest.findLastIndex((one) => below.has(one.id)) + 1
  const moved = block.map((one) => (one.id === id ? { ...one, parent: group.parent } : one))
  return inOrder({ ...plan, tasks: rest.toSpliced(at, 0, ...moved) })
}

/** Past its neighbour of the same level. */
export function shiftTask(plan: Plan, id: string, by: -1 | 1): Plan {
  const task = plan.tasks.find((one) => one.id === id)
  if (!task) return plan
  const siblings = plan.tasks.filter(({ parent }) => parent === task.parent)
  const other = siblings[siblings.indexOf(task) + by]
  if (!other) return plan
  const block = subtreeIds(plan, task.id)
  const moved = plan.tasks.filter((one) => block.has(one.id))
  const rest = plan.tasks.filter((one) => !block.has(one.id))
  const beside = subtreeIds({ tasks: rest }, other.id)
  const at =
    by < 0
      ? rest.findIndex((one) => one.id === other.id)
      : rest.findLastIndex((one) => beside.has(one.id)) + 1
  return { ...plan, tasks: rest.toSpliced(at, 0, ...moved) }
}

/** Tasks in the order in which they are shown, groups before what stands in them. */
function inOrder(plan: Plan): Plan {
  const rows = outlineOf(plan)
  return rows.length === plan.tasks.length ? { ...plan, tasks: rows.map(({ task }) => task) } : plan
}

/** A plan to begin by hand with: one group and its first step. */
export function blankPlan(names: { group: string; task: string }): Plan {
  return {
    ...emptyPlan,
    tasks: [
      newTask({ id: 'g1', name: names.group, workingDays: 0 }),
      newTask({ id: 't1', name: names.task, workingDays: 5, parent: 'g1' }),
    ],
  }
}
