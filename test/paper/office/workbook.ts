import { type Package, openPackage, type Part } from './package.ts'
import { styles, workbook, worksheet } from './spreadsheet-grammar.ts'
import type { Element } from './xml-tree.ts'

const ofSheets = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const kind = {
  main: 'xl/workbook.xml',
  kinds: {
    officeDocument: { content: `${ofSheets}.sheet.main+xml`, grammar: workbook },
    worksheet: { content: `${ofSheets}.worksheet+xml`, grammar: worksheet },
    styles: { content: `${ofSheets}.styles+xml`, grammar: styles },
  },
}

const child = (element: Element | null | undefined, name: string): Element | undefined =>
  element?.children.find((one) => one.name === name)
const inside = (element: Element | null | undefined, name: string): Element[] =>
  child(element, name)?.children ?? []

export type Range = { left: number; top: number; right: number; bottom: number }

const columnOf = (letters: string) =>
  letters.split('').reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0)

export function rangeOf(ref: string): Range {
  const [from = '', to = from] = ref.replaceAll('$', '').split(':')
  const corner = (text: string) => {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(text) ?? []
    return [columnOf(letters), Number(row)] as const
  }
  const [[left, top], [right, bottom]] = [corner(from), corner(to)]
  return { left, top, right, bottom }
}

type Say = (what: string) => void

/** Every count says how many there are, and every number of a style leads to one. */
function checkStyles(tree: Element, say: Say): number {
  for (const list of tree.children) {
    const count = list.attributes.get('count')
    if (count !== undefined && Number(count) !== list.children.length)
      say(`${list.name} says ${count}, holds ${list.children.length}`)
  }
  const limits = ['font', 'fill', 'border'].map(
    (name) => [`${name}Id`, inside(tree, `${name}s`).length] as const,
  )
  const formats = new Set(inside(tree, 'numFmts').map(({ attributes }) => attributes.get('numFmtId')))
  for (const xf of [...inside(tree, 'cellStyleXfs'), ...inside(tree, 'cellXfs')]) {
    for (const [name, limit] of limits)
      if (Number(xf.attributes.get(name) ?? 0) >= limit)
        say(`a style names the ${name} ${xf.attributes.get(name)}`)
    const format = xf.attributes.get('numFmtId') ?? '0'
    // Those below 164 are the program's own.
    if (Number(format) >= 164 && !formats.has(format)) say(`a style names the format ${format}`)
  }
  return inside(tree, 'cellXfs').length
}

function checkCell(cell: Element, row: number, looks: number, say: Say): void {
  const at = cell.attributes.get('r') ?? ''
  if (rangeOf(at).top !== row) say(`${at} stands in row ${row}`)
  if (Number(cell.attributes.get('s') ?? 0) >= looks) say(`${at} has the style ${cell.attributes.get('s')}`)
  const inline = cell.attributes.get('t') === 'inlineStr'
  if (inline !== (child(cell, 'is') !== undefined))
    say(`${at} is no text and holds one, or is one and holds none`)
  if (inline && child(cell, 'v')) say(`${at} holds a text and a number`)
}

function checkRows(sheet: Element, looks: number, say: Say): void {
  let above = 0
  for (const row of inside(sheet, 'sheetData')) {
    const at = Number(row.attributes.get('r'))
    if (at <= above) say(`row ${at} stands after row ${above}`)
    above = at
    let before = 0
    for (const cell of row.children) {
      checkCell(cell, at, looks, say)
      const column = rangeOf(cell.attributes.get('r') ?? '').left
      if (column <= before) say(`${cell.attributes.get('r')} stands after a cell to its right`)
      before = column
    }
  }
}

const meet = (a: Range, b: Range) =>
  a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom

