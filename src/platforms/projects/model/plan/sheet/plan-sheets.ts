import type { Locale } from '#kernel/i18n/model'
import { translate } from '#kernel/i18n/model'
import type { Baseline } from '../answers.ts'
import { divisionText } from '../divisions.ts'
import { type OutlineRow, outlineOf } from '../outline.ts'
import type { Plan } from '../plan.ts'
import type { PlanDays } from '../plan-days.ts'
import type { PlannedTask, PlanSchedule } from '../schedule-plan.ts'
import { slipOf } from '../slip.ts'
import { drawBar, drawLinks } from './bars.ts'
import { box, ink, line, type Shape, type Sheet } from './shapes.ts'
import { headOf, offDays, type TimeLine, timeLine, xOf } from './time-line.ts'

export type PrintedPlan = {
  readonly plan: Plan
  readonly schedule: PlanSchedule
  readonly baseline: Baseline | null
  readonly days: PlanDays
  readonly today: string
  readonly locale: Locale
  readonly whoOf: (taskId: string) => string
}

/** A3 lying, without its margins; under the title the first sheet has less room. */
export const sheetWidth = 1122
const heights = { first: 640, rest: 690 } as const
const rowHeight = 18
const headHeight = 34
const legendHeight = 24
const size = 9

const columns = [
  { name: 'number', width: 40 },
  { name: 'name', width: 184 },
  { name: 'days', width: 34 },
  { name: 'start', width: 62 },
  { name: 'finish', width: 62 },
  { name: 'late_finish', width: 62 },
  { name: 'float', width: 36 },
  { name: 'slip', width: 36 },
  { name: 'who', width: 104 },
] as const
type Column = (typeof columns)[number]['name']
const tableWidth = columns.reduce((sum, { width }) => sum + width, 0)
const isRight: ReadonlySet<string> = new Set(['days', 'float', 'slip'])

/** The plan in print: a table and its bars, as many steps to a sheet as stay legible, the time line whole on each. */
export function planSheets(printed: PrintedPlan): Sheet[] {
  const rows = outlineOf(printed.plan)
  const time = timeOf(printed)
  const sheets: Sheet[] = []
  for (let from = 0; from < rows.length || sheets.length === 0; ) {
    const height = sheets.length === 0 ? heights.first : heights.rest
    const room = Math.floor((height - headHeight - legendHeight) / rowHeight)
    sheets.push(drawSheet(printed, time, rows.slice(from, from + room)))
    from += room
  }
  return sheets
}

function timeOf({ schedule, baseline, today }: PrintedPlan): TimeLine {
  const dates = [
    schedule.start,
    schedule.finish,
    today,
    ...(schedule.target ? [schedule.target.date] : []),
    ...Object.values(baseline?.dates ?? {}).flatMap(({ start, finish }) => [start, finish]),
  ].toSorted()
  return timeLine(dates[0] ?? today, dates.at(-1) ?? today, tableWidth + 4, sheetWidth - tableWidth - 4)
}

function drawSheet(printed: PrintedPlan, time: TimeLine, rows: readonly OutlineRow[]): Sheet {
  const bottom = headHeight + rows.length * rowHeight
  const rowOf = new Map(rows.map(({ task }, at) => [task.id, headHeight + at * rowHeight]))
  return {
    width: sheetWidth,
    height: bottom + legendHeight,
    shapes: [
      ...offDays(time, printed.days.calendar).map(({ x, width }) =>
        box(x, headHeight, width, bottom - headHeight, { fill: ink.off }),
      ),
      ...drawHead(printed, time, bottom),
      ...rows.flatMap((row, at) => drawRow(printed, row, headHeight + at * rowHeight)),
      ...drawLinks(printed, time, rowOf, rowHeight),
      ...rows.flatMap((row, at) => drawBar(printed, time, row, headHeight + at * rowHeight)),
      ...drawMarks(printed, time, bottom),
      ...drawLegend(printed, bottom + 15),
    ],
  }
}

function drawHead({ locale }: PrintedPlan, time: TimeLine, bottom: number): Shape[] {
  const shapes: Shape[] = [box(0, 0, sheetWidth, headHeight, { fill: ink.head })]
  let left = 0
  for (const { name, width } of columns) {
    const text = translate(locale, `projects.plan.column.${name}`)
    shapes.push(cellText(text, left, headHeight - 8, width, name, true))
    shapes.push(line(left + width, 0, left + width, bottom, ink.line))
    left += width
  }
  const half = headHeight / 2
  for (const { x, width, date } of headOf(time, time.upper)) {
    shapes.push(line(x, 0, x, bottom, ink.line))
    if (width > 26)
      shapes.push({ kind: 'text', x: x + 3, y: half - 5, text: upperText(time, date), size, bold: true })
  }
  for (const { x, width, date } of headOf(time, time.lower)) {
    shapes.push(line(x, half, x, headHeight, ink.line))
    const text = divisionText(time.lower, date)
    if (width >= text.length * 4.6)
      shapes.push({
        kind: 'text',
        x: x + width / 2,
        y: headHeight - 5,
        text,
        size: 8,
        anchor: 'middle',
        fill: ink.quiet,
      })
  }
  shapes.push(
    line(0, headHeight, sheetWidth, headHeight, ink.line),
    line(0, bottom, sheetWidth, bottom, ink.line),
  )
  return shapes
}

