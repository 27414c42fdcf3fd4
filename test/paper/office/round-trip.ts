import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { read } from 'hucre'

type Lines = string[]

const millionth = (value: unknown) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value)

/** What a workbook says, line by line: what its cells hold, which of them are one, and how it is printed. */
export async function workbookSays(bytes: Uint8Array): Promise<Lines> {
  const { sheets } = await read(bytes)
  return sheets.flatMap(({ name, rows, merges = [], pageSetup, headerFooter }) => [
    `sheet ${name}`,
    ...rows.map(
      (row, index) => `row ${index + 1} ${JSON.stringify(row.map(millionth)).replace(/(,null)+]$/, ']')}`,
    ),
    ...merges
      .map((range) => `merge ${[range.startRow, range.startCol, range.endRow, range.endCol].join(' ')}`)
      .toSorted(),
    `page ${[pageSetup?.paperSize, pageSetup?.orientation, pageSetup?.fitToWidth, pageSetup?.fitToHeight].join(' ')}`,
    `centred ${pageSetup?.horizontalCentered ?? false}`,
    `prints ${pageSetup?.printArea ?? ''} under ${pageSetup?.printTitlesRow ?? ''}`,
    `footer ${headerFooter?.oddFooter ?? ''}`,
  ])
}

const plain = (text: string) =>
  text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

const paragraphsOf = (xml: string): Lines =>
  [...xml.matchAll(/<w:p(?: [^>]*)?>([\s\S]*?)<\/w:p>|<w:p\/>/g)].map(
    ([, inside = '']) =>
      `says ${plain([...inside.matchAll(/<w:t(?: [^>]*)?>[^<]*<\/w:t>|<w:br\/>/g)].map(([one]) => (one === '<w:br/>' ? '\n' : one)).join(''))}`,
  )

type Row = { spans: number[]; marks: string[] }

function rowOf(row: string): Row {
  const cells = [...row.matchAll(/<w:tc>([\s\S]*?)<\/w:tc>/g)].map(([, cell = '']) => cell)
  return {
    spans: cells.map((cell) => Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1)),
    marks: cells.map((cell) => {
      const merge = /<w:vMerge(?: w:val="(\w+)")?/.exec(cell)
      return merge ? (merge[1] === 'restart' ? 'v' : '^') : ''
    }),
  }
}

const edgesOf = ({ spans }: Row) =>
  spans.map((_, at) => spans.slice(0, at + 1).reduce((sum, span) => sum + span, 0))

/** Where cells end, among the columns at which some cell of the table ends: a column that none ends at is no column. */
function tablesOf(xml: string): Lines {
  return [...xml.matchAll(/<w:tbl>([\s\S]*?)<\/w:tbl>/g)].flatMap(([, table = ''], index) => {
    const rows = [...table.matchAll(/<w:tr(?: [^>]*)?>([\s\S]*?)<\/w:tr>/g)].map(([, row = '']) => rowOf(row))
    const edges = [...new Set(rows.flatMap(edgesOf))].toSorted((a, b) => a - b)
    return rows.map((row) => {
      const cells = edgesOf(row).map((edge, at) => `${edges.indexOf(edge) + 1}${row.marks[at]}`)
      return `table ${index + 1} ${cells.join(' ')}`
    })
  })
}

/** Lengths to the nearest tenth of a point: programs keep them in units of their own. */
const lengths = (xml: string, tag: string, names: readonly string[]): string => {
  const [found = ''] = new RegExp(`<${tag} [^>]*>`).exec(xml) ?? []
  return names
    .map((name) => Math.round(Number(new RegExp(` w:${name}="(-?\\d+)"`).exec(found)?.[1] ?? Number.NaN) / 2))
    .join(' ')
}

/** What a document says, line by line: paragraphs, tables with their spans, page, foot, and pictures by their content. */
export function documentSays(bytes: Uint8Array): Lines {
  const parts = Object.entries(unzipSync(bytes))
  const text = (wanted: RegExp) =>
    parts.filter(([name]) => wanted.test(name)).map(([, content]) => strFromU8(content))
  const xml = text(/^word\/document\.xml$/).join('')
  const pictures = parts.filter(([name]) => name.startsWith('word/media/'))
  return [
    ...paragraphsOf(xml),
    ...tablesOf(xml),
    `page ${lengths(xml, 'w:pgSz', ['w', 'h'])}`,
    `margins ${lengths(xml, 'w:pgMar', ['top', 'bottom', 'left', 'right'])}`,
    // What a field shows is worked out by whoever opens it.
    ...text(/^word\/footer\d\.xml$/)
      .flatMap((footer) => paragraphsOf(footer.replaceAll(/"separate"\/>[\s\S]*?"end"\/>/g, '')))
      .toSorted(),
    ...pictures.map(([, content]) => `picture ${createHash('sha256').update(content).digest('hex')}`),
  ]
}
