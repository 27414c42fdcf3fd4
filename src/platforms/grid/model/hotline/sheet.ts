import { shanghaiInstant } from '#kernel/time/model'
import { readW3Date } from '../open311/dates.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'
import type { OrderClass } from './order-rules.ts'
import { type Column, columnNames, requiredColumns } from './columns.ts'
import { OrderGiven } from './orders.ts'

/** What hotlines call a column, in either language; the template has the first. */
const headingsOf = (column: Column): string[] =>
  [zhCN, en].flatMap((texts) => texts[`hotline.headings.${column}`].split(', '))

/** What a person said a heading is; null for one that is not taken in. */
export type KnownHeadings = ReadonlyMap<string, Column | null>
const noneKnown: KnownHeadings = new Map()
export const headingOf = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** Which column stands where: as a person said, else as hotlines call it; what nobody knows is passed over. */
export function mapColumns(
  headings: readonly string[],
  known: KnownHeadings = noneKnown,
): Partial<Record<Column, number>> {
  const mapped: Partial<Record<Column, number>> = {}
  const said = headings.map((heading) => known.get(headingOf(heading)))
  for (const column of columnNames) {
    const names = headingsOf(column)
    const bySaying = said.indexOf(column)
    const at =
      bySaying >= 0
        ? bySaying
        : headings.findIndex((heading, index) => said[index] === undefined && names.includes(heading.trim()))
    if (at >= 0) mapped[column] = at
  }
  return mapped
}

/** Headings of a file of which neither a person nor the program says what they are. */
export function unknownHeadings(headings: readonly string[], known: KnownHeadings): string[] {
  const mapped = new Set<number>(Object.values(mapColumns(headings, known)))
  return [...new Set(headings.map(headingOf))].filter(
    (heading) =>
      heading !== '' &&
      !known.has(heading) &&
      !headings.some((one, at) => headingOf(one) === heading && mapped.has(at)),
  )
}

/** So far down the headings are looked for: a workbook has its title and its unit above them. */
const headingsWithin = 10

/** Which row has the headings: all that are needed, else the most different texts of the rows near the top. */
export function findHeadings(rows: readonly (readonly string[])[], known: KnownHeadings = noneKnown): number {
  const first = rows.slice(0, headingsWithin)
  const at = first.findIndex((row) => {
    const mapped = mapColumns(row, known)
    return requiredColumns.every((column) => mapped[column] !== undefined)
  })
  if (at >= 0) return at
  const texts = first.map((row) => new Set(row.filter((cell) => cell !== '')).size)
  return Math.max(texts.indexOf(Math.max(...texts)), 0)
}

/** Why a row is refused: a key of the texts, and the column that it is about. */
export type RowFault = { key: string; column?: Column }
export type ReadRow = { row: number; order: OrderGiven } | { row: number; faults: RowFault[] }

/** A class as files say it: by its code or its name, with or without the limit behind it in brackets. */
function classNames(classes: readonly OrderClass[]): (text: string) => string | undefined {
  const codes = new Map(
    classes.flatMap(({ code, name }): [string, string][] =>
      [code, name['zh-CN'], name.en].map((text) => [bare(text), code]),
    ),
  )
  return (text) => codes.get(bare(text))
}
const bare = (text: string) => (text.split(/[\uff08(]/u, 1)[0] ?? '').trim().toLowerCase()

/** Reads the rows of a file; each is an order, or says all that is wrong with it. */
export function readRows(
  rows: readonly (readonly string[])[],
  mapped: Partial<Record<Column, number>>,
  firstRow: number,
  classes: readonly OrderClass[],
): ReadRow[] {
  const seen = new Set<string>()
  const classOf = classNames(classes)
  return rows.flatMap((cells, index): ReadRow[] => {
    if (cells.every((cell) => cell === '')) return []
    const row = firstRow + index
    const read = readRow(cells, mapped, classOf)
    if (Array.isArray(read)) return [{ row, faults: read }]
    if (seen.has(read.externalNo)) return [{ row, faults: [{ key: 'hotline.import.reason.twice' }] }]
    seen.add(read.externalNo)
    return [{ row, order: read }]
  })
}

function readRow(
  cells: readonly string[],
  mapped: Partial<Record<Column, number>>,
  classOf: (text: string) => string | undefined,
): OrderGiven | RowFault[] {
  const cell = (column: Column) => (mapped[column] === undefined ? '' : (cells[mapped[column]] ?? '').trim())
  const missing = requiredColumns.filter((column) => cell(column) === '')
  if (missing.length > 0) return missing.map((column) => ({ key: 'hotline.import.reason.missing', column }))
  const faults: RowFault[] = []
  const orderClass = classOf(cell('orderClass'))
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
