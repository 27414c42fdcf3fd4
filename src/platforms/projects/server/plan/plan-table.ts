import { type Locale, translate } from '#kernel/i18n/model'
import type { Head, Row, Table } from '#kernel/reports/model'
import { outlineOf, type OutlineRow } from '../../model/plan/outline.ts'
import type { LinkKind } from '../../model/plan/plan.ts'
import { slipOf } from '../../model/plan/slip.ts'
import type { PrintedPlan } from '../../model/plan/sheet/plan-sheets.ts'

const kinds: readonly (readonly [string, Extract<Head, { kind: string }>['kind']])[] = [
  ['column.number', 'code'],
  ['column.name', 'text'],
  ['column.days', 'integer'],
  ['excel.start', 'date'],
  ['excel.finish', 'date'],
  ['excel.late_start', 'date'],
  ['excel.late_finish', 'date'],
  ['column.float', 'integer'],
  ['free_float', 'integer'],
  ['is_critical', 'text'],
  ['excel.baseline_start', 'date'],
  ['excel.baseline_finish', 'date'],
  ['column.slip', 'integer'],
  ['actual_start', 'date'],
  ['actual_finish', 'date'],
  ['before', 'text'],
  ['column.who', 'text'],
]

const short: Record<LinkKind, string> = {
  finish_to_start: 'FS',
  start_to_start: 'SS',
  finish_to_finish: 'FF',
  start_to_finish: 'SF',
}

/** Predecessors as planners write them: 3FS+5. */
function beforeOf(printed: PrintedPlan, id: string, numbers: ReadonlyMap<string, string>): string {
  return printed.plan.links
    .filter(({ to }) => to === id)
    .map(({ from, kind, lag }) => {
      const number = numbers.get(from) ?? from
      const tie = kind === 'finish_to_start' && lag === 0 ? '' : short[kind]
      return `${number}${tie}${lag === 0 ? '' : lag > 0 ? `+${lag}` : lag}`
    })
    .join('; ')
}

function rowOf(printed: PrintedPlan, row: OutlineRow, numbers: ReadonlyMap<string, string>): Row {
  const { schedule, baseline, days, locale, whoOf } = printed
  const { id, name, workingDays } = row.task
  const task = schedule.tasks.get(id)
  const kept = baseline?.dates[id]
  return [
    row.number,
    `${'　'.repeat(row.depth)}${name}`,
    row.isGroup ? null : workingDays,
    task?.start ?? null,
    task?.finish ?? null,
    task?.lateStart ?? null,
    task?.lateFinish ?? null,
    row.isGroup ? null : (task?.totalFloat ?? null),
    row.isGroup ? null : (task?.freeFloat ?? null),
    task?.critical ? translate(locale, 'projects.plan.flag.true') : null,
    kept?.start ?? null,
    kept?.finish ?? null,
    task ? slipOf(task, kept, days) : null,
    task?.actuals.start?.date ?? null,
    task?.actuals.finish?.date ?? null,
    beforeOf(printed, id, numbers),
    whoOf(id),
  ]
}

/** The plan as a table: each step with all its dates, floats and what it comes after. */
export function planTable(
  printed: PrintedPlan,
  frame: Pick<Table, 'title' | 'under' | 'made' | 'sheet' | 'footer'>,
): Table {
  const rows = outlineOf(printed.plan)
  const numbers = new Map(rows.map(({ task, number }) => [task.id, number]))
  return {
    ...frame,
    heads: kinds.map(([name, kind]) => ({ title: headOf(printed.locale, name), kind })),
    rows: () => [rows.map((row) => rowOf(printed, row, numbers))],
  }
}

const headOf = (locale: Locale, name: string) => translate(locale, `projects.plan.${name}`)
