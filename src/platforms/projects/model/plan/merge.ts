import type { Plan, PlanLink, PlanTask } from './plan.ts'

/** Two persons' changes to one plan put together; what both changed otherwise is named, and theirs stands. */
export type Merged = { readonly plan: Plan; readonly clashes: readonly string[] }

/** Mine onto theirs, both begun from `base`: field by field, so that two who worked on different things both keep it. */
export function mergePlans(base: Plan, mine: Plan, theirs: Plan): Merged {
  const clashes = new Set<string>()
  const pick = <T>(was: T, my: T, their: T, name: string): T => {
    const [a, b, c] = [was, my, their].map((value) => JSON.stringify(value))
    if (a === b || b === c) return their
    if (a !== c) {
      clashes.add(name)
      return their
    }
    return my
  }
  const tasks = mergeTasks(base, mine, theirs, pick, clashes)
  const known = new Set(tasks.map(({ id }) => id))
  const links = mergeLinks(base, mine, theirs).filter(({ from, to }) => known.has(from) && known.has(to))
  return {
    plan: {
      target: pick(base.target, mine.target, theirs.target, 'target'),
      start: pick(base.start, mine.start, theirs.start, 'start'),
      tasks: tasks.map((task) =>
        task.parent !== null && !known.has(task.parent) ? { ...task, parent: null } : task,
      ),
      links,
    },
    clashes: [...clashes],
  }
}

type Pick = <T>(was: T, my: T, their: T, name: string) => T

function mergeTasks(base: Plan, mine: Plan, theirs: Plan, pick: Pick, clashes: Set<string>): PlanTask[] {
  const old = new Map(base.tasks.map((task) => [task.id, task]))
  const my = new Map(mine.tasks.map((task) => [task.id, task]))
  const merged = theirs.tasks.flatMap((their): PlanTask[] => {
    const [was, own] = [old.get(their.id), my.get(their.id)]
    if (!was) return [their]
    if (!own) {
      // I took it out; where they changed it meanwhile, it stays.
      if (JSON.stringify(was) === JSON.stringify(their)) return []
      clashes.add(their.name)
      return [their]
    }
    const fields = Object.keys(their) as (keyof PlanTask)[]
    return [
      Object.fromEntries(
        fields.map((field) => [field, pick(was[field], own[field], their[field], their.name)]),
      ) as PlanTask,
    ]
  })
  const kept = new Set(merged.map(({ id }) => id))
  let at = -1
  for (const task of mine.tasks) {
    const here = merged.findIndex(({ id }) => id === task.id)
    if (here >= 0) at = here
    else if (!old.has(task.id) && !kept.has(task.id)) {
      at += 1
      merged.splice(at, 0, task)
    }
  }
  return merged
}

const keyOf = ({ from, to }: PlanLink) => `${from} ${to}`
const tied = (a: PlanLink, b: PlanLink) => a.kind === b.kind && a.lag === b.lag

function mergeLinks(base: Plan, mine: Plan, theirs: Plan): PlanLink[] {
  const old = new Map(base.links.map((link) => [keyOf(link), link]))
  const my = new Map(mine.links.map((link) => [keyOf(link), link]))
  const their = new Map(theirs.links.map((link) => [keyOf(link), link]))
  const kept = theirs.links
    .filter((link) => !old.has(keyOf(link)) || my.has(keyOf(link)))
    .map((link) => {
      const [was, own] = [old.get(keyOf(link)), my.get(keyOf(link))]
      return was && own && !tied(own, was) && tied(link, was) ? own : link
    })
  return [...kept, ...mine.links.filter((link) => !old.has(keyOf(link)) && !their.has(keyOf(link)))]
}
