import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { insertPersons } from '#kernel/registry/server'
import { openWorld, type World, type WorldPlace, worldPlaces } from '../../../../test/world/app.ts'
import type { SearchGroup, SearchHit } from '../model/search.ts'

describe('the search over HTTP', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    const { handle, keys, clock } = world.house
    const person = (name: string, place: WorldPlace, phone?: string) => ({
      name,
      divisionCode: worldPlaces[place],
      address: '',
      sensitivity: 1,
      source: '测试',
      asOf: null,
      ...(phone === undefined ? {} : { phone }),
    })
    await insertPersons(
      handle.db,
      keys,
      [
        person('钱多多', 'riverside.first', '13800138001'),
        person('钱多多', 'riverside.second'),
        person('钱多多', 'hillside.community', '13800138002'),
      ],
      clock.now(),
    )
    await world.entry({ in: 'riverside.first', ledger: 'toy', fields: { subject: '钱多多反映施工便道被占' } })
    await world.entry({ in: 'hillside.community', ledger: 'toy', fields: { subject: '钱多多反映井盖松动' } })
    await world.app.relay.drain()
  })
  after(() => world.close())

  const search = async (position: string, query: Record<string, string>) => {
    const { status, body } = await world
      .as(position)
      .get(`/api/search?${new URLSearchParams(query).toString()}`)
    assert.equal(status, 200, JSON.stringify(body))
    return body as { groups: SearchGroup[]; wholeNumber: boolean }
  }
  const counts = async (position: string, query: Record<string, string>) =>
    Object.fromEntries(
      (await search(position, query)).groups.flatMap(({ kind, count }) => (count > 0 ? [[kind, count]] : [])),
    )
  const titles = ({ rows }: { rows: SearchHit[] } | undefined = { rows: [] }) =>
    rows.map(({ title }) => title)

  test('each finds and counts what lies in the own street', async () => {
    assert.deepEqual(await counts('riverside.steward', { q: '钱多多' }), { person: 2, entry: 1 })
    assert.deepEqual(await counts('hillside.steward', { q: 'qianduoduo' }), { person: 1, entry: 1 })
    assert.deepEqual(await counts('plans.registrar', { q: 'qdd' }), { person: 3, entry: 2 })
    assert.deepEqual(await counts('farside.office', { q: '钱多多' }), {})
    assert.deepEqual(await counts('district.auditor', { q: '钱多多' }), {})
  })

  test('marks that mean something to patterns are letters like others', async () => {
    for (const q of Array.from('2026-03-02 *.+?^${}()|[]/\\-%_&~#@!,:;<=>"`').concat(
      '2026-03-02',
      '\\d+',
      '[a-',
      '(?<x>',
    ))
      await search('plans.registrar', { q: `a${q}` })
  })

  test('filters narrow what is found, never widen it', async () => {
    const { riverside, hillside } = worldPlaces
    const asked = { q: '钱多多' }
    assert.deepEqual(await counts('riverside.steward', { ...asked, division: hillside }), {})
    assert.deepEqual(await counts('plans.registrar', { ...asked, division: riverside }), {
      person: 2,
      entry: 1,
    })
    const first = worldPlaces['riverside.first']
    assert.deepEqual(await counts('riverside.steward', { ...asked, division: first }), {
      person: 1,
      entry: 1,
    })
    assert.deepEqual(await counts('plans.registrar', { ...asked, kind: 'entry', ledger: 'toy' }), {
      entry: 2,
    })
    assert.deepEqual(await counts('plans.registrar', { ...asked, kind: 'entry', ledger: 'guarded' }), {})
    const page = await search('plans.registrar', { ...asked, kind: 'person', page: '2', size: '2' })
    assert.deepEqual([page.groups.length, page.groups[0]?.count, page.groups[0]?.rows.length], [1, 3, 1])
    assert.equal((await world.as('plans.registrar').get('/api/search?q=')).status, 400)
    assert.equal((await world.stranger().get('/api/search?q=x')).status, 401)
  })

  test('entries are found by number, part of the title, pinyin, initials and with an error', async () => {
    const title = '钱多多反映施工便道被占'
    const { body } = await world.as('riverside.steward').get('/api/ledgers/toy/entries')
    const [{ no }] = body.rows as { no: string }[] as [{ no: string }]
    const ways = [
      '施工',
      'shigongbiandao',
      'sgbd',
      '施工变道',
      '工施便道',
      no,
      no.toLowerCase(),
      no.replace(/^\D+/, ''),
    ]
    for (const q of ways) {
      const { groups } = await search('riverside.steward', { q, kind: 'entry' })
      assert.deepEqual(titles(groups[0]), [title], q)
    }
    const near = await search('riverside.steward', { q: '施工变道', kind: 'entry' })
    assert.deepEqual(
      near.groups[0]?.rows.map((hit) => hit.near),
      [true],
    )
  })

  test('organisations and divisions are known to everybody, with an error too', async () => {
    const found = async (kind: string, q: string) =>
      titles((await search('hillside.steward', { q, kind })).groups[0])
    const name = world.house.divisions.get(worldPlaces.riverside).shortName
    assert.ok((await found('division', name)).length > 0)
    assert.ok((await found('division', worldPlaces.riverside)).length > 0)
    const { body } = await world.as('hillside.steward').get('/api/organisations')
    const [one] = (body as { name: string }[]).filter((item) => item.name.length > 4) as [{ name: string }]
    const wrong = `${one.name.slice(0, 2)}龘${one.name.slice(3)}`
    const stranger = await world
      .as('hillside.steward')
      .get(`/api/search?q=${encodeURIComponent(wrong)}&kind=organisation`)
    assert.ok(stranger.body.groups[0].rows.length > 0)
  })

  test('a new title is found after the relay told of it, and the old one no more', async () => {
    const entry = await world.entry({
      in: 'riverside.first',
      ledger: 'toy',
      fields: { subject: '旧标题甲乙丙' },
    })
    await world.app.relay.drain()
    assert.deepEqual(await counts('riverside.steward', { q: '旧标题甲乙丙' }), { entry: 1 })
    const { db } = world.house.handle
    await sql`update entry set title = '新标题丁戊己' where id = ${entry.id}`.execute(db)
    assert.deepEqual(await counts('riverside.steward', { q: '旧标题甲乙丙' }), {})
    await world.app.jobs.runNow('search')
    assert.deepEqual(await counts('riverside.steward', { q: 'xinbiaoti' }), { entry: 1 })
  })

  test('a whole number finds whoever has it within scope, and is on record, found or not', async () => {
    const steward = world.as('riverside.steward')
    const asked = async (number: string) => (await steward.post('/api/search/number', { number })).body
    const { rows } = await asked('138 0013 8001')
    assert.deepEqual(titles({ rows }), ['钱多多'])
    assert.deepEqual(await asked('13800138002'), { rows: [] })
    assert.equal((await asked('1380013')).code, 'registry.not_whole_number')
    assert.equal((await search('riverside.steward', { q: '13800138001' })).wholeNumber, true)
    assert.deepEqual(await counts('riverside.steward', { q: '13800138001' }), {})
    assert.equal(
      (await world.as('district.auditor').post('/api/search/number', { number: '13800138001' })).status,
      403,
    )
    const { body } = await world.as('district.auditor').get('/api/unmaskings')
    const looks = body.rows as {
      field: string
      mark: string
      divisionCode: string | null
      loginName: string
    }[]
    const told = looks.map(
      ({ field, mark, loginName }) => `${loginName} ${field} ${mark === '' ? 'nobody' : 'found'}`,
    )
    assert.deepEqual(
      new Set(told),
      new Set(['riverside.steward phone found', 'riverside.steward phone nobody']),
    )
    assert.equal(told.length, 2)
  })
})
