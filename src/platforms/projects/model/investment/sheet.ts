import { readWan } from '../amounts.ts'
import { type AmountCell, type EnteredAmount, Month } from './amount-input.ts'
import type { InvestmentProject } from './answers.ts'

export type SheetFault = {
  row: number
  column: string
  reason: 'unknown_project' | 'not_allowed' | 'malformed_amount' | 'negative_amount' | 'repeated_row'
  value: string
}
export type ReadAmounts = { cells: AmountCell[]; unchanged: number; refused: SheetFault[] }

/**
 * Reads a sheet of amounts in 万元: a row for each project by its number, a column for each month (`2026-03`). The
 * headings are the first row that has a month; what stands above them, as in an export, is passed over. Empty cells say
 * nothing. A fault is told by row and column and loses no other cell. Null where no row has months.
 */
export function readAmountSheet(
  lines: readonly { row: number; cells: readonly string[] }[],
  projects: readonly InvestmentProject[],
  amount: EnteredAmount,
): ReadAmounts | null {
  const head = lines.findIndex(({ cells }) => cells.some((cell) => Month.safeParse(cell).success))
  const headings = lines[head]?.cells
  if (!headings) return null
  const byNo = new Map(projects.map((project) => [project.no, project]))
  const numberAt = lines
    .slice(head + 1)
    .reduce((at, { cells }) => (at >= 0 ? at : cells.findIndex((cell) => byNo.has(cell))), -1)
  const read: ReadAmounts = { cells: [], unchanged: 0, refused: [] }
  const seen = new Set<string>()
  for (const { row, cells } of lines.slice(head + 1)) {
    const amounts = headings.flatMap((period, at) =>
      Month.safeParse(period).success && (cells[at] ?? '') !== '' ? [{ period, value: cells[at] ?? '' }] : [],
    )
    if (amounts.length === 0) continue
    const no = cells[numberAt < 0 ? 0 : numberAt] ?? ''
    const project = byNo.get(no)
    const fault = !project
      ? 'unknown_project'
      : seen.has(no)
        ? 'repeated_row'
        : project.can.includes(amount)
          ? null
          : 'not_allowed'
    seen.add(no)
    if (!project || fault)
      read.refused.push({
        row,
        column: headings[Math.max(0, numberAt)] ?? '',
        reason: fault ?? 'unknown_project',
        value: no,
      })
    else for (const { period, value } of amounts) readCell(read, { row, project, period, value, amount })
  }
  return read
}

type Cell = { row: number; project: InvestmentProject; period: string; value: string; amount: EnteredAmount }

function readCell(read: ReadAmounts, { row, project, period, value, amount }: Cell): void {
  const money = readWan(value.replaceAll(',', ''))
  if ('fault' in money) {
    read.refused.push({ row, column: period, reason: money.fault, value: value.slice(0, 40) })
    return
  }
  const month = project.months.find((one) => one.period === period)
  const before = amount === 'plan' ? month?.plan : month?.amounts[amount]
  if (before?.fen === money.fen) read.unchanged += 1
  else read.cells.push({ projectId: project.id, period, fen: money.fen, seq: month?.seq ?? null })
}
