import { shanghaiInstant } from '#kernel/time/model'
import { readW3Date } from '../open311/dates.ts'
import { orderClasses, type OrderClass } from './classes.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'
import { OrderGiven } from './orders.ts'

/** The columns of a file of orders. */
export const columnNames = [
  'externalNo',
  'orderClass',
  'receivedAt',
  'words',
  'divisionCode',
  'address',
  'name',
  'phone',
] as const
export type Column = (typeof columnNames)[number]
export const requiredColumns = ['externalNo', 'orderClass', 'receivedAt', 'words', 'divisionCode'] as const

/** What hotlines call a column, in either language; the template has the first. */
const headingsOf = (column: Column): string[] =>
  [zhCN, en].flatMap((texts) => texts[`hotline.headings.${column}`].split(', '))

/** Which column stands where; a heading that nobody knows is passed over. */
export function mapColumns(headings: readonly string[]): Partial<Record<Column, number>> {
  const mapped: Partial<Record<Column, number>> = {}
  for (const column of columnNames) {
    const names = headingsOf(column)
    const at = headings.findIndex((heading) => names.includes(heading.trim()))
    if (at >= 0) mapped[column] = at
  }
  return mapped
}

/** So far down the headings are looked for: a workbook has its title and its unit above them. */
const headingsWithin = 10

/** Which row has the headings; the first where none has all that are needed. */
export function findHeadings(rows: readonly (readonly string[])[]): number {
  const at = rows.slice(0, headingsWithin).findIndex((row) => {
    const mapped = mapColumns(row)
    return requiredColumns.every((column) => mapped[column] !== undefined)
  })
  return Math.max(at, 0)
}

/** Why a row is refused: a key of the texts, and the column that it is about. */
export type RowFault = { key: string; column?: Column }
export type ReadRow = { row: number; order: OrderGiven } | { row: number; faults: RowFault[] }

const classNames = new Map<string, OrderClass>(
  orderClasses.flatMap((value): [string, OrderClass][] => {
    const label = zhCN[`hotline.class.${value}`]
    return [
      [value, value],
      [label, value],
      [label.split('\uff08', 1).join(''), value],
    ]
  }),
)

/** Reads the rows of a file; each is an order, or says all that is wrong with it. */
export function readRows(
  rows: readonly (readonly string[])[],
  mapped: Partial<Record<Column, number>>,
  firstRow: number,
): ReadRow[] {
  const seen = new Set<string>()
  return rows.flatMap((cells, index): ReadRow[] => {
    if (cells.every((cell) => cell === '')) return []
    const row = firstRow + index
    const read = readRow(cells, mapped)
    if (Array.isArray(read)) return [{ row, faults: read }]
    if (seen.has(read.externalNo)) return [{ row, faults: [{ key: 'hotline.import.reason.twice' }] }]
    seen.add(read.externalNo)
    return [{ row, order: read }]
  })
}

function readRow(cells: readonly string[], mapped: Partial<Record<Column, number>>): OrderGiven | RowFault[] {
  const cell = (column: Column) => (mapped[column] === undefined ? '' : (cells[mapped[column]] ?? '').trim())
  const missing = requiredColumns.filter((column) => cell(column) === '')
  if (missing.length > 0) return missing.map((column) => ({ key: 'hotline.import.reason.missing', column }))
  const faults: RowFault[] = []
  const orderClass = classNames.get(cell('orderClass'))
  if (orderClass === undefined) faults.push({ key: 'hotline.import.reason.unknown_class' })
  const receivedAt = readTime(cell('receivedAt'))
  if (receivedAt === undefined) faults.push({ key: 'hotline.import.reason.bad_date' })
  if (faults.length > 0) return faults
  const optional = (column: 'address' | 'name' | 'phone') =>
    cell(column) === '' ? {} : { [column]: cell(column) }
  const order = OrderGiven.safeParse({
    externalNo: cell('externalNo'),
    orderClass,
    receivedAt,
    words: cell('words'),
    divisionCode: cell('divisionCode'),
    ...optional('address'),
    ...optional('name'),
    ...optional('phone'),
  })
  if (order.success) return order.data
  return order.error.issues.map(({ path }) => {
    const column = String(path[0]) as Column
    return column === 'divisionCode'
      ? { key: 'hotline.import.reason.unknown_division' }
      : { key: 'hotline.import.reason.too_long', column }
  })
}

/** A time as lists write it, of the district's own clock: `2026-11-20 08:30`, `2026/11/20 8:30:00`, or a day alone. */
function readTime(text: string): string | undefined {
  const found =
    /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u.exec(
      text,
    )
  if (!found) return readW3Date(text)?.toISOString()
  const [, year, month = '', day = '', hour = '0', minute = '00', second = '00'] = found
  const two = (part: string) => part.padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  if (readW3Date(date) === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  const ms = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000
  return new Date(shanghaiInstant(date).getTime() + ms).toISOString()
}
