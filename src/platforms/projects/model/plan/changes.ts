import { z } from 'zod'
import { LocalDate } from '#kernel/time/model'
import type { Plan, PlanLink, PlanTask } from './plan.ts'
import { PlanTarget } from './plan.ts'

const shownMax = 50
const fields = [
  'name',
  'parent',
  'workingDays',
  'isMilestone',
  'constraint',
  'organisationId',
  'accountId',
  'procedure',
  'stage',
  'actualStart',
  'actualFinish',
] as const satisfies readonly (keyof PlanTask)[]
export type ChangedField = (typeof fields)[number]

/** What a revision changed: enough for a reader to see who moved which date. */
export const PlanChanges = z.object({
  target: z.object({ from: PlanTarget.nullable(), to: PlanTarget.nullable() }).nullable(),
  start: z.object({ from: LocalDate.nullable(), to: LocalDate.nullable() }).nullable(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(
    z.object({ id: z.string(), name: z.string(), field: z.enum(fields), from: z.string(), to: z.string() }),
  ),
  links: z.object({ added: z.int(), removed: z.int(), changed: z.int() }),
  /** How many there were of each kind: the lists above are cut. */
  counts: z.object({ added: z.int(), removed: z.int(), changed: z.int() }),
})
export type PlanChanges = z.infer<typeof PlanChanges>

const said = (value: PlanTask[ChangedField]): string => {
  if (value === null) return ''
  if (typeof value === 'object') return `${value.kind} ${value.date}`
  return String(value)
}
const linkKey = ({ from, to }: PlanLink) => `${from} ${to}`

/** What is different between one state of a plan and the next. */
export function planChanges(before: Plan, after: Plan): PlanChanges {
  const old = new Map(before.tasks.map((task) => [task.id, task]))
  const now = new Map(after.tasks.map((task) => [task.id, task]))
  const added = after.tasks.filter(({ id }) => !old.has(id)).map(({ name }) => name)
  const removed = before.tasks.filter(({ id }) => !now.has(id)).map(({ name }) => name)
  const changed = after.tasks.flatMap((task) => {
    const was = old.get(task.id)
    if (!was) return []
    return fields.flatMap((field) => {
      const [from, to] = [said(was[field]), said(task[field])]
      return from === to ? [] : [{ id: task.id, name: task.name, field, from, to }]
    })
  })
  const sameTarget = JSON.stringify(targetOf(before)) === JSON.stringify(targetOf(after))
  return {
    target: sameTarget ? null : { from: before.target, to: after.target },
    start: before.start === after.start ? null : { from: before.start, to: after.start },
    added: added.slice(0, shownMax),
    removed: removed.slice(0, shownMax),
    changed: changed.slice(0, shownMax),
    links: linkChanges(before, after),
    counts: { added: added.length, removed: removed.length, changed: changed.length },
  }
}

const targetOf = ({ target }: Plan) => target && [target.kind, target.date]

function linkChanges(before: Plan, after: Plan): PlanChanges['links'] {
  const old = new Map(before.links.map((link) => [linkKey(link), link]))
  const now = new Map(after.links.map((link) => [linkKey(link), link]))
  return {
    added: [...now.keys()].filter((key) => !old.has(key)).length,
    removed: [...old.keys()].filter((key) => !now.has(key)).length,
    changed: [...now].filter(([key, { kind, lag }]) => {
      const was = old.get(key)
      return was !== undefined && (was.lag !== lag || was.kind !== kind)
    }).length,
  }
}

/** Whether two plans say the same. */
export function samePlan(a: Plan, b: Plan): boolean {
  if (a === b) return true
  const { target, start, counts, links } = planChanges(a, b)
  const order = a.tasks.length === b.tasks.length && a.tasks.every(({ id }, at) => b.tasks[at]?.id === id)
  return (
    order &&
    target === null &&
    start === null &&
    counts.added + counts.removed + counts.changed + links.added + links.removed + links.changed === 0
  )
}
