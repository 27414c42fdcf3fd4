import '../../model/messages.ts'
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { type Block, numberHeadings, type Paper } from '../../model/paper.ts'
import { codeImage, withPictures } from '../code-image.ts'
import { zipTime } from '../zip.ts'
import { mm, page, red, size, type Typefaces, typefaces } from './page.ts'
import { factsTable, line, rowsTable, run, twoCharacters } from './parts.ts'

const { BOTH, CENTER, LEFT, RIGHT } = AlignmentType

function masthead({ organisation, number }: NonNullable<Paper['masthead']>, faces: Typefaces): Paragraph[] {
  // The name is as large as one line takes it, from 48 points down.
  const points = Math.min(
    size.masthead,
    Math.floor((page.body / 10 / Math.max(organisation.length, 1)) * 0.98),
  )
  const name = run(organisation, faces, { color: red, size: points, face: faces.title })
  return [
    new Paragraph({
      alignment: CENTER,
      children: [name],
      spacing: { before: mm(35) - page.line, after: page.line },
    }),
    new Paragraph({
      alignment: CENTER,
      children: [run(number, faces)],
      border: { bottom: { style: BorderStyle.SINGLE, size: 16, color: red, space: 11 } },
      spacing: { before: page.line, after: page.line, line: page.line, lineRule: LineRuleType.EXACT },
    }),
  ]
}

function blockParts(block: Block, faces: Typefaces): FileChild[] {
  switch (block.kind) {
    case 'heading': {
      const face = [faces.head, faces.head, faces.second, faces.body, faces.body][block.level] ?? faces.body
      const heading = line([run(block.text, faces, { face, bold: block.level === 3 })], BOTH, {
        keepNext: true,
        firstLine: twoCharacters,
      })
      return [heading]
    }
    case 'paragraph':
      return block.text
        .split('\n')
        .map((text) => line([run(text, faces)], BOTH, { firstLine: twoCharacters }))
    case 'note':
      return [note(block.text, faces)]
    case 'facts':
      return [factsTable(block.facts, faces), gap()]
    case 'table':
      return [rowsTable(block, faces), gap()]
    case 'columns':
      return block.columns.flatMap((blocks) => blocks.flatMap((one) => blockParts(one, faces)))
    case 'drawing':
      return [note(block.words, faces)]
    case 'code':
      return [
        new Paragraph({
          children: [
            new ImageRun({
              type: 'png',
              data: Buffer.from(block.picture ?? '', 'base64'),
              transformation: { width: 83, height: 83 },
              altText: { name: 'code', description: block.address, title: block.caption },
            }),
          ],
        }),
        note(block.caption, faces),
      ]
    case 'page':
      return [new Paragraph({ children: [], pageBreakBefore: true })]
    case 'figures':
      return [factsTable(block.figures, faces), gap()]
  }
}

const note = (text: string, faces: Typefaces) =>
  new Paragraph({ children: [run(text, faces, { size: size.table })], spacing: { before: 60, after: 60 } })

/** A little room after a table: without a paragraph two tables run together. */
const gap = () =>
  new Paragraph({ children: [], spacing: { line: 200, lineRule: LineRuleType.EXACT, before: 0, after: 0 } })

function ending({ attachments = [], signature, words }: Paper, faces: Typefaces): Paragraph[] {
  const listed = attachments.map((name, index) => {
    const number = attachments.length > 1 ? `${index + 1}. ` : ''
    const text = index === 0 ? `${words.attachment}${words.colon}${number}${name}` : `${number}${name}`
    const left = index === 0 ? twoCharacters : twoCharacters + size.body * 10 * 3
    return line([run(text, faces)], LEFT, { left })
  })
  const signed = signature
    ? [
        line([], LEFT),
        line([], LEFT),
        // 不加盖印章: the name stands two characters from the right, the date under it.
        line([run(signature.organisation, faces)], RIGHT, { right: twoCharacters, keepNext: true }),
        line([run(signature.date, faces)], RIGHT, { right: twoCharacters }),
      ]
    : []
  return [...(listed.length > 0 ? [line([], LEFT), ...listed] : []), ...signed]
}

function imprint({ copies, words }: Paper, faces: Typefaces): Paragraph[] {
  if (copies === undefined) return []
  const edge = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 4 }
  const text = run(`${words.copies}${words.colon}${copies}`, faces, { size: size.small })
  return [
    line([], LEFT),
    new Paragraph({
      children: [text],
      border: { top: edge, bottom: edge },
      indent: { left: size.small * 10, right: size.small * 10 },
    }),
  ]
}

