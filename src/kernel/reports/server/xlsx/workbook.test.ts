import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { read } from 'hucre'
import type { Row, Table } from '../../model/table.ts'
import { sheetName, writeWorkbook } from './workbook.ts'

const plainTable: Table = {
  title: 'Projects',
  under: { left: 'Made by: the office', right: 'As of: today' },
  heads: [
    { title: 'No.', kind: 'code' },
    {
      title: 'Facts',
      heads: [
        { title: 'Name', kind: 'text' },
        { title: 'Sum', kind: 'money' },
        { title: 'Share', kind: 'percent' },
      ],
    },
    { title: 'Due', kind: 'date' },
    { title: 'Opened', kind: 'instant' },
  ],
  rows: () => [[['P-1', '=1+1', 123_456_789, 9950, '2026-03-02', '2026-03-01T16:30:00.000Z']]],
  total: ['', 'All', 123_456_789, null, null, null],
  sheet: { table: 'Projects', made: 'How' },
  made: [['Rows', '{rows}']],
  notes: [['Rule', 'as it is']],
  footer: 'Page &P of &N',
}

async function bytesOf(table: Table, onRows?: (rows: number) => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeWorkbook(table, onRows)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function sheetOf(table: Table): Promise<string> {
  return strFromU8(unzipSync(await bytesOf(table))['xl/worksheets/sheet1.xml'] as Uint8Array)
}

describe('a workbook', () => {
  test('has its title, merged heads, and numbers that a spreadsheet can reckon with', async () => {
    const { sheets } = await read(await bytesOf(plainTable))
    const [table, made] = sheets
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['Projects', 'How'],
    )
    assert.equal(table?.rows[0]?.[0], 'Projects')
    assert.deepEqual(table?.rows[2]?.slice(0, 2), ['No.', 'Facts'])
    const row = table?.rows[4] ?? []
    assert.equal(row[0], 'P-1')
    assert.equal(row[1], "'=1+1", 'a formula stays a text')
    assert.equal(row[2], 123.456789)
    assert.equal(row[3], 0.995)
    assert.equal((row[4] as Date).toISOString().slice(0, 10), '2026-03-02')
    assert.equal((row[5] as Date).toISOString().slice(0, 16), '2026-03-02T00:30', 'in Shanghai')
    assert.deepEqual(made?.rows, [
      ['Rows', '1'],
      ['Rule', 'as it is'],
    ])
  })

  test('a day among instants is that day, not a time of it', async () => {
    const row: Row = ['P-2', 'x', 1, 1, null, '2026-03-02']
    const sheet = await sheetOf({ ...plainTable, rows: () => [[row]] })
    const [, style, value] = /<c r="F5" s="(\d+)"><v>([\d.]+)<\/v>/.exec(sheet) ?? []
    const [, dateStyle] = /<c r="E5" s="(\d+)"/.exec(await sheetOf(plainTable)) ?? []
    assert.deepEqual([value, style], ['46083', dateStyle])
  })

  test('is printed one page wide with its heads on every page and their number below', async () => {
    const parts = unzipSync(await bytesOf(plainTable))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] as Uint8Array)
    const workbook = strFromU8(parts['xl/workbook.xml'] as Uint8Array)
    for (const ref of ['A1:F1', 'A3:A4', 'B3:D3', 'E3:E4', 'F3:F4'])
      assert.ok(sheet.includes(`<mergeCell ref="${ref}"/>`), ref)
    assert.match(sheet, /<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"\/>/)
    assert.match(sheet, /<oddFooter>&amp;CPage &amp;P of &amp;N<\/oddFooter>/)
    assert.match(sheet, /ySplit="4"/)
    assert.ok(workbook.includes(`'Projects'!$A$1:$F$6`))
    assert.ok(workbook.includes(`'Projects'!$3:$4`))
  })

  test('lies down where its columns are many, and takes A3 where they are more', async () => {
    const wide = (columns: number): Table => ({
      ...plainTable,
      heads: Array.from({ length: columns }, () => ({
        title: 'A head of some length',
        kind: 'text' as const,
      })),
      rows: () => [],
      total: undefined,
    })
    assert.match(await sheetOf(wide(8)), /paperSize="9" orientation="landscape"/)
    assert.match(await sheetOf(wide(20)), /paperSize="8" orientation="landscape"/)
  })

  test('made again it is the same to the byte', async () => {
    assert.deepEqual(await bytesOf(plainTable), await bytesOf(plainTable))
  })

  test('no text breaks it: what XML cannot hold is left out, what is too long is cut', async () => {
    const row: Row = ['a\u0000\ud800b<&>"', 'x'.repeat(40_000), null, null, null, null]
    const { sheets } = await read(await bytesOf({ ...plainTable, rows: () => [[row]] }))
    assert.equal(sheets[0]?.rows[4]?.[0], 'ab<&>"')
    assert.equal(String(sheets[0]?.rows[4]?.[1]).length, 32_767)
  })

  test('rows are asked for as the bytes are taken, not before', async () => {
    let asked = 0
    function* rows(): Generator<Row[]> {
      for (; asked < 3000; asked += 1)
        yield Array.from({ length: 100 }, (_, index) => [`${asked}-${index}`, 'text', 1, 1, null, null])
    }
    const taken = writeWorkbook({ ...plainTable, rows })
    for (let chunks = 0; chunks < 8; chunks += 1) await taken.next()
    assert.ok(asked < 1000, `${asked} chunks were asked for`)
    await taken.return(undefined)
  })

  test('a sheet is named as spreadsheets allow', () => {
    assert.equal(sheetName("a/b[c]:*?'d"), 'a b c     d')
    assert.equal(sheetName('x'.repeat(40)).length, 31)
    assert.equal(sheetName(''), 'Sheet1')
  })
})