const upperText = ({ upper }: TimeLine, date: string) =>
  upper === 'month' ? date.slice(0, 7) : date.slice(0, 4)

function cellText(text: string, left: number, y: number, width: number, name: Column, bold: boolean): Shape {
  const right = isRight.has(name)
  return {
    kind: 'text',
    x: right ? left + width - 4 : left + 4,
    y,
    text: fitted(text, width - 8),
    size,
    bold,
    ...(right ? { anchor: 'end' as const } : {}),
  }
}

/** As much of a text as there is room for: a Chinese character is as wide as it is high, others a little over half. */
function fitted(text: string, width: number): string {
  let used = 0
  let out = ''
  for (const sign of text) {
    used += (sign.codePointAt(0) ?? 0) >= 0x2e80 ? size : size * 0.56
    if (used > width) return `${out.slice(0, -1)}…`
    out += sign
  }
  return out
}

function drawRow(printed: PrintedPlan, row: OutlineRow, top: number): Shape[] {
  const task = printed.schedule.tasks.get(row.task.id)
  const shapes: Shape[] = [line(0, top + rowHeight, sheetWidth, top + rowHeight, ink.soft, 0.4)]
  let left = 0
  for (const { name, width } of columns) {
    const indent = name === 'name' ? row.depth * 8 : 0
    const text = valueOf(printed, row, task, name)
    if (text !== '')
      shapes.push(
        cellText(
          text,
          left + indent,
          top + 12.5,
          width - indent,
          name,
          row.isGroup || (task?.critical ?? false),
        ),
      )
    left += width
  }
  return shapes
}

function valueOf(printed: PrintedPlan, row: OutlineRow, task: PlannedTask | undefined, name: Column): string {
  if (name === 'number') return row.number
  if (name === 'name') return row.task.name
  if (name === 'days') return row.isGroup ? '' : String(row.task.workingDays)
  if (name === 'who') return printed.whoOf(row.task.id)
  if (!task) return ''
  if (name === 'start') return task.start
  if (name === 'finish') return task.finish
  if (name === 'slip') {
    const slip = slipOf(task, printed.baseline?.dates[task.id], printed.days)
    return slip === null ? '' : slip > 0 ? `+${slip}` : String(slip)
  }
  if (name === 'float' && row.isGroup) return ''
  if (task.actuals.finish) return name === 'float' ? translate(printed.locale, 'projects.plan.finished') : ''
  return name === 'late_finish' ? task.lateFinish : String(task.totalFloat)
}

function drawMarks({ today, plan, locale }: PrintedPlan, time: TimeLine, bottom: number): Shape[] {
  const at = xOf(time, today) + time.dayWidth / 2
  const shapes: Shape[] = [line(at, headHeight, at, bottom, ink.text, 0.8, '4 3')]
  if (plan.target) {
    const { kind, date } = plan.target
    const x = xOf(time, date, true)
    const text = `${translate(locale, `projects.plan.target.${kind}`)} ${date}`
    shapes.push(line(x, 4, x, bottom, ink.accent, 1.4))
    shapes.push({ kind: 'text', x: x - 3, y: 12, text, size, anchor: 'end', bold: true, fill: ink.accent })
  }
  return shapes
}

function drawLegend({ locale, baseline, plan }: PrintedPlan, y: number): Shape[] {
  const say = (key: string) => translate(locale, `projects.plan.legend.${key}`)
  const parts: readonly (readonly [string, (x: number) => Shape[]])[] = [
    ['bar', (x) => [box(x, y - 7, 22, 8, { fill: ink.bar, stroke: ink.accent })]],
    ['critical', (x) => [box(x, y - 7, 22, 8, { fill: ink.critical, stroke: ink.text })]],
    ['done', (x) => [box(x, y - 7, 22, 8, { fill: ink.done, stroke: ink.quiet })]],
    ['float', (x) => [line(x, y - 3, x + 22, y - 3, ink.accent, 1.2, '2 2')]],
    ['over', (x) => [line(x, y - 3, x + 22, y - 3, ink.over, 2)]],
    ...(baseline
      ? ([['baseline', (x: number) => [box(x, y - 5, 22, 2.5, { fill: ink.quiet })]]] as const)
      : []),
    ['today', (x) => [line(x + 11, y - 8, x + 11, y + 2, ink.text, 0.8, '4 3')]],
    ...(plan.target
      ? ([['target', (x: number) => [line(x + 11, y - 8, x + 11, y + 2, ink.accent, 1.4)]]] as const)
      : []),
  ]
  return parts.flatMap(([key, draw], at): Shape[] => {
    const x = 4 + at * 130
    return [...draw(x), { kind: 'text', x: x + 28, y, text: say(key), size, fill: ink.quiet }]
  })
}
