import type { CellValue, ColumnKind } from './table.ts'

const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** A cell as a document says it, where a spreadsheet would show a number in its format. */
export function cellText(kind: ColumnKind, value: CellValue): string {
  if (value === null) return ''
  if (typeof value === 'string')
    return kind === 'instant' && value.length > 10 ? shanghai.format(new Date(value)) : value
  if (kind === 'percent') return `${(value / 100).toFixed(2)}%`
  if (kind === 'money')
    return (value / 1_000_000).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return kind === 'integer' ? value.toLocaleString('en') : String(value)
}
