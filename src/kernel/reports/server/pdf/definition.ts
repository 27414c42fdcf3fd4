import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { type Block, numberHeadings, type Paper } from '../../model/paper.ts'
import { factsTable, rowsTable, tableSize } from './tables.ts'

/** Points of a length in millimetres. */
const mm = (length: number): number => (length / 25.4) * 72

export type PdfPage = { paper: 'A4' | 'A3'; lying: boolean }

/** The page of GB/T 9704 for a document; a sheet of figures takes narrow margins. */
const official = { left: mm(28), top: mm(37), right: mm(26), bottom: mm(35) }
const sheet = { left: mm(12), top: mm(12), right: mm(12), bottom: mm(16) }
const bodySize = 16
/** The face is an em high; lines of the text stand 29 points apart, as 22 of them fill a page. */
const lineHeight = 29 / bodySize
const tableLineHeight = 1.2

type Layout = { pageWidth: number; width: number; margins: typeof official; isSheet: boolean }

function layoutOf(page: PdfPage | undefined): Layout {
  if (!page) return { pageWidth: 210, width: mm(156), margins: official, isSheet: false }
  const [short, long] = page.paper === 'A3' ? [297, 420] : [210, 297]
  const pageWidth = page.lying ? long : short
  return { pageWidth, width: mm(pageWidth - 24), margins: sheet, isSheet: true }
}

function blockContent(block: Block, layout: Layout): Content {
  const fontSize = layout.isSheet ? 12 : bodySize
  const indent = fontSize * 2
  switch (block.kind) {
    case 'heading':
      return {
        text: block.text,
        fontSize,
        bold: block.level !== 2,
        leadingIndent: layout.isSheet ? 0 : indent,
        headlineLevel: block.level,
        margin: layout.isSheet ? [0, 6, 0, 2] : 0,
      }
    case 'paragraph':
      return {
        stack: block.text
          .split('\n')
          .map((text) => ({ text, fontSize, leadingIndent: indent, alignment: 'justify' as const })),
      }
    case 'note':
      return { text: block.text, fontSize: tableSize, lineHeight: 1.1, margin: [0, 2, 0, 4] }
    case 'facts':
      return { ...factsTable(block, layout.width), lineHeight: tableLineHeight }
    case 'table':
      return { ...rowsTable(block, layout.width), lineHeight: tableLineHeight }
    case 'columns':
      return {
        columns: block.columns.map((blocks, index) => {
          const share = (layout.width - 10 * (block.columns.length - 1)) * (block.shares[index] ?? 0)
          return { width: share, stack: blocks.map((one) => blockContent(one, { ...layout, width: share })) }
        }),
        columnGap: 10,
      }
    case 'drawing':
      return { svg: block.svg, width: layout.width, font: 'Song' }
    case 'code':
      return {
        stack: [
          { image: `data:image/png;base64,${block.picture ?? ''}`, width: mm(22) },
          { text: block.caption, fontSize: 7, lineHeight: 1 },
        ],
        unbreakable: true,
      }
    case 'page':
      return { text: '', pageBreak: 'after', fontSize: 1 }
    case 'figures':
      return {
        columns: block.figures.map(({ value, label, colour }) => ({
          stack: [
            { text: value, fontSize: 22, bold: true, ...(colour ? { color: colour } : {}) },
            { text: label, fontSize: tableSize },
          ],
          alignment: 'center' as const,
        })),
        margin: [0, 2, 0, 8],
        lineHeight: 1,
      }
  }
}

function endContent({ attachments = [], signature, copies, words }: Paper): Content[] {
  const indent = bodySize * 2
  const listed: Content[] = attachments.map((name, index) => ({
    text: `${index === 0 ? `${words.attachment}${words.colon}` : ''}${attachments.length > 1 ? `${index + 1}. ` : ''}${name}`,
    margin: [index === 0 ? indent : indent + bodySize * 3, index === 0 ? bodySize * 1.8 : 0, 0, 0],
  }))
  const signed: Content[] = signature
    ? [
        {
          stack: [signature.organisation, signature.date],
          alignment: 'right',
          margin: [0, bodySize * 3, indent, 0],
          unbreakable: true,
        },
      ]
    : []
  const edge = { hLineWidth: () => 1, vLineWidth: () => 0 }
  const copied: Content[] =
    copies === undefined
      ? []
      : [
          {
            table: {
              widths: ['*'],
              body: [[{ text: `${words.copies}${words.colon}${copies}`, fontSize: 14 }]],
            },
            layout: edge,
            margin: [0, bodySize * 1.8, 0, 0],
          },
        ]
  return [...listed, ...signed, ...copied]
}

