import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { isAppError } from '#kernel/errors/model'
import { readSheet } from '#kernel/registry/server'
import { openWorld, type World } from '../world/app.ts'
import { workbook } from './fuzz/samples.ts'

const head = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
const body = (rows: string, before = '') =>
  `${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${head}${rows}</sheetData></worksheet>`

async function refusal(bytes: Buffer): Promise<string> {
  try {
    const { headings, rows } = await readSheet('list.xlsx', bytes)
    return `${headings.length} × ${rows.length}`
  } catch (error) {
    assert.ok(isAppError(error), String(error))
    return error.code
  }
}

/** What a directory entry and its part say of their length, said anew. */
function lying(bytes: Buffer, length: number): Buffer {
  const changed = Buffer.from(bytes)
  for (let at = 0; at + 28 < changed.length; at += 1) {
    const mark = changed.readUInt32LE(at)
    const field = mark === 0x04034b50 ? 22 : mark === 0x02014b50 ? 24 : 0
    if (field > 0 && changed.readUInt32LE(at + field) > 1_000_000) changed.writeUInt32LE(length, at + field)
  }
  return changed
}

/** Three kilobytes that say they are 300 MB of a second sheet. */
const bomb = lying(workbook({ 'xl/worksheets/sheet2.xml': new Uint8Array(2_000_000) }, body('')), 300 << 20)

describe('workbooks that mean harm', () => {
  test('one that would unpack to more than any list is refused by what it says, and by what it turns out to be', async () => {
    assert.equal(await refusal(bomb), 'http.too_large')
    const lie = lying(
      workbook({}, body(`<row r="2"><c r="A2"><v>1</v></c></row>${' '.repeat(3_000_000)}`)),
      900,
    )
    assert.equal(await refusal(lie), 'registry.import_unreadable')
  })

  test('one cell far away makes no table of all that lies between', async () => {
    const far = (cell: string, row: number) =>
      refusal(
        workbook(
          {},
          body(
            `<row r="2"><c r="A2"><v>1</v></c></row><row r="${row}"><c r="${cell}${row}"><v>1</v></c></row>`,
          ),
        ),
      )
    assert.equal(await far('XFD', 1200), '1 × 1')
    assert.equal(await far('A', 1_048_576), '1 × 1')
    assert.equal(await far('A', 900_000_000), '1 × 1')
  })

  test('entities are neither fetched nor unfolded', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`,
    ).join('')
    const type = `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY e0 "aaaaaaaaaa">${entities}]>`
    const row = '<row r="2"><c r="A2" t="inlineStr"><is><t>&x;&e9;</t></is></c></row>'
    const { rows } = await readSheet('list.xlsx', workbook({}, body(row, type)))
    assert.deepEqual(rows, [['&x;&e9;']])
  })

  test('what no database can hold becomes the mark of what could not be read', async () => {
    for (const written of ['a&#0;b', 'a&#xD800;b', 'a_x0000_b', 'a_xDC00_b']) {
      const row = `<row r="2"><c r="A2" t="inlineStr"><is><t>${written}</t></is></c></row>`
      const { rows } = await readSheet('list.xlsx', workbook({}, body(row)))
      assert.deepEqual(rows, [['a\ufffdb']], written)
    }
    assert.deepEqual((await readSheet('list.csv', Buffer.from('a\nb\0c\n'))).rows, [['b\ufffdc']])
  })

  test('names of parts that lead elsewhere write nothing anywhere', async () => {
    const evil = { '../../../evil.txt': new Uint8Array(3), '/etc/evil.txt': new Uint8Array(3) }
    assert.equal(await refusal(workbook(evil, body('<row r="2"><c r="A2"><v>1</v></c></row>'))), '1 × 1')
  })
})

describe('files that mean harm, over HTTP', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  test('every route that reads a workbook refuses a bomb in one sentence', async () => {
    const headers = { 'content-type': 'application/octet-stream' }
    const reading: [string, string][] = [
      ['plans.registrar', '/api/imports?name=a.xlsx'],
      ['plans.office', '/api/projects/gate/catalogue?name=a.xlsx'],
      ['plans.office', '/api/projects/investment/import?name=a.xlsx&year=2026&expectedVersion=0'],
    ]
    for (const [who, url] of reading) {
      const answer = await world.as(who).send('POST', url, { body: bomb, headers })
      assert.ok([400, 413].includes(answer.status), `${url}: ${answer.status} ${answer.bytes.toString()}`)
    }
  })

  test('what a browser would run as a page is refused or handed out as a file, never as a page', async () => {
    const caller = world.as('plans.office')
    const page = '<html><script>throw 1</script></html>'
    for (const [name, type] of [
      ['a.html', 'text/html'],
      ['a.svg', 'image/svg+xml'],
      ['a.txt', 'text/plain'],
      ['..%2F..%2Fa.txt', 'text/plain'],
      ['a.txt%22%3B%20filename%3D%22b.html', 'text/plain'],
    ]) {
      const sent = await caller.send('POST', `/api/files?name=${name}`, {
        body: Buffer.from(page),
        headers: { 'content-type': type as string },
      })
      if (sent.status !== 201) {
        assert.ok(sent.status < 500, `${name}: ${sent.status}`)
        continue
      }
      for (const query of ['', '?inline=1', '?download=1']) {
        const { headers, status } = await caller.get(`/api/files/${sent.body.id}${query}`)
        assert.equal(status, 200)
        assert.equal(headers['x-content-type-options'], 'nosniff')
        assert.doesNotMatch(String(headers['content-type']), /html|svg|xml|script/)
        assert.doesNotMatch(String(headers['content-disposition']), /filename="?[^";]*"; *filename="b|\.\.\//)
      }
    }
  })
})
