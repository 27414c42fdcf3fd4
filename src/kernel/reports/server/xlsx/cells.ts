import { plainCell } from '#kernel/ledgers/model'
import { type CellValue, type ColumnKind, widthOf } from '../../model/table.ts'
import { xmlText } from '../xml.ts'
import { type Look, styleOf } from './styles.ts'

/** What a spreadsheet holds in one cell at most. */
const charactersMax = 32_767
const dayMs = 86_400_000
/** Day 0 of the 1900 calendar as spreadsheets count it, and Shanghai's time of day. */
const epochMs = Date.UTC(1899, 11, 30)
const shanghaiMs = 8 * 3_600_000

export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

function numberOf(kind: ColumnKind, value: CellValue): number | null {
  if (typeof value === 'string') {
    if (kind === 'date') return (Date.parse(`${value.slice(0, 10)}T00:00:00Z`) - epochMs) / dayMs
    if (kind === 'instant') return (Date.parse(value) + shanghaiMs - epochMs) / dayMs
    return null
  }
  if (value === null || !Number.isFinite(value)) return null
  // 分 to 万元, and basis points to a fraction.
  if (kind === 'money') return value / 1_000_000
  return kind === 'percent' ? value / 10_000 : value
}

export function textCell(at: string, look: Look, text: string): string {
  if (text === '') return `<c r="${at}" s="${styleOf(look)}"/>`
  const cut = text.length > charactersMax ? `${text.slice(0, charactersMax - 1)}…` : text
  return `<c r="${at}" s="${styleOf(look)}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cut)}</t></is></c>`
}

/** Among instants a day is written as the day that it is: no time of it is known, or it ends with it. */
function kindOf(kind: ColumnKind, value: CellValue): ColumnKind {
  return kind === 'instant' && typeof value === 'string' && value.length === 10 ? 'date' : kind
}

/** A cell of a column: a number where the column holds one, else a text that no spreadsheet runs as a formula. */
export function cellXml(at: string, column: ColumnKind, value: CellValue, total: boolean): string {
  const kind = kindOf(column, value)
  const number = numberOf(kind, value)
  const ofText = kind === 'text' || kind === 'code'
  if (number !== null && !Number.isNaN(number) && !ofText) {
    const look = total ? (`total_${kind}` as const) : kind
    return `<c r="${at}" s="${styleOf(look)}"><v>${number}</v></c>`
  }
  const look = kind === 'code' ? 'code' : 'text'
  return textCell(at, total ? `total_${look}` : look, value === null ? '' : plainCell(String(value)))
}

/** How wide a value is when it is shown, in half-width characters. */
export function shownWidth(kind: ColumnKind, value: CellValue): number {
  if (value === null) return 0
  if (kind === 'date') return 10
  if (kind === 'instant') return 16
  const number = numberOf(kind, value)
  if (kind === 'money' && number !== null)
    return number.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).length
  if (kind === 'percent') return 8
  return Math.max(...String(value).split('\n').map(widthOf))
}