function headContent(paper: Paper, layout: Layout): Content[] {
  const { masthead, title, under, addressee } = paper
  const red: Content[] = masthead
    ? [
        {
          text: masthead.organisation,
          color: '#ff0000',
          bold: true,
          alignment: 'center',
          fontSize: Math.min(
            48,
            Math.floor((layout.width / Math.max(masthead.organisation.length, 1)) * 0.98),
          ),
          margin: [0, mm(20), 0, 24],
        },
        { text: masthead.number, alignment: 'center', margin: [0, 0, 0, mm(4)] },
        {
          canvas: [
            { type: 'line', x1: 0, y1: 0, x2: layout.width, y2: 0, lineWidth: 2, lineColor: '#ff0000' },
          ],
          margin: [0, 0, 0, bodySize * 1.8],
        },
      ]
    : []
  return [
    ...red,
    {
      text: title,
      bold: true,
      alignment: 'center',
      fontSize: 22,
      lineHeight: 1.4,
      margin: [0, 0, 0, under ? 6 : bodySize],
    },
    ...(under
      ? [
          {
            text: under,
            fontSize: tableSize,
            alignment: 'center' as const,
            margin: [0, 0, 0, 8] as [number, number, number, number],
          },
        ]
      : []),
    ...(addressee ? [{ text: addressee }] : []),
  ]
}

/** A document as pdfmake sets it; `code` is a picture. */
export function pdfDefinition(paper: Paper, code: string | null): TDocumentDefinitions {
  const layout = layoutOf(paper.page)
  const { left, top, right, bottom } = layout.margins
  const corner: Content[] =
    code === null || !paper.code
      ? []
      : [
          {
            image: code,
            width: mm(layout.isSheet ? 18 : 26),
            absolutePosition: { x: mm(layout.pageWidth - (layout.isSheet ? 30 : 52)), y: mm(8) },
          },
        ]
  const caption: Content[] = paper.code
    ? [{ text: paper.code.caption, fontSize: 9, margin: [0, 8, 0, 0] }]
    : []
  return {
    pageSize: paper.page?.paper ?? 'A4',
    pageOrientation: paper.page?.lying ? 'landscape' : 'portrait',
    pageMargins: [left, top, right, bottom],
    defaultStyle: {
      font: 'Song',
      fontSize: layout.isSheet ? 11 : bodySize,
      lineHeight: layout.isSheet ? 1.25 : lineHeight,
    },
    info: {
      title: paper.title,
      creationDate: new Date(paper.made),
      modDate: new Date(paper.made),
      producer: 'yiwang',
      creator: 'yiwang',
    },
    footer: (current: number, pages: number): Content =>
      layout.isSheet
        ? { text: `${current} / ${pages}`, alignment: 'center', fontSize: 9, margin: [0, 10, 0, 0] }
        : {
            text: `— ${current} —`,
            fontSize: 14,
            lineHeight: 1,
            alignment: current % 2 === 1 ? 'right' : 'left',
            margin: [left + 14, mm(7), right + 14, 0],
          },
    content: [
      ...corner,
      ...headContent(paper, layout),
      ...numberHeadings(paper.blocks, paper.numerals).map((block) => blockContent(block, layout)),
      ...endContent(paper),
      ...caption,
    ],
    // A heading never stays behind at the foot of a page.
    pageBreakBefore: (node, nodes) =>
      node.headlineLevel !== undefined &&
      nodes.getFollowingNodesOnPage().length === 0 &&
      node.startPosition.top > 200,
  }
}
