import { translate } from '#kernel/i18n/model'
import '../messages.ts'
import { CellCode, Day } from '../people/people.ts'
import { type RosterDuty, rosterDuties } from './plan.ts'

/** The columns of the workbook by which a roster goes out and comes in. */
export const sheetColumns = ['cell', 'name', 'building', 'duty', 'login', 'person', 'from'] as const
export type SheetColumn = (typeof sheetColumns)[number]

/** A row as it was read. Of building heads the cell only says which of alike buildings is meant. */
export type SheetRow = {
  row: number
  duty: RosterDuty
  cell: string
  building: string
  login: string
  person: string
  from: string
}
export type SheetFault = { row: number; column: SheetColumn; reason: string; value: string }

const locales = ['zh-CN', 'en'] as const
const headingOf = (column: SheetColumn) => locales.map((locale) => translate(locale, `cells.sheet.${column}`))
const dutyOf = (text: string): RosterDuty | undefined =>
  rosterDuties.find((duty) =>
    locales.some((locale) => translate(locale, `cells.sheet.duty.${duty}`) === text),
  )

type Read = { rows: SheetRow[]; faults: SheetFault[] }

/** The headings may stand under a title, as in the workbook that is handed out; undefined where one is missing. */
export function readRosterSheet(lines: readonly (readonly string[])[], firstRow: number): Read | undefined {
  for (const [index, line] of lines.slice(0, 10).entries()) {
    const found = readUnder(line, lines.slice(index + 1), firstRow + index + 1)
    if (found) return found
  }
  return undefined
}

function readUnder(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  firstRow: number,
): Read | undefined {
  const at = (column: SheetColumn) => headings.findIndex((heading) => headingOf(column).includes(heading))
  const needed = (['cell', 'duty', 'login', 'from'] as const).map(at)
  if (needed.includes(-1)) return undefined
  const read: Read = { rows: [], faults: [] }
  rows.forEach((cells, index) => {
    const said = (column: SheetColumn) => cells[at(column)] ?? ''
    const found = readRow(firstRow + index, said)
    if (found && 'reason' in found) read.faults.push(found)
    else if (found) read.rows.push(found)
  })
  return read
}

/** Undefined for a row that names nobody: the workbook that is handed out has one for what nobody serves. */
function readRow(row: number, said: (column: SheetColumn) => string): SheetRow | SheetFault | undefined {
  const [cell, building, duty, login, person, from] = (
    ['cell', 'building', 'duty', 'login', 'person', 'from'] as const
  ).map((column) => said(column).trim()) as [string, string, string, string, string, string]
  const refuse = (column: SheetColumn, value: string): SheetFault => ({ row, column, reason: column, value })
  const known = dutyOf(duty)
  const who = known === 'head' ? person : login
  if (who === '' && (known !== undefined || duty === '')) return undefined
  if (!known) return refuse('duty', duty)
  if (known === 'head' && building === '') return refuse('building', '')
  if ((known !== 'head' || cell !== '') && !CellCode.safeParse(cell).success) return refuse('cell', cell)
  if (!Day.safeParse(from).success) return refuse('from', from)
  return { row, duty: known, cell, building, login, person, from }
}
