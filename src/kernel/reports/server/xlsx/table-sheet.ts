import {
  type CellValue,
  type ColumnKind,
  headRows,
  type Leaf,
  leavesOf,
  placeHeads,
  type Row,
  type Table,
  widthOf,
} from '../../model/table.ts'
import { xmlHead, xmlText } from '../xml.ts'
import { cellXml, columnName, shownWidth, textCell } from './cells.ts'

/** Rows that are looked at before the first is written: widths stand before rows in a sheet. */
const sampleMax = 400
const widthMax = 44
const widthMin = 6
/** Half-width characters of 10.5 points between the margins of a page. */
const portraitA4 = 92
const landscapeA4 = 138

export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** What is known of a sheet when its last row is out. */
export type WrittenSheet = { lastCell: string; titleRows: string; rows: number }

function widthsOf({ heads, total, under }: Table, sample: readonly Row[]): number[] {
  const widths = leavesOf(heads).map(({ title, kind }, index) => {
    const shown = [...sample, ...(total ? [total] : [])].map((row) => shownWidth(kind, row[index] ?? null))
    // A long head wraps: half its width is enough for it.
    const head = widthOf(title) > 12 ? Math.max(12, Math.ceil(widthOf(title) / 2)) : widthOf(title)
    const widest = shown.reduce((a, b) => Math.max(a, b), head)
    return Math.min(widthMax, Math.max(widthMin, widest)) + 2
  })
  // What stands left and right under the title must not run into one another.
  const needed = widthOf(under.left) + widthOf(under.right) + 6
  const sum = widths.reduce((a, b) => a + b, 0)
  return sum >= needed ? widths : widths.map((width) => Math.ceil((width * needed) / sum))
}

/** A4 upright where the columns fit, else lying, else A3; always one page wide. */
function pageOf(widths: readonly number[]): string {
  const sum = widths.reduce((a, b) => a + b, 0)
  const paper = sum > landscapeA4 ? 8 : 9
  const orientation = sum > portraitA4 ? 'landscape' : 'portrait'
  return `<pageSetup paperSize="${paper}" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`
}

function headXml(table: Table, leaves: readonly Leaf[]): string {
  const last = leaves.length - 1
  const depth = headRows(table.heads)
  const placed = placeHeads(table.heads)
  const row = (index: number, cells: string, height: number) =>
    `<row r="${index}" ht="${height}" customHeight="1">${cells}</row>`
  const under = leaves.map((_, index) => {
    const at = `${columnName(index)}2`
    if (index === 0) return textCell(at, 'under', table.under.left)
    return index === last ? textCell(at, 'under_right', table.under.right) : ''
  })
  const heads = Array.from({ length: depth }, (_, level) => {
    const cells = leaves.map((_leaf, column) => {
      const head = placed.find((item) => item.row === level && item.column === column)
      return textCell(`${columnName(column)}${level + 3}`, 'head', head?.title ?? '')
    })
    const lines = placed.some(
      ({ row: at, title, columns }) => at === level && columns === 1 && widthOf(title) > 12,
    )
    return row(level + 3, cells.join(''), lines && depth === 1 ? 34 : 24)
  })
  return row(1, textCell('A1', 'title', table.title), 34) + row(2, under.join(''), 20) + heads.join('')
}

function mergesOf(table: Table, columns: number): string[] {
  const merges = columns > 1 ? [`A1:${columnName(columns - 1)}1`] : []
  for (const { row, column, rows, columns: wide } of placeHeads(table.heads))
    if (rows > 1 || wide > 1)
      merges.push(`${columnName(column)}${row + 3}:${columnName(column + wide - 1)}${row + 2 + rows}`)
  return merges
}

/** Spreadsheets that don't measure texts when they open a file would show the first line of several. */
const heightOf = (lines: readonly number[]) => Math.min(400, Math.max(...lines, 1) * 14 + 5)

function linesOf(kind: ColumnKind, value: CellValue, width: number): number {
  if (typeof value !== 'string' || (kind !== 'text' && kind !== 'code')) return 1
  return value
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / (width - 1.5))), 0)
}

type Chunks = AsyncIterator<readonly Row[]> | Iterator<readonly Row[]>

async function sampleOf(chunks: Chunks): Promise<{ sample: Row[]; ended: boolean }> {
  const sample: Row[] = []
  while (sample.length < sampleMax) {
    const next = await chunks.next()
    if (next.done) return { sample, ended: true }
    for (const row of next.value) sample.push(row)
  }
  return { sample, ended: false }
}

/** The sheet of a table as it is written: title, unit and time, merged heads, rows with borders, and how it is printed. */
export async function* tableSheet(
  table: Table,
  written: (sheet: WrittenSheet) => void,
): AsyncGenerator<string> {
  const leaves = leavesOf(table.heads)
  const source = table.rows()
  const chunks: Chunks =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  const { sample, ended } = await sampleOf(chunks)
  const widths = widthsOf(table, sample)
  const frozen = 2 + headRows(table.heads)
  yield `${xmlHead}<worksheet xmlns="${mainNamespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0">' +
    `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>` +
    '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>' +
    `<cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>` +
    `<sheetData>${headXml(table, leaves)}`
  let at = frozen
  const rowXml = (row: Row, total: boolean) => {
    at += 1
    const cells = leaves.map(({ kind }, index) =>
      cellXml(`${columnName(index)}${at}`, kind, row[index] ?? null, total),
    )
    const lines = leaves.map(({ kind }, index) =>
      linesOf(kind, row[index] ?? null, widths[index] ?? widthMax),
    )
    return `<row r="${at}" ht="${heightOf(lines)}" customHeight="1">${cells.join('')}</row>`
  }
  yield sample.map((row) => rowXml(row, false)).join('')
  for (let next = ended ? null : await chunks.next(); next && !next.done; next = await chunks.next())
    yield next.value.map((row) => rowXml(row, false)).join('')
  const rows = at - frozen
  if (table.total) yield rowXml(table.total, true)
  const merges = mergesOf(table, leaves.length)
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  yield `</sheetData>${merges.length > 0 ? `<mergeCells count="${merges.length}">${merged}</mergeCells>` : ''}` +
    '<printOptions horizontalCentered="1"/>' +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>' +
    `${pageOf(widths)}<headerFooter><oddFooter>${xmlText(`&C${table.footer}`)}</oddFooter></headerFooter></worksheet>`
  written({
    lastCell: `$${columnName(Math.max(leaves.length - 1, 0))}$${at}`,
    titleRows: `$3:$${frozen}`,
    rows,
  })
}

/** The second sheet: by what filter, as of when and by whom the first was made, and what its figures mean. */
export function* madeSheet({ made, notes = [], footer }: Table, rows: number): Generator<string> {
  const lines = [...made.map(([label, value]) => [label, value.replace('{rows}', String(rows))]), ...notes]
  const body = lines.map(
    ([label = '', value = ''], index) =>
      `<row r="${index + 1}" ht="${heightOf([linesOf('text', value, 92)])}" customHeight="1">${textCell(`A${index + 1}`, 'label', label)}${textCell(`B${index + 1}`, 'note', value)}</row>`,
  )
  yield `${xmlHead}<worksheet xmlns="${mainNamespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="18"/>' +
    '<cols><col min="1" max="1" width="24" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/></cols>' +
    `<sheetData>${body.join('')}</sheetData>` +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    `<headerFooter><oddFooter>${xmlText(`&C${footer}`)}</oddFooter></headerFooter></worksheet>`
}
