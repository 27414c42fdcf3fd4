import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { strFromU8, strToU8, unzipSync, Zip, ZipPassThrough } from 'fflate'
import type { Paper } from '../model/paper.ts'
import type { Table } from '../model/table.ts'
import { writeDocx } from './docx/write-docx.ts'
import { writeWorkbook } from './xlsx/workbook.ts'
import { convertAll } from '../../../../test/paper/programs.ts'
import { documentFaults } from '../../../../test/paper/office/document.ts'
import { documentSays, workbookSays } from '../../../../test/paper/office/round-trip.ts'
import { workbookFaults } from '../../../../test/paper/office/workbook.ts'

const table: Table = {
  title: '项目表',
  under: { left: '制表单位：示例', right: '截至：2026-03-02' },
  heads: [
    { title: '编号', kind: 'code' },
    {
      title: '情况',
      heads: [
        { title: '名称', kind: 'text' },
        { title: '金额', kind: 'money' },
        { title: '份额', kind: 'percent' },
      ],
    },
    { title: '期限', kind: 'date' },
  ],
  rows: () => [
    [
      ['P-1', '两行\n<与>&', 123_456_789, 9950, '2026-03-02'],
      ['P-2', '=1+1', null, null, null],
    ],
  ],
  total: ['', '合计', 123_456_789, null, null],
  sheet: { table: '项目表', made: '制表说明' },
  made: [['行数', '{rows}']],
  footer: '第 &P 页',
}

const paper: Paper = {
  title: '关于示例的通报',
  blocks: [
    { kind: 'heading', level: 1, text: '总体情况' },
    { kind: 'paragraph', text: '正文一段。' },
    {
      kind: 'facts',
      facts: [
        { label: '甲', value: '一' },
        { label: '乙', value: '二\n三', long: true },
      ],
    },
    {
      kind: 'table',
      heads: [
        { title: '序号', kind: 'integer' },
        {
          title: '组',
          heads: [
            { title: '名称', kind: 'text' },
            { title: '件数', kind: 'integer' },
          ],
        },
      ],
      rows: [[1, '示例', 2]],
    },
  ],
  signature: { organisation: '示例办公室', date: '2026年3月2日' },
  code: { address: 'http://localhost/entries/1', caption: '扫码' },
  made: '2026-03-02T00:00:00.000Z',
  words: { attachment: '附件', copies: '抄送', colon: '：' },
  numerals: '一二三四五六七八九十',
}

type Parts = [name: string, text: string | Uint8Array][]

/** The package as it was packed, with its parts changed; a part may stand in it twice. */
function packed(bytes: Uint8Array, change: (parts: Parts) => Parts): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(([name, content]): Parts[number] =>
    /\.(xml|rels)$/.test(name) ? [name, strFromU8(content)] : [name, content],
  )
  const chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  for (const [name, content] of change(parts)) {
    const file = new ZipPassThrough(name)
    zip.add(file)
    file.push(typeof content === 'string' ? strToU8(content) : content, true)
  }
  zip.end()
  return Buffer.concat(chunks)
}

/** In the one part, the one text by the other; both must be there to be changed. */
const put = (part: string, from: string, to: string) => (parts: Parts) => {
  assert.ok(
    parts.some(([name, text]) => name === part && typeof text === 'string' && text.includes(from)),
    `${part} has no ${from}`,
  )
  return parts.map(([name, text]): Parts[number] =>
    name === part && typeof text === 'string' ? [name, text.replace(from, to)] : [name, text],
  )
}
const without = (part: string) => (parts: Parts) => parts.filter(([name]) => name !== part)
const twice = (part: string) => (parts: Parts) => [...parts, ...parts.filter(([name]) => name === part)]

const sheet = 'xl/worksheets/sheet1.xml'
const book = 'xl/workbook.xml'
const types = '[Content_Types].xml'
const words = 'word/document.xml'

const ofWorkbooks: Record<string, (parts: Parts) => Parts> = {
  'a misspelt element': put(
    sheet,
    '<printOptions horizontalCentered="1"/>',
    '<printOption horizontalCentered="1"/>',
  ),
  'an element at the wrong place': (parts) =>
    put(
      sheet,
      '</sheetData>',
      '</sheetData><printOptions/>',
    )(put(sheet, '<printOptions horizontalCentered="1"/>', '')(parts)),
  'a misspelt attribute': put(sheet, 'customWidth="1"', 'customWide="1"'),
  'a word that an attribute can’t say': put(sheet, 'orientation="portrait"', 'orientation="upright"'),
  'an attribute that lacks': put(sheet, ' workbookViewId="0"', ''),
  'a tag left open': put(sheet, '</row>', ''),
  'another namespace': put(sheet, 'spreadsheetml/2006/main', 'spreadsheetml/2007/main'),
  'a bare mark': put(sheet, '&lt;与', '<与'),
  'a number that is none': put(sheet, '<v>123.456789</v>', '<v>1,5</v>'),
  'a relation that lacks': put('xl/_rels/workbook.xml.rels', 'Id="rId2"', 'Id="rId9"'),
  'a relation to nothing': put(
    'xl/_rels/workbook.xml.rels',
    'worksheets/sheet2.xml',
    'worksheets/sheet7.xml',
  ),
  'a part that lacks': without('xl/styles.xml'),
  'a part that nothing leads to': (parts) => [...parts, ['xl/extra.xml', '<x/>']],
  'a part that stands twice': twice('xl/styles.xml'),
  'a wrong type of content': put(types, 'spreadsheetml.worksheet+xml', 'spreadsheetml.chartsheet+xml'),
  'no types of content': without(types),
  'no relations of the package': without('_rels/.rels'),
  'merges that share cells': put(sheet, '<mergeCell ref="A3:A4"/>', '<mergeCell ref="A3:B4"/>'),
  'a merge the wrong way round': put(sheet, 'ref="B3:D3"', 'ref="D3:B3"'),
  'a merge that hides a value': put(sheet, '<mergeCell ref="A3:A4"/>', '<mergeCell ref="A3:A5"/>'),
  'a count that is wrong': put(sheet, '<mergeCells count="', '<mergeCells count="1'),
  'a style that isn’t there': put(sheet, 's="1" t="inlineStr"', 's="99" t="inlineStr"'),
  'a cell in another row': put(sheet, 'r="B5"', 'r="B6"'),
  'a row after one below it': put(sheet, '<row r="6"', '<row r="4"'),
  'a print area on another sheet': put(book, "'项目表'!$A$1", "'别表'!$A$1"),
  'two sheets of one name': put(book, 'name="制表说明"', 'name="项目表"'),
}

