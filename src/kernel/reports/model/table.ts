/** A table on paper, told once: the workbook, the document and the print are made from the same description. */

/**
 * What a column holds, and so how it is written. Money is given in 分 and shown in 万元; a percentage is given in
 * basis points, as the statistics count it.
 */
export type ColumnKind = 'text' | 'code' | 'integer' | 'number' | 'money' | 'percent' | 'date' | 'instant'

/** A head of one column, or one over others: the tree of heads is what an office draws by merging cells. */
export type Head =
  | { readonly title: string; readonly kind: ColumnKind }
  | { readonly title: string; readonly heads: readonly Head[] }

/** A date is `YYYY-MM-DD`, an instant ISO 8601 or a day alone; null is a cell with nothing in it. */
export type CellValue = string | number | null

export type Row = readonly CellValue[]

export type Table = {
  readonly title: string
  /** Under the title: the unit on the left (制表单位), the time on the right. */
  readonly under: { readonly left: string; readonly right: string }
  readonly heads: readonly Head[]
  /** Made as they are asked for, some at a time, so that a long table never stands in memory whole. */
  rows(): AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>
  /** A last row, set apart. */
  readonly total?: Row
  readonly sheet: { readonly table: string; readonly made: string }
  /** By what filter and as of when it was made; `{rows}` stands for how many rows there are. */
  readonly made: readonly (readonly [label: string, value: string])[]
  /** Explanations below each other on the second sheet: rules, exclusions. */
  readonly notes?: readonly (readonly [label: string, value: string])[]
  /** “Page … of …”, as spreadsheets put numbers in: `&P` and `&N`. */
  readonly footer: string
}

export type Leaf = { readonly title: string; readonly kind: ColumnKind }
/** A head in its place: rows and columns counted from 0 within the heads. */
export type PlacedHead = {
  readonly title: string
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

const isLeaf = (head: Head): head is Leaf => 'kind' in head

export function leavesOf(heads: readonly Head[]): Leaf[] {
  return heads.flatMap((head) => (isLeaf(head) ? [head] : leavesOf(head.heads)))
}

export function headRows(heads: readonly Head[]): number {
  return Math.max(0, ...heads.map((head) => (isLeaf(head) ? 1 : 1 + headRows(head.heads))))
}

/** Where each head stands: one over others is as wide as they are, one of a column reaches down to the rows. */
export function placeHeads(heads: readonly Head[]): PlacedHead[] {
  const depth = headRows(heads)
  const placed: PlacedHead[] = []
  const place = (items: readonly Head[], row: number, from: number): number => {
    let column = from
    for (const head of items) {
      const columns = isLeaf(head) ? 1 : leavesOf(head.heads).length
      placed.push({ title: head.title, row, column, rows: isLeaf(head) ? depth - row : 1, columns })
      if (!isLeaf(head)) place(head.heads, row + 1, column)
      column += columns
    }
    return column
  }
  place(heads, 0, 0)
  return placed
}

/** How many half-width characters a text takes: a Chinese one counts twice. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1
  return width
}