/** Merges are of several cells, share none, and hide no value. */
function checkMerges(sheet: Element, say: Say): void {
  const list = child(sheet, 'mergeCells')
  const merges = (list?.children ?? []).map(({ attributes }) => attributes.get('ref') ?? '')
  const count = list?.attributes.get('count')
  if (count !== undefined && Number(count) !== merges.length)
    say(`mergeCells says ${count}, holds ${merges.length}`)
  const ranges = merges.map(rangeOf)
  for (const [at, range] of ranges.entries()) {
    const { left, top, right, bottom } = range
    if (right < left || bottom < top || (left === right && top === bottom))
      say(`${merges[at]} merges nothing`)
    for (const [other, one] of ranges.entries())
      if (other > at && meet(range, one)) say(`${merges[at]} and ${merges[other]} share cells`)
  }
  for (const row of inside(sheet, 'sheetData'))
    for (const cell of row.children) {
      const { left, top } = rangeOf(cell.attributes.get('r') ?? '')
      const hidden = ranges.some(
        (range) =>
          meet(range, { left, top, right: left, bottom: top }) && (range.left !== left || range.top !== top),
      )
      const text = child(child(cell, 'is'), 't')?.text ?? child(cell, 'v')?.text ?? ''
      if (hidden && text !== '') say(`${cell.attributes.get('r')} is hidden by a merge and says "${text}"`)
    }
}

function checkColumns(sheet: Element, say: Say): void {
  let last = 0
  for (const { attributes } of inside(sheet, 'cols')) {
    const [min, max] = [Number(attributes.get('min')), Number(attributes.get('max'))]
    if (min <= last || max < min) say(`the width of column ${min} is said twice`)
    last = max
  }
}

/** Sheets have names of their own, and what is defined (print areas, titles) is defined on a sheet that is there. */
function checkBook({ main, parts }: Package, say: Say): void {
  const sheets = inside(main?.tree, 'sheets')
  const names = sheets.map(({ attributes }) => attributes.get('name') ?? '')
  if (new Set(names.map((name) => name.toLowerCase())).size !== names.length) say('two sheets have one name')
  if (new Set(sheets.map(({ attributes }) => attributes.get('sheetId'))).size !== names.length)
    say('two sheets have one id')
  for (const name of names)
    if (name.length > 31 || /[[\]:*?/\\]/.test(name)) say(`no sheet can be called ${name}`)
  for (const sheet of sheets) {
    const relation = main?.relations.get(sheet.attributes.get('r:id') ?? '')
    if (relation?.type !== 'worksheet' || !parts.has(relation.target))
      say(`the sheet ${sheet.attributes.get('name')} isn't there`)
  }
  for (const { attributes, text } of inside(main?.tree, 'definedNames')) {
    const of = names[Number(attributes.get('localSheetId'))]
    const [, named = '', ref = ''] = /^'((?:[^']|'')+)'!(.*)$/.exec(text) ?? []
    if (named.replaceAll("''", "'") !== of)
      say(`${attributes.get('name')} is of the sheet ${named} and not ${of}`)
    if (!/^\$[A-Z]+\$\d+:\$[A-Z]+\$\d+$|^\$\d+:\$\d+$/.test(ref))
      say(`${attributes.get('name')} can't be ${ref}`)
  }
}

export const sheetsOf = ({ main, parts }: Package): Part[] =>
  inside(main?.tree, 'sheets').flatMap(
    ({ attributes }) => parts.get(main?.relations.get(attributes.get('r:id') ?? '')?.target ?? '') ?? [],
  )

/** Everything about a workbook for which a spreadsheet would offer to repair it, or show it otherwise than meant. */
export function workbookFaults(bytes: Uint8Array): string[] {
  const opened = openPackage(bytes, kind)
  const { faults, parts } = opened
  const say = (name: string) => (what: string) => void faults.push(`${name}: ${what}`)
  const style = [...parts.values()].find(({ name }) => name.endsWith('/styles.xml'))
  const looks = style?.tree ? checkStyles(style.tree, say(style.name)) : 0
  checkBook(opened, say(kind.main))
  for (const { name, tree } of sheetsOf(opened)) {
    if (!tree) continue
    checkRows(tree, looks, say(name))
    checkMerges(tree, say(name))
    checkColumns(tree, say(name))
  }
  return faults
}
