import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { cellAt } from '#kernel/map/server'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import type { Caller } from '../../../../test/world/caller.ts'
import { cellsOf, farCell, onSheet, seedWorldShapes } from '../../../../test/world/shapes.ts'
import { readTile, tileAt } from '../../../../test/world/tiles.ts'

const cells = '/api/map/layers/cell:community'
const [south = '', east = '', north = '', corner = ''] = cellsOf('990001001001')

type Feature = { properties: { code: string; name: string }; geometry: { coordinates: [number, number][][] } }

describe('the map', () => {
  let world: World
  let editor: Caller
  let streetEditor: Caller

  before(async () => {
    world = await openWorld()
    await seedWorldShapes(world.house.handle.db, (code) => `cell ${code}`)
    const position = (loginName: string, roots: string[]) => ({
      loginName,
      code: loginName,
      organisationId: world.organisations.get('990001-plans') as number,
      role: 'system_admin',
      divisions: roots,
      ledgers: null,
      sensitivity: 2,
    })
    editor = (await world.newCaller(position('map.editor', [worldPlaces.district]))).caller
    streetEditor = (await world.newCaller(position('map.street', [worldPlaces.riverside]))).caller
  })
  after(() => world.close())

  const version = async () => (await editor.get(`${cells}/shapes`)).body.version as number
  const edit = async (edits: unknown[], more: object = {}, by = editor, key?: string) =>
    by.post(`${cells}/edits`, { expectedVersion: await version(), edits, ...more }, key)
  const shapes = async (by = editor): Promise<Feature[]> => (await by.get(`${cells}/shapes`)).body.features
  const codesOf = (features: readonly Feature[]) => features.map(({ properties }) => properties.code).sort()

  test('layers are those of the caller’s scope, with their counts', async () => {
    const { body } = await editor.get('/api/map/layers')
    assert.equal(body.approvalNumber, null)
    assert.equal(body.schematic, true)
    assert.deepEqual(body.bounds, [120, 41, 120.2, 41.2])
    const counts = Object.fromEntries(
      body.layers.map((one: { id: string; count: number }) => [one.id, one.count]),
    )
    assert.equal(counts['cell:community'], 16)
    assert.equal(counts['division:village'], 4)
    const street = await streetEditor.get('/api/map/layers')
    const own = street.body.layers.find(({ id }: { id: string }) => id === 'cell:community')
    assert.equal(own.count, 8)
    assert.equal(own.can.edit, true)
    const worker = await world.as('hillside.gridWorker').get('/api/map/layers')
    const seen = worker.body.layers.find(({ id }: { id: string }) => id === 'cell:community')
    assert.deepEqual([seen.count, seen.can.edit], [4, false])
  })

  test('a map approval number is set by who acts over the whole district, and stands on every map', async () => {
    const approval = { number: '示S(2026)001号', approvedOn: '2026-02-01' }
    assert.equal((await streetEditor.put('/api/map/approval', approval)).status, 403)
    assert.equal((await world.as('plans.office').put('/api/map/approval', approval)).status, 403)
    assert.equal((await editor.put('/api/map/approval', approval)).status, 200)
    assert.equal((await streetEditor.get('/api/map/layers')).body.approvalNumber, approval.number)
    await editor.put('/api/map/approval', { number: null, approvedOn: null })
    assert.equal((await editor.get('/api/map/layers')).body.approvalNumber, null)
  })

  test('a tile holds what its caller may see, and another caller’s other cells', async () => {
    const place = tileAt(9, onSheet(1, 1))
    const read = async (by: Caller) => {
      const answer = await by.get(`/api/map/tiles/cell:community/${place}.pbf`)
      assert.equal(answer.status, 200)
      const [layer] = readTile(answer.bytes)
      assert.equal(layer?.name, 'cell:community')
      return layer?.features ?? []
    }
    assert.equal((await read(editor)).length, 16)
    const own = await read(streetEditor)
    assert.equal(own.length, 8)
    assert.ok(own.every(({ properties }) => String(properties['code']).startsWith('990001001')))
    assert.equal(
      own.every(({ properties }) => properties['schematic'] === true),
      true,
    )
    const again = await streetEditor.get(`/api/map/tiles/cell:community/${place}.pbf`)
    const headers = { 'if-none-match': String(again.headers['etag']) }
    const same = await streetEditor.send('GET', `/api/map/tiles/cell:community/${place}.pbf`, { headers })
    assert.equal(same.status, 304)
    const division = await streetEditor.get(`/api/map/tiles/division:village/${place}.pbf`)
    assert.equal(readTile(division.bytes)[0]?.features.length, 4, 'divisions are reference data')
    assert.equal((await editor.get('/api/map/tiles/cell:community/3/9/0.pbf')).status, 404)
    assert.equal((await editor.get(`/api/map/tiles/cell:nothing/${place}.pbf`)).status, 404)
  })

  test('open entries stand at their village’s label, gathered where they lie together, with the worst light', async () => {
    for (const title of ['one', 'two'])
      await world.entry({ in: 'riverside.first', ledger: 'toy', fields: { subject: title } })
    await world.entry({ in: 'hillside.community', ledger: 'toy', fields: { subject: 'three' } })
    await world.entry({ in: 'district', ledger: 'toy', fields: { subject: 'four' } })
    const at = async (by: Caller, z: number, place: [number, number]) =>
      readTile((await by.get(`/api/map/tiles/entry:toy/${tileAt(z, place)}.pbf`)).bytes)[0]?.features ?? []
    const seen = await at(world.as('plans.office'), 10, onSheet(0.5, 0.5))
    const together = seen.find(({ properties }) => properties['count'] === 2)
    assert.equal(together?.properties['count'], 2)
    assert.equal(together?.properties['placed'], 'village')
    const street = world.as('riverside.steward')
    const found = await at(street, 7, onSheet(0.5, 0.5))
    assert.equal(
      found.reduce((sum, { properties }) => sum + Number(properties['count']), 0),
      2,
    )
    const office = await at(world.as('plans.office'), 7, onSheet(0.5, 0.5))
    assert.equal(
      office.reduce((sum, { properties }) => sum + Number(properties['count']), 0),
      3,
    )
    const { layers } = (await world.as('plans.office').get('/api/map/layers')).body
    const layer = layers.find(({ id }: { id: string }) => id === 'entry:toy')
    assert.deepEqual(
      [layer.count, layer.unplaced],
      [4, 1],
      'what only the district is known of stands nowhere',
    )
    assert.equal((await street.get(`/api/map/tiles/entry:nothing/${tileAt(7, [120, 41])}.pbf`)).status, 404)
  })

  test('a shared point moves in all its shapes, in the history too, and undoing it is as if nothing had been', async () => {
    const first = await shapes()
    const move = { kind: 'move_vertex', from: onSheet(0.5, 0.5), to: onSheet(0.52, 0.55) }
    const dry = await edit([move], { dryRun: true })
    assert.equal(dry.status, 200, dry.bytes.toString())
    assert.equal(dry.body.no, null)
    assert.deepEqual(await shapes(), first)
    const done = await edit([move])
    assert.deepEqual(codesOf(done.body.changed.features), [south, east, north, corner].sort())
    const history = await editor.get(`${cells}/edits`)
    assert.equal(history.body.rows[0].no, done.body.no)
    assert.deepEqual(history.body.rows[0].can.undo, true)
    assert.deepEqual(history.body.rows[0].what, [
      { kind: 'move_vertex', codes: [south, east, north, corner].sort() },
    ])
    const undone = await editor.post(`${cells}/edits/${done.body.no}/undo`)
    assert.equal(undone.status, 200, undone.bytes.toString())
    assert.deepEqual(await shapes(), first)
    const again = await editor.post(`${cells}/edits/${done.body.no}/undo`)
    assert.deepEqual([again.status, again.body.code], [409, 'map.undo_already_undone'])
  })

  test('every fault is told with its place, in the caller’s language, and nothing is changed', async () => {
    const first = await shapes()
    const refused = await edit([
      { kind: 'move_vertex', from: onSheet(0.5, 0.5), to: onSheet(1.5, 0.5) },
      {
        kind: 'split',
        code: east,
        line: [onSheet(0.6, 0.1), onSheet(0.9, 0.2)],
        parts: [
          { code: east, name: 'a' },
          { code: '990001001001009', name: 'b' },
        ],
      },
    ])
    assert.equal(refused.status, 422)
    assert.equal(refused.body.code, 'map.invalid_edit')
    const codes = refused.body.errors.map(({ code }: { code: string }) => code)
    assert.ok(codes.length >= 2 && codes.includes('map.no_cut'), codes.join())
    for (const error of refused.body.errors) {
      assert.equal(error.at.length, 2)
      assert.match(error.path, /^edits\.[01]$/)
      assert.match(error.detail, /^[A-Z0-9]/)
    }
    assert.deepEqual(await shapes(), first)
  })

  test('a stale version is refused, and the same key answers the same', async () => {
    const move = { kind: 'move_vertex', from: onSheet(0.5, 0.5), to: onSheet(0.5, 0.6) }
    const stale = await editor.post(`${cells}/edits`, { expectedVersion: 0, edits: [move] })
    assert.deepEqual([stale.status, stale.body.code], [409, 'map.stale_version'])
    const key = randomUUID()
    const expectedVersion = await version()
    const once = await editor.post(`${cells}/edits`, { expectedVersion, edits: [move] }, key)
    const twice = await editor.post(`${cells}/edits`, { expectedVersion, edits: [move] }, key)
    assert.equal(once.status, 200)
    assert.deepEqual(twice.body, once.body)
    const stranger = await streetEditor.post(`${cells}/edits`, { expectedVersion, edits: [move] }, key)
    assert.deepEqual(
      [stranger.status, stranger.body.code],
      [409, 'map.stale_version'],
      'another account’s key',
    )
    const undone = await streetEditor.post(`${cells}/edits/999999/undo`, undefined, key)
    assert.equal(undone.status, 404)
    const other = await editor.post(`${cells}/edits`, { expectedVersion, edits: [move, move] }, key)
    assert.equal(other.status, 409)
    await editor.post(`${cells}/edits/${once.body.no}/undo`)
  })

  test('a split ends one cell and begins two; a merge undone brings them back; later edits stand in the way', async () => {
    const first = await shapes()
    const line = [onSheet(0.25, -0.1), onSheet(0.25, 0.6)]
    const parts = [
      { code: '990001001001011', name: '甲', name_en: 'A' },
      { code: '990001001001012', name: '乙' },
    ]
    const split = await edit([{ kind: 'split', code: south, line, parts }])
    assert.equal(split.status, 200, split.bytes.toString())
    assert.deepEqual(split.body.removed, [south])
    const { rows } = await sql<{ code: string; valid_from: string | null; valid_to: string | null }>`
      select code, valid_from, valid_to from cell where code = any(${[south, ...parts.map(({ code }) => code)]}::text[])
      order by code`.execute(world.house.handle.db)
    assert.deepEqual(
      rows.map(({ valid_from, valid_to }) => [valid_from, valid_to]),
      [
        [null, '2026-03-02'],
        ['2026-03-02', null],
        ['2026-03-02', null],
      ],
    )
    const villages = await sql<{ village: string; share: string }>`
      select village, share from cell_village where cell = ${parts[0]?.code}`.execute(world.house.handle.db)
    assert.deepEqual(villages.rows, [{ village: '990001001001', share: '1.0000' }])
    const merge = await edit([
      { kind: 'merge', codes: [east, parts[1]?.code], into: { code: east, name: 'merged' } },
    ])
    assert.equal(merge.status, 200, merge.bytes.toString())
    const early = await editor.post(`${cells}/edits/${split.body.no}/undo`)
    assert.deepEqual([early.status, early.body.code], [409, 'map.undo_changed_since'])
    const before = await editor.get(`${cells}/shapes?asOf=2026-03-01`)
    assert.deepEqual(codesOf(before.body.features), codesOf(first), 'as of the day before')
    assert.equal((await editor.post(`${cells}/edits/${merge.body.no}/undo`)).status, 200)
    const back = await editor.post(`${cells}/edits/${split.body.no}/undo`)
    assert.equal(back.status, 200, back.bytes.toString())
    assert.deepEqual(await shapes(), first)
  })

  test('who acts over one street changes nothing that reaches beyond it', async () => {
    assert.equal((await edit([], {}, world.as('hillside.gridWorker'))).status, 403)
    const move = { kind: 'move_vertex', from: onSheet(0.5, 1), to: onSheet(0.5, 1.1) }
    const refused = await edit([move], {}, streetEditor)
    assert.equal(refused.status, 422)
    const [error] = refused.body.errors
    assert.equal(error.code, 'map.out_of_scope')
    assert.ok(!refused.bytes.toString().includes('990001002001'), 'names no cell of another street')
    const within = { kind: 'move_vertex', from: onSheet(0.5, 0.5), to: onSheet(0.5, 0.55) }
    const done = await edit([within], {}, streetEditor)
    assert.equal(done.status, 200, done.bytes.toString())
    const hidden = await world.as('hillside.gridWorker').get(`${cells}/edits`)
    assert.equal(hidden.body.total, 0, 'another street sees nothing of its history')
    await streetEditor.post(`${cells}/edits/${done.body.no}/undo`)
  })

  test('a village’s border is its township’s and its district’s', async () => {
    const villages = '/api/map/layers/division:village'
    const { body } = await editor.get(`${villages}/shapes`)
    const move = { kind: 'move_vertex', from: onSheet(0.5, 0), to: onSheet(0.5, -0.1) }
    const done = await editor.post(`${villages}/edits`, { expectedVersion: body.version, edits: [move] })
    assert.equal(done.status, 200, done.bytes.toString())
    for (const level of ['township', 'district']) {
      const above = await editor.get(`/api/map/layers/division:${level}/shapes?under=990001`)
      const all = JSON.stringify(above.body.features)
      assert.ok(all.includes(JSON.stringify(onSheet(0.5, -0.1))), level)
    }
    const made = await editor.post('/api/map/layers/division:township/edits', {
      expectedVersion: 1,
      edits: [move],
    })
    assert.deepEqual([made.status, made.body.code], [409, 'map.not_drawn'])
    assert.equal((await editor.post(`${villages}/edits/${done.body.no}/undo`)).status, 200)
    const back = await editor.get('/api/map/layers/division:district/shapes')
    assert.ok(!JSON.stringify(back.body).includes(JSON.stringify(onSheet(0.5, -0.1))))
  })

  test('a point lies in the cell around it', async () => {
    const { db } = world.house.handle
    assert.equal((await cellAt(db, 'cell:community', onSheet(0.2, 0.2)))?.code, south)
    assert.equal((await cellAt(db, 'cell:community', onSheet(3.5, 0.5)))?.code, farCell)
    assert.equal(await cellAt(db, 'cell:community', onSheet(9, 9)), null)
    assert.equal((await cellAt(db, 'division:township', onSheet(0.2, 0.2)))?.code, '990001001')
  })
})
