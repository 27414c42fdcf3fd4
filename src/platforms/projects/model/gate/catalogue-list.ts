import { zhCN } from './messages.zh-CN.ts'
import { en } from './messages.en.ts'
import {
  type CatalogueClass,
  catalogueClasses,
  catalogueKey,
  catalogueMax,
  type CatalogueRow,
  IndustryCode,
} from './rules.ts'

const columns = ['class', 'code', 'name', 'terms', 'source'] as const
type Column = (typeof columns)[number]

export type CatalogueFault = { row: number; column: Column; reason: CatalogueFaultReason; value: string }
type CatalogueFaultReason =
  | 'missing_column'
  | 'unknown_class'
  | 'bad_code'
  | 'missing_name'
  | 'missing_source'
  | 'too_long'
  | 'repeated'
  | 'too_many'

/** The column behind a heading, in either language or by its name. */
function columnOf(heading: string): Column | undefined {
  const text = heading.trim()
  return columns.find(
    (column) =>
      column === text ||
      zhCN[`projects.gate.column.${column}`] === text ||
      en[`projects.gate.column.${column}`] === text,
  )
}

function classOf(text: string): CatalogueClass | undefined {
  return catalogueClasses.find(
    (one) =>
      one === text ||
      zhCN[`projects.gate.class.${one}`] === text ||
      en[`projects.gate.class.${one}`] === text,
  )
}

/** Reads a catalogue as a table; every fault names its row as the file numbers it. */
export function readCatalogue(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  firstRow: number,
): { rows: CatalogueRow[]; faults: CatalogueFault[] } {
  const at = new Map(headings.flatMap((heading, index) => [[columnOf(heading), index] as const]))
  const absent = columns.filter((column) => column !== 'terms' && !at.has(column))
  if (absent.length > 0)
    return {
      rows: [],
      faults: absent.map((column) => ({ row: firstRow - 1, column, reason: 'missing_column', value: '' })),
    }
  const read: CatalogueRow[] = []
  const faults: CatalogueFault[] = []
  const seen = new Set<string>()
  rows.forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return
    const cell = (column: Column) => (cells[at.get(column) ?? -1] ?? '').trim()
    const found = readRow(cell)
    const fault = 'reason' in found ? found : repeatedOrMore(found, seen, read.length)
    if (fault) faults.push({ row: firstRow + index, ...fault, value: cell(fault.column).slice(0, 80) })
    else read.push(found as CatalogueRow)
  })
  return { rows: read, faults }
}

type Wrong = { column: Column; reason: CatalogueFaultReason }

function readRow(cell: (column: Column) => string): CatalogueRow | Wrong {
  const one = classOf(cell('class'))
  if (!one) return { column: 'class', reason: 'unknown_class' }
  const code = IndustryCode.safeParse(cell('code').toUpperCase())
  if (!code.success) return { column: 'code', reason: 'bad_code' }
  if (cell('name') === '') return { column: 'name', reason: 'missing_name' }
  if (cell('source') === '') return { column: 'source', reason: 'missing_source' }
  const long = (
    [
      ['name', 200],
      ['source', 400],
      ['terms', 1000],
    ] as const
  ).find(([column, max]) => cell(column).length > max)
  if (long) return { column: long[0], reason: 'too_long' }
  return { class: one, code: code.data, name: cell('name'), terms: cell('terms'), source: cell('source') }
}

function repeatedOrMore(row: CatalogueRow, seen: Set<string>, count: number): Wrong | undefined {
  const key = catalogueKey(row)
  if (seen.has(key)) return { column: 'code', reason: 'repeated' }
  seen.add(key)
  return count >= catalogueMax ? { column: 'code', reason: 'too_many' } : undefined
}
