import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { read } from 'hucre'
import { openWorld, type World } from '../../../../test/world/app.ts'

describe('workbooks over HTTP', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    const fields = { subject: 'one, call 13800005678', category: 'road', cost: 1_234_567_800 }
    await world.entry({ in: 'riverside.first', ledger: 'toy', fields })
    world.clock.advance(60_000)
    await world.entry({ in: 'hillside.community', ledger: 'toy', fields: { subject: '=HYPERLINK("x")' } })
    await world.app.relay.drain()
  })
  after(() => world.close())
  const office = () => world.as('plans.office')
  const rowsOf = async (url: string) => {
    const answer = await office().get(url)
    assert.equal(answer.status, 200, answer.bytes.toString('utf8', 0, 300))
    const { sheets } = await read(answer.bytes)
    return { answer, rows: sheets[0]?.rows ?? [], made: sheets[1]?.rows ?? [] }
  }

  test('a list has what the screen has, numbered, in its order, with heads over heads', async () => {
    const { rows, made } = await rowsOf('/api/ledgers/toy/entries.xlsx?sort=openedAt')
    assert.equal(rows[0]?.[0], 'Toy ledger')
    assert.deepEqual(rows[2]?.slice(0, 3), ['Row', 'Number', 'Registered'])
    assert.ok(rows[3]?.includes('Cost (10,000 yuan)'))
    const cost = rows[3]?.indexOf('Cost (10,000 yuan)') ?? -1
    assert.equal(rows[4]?.[cost], 1234.5678)
    assert.equal(rows[4]?.[2], 'one, call 138****5678')
    assert.equal(rows[5]?.[2], `'=HYPERLINK("x")`)
    assert.equal(rows.length, 6)
    assert.deepEqual(
      made.find(([label]) => label === 'Rows'),
      ['Rows', '2'],
    )
    assert.deepEqual(
      made.find(([label]) => label === 'Filter'),
      ['Filter', 'sort=openedAt'],
    )
  })

  test('filters, earlier moments and scope hold for the file as for the list', async () => {
    assert.equal((await rowsOf('/api/ledgers/toy/entries.xlsx?f.category=road')).rows.length, 5)
    assert.equal((await rowsOf('/api/ledgers/toy/entries.xlsx?asOf=2025-12')).rows.length, 4)
    assert.equal((await rowsOf('/api/ledgers/toy/entries.xlsx?asOf=2026-03-02')).rows.length, 6)
    const answer = await world.as('hillside.office').get('/api/ledgers/toy/entries.xlsx')
    assert.equal((await read(answer.bytes)).sheets[0]?.rows.length, 5)
    assert.equal((await office().get('/api/ledgers/toy/entries.xlsx?f.nothing=1')).status, 400)
    assert.equal((await world.stranger().get('/api/ledgers/toy/entries.xlsx')).status, 401)
  })

  test('whole numbers are for who may have them shown and says what for', async () => {
    const url = '/api/ledgers/toy/entries.xlsx?purpose=to+be+called+back'
    assert.equal((await office().get(url)).status, 403)
    const registrar = world.as('plans.registrar')
    const { bytes } = await registrar.get(url)
    assert.ok(JSON.stringify((await read(bytes)).sheets[0]?.rows).includes('call 13800005678'))
    const { body } = await registrar.get('/api/report-files')
    assert.equal(body.rows[0].purpose, 'to be called back')
  })

  test('the board has its groups and their sum', async () => {
    const { rows } = await rowsOf('/api/ledgers/toy/board.xlsx?groupBy=category')
    assert.deepEqual(rows.at(-1), ['Total', 2, 0])
    assert.equal(rows.length, 6)
  })

  test('the rates have a row for each group, the whole, and the rules beside', async () => {
    const { rows, made } = await rowsOf('/api/ledgers/toy/statistics.xlsx?by=category:category')
    assert.equal(rows.length, 7)
    assert.equal(rows.at(-1)?.[0], 'Total')
    assert.ok(made.some(([label]) => label === 'Rounding'))
  })

  test('each file is in the log, by whom, with its filter, rows and hash; free text is there as a mark', async () => {
    world.clock.advance(60_000)
    const { answer } = await rowsOf('/api/ledgers/toy/entries.xlsx?q=one&stage=registered&asOf=2026-03-02')
    const { body } = await office().get('/api/report-files')
    const [file] = body.rows
    assert.equal(file.what, 'entries')
    assert.equal(file.path, '/api/ledgers/toy/entries.xlsx')
    assert.equal(file.format, 'xlsx')
    assert.equal(file.sha256, createHash('sha256').update(answer.bytes).digest('hex'))
    assert.deepEqual([file.rows, file.bytes], [1, answer.bytes.length])
    assert.equal(file.filter.stage, 'registered')
    assert.match(file.filter.q, /^#[0-9a-f]{8}$/)
    assert.equal(file.axis, 'effective')
    assert.equal(file.asOfEffective, '2026-03-02T15:59:59.999Z')
    assert.equal(file.purpose, null)
    assert.ok(file.finishedAt)
    assert.equal((await world.as('plans.handler').get('/api/report-files')).body.total, 0)
    assert.equal((await world.stranger().get('/api/report-files')).status, 401)
  })

  test('what was refused made no file and no line', async () => {
    const before = (await office().get('/api/report-files')).body.total
    await office().get('/api/ledgers/toy/entries.xlsx?f.nothing=1')
    assert.equal((await office().get('/api/report-files')).body.total, before)
  })
})