/** In the corner over the text, where it moves nothing; what it leads to is said at the end. */
async function codePicture({ code }: Paper): Promise<ImageRun[]> {
  if (!code) return []
  const emu = (length: number) => length * 36_000
  const side = 'page' as const
  return [
    new ImageRun({
      type: 'png',
      data: await codeImage(code.address),
      transformation: { width: 98, height: 98 },
      altText: { name: 'code', description: code.address, title: code.caption },
      floating: {
        horizontalPosition: { relative: side, offset: emu(210 - 26 - 26) },
        verticalPosition: { relative: side, offset: emu(8) },
      },
    }),
  ]
}

/** 四号半角宋体 between two dashes, a character's width from the outer edge: right on odd pages, left on even ones. */
function pageNumber(side: 'left' | 'right', faces: Typefaces): Footer {
  const font = { ascii: faces.number, eastAsia: faces.number, hAnsi: faces.number }
  const text = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font, size: size.small })
  const indent = side === 'left' ? { left: size.small * 10 } : { right: size.small * 10 }
  return new Footer({
    children: [new Paragraph({ alignment: side === 'left' ? LEFT : RIGHT, indent, children: [text] })],
  })
}

async function bodyOf(paper: Paper, faces: Typefaces): Promise<FileChild[]> {
  const { title, under, addressee } = paper
  return [
    ...(paper.masthead ? masthead(paper.masthead, faces) : []),
    new Paragraph({
      alignment: CENTER,
      children: [
        ...(await codePicture(paper)),
        ...title
          .split('\n')
          .flatMap((part, at) => [
            ...(at > 0 ? [new TextRun({ break: 1 })] : []),
            run(part, faces, { size: size.title, face: faces.title }),
          ]),
      ],
      spacing: {
        line: 700,
        lineRule: LineRuleType.EXACT,
        before: paper.masthead ? page.line : 0,
        after: under ? 60 : page.line,
      },
    }),
    ...(under
      ? [
          new Paragraph({
            alignment: CENTER,
            children: [run(under, faces, { size: size.table })],
            spacing: { after: 160 },
          }),
        ]
      : []),
    ...(addressee ? [line([run(addressee, faces)], LEFT)] : []),
    ...numberHeadings(await withPictures(paper.blocks), paper.numerals).flatMap((block) =>
      blockParts(block, faces),
    ),
    ...ending(paper, faces),
    ...(paper.code ? [note(paper.code.caption, faces)] : []),
    ...imprint(paper, faces),
  ]
}

/** A document as .docx with the page of GB/T 9704; the same document gives the same bytes. */
export async function writeDocx(paper: Paper): Promise<Buffer> {
  const faces = typefaces()
  const document = new Document({
    title: paper.title.replaceAll('\n', ''),
    creator: '',
    lastModifiedBy: '',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: faces.body, size: size.body } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: {
              top: page.top,
              bottom: page.bottom,
              left: page.left,
              right: page.right,
              footer: page.footer,
              header: mm(15),
            },
          },
          grid: { type: DocumentGridType.DEFAULT, linePitch: page.line },
        },
        footers: { default: pageNumber('right', faces), even: pageNumber('left', faces) },
        children: await bodyOf(paper, faces),
      },
    ],
  })
  return settled(await Packer.toBuffer(document), paper.made)
}

/** What differs from one writing to the next is set: the times of the file and its parts, and running numbers of pictures. */
function settled(bytes: Uint8Array, made: string): Buffer {
  const packed = Object.entries(unzipSync(bytes))
  // What tells one kind of package from another stands first in it.
  const first = packed.filter(([name]) => name === '[Content_Types].xml')
  const parts = [...first, ...packed.filter((part) => !first.includes(part))].map(([name, content]) => {
    if (name === 'docProps/core.xml') {
      const text = strFromU8(content).replaceAll(/(<dcterms:[^<>]+>)[^<]*/g, `$1${made}`)
      return [name, strToU8(text)] as const
    }
    if (name !== 'word/document.xml') return [name, content] as const
    let pictures = 0
    const text = strFromU8(content).replaceAll(
      /<wp:docPr id="\d+"/g,
      () => `<wp:docPr id="${(pictures += 1)}"`,
    )
    return [name, strToU8(text)] as const
  })
  return Buffer.from(zipSync(Object.fromEntries(parts), { level: 6, mtime: zipTime }))
}
