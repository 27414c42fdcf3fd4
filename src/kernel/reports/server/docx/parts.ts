import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx'
import { cellText } from '../../model/cell-text.ts'
import { type Block, type Fact, factLines } from '../../model/paper.ts'
import { headRows, leavesOf, placeHeads, type Row, widthOf } from '../../model/table.ts'
import { page, size, type Typefaces } from './page.ts'

type Written = { bold?: boolean; color?: string; size?: number; face?: string }

export function run(
  text: string,
  faces: Typefaces,
  { bold, color, size: points = size.body, face }: Written = {},
): TextRun {
  const name = face ?? faces.body
  return new TextRun({
    text,
    size: points,
    characterSpacing: page.closer,
    font: { ascii: name, eastAsia: name, hAnsi: name, cs: name },
    ...(bold ? { bold } : {}),
    ...(color ? { color } : {}),
  })
}

type Align = (typeof AlignmentType)[keyof typeof AlignmentType]

/** A paragraph on the grid of lines. */
export function line(
  children: TextRun[],
  alignment: Align,
  {
    keepNext = false,
    ...indent
  }: { firstLine?: number; right?: number; left?: number; hanging?: number; keepNext?: boolean } = {},
): Paragraph {
  return new Paragraph({
    children,
    alignment,
    keepNext,
    indent,
    spacing: { line: page.line, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
  })
}

/** Two characters, as every paragraph begins. */
export const twoCharacters = size.body * 10 * 2

const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const borders = { top: border, bottom: border, left: border, right: border }
const margins = { top: 40, bottom: 40, left: 70, right: 70 }

type Cell = {
  text: string
  width: number
  align?: Align
  bold?: boolean
  span?: number
  merge?: 'start' | 'on'
}

function cell(
  { text, width, align = AlignmentType.LEFT, bold, span = 1, merge }: Cell,
  faces: Typefaces,
): TableCell {
  const face = bold ? faces.head : faces.body
  const paragraphs = text.split('\n').map(
    (one) =>
      new Paragraph({
        alignment: align,
        children: [run(one, faces, { size: size.table, face })],
        spacing: { before: 0, after: 0, line: 300, lineRule: LineRuleType.EXACT },
      }),
  )
  return new TableCell({
    children: paragraphs,
    width: { size: width, type: WidthType.DXA },
    borders,
    margins,
    verticalAlign: VerticalAlignTable.CENTER,
    columnSpan: span,
    ...(merge
      ? { verticalMerge: merge === 'start' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }
      : {}),
  })
}

function tableOf(rows: TableRow[], columnWidths: readonly number[]): Table {
  return new Table({
    rows,
    columnWidths: [...columnWidths],
    width: { size: columnWidths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
  })
}

/** The body's width, shared out by what the columns hold; each has room for a few characters. */
export function shareWidths(texts: readonly (readonly string[])[], whole: number): number[] {
  const columns = texts[0]?.length ?? 0
  const weights = Array.from({ length: columns }, (_, index) => {
    const widest = Math.max(...texts.map((row) => Math.max(...(row[index] ?? '').split('\n').map(widthOf))))
    return Math.min(34, Math.max(5, widest)) + 2
  })
  const sum = weights.reduce((a, b) => a + b, 0)
  const widths = weights.map((weight) => Math.floor((weight * whole) / sum))
  widths[columns - 1] = (widths[columns - 1] ?? 0) + whole - widths.reduce((a, b) => a + b, 0)
  return widths
}

export function rowsTable(
  { heads, rows, total }: Extract<Block, { kind: 'table' }>,
  faces: Typefaces,
): Table {
  const leaves = leavesOf(heads)
  const all = [...rows, ...(total ? [total] : [])]
  const texts = all.map((row: Row) => leaves.map(({ kind }, index) => cellText(kind, row[index] ?? null)))
  const widths = shareWidths([leaves.map(({ title }) => title), ...texts], page.body)
  const between = (from: number, count: number) => widths.slice(from, from + count).reduce((a, b) => a + b, 0)
  const placed = placeHeads(heads)
  const headLines = Array.from({ length: headRows(heads) }, (_, level) => {
    const cells = placed
      .filter((head) => head.row <= level && level < head.row + head.rows)
      .toSorted((a, b) => a.column - b.column)
      .map(({ title, row, column, rows: deep, columns: span }) =>
        cell(
          {
            text: row === level ? title : '',
            width: between(column, span),
            align: AlignmentType.CENTER,
            bold: true,
            span,
            ...(deep > 1 ? { merge: row === level ? 'start' : 'on' } : {}),
          },
          faces,
        ),
      )
    return new TableRow({ children: cells, tableHeader: true, cantSplit: true })
  })
  const lines = texts.map((row, at) => {
    const isTotal = total !== undefined && at === texts.length - 1
    const children = leaves.map(({ kind }, index) => {
      const align =
        kind === 'text'
          ? AlignmentType.LEFT
          : kind === 'code' || kind === 'date' || kind === 'instant'
            ? AlignmentType.CENTER
            : AlignmentType.RIGHT
      return cell(
        { text: row[index] ?? '', width: widths[index] ?? 0, align, ...(isTotal ? { bold: true } : {}) },
        faces,
      )
    })
    return new TableRow({ children, cantSplit: true })
  })
  return tableOf([...headLines, ...lines], widths)
}

export function factsTable(facts: readonly Fact[], faces: Typefaces): Table {
  const label = Math.round(page.body * 0.17)
  const value = Math.round(page.body / 2) - label
  const widths = [label, value, label, page.body - label * 2 - value]
  const rows = factLines(facts).map(([first, second]) => {
    const left = { text: first?.label ?? '', width: label, align: AlignmentType.CENTER, bold: true }
    const cells: Cell[] = second
      ? [
          left,
          { text: first?.value ?? '', width: value },
          { text: second.label, width: label, align: AlignmentType.CENTER, bold: true },
          { text: second.value, width: widths[3] ?? 0 },
        ]
      : [left, { text: first?.value ?? '', width: page.body - label, span: 3 }]
    return new TableRow({ children: cells.map((one) => cell(one, faces)), cantSplit: true })
  })
  return tableOf(rows, widths)
}
