import {
  coreProperties,
  customProperties,
  document,
  documentStyles,
  endnotes,
  extendedProperties,
  fontTable,
  footer,
  footnotes,
  numbering,
  settings,
} from './document-grammar.ts'
import { openPackage, type PackageKind } from './package.ts'
import type { Element } from './xml-tree.ts'

const ofWords = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const ofOffice = 'application/vnd.openxmlformats-officedocument'
const kind: PackageKind = {
  main: 'word/document.xml',
  kinds: {
    officeDocument: { content: `${ofWords}.document.main+xml`, grammar: document },
    styles: { content: `${ofWords}.styles+xml`, grammar: documentStyles },
    numbering: { content: `${ofWords}.numbering+xml`, grammar: numbering },
    footnotes: { content: `${ofWords}.footnotes+xml`, grammar: footnotes },
    endnotes: { content: `${ofWords}.endnotes+xml`, grammar: endnotes },
    settings: { content: `${ofWords}.settings+xml`, grammar: settings },
    footer: { content: `${ofWords}.footer+xml`, grammar: footer },
    fontTable: { content: `${ofWords}.fontTable+xml`, grammar: fontTable },
    // The library's own, always the same.
    theme: { content: `${ofOffice}.theme+xml`, grammar: null },
    image: { content: 'image/png', grammar: null },
    'core-properties': {
      content: 'application/vnd.openxmlformats-package.core-properties+xml',
      grammar: coreProperties,
    },
    'extended-properties': { content: `${ofOffice}.extended-properties+xml`, grammar: extendedProperties },
    'custom-properties': { content: `${ofOffice}.custom-properties+xml`, grammar: customProperties },
  },
}

type Say = (what: string) => void

const val = (element: Element | undefined, name: string): string | undefined =>
  element?.children.find((one) => one.name === name)?.attributes.get('val')

function all(element: Element, name: string): Element[] {
  const own = element.name === name ? [element] : []
  return [...own, ...element.children.flatMap((child) => all(child, name))]
}

type Cell = { span: number; merge: string | null }

function rowsOf(table: Element): Cell[][] {
  return table.children
    .filter(({ name }) => name === 'tr')
    .map((row) =>
      row.children
        .filter(({ name }) => name === 'tc')
        .map((cell) => {
          const properties = cell.children.find(({ name }) => name === 'tcPr')
          const merge = properties?.children.find(({ name }) => name === 'vMerge')
          return {
            span: Number(val(properties, 'gridSpan') ?? 1),
            merge: merge ? (merge.attributes.get('val') ?? 'continue') : null,
          }
        }),
    )
}

/** Every row fills the grid, and what goes on from above goes on from a cell of the same width. */
function checkTable(table: Element, say: Say): void {
  const grid = table.children.find(({ name }) => name === 'tblGrid')?.children.length ?? 0
  let above = new Map<number, Cell>()
  for (const [index, row] of rowsOf(table).entries()) {
    const here = new Map<number, Cell>()
    let column = 0
    for (const cell of row) {
      const over = above.get(column)
      if (cell.merge === 'continue' && (!over?.merge || over.span !== cell.span))
        say(`row ${index + 1}, column ${column + 1} goes on from a cell that isn't there`)
      here.set(column, cell)
      column += cell.span
    }
    if (column !== grid) say(`row ${index + 1} is ${column} columns wide, its table ${grid}`)
    above = here
  }
}

/** A field that begins is parted and ended, in its paragraph. */
function checkFields(paragraph: Element, say: Say): void {
  const marks = all(paragraph, 'fldChar').map(({ attributes }) => attributes.get('fldCharType'))
  if (!/^(begin,(separate,)?end,)*$/.test(marks.map((mark) => `${mark},`).join('')))
    say(`a field is left open: ${marks.join(', ')}`)
}

/** Everything about a document for which a word processor would offer to repair it. */
export function documentFaults(bytes: Uint8Array): string[] {
  const { faults, parts } = openPackage(bytes, kind)
  const styles = [...parts.values()].find(({ name }) => name === 'word/styles.xml')?.tree
  // Every word processor has this one by itself.
  const known = new Set(
    ['DefaultParagraphFont'].concat(
      all(styles ?? empty, 'style').flatMap(({ attributes }) => attributes.get('styleId') ?? []),
    ),
  )
  for (const { name, tree } of parts.values()) {
    if (!tree || !name.startsWith('word/')) continue
    const say: Say = (what) => void faults.push(`${name}: ${what}`)
    for (const table of all(tree, 'tbl')) checkTable(table, say)
    for (const paragraph of all(tree, 'p')) checkFields(paragraph, say)
    for (const by of ['pStyle', 'rStyle', 'tblStyle', 'basedOn', 'next', 'link'])
      for (const { attributes } of all(tree, by))
        if (!known.has(attributes.get('val') ?? '')) say(`the style ${attributes.get('val')} isn't there`)
    const pictures = all(tree, 'wp:docPr').map(({ attributes }) => attributes.get('id'))
    if (new Set(pictures).size !== pictures.length) say('two pictures have one number')
  }
  return faults
}

const empty: Element = { name: '', attributes: new Map(), children: [], text: '' }
