import { translate } from '#kernel/i18n/model'
import '../messages.ts'
import { CellCode, type CellDuty, Day } from './people.ts'

/** The columns of the workbook by which a roster goes out and comes in. */
export const sheetColumns = ['cell', 'name', 'duty', 'login', 'person', 'from'] as const
type Column = (typeof sheetColumns)[number]

export type SheetRow = { row: number; cell: string; duty: CellDuty; login: string; from: string }
export type SheetFault = { row: number; reason: 'cell' | 'duty' | 'login' | 'from'; value: string }

const locales = ['zh-CN', 'en'] as const
const headingOf = (column: Column) => locales.map((locale) => translate(locale, `cells.sheet.${column}`))
const dutyOf = (text: string): CellDuty | undefined =>
  (['worker', 'leader'] as const).find((duty) =>
    locales.some((locale) => translate(locale, `cells.sheet.duty.${duty}`) === text),
  )

/** Reads the rows under their headings, in either language; undefined where a heading is missing. */
export function readRosterSheet(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  firstRow: number,
): { rows: SheetRow[]; faults: SheetFault[] } | undefined {
  const at = (column: Column) => headings.findIndex((heading) => headingOf(column).includes(heading))
  const [cell, duty, login, from] = [at('cell'), at('duty'), at('login'), at('from')]
  if ([cell, duty, login, from].includes(-1)) return undefined
  const read: { rows: SheetRow[]; faults: SheetFault[] } = { rows: [], faults: [] }
  rows.forEach((cells, index) => {
    const row = firstRow + index
    const said = (column: number) => cells[column] ?? ''
    if (said(login) === '') return
    const known = dutyOf(said(duty))
    const refuse = (reason: SheetFault['reason'], value: string) => read.faults.push({ row, reason, value })
    if (!CellCode.safeParse(said(cell)).success) refuse('cell', said(cell))
    else if (!known) refuse('duty', said(duty))
    else if (!Day.safeParse(said(from)).success) refuse('from', said(from))
    else read.rows.push({ row, cell: said(cell), duty: known, login: said(login), from: said(from) })
  })
  return read
}
