import { plainCell } from '#kernel/ledgers/model'

/** A cell that a spreadsheet would take for a formula is said as text, and none breaks out of its place. */
function cell(value: string | number): string {
  const text = typeof value === 'string' ? plainCell(value) : String(value)
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as CSV (RFC 4180), with the mark by which spreadsheets read it as UTF-8. */
export function tableText(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
