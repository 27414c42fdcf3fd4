import type { ContentTable, TableCell } from 'pdfmake/interfaces.js'
import { cellText } from '../../model/cell-text.ts'
import { type Block, factLines } from '../../model/paper.ts'
import { headRows, leavesOf, placeHeads, type Row, widthOf } from '../../model/table.ts'

export const tableSize = 10.5

function headCells(heads: Extract<Block, { kind: 'table' }>['heads']): TableCell[][] {
  const columns = leavesOf(heads).length
  const lines: TableCell[][] = Array.from({ length: headRows(heads) }, () =>
    Array.from({ length: columns }, (): TableCell => ({ text: '' })),
  )
  for (const { title, row, column, rows, columns: wide } of placeHeads(heads)) {
    const line = lines[row]
    if (line)
      line[column] = {
        text: title,
        bold: true,
        alignment: 'center',
        rowSpan: rows,
        colSpan: wide,
        fillColor: '#eff1f2',
        verticalAlignment: 'middle',
      }
  }
  return lines
}

/** Widths by what the columns hold, in points, so that a page is filled and no column starves. */
function widthsOf(texts: readonly (readonly string[])[], columns: number, whole: number): number[] {
  const weights = Array.from({ length: columns }, (_, index) => {
    const widest = texts.reduce(
      (most, row) => Math.max(most, ...(row[index] ?? '').split('\n').map(widthOf)),
      5,
    )
    return Math.min(36, widest) + 2
  })
  const sum = weights.reduce((a, b) => a + b, 0)
  // Each column has a padding of 8 points and a line.
  return weights.map((weight) => (weight * (whole - columns * 8 - (columns + 1) * 0.6)) / sum)
}

const gridLines = {
  hLineWidth: () => 0.6,
  vLineWidth: () => 0.6,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

export function rowsTable({ heads, rows, total, colours = {} }: Extract<Block, { kind: 'table' }>,
  width: number,
): ContentTable {
  const leaves = leavesOf(heads)
  const all = [...rows, ...(total ? [total] : [])]
  const texts = all.map((row: Row) => leaves.map(({ kind }, index) => cellText(kind, row[index] ?? null)))
  const body = texts.map((row, at): TableCell[] =>
    row.map((text, index) => {
      const kind = leaves[index]?.kind ?? 'text'
      const alignment =
        kind === 'text' ? 'left' : ['code', 'date', 'instant'].includes(kind) ? 'center' : 'right'
      return {
        text,
        alignment,
        bold: total !== undefined && at === texts.length - 1,
        ...(colours[text] ? { color: colours[text] } : {}),
      }
    }),
  )
  const depth = headRows(heads)
  return {
    table: {
      headerRows: depth,
      dontBreakRows: true,
      widths: widthsOf([leaves.map(({ title }) => title), ...texts], leaves.length, width),
      body: [...headCells(heads), ...body],
    },
    layout: gridLines,
    fontSize: tableSize,
    margin: [0, 4, 0, 8],
  }
}

export function factsTable({ facts }: Extract<Block, { kind: 'facts' }>, width: number): ContentTable {
  // As wide as the longest label needs, within bounds: words that break in two make lines of their own.
  const longest = Math.max(0, ...facts.map(({ label: text }) => widthOf(text)))
  const label = Math.min(Math.max(longest * tableSize * 0.56 + 8.5, width * 0.17), width * 0.23)
  const value = width / 2 - label
  const name = (text: string): TableCell => ({ text, bold: true, alignment: 'center' })
  const body = factLines(facts).map(([first, second]): TableCell[] =>
    second
      ? [name(first?.label ?? ''), first?.value ?? '', name(second.label), second.value]
      : [name(first?.label ?? ''), { text: first?.value ?? '', colSpan: 3 }, '', ''],
  )
  return {
    table: { dontBreakRows: true, widths: [label, value, label, value].map((one) => one - 8.5), body },
    layout: gridLines,
    fontSize: tableSize,
    margin: [0, 4, 0, 8],
  }
}

