/**
 * CSV after RFC 4180: comma, double quote, CRLF or LF, an optional byte order mark.
 *
 * A broken quote would swallow the rows behind it. So that one broken row loses nothing else, a record that
 * runs over several lines and does not come out with the header's width is refused as its first line alone, and
 * reading goes on with the next line.
 */
export type CsvFault = 'unterminated_quote' | 'stray_quote' | 'wrong_width'

export type CsvRecord = {
  /** The row as a spreadsheet counts it: the header is row 1. */
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  readonly fault: CsvFault | null
}

export type CsvTable = { readonly header: readonly string[]; readonly records: readonly CsvRecord[] }

type Scan = { cells: string[]; end: number; lines: number; fault: CsvFault | null }

export function parseCsv(text: string): CsvTable {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const first = scanRecord(source, 0)
  const header = first.cells.map((cell) => cell.trim())
  const records: CsvRecord[] = []
  let at = first.end
  while (at < source.length) {
    let scan = scanRecord(source, at)
    const fault = scan.fault ?? (scan.cells.length === header.length ? null : 'wrong_width')
    if (fault && scan.lines > 1) scan = { ...scan, end: endOfLine(source, at), lines: 1 }
    const row = records.length + 2
    const blank = scan.cells.length === 1 && scan.cells[0] === ''
    if (!blank) records.push({ row, cells: named(header, scan.cells), fault })
    else if (scan.end < source.length) records.push({ row, cells: {}, fault: 'wrong_width' })
    at = scan.end
  }
  return { header, records }
}

function scanRecord(text: string, from: number): Scan {
  const cells: string[] = []
  let at = from
  let lines = 1
  let fault: CsvFault | null = null
  for (;;) {
    const cell = text[at] === '"' ? scanQuoted(text, at) : scanBare(text, at)
    cells.push(cell.value)
    lines += cell.lines
    fault ??= cell.fault
    at = cell.end
    if (text[at] !== ',') break
    at += 1
  }
  if (text[at] === '\r') at += 1
  if (text[at] === '\n') at += 1
  return { cells, end: at, lines, fault }
}

type Cell = { value: string; end: number; lines: number; fault: CsvFault | null }

function scanBare(text: string, from: number): Cell {
  let at = from
  while (at < text.length && !',\r\n'.includes(text[at] ?? '')) at += 1
  const value = text.slice(from, at)
  return { value, end: at, lines: 0, fault: value.includes('"') ? 'stray_quote' : null }
}

function scanQuoted(text: string, from: number): Cell {
  let value = ''
  let at = from + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0)
      return { value, end: text.length, lines: newlines(text.slice(from)), fault: 'unterminated_quote' }
    value += text.slice(at, close)
    if (text[close + 1] !== '"') {
      const rest = scanBare(text, close + 1)
      return { value, end: rest.end, lines: newlines(value), fault: rest.value === '' ? null : 'stray_quote' }
    }
    value += '"'
    at = close + 2
  }
}

const newlines = (text: string) => text.split('\n').length - 1

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline < 0 ? text.length : newline + 1
}

function named(header: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']))
}