const ofDocuments: Record<string, (parts: Parts) => Parts> = {
  'a misspelt element': put(words, '<w:tblGrid>', '<w:tblGird>'),
  'a misspelt element, open and close': (parts) =>
    put(words, '<w:tblGrid>', '<w:tblGird>')(put(words, '</w:tblGrid>', '</w:tblGird>')(parts)),
  'a misspelt property': put(words, '<w:jc w:val="center"/>', '<w:jx w:val="center"/>'),
  'a property at the wrong place': put(
    words,
    '<w:tblW w:type="dxa"',
    '<w:tblLayout w:type="fixed"/><w:tblW w:type="dxa"',
  ),
  'an attribute without its prefix': put(words, '<w:jc w:val="center"/>', '<w:jc val="center"/>'),
  'a row that doesn’t fill its table': put(words, '<w:gridSpan w:val="3"/>', '<w:gridSpan w:val="2"/>'),
  'a merge without a beginning': put(words, '<w:vMerge w:val="restart"/>', ''),
  'a cell without a paragraph': (parts) =>
    parts.map(([name, text]): Parts[number] =>
      name === words && typeof text === 'string'
        ? [name, text.replace(/(<\/w:tcPr>)<w:p>[\s\S]*?<\/w:p>(<\/w:tc>)/, '$1$2')]
        : [name, text],
    ),
  'a picture that isn’t there': put(words, 'r:embed="rId', 'r:embed="rId9'),
  'a field left open': put('word/footer1.xml', 'w:fldCharType="end"', 'w:fldCharType="begin"'),
  'a style that isn’t there': put(
    'word/styles.xml',
    '<w:basedOn w:val="Normal"/>',
    '<w:basedOn w:val="Missing"/>',
  ),
  'a relation that lacks': put(
    'word/_rels/document.xml.rels',
    'Target="footer1.xml"',
    'Target="footer9.xml"',
  ),
  'a wrong type of content': put(types, 'wordprocessingml.styles+xml', 'wordprocessingml.style+xml'),
  'a part that stands twice': twice(words),
  'a part that lacks': without('word/settings.xml'),
}

describe('what is wrong with an office file is found', () => {
  let folder: string
  let xlsx: Uint8Array
  let docx: Uint8Array
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yiwang-faults-'))
    const chunks: Uint8Array[] = []
    for await (const chunk of writeWorkbook(table)) chunks.push(chunk)
    xlsx = Buffer.concat(chunks)
    docx = await writeDocx(paper)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  test('nothing is, with what we write, packed anew or not', () => {
    assert.deepEqual([workbookFaults(xlsx), documentFaults(docx)], [[], []])
    const same = (parts: Parts) => parts
    assert.deepEqual([workbookFaults(packed(xlsx, same)), documentFaults(packed(docx, same))], [[], []])
  })

  for (const [what, change] of Object.entries(ofWorkbooks))
    test(`in a workbook: ${what}`, () => {
      assert.notDeepEqual(workbookFaults(packed(xlsx, change)), [])
    })

  for (const [what, change] of Object.entries(ofDocuments))
    test(`in a document: ${what}`, () => {
      assert.notDeepEqual(documentFaults(packed(docx, change)), [])
    })

  test('LibreOffice loses what a misspelt element says, and that shows when it writes the file anew', async () => {
    const files: [string, Uint8Array][] = [
      ['good', xlsx],
      ['merges', packed(xlsx, put(sheet, '<mergeCell ref="B3:D3"/>', '<mergedCell ref="B3:D3"/>'))],
      ['text', packed(xlsx, put(sheet, '合计</t></is>', '合计</tt></is>'))],
      ['foot', packed(xlsx, put(sheet, '<oddFooter>', '<oddFoot>'))],
    ]
    for (const [name, bytes] of files) await writeFile(join(folder, `${name}.xlsx`), bytes)
    await writeFile(join(folder, 'spans.docx'), packed(docx, put(words, '<w:vMerge w:val="continue"/>', '')))
    await writeFile(join(folder, 'good.docx'), docx)
    const books = await convertAll(
      folder,
      files.map(([name]) => `${name}.xlsx`),
      'xlsx:Calc MS Excel 2007 XML',
    )
    const said = await workbookSays(xlsx)
    for (const [name] of files) {
      const anew = books.get(name)
      const same = anew !== undefined && JSON.stringify(await workbookSays(anew)) === JSON.stringify(said)
      assert.equal(same, name === 'good', name)
    }
    const papers = await convertAll(folder, ['good.docx', 'spans.docx'], 'docx:MS Word 2007 XML')
    const [good, spans] = ['good', 'spans'].map((name) => documentSays(papers.get(name) as Buffer))
    assert.deepEqual(good, documentSays(docx))
    assert.notDeepEqual(spans, documentSays(docx))
  })
})
