import type { OutlineRow } from '../outline.ts'
import type { LinkKind, Plan } from '../plan.ts'
import type { PlannedTask, PlanSchedule } from '../schedule-plan.ts'
import type { Baseline } from '../answers.ts'
import { box, ink, line, type Shape } from './shapes.ts'
import { type TimeLine, xOf } from './time-line.ts'

type Drawn = {
  readonly plan: Plan
  readonly schedule: PlanSchedule
  readonly baseline: Baseline | null
  readonly today: string
}

const isMilestone = (row: OutlineRow) => row.task.workingDays === 0 && !row.isGroup

/** The bar of a step in its row: what is done of it, its float, how far it is over, and where the baseline had it. */
export function drawBar(
  { schedule, baseline, today }: Drawn,
  time: TimeLine,
  row: OutlineRow,
  top: number,
): Shape[] {
  const task = schedule.tasks.get(row.task.id)
  if (!task) return []
  const left = xOf(time, task.start)
  const right = Math.max(left + 1, xOf(time, task.finish, true))
  const kept = baseline?.dates[row.task.id]
  const under = kept
    ? [
        box(
          xOf(time, kept.start),
          top + 14,
          Math.max(1.5, xOf(time, kept.finish, true) - xOf(time, kept.start)),
          2,
          { fill: ink.quiet },
        ),
      ]
    : []
  if (row.isGroup) {
    const tip = Math.min(4, (right - left) / 2)
    const d = `M${left} ${top + 5}H${right}V${top + 11}L${right - tip} ${top + 8}H${left + tip}L${left} ${top + 11}z`
    return [...under, { kind: 'path', d, fill: ink.critical }]
  }
  if (isMilestone(row)) return [...under, diamond(task, xOf(time, task.finish, true), top + 9)]
  const begun = task.actuals.start ? Math.min(right, Math.max(left, xOf(time, today))) : left
  const done = task.actuals.finish ? right : begun
  const [fill, stroke] = task.actuals.finish
    ? [ink.done, ink.quiet]
    : task.critical
      ? [ink.critical, ink.text]
      : [ink.bar, ink.accent]
  return [
    ...under,
    ...floatOf(task, time, right, top),
    box(left, top + 4.5, right - left, 8, { fill, stroke }),
    ...(done > left && !task.actuals.finish
      ? [box(left, top + 4.5, done - left, 8, { fill: task.critical ? ink.text : ink.accent })]
      : []),
  ]
}

function diamond(task: PlannedTask, x: number, y: number): Shape {
  const fill = task.actuals.finish ? ink.quiet : task.critical ? ink.text : ink.accent
  return { kind: 'path', d: `M${x} ${y - 5}L${x + 5} ${y}L${x} ${y + 5}L${x - 5} ${y}z`, fill }
}

function floatOf(task: PlannedTask, time: TimeLine, right: number, top: number): Shape[] {
  if (task.actuals.finish || task.totalFloat === 0) return []
  const latest = xOf(time, task.lateFinish, true)
  if (task.totalFloat < 0)
    return latest < right ? [line(latest, top + 14.5, right, top + 14.5, ink.over, 1.6)] : []
  return latest > right ? [line(right, top + 8.5, latest, top + 8.5, ink.accent, 1, '2 2')] : []
}

const fromEnd = (kind: LinkKind) => kind === 'finish_to_start' || kind === 'finish_to_finish'
const toStart = (kind: LinkKind) => kind === 'finish_to_start' || kind === 'start_to_start'

/** Ties between steps that stand on the same sheet. */
export function drawLinks(
  { plan, schedule }: Drawn,
  time: TimeLine,
  topOf: ReadonlyMap<string, number>,
  rowHeight: number,
): Shape[] {
  return plan.links.flatMap(({ from, to, kind }): Shape[] => {
    const [y1, y2] = [topOf.get(from), topOf.get(to)]
    const [a, b] = [schedule.tasks.get(from), schedule.tasks.get(to)]
    if (y1 === undefined || y2 === undefined || !a || !b) return []
    const x1 = fromEnd(kind) ? xOf(time, a.finish, true) : xOf(time, a.start)
    const x2 = toStart(kind) ? xOf(time, b.start) : xOf(time, b.finish, true)
    const stroke = a.critical && b.critical ? ink.text : '#8c9aa4'
    const width = a.critical && b.critical ? 1 : 0.6
    const [m1, m2] = [y1 + rowHeight / 2, y2 + rowHeight / 2]
    const out = x1 + (fromEnd(kind) ? 3 : -3)
    const back = toStart(kind) ? -3.5 : 3.5
    const between = m1 + (Math.sign(m2 - m1) || 1) * (rowHeight / 2)
    const straight = toStart(kind) ? out <= x2 - 3 : out >= x2 + 3
    const d = straight
      ? `M${x1} ${m1}H${out}V${m2}H${x2}`
      : `M${x1} ${m1}H${out}V${between}H${x2 + back * 1.6}V${m2}H${x2}`
    return [
      { kind: 'path', d, stroke, width },
      { kind: 'path', d: `M${x2} ${m2}l${back} -2v4z`, fill: stroke },
    ]
  })
}
