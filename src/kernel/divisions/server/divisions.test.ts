import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type DatabaseHandle, discoverMigrations, migrate, openDatabase } from '#kernel/db/server'
import type { DivisionDataset, DivisionFeatures } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { createHttpServer, type HttpServer } from '#kernel/http/server'
import { readDivisionDataset } from './dataset.ts'
import { divisionRoutes } from './routes.ts'
import { loadDivisionTree, seedDivisions } from './seed.ts'

const url = process.env['YIWANG_TEST_DATABASE']
const dataset = readDivisionDataset(['211302', '211303'])

/** A database of its own, empty but for the tables of this area. */
async function openFresh(): Promise<{ handle: DatabaseHandle; close: () => Promise<void> }> {
  const own = discoverMigrations().filter(({ number }) => number < 200)
  if (url === undefined || url === 'embedded') {
    const handle = await openDatabase()
    await migrate(handle, own)
    return { handle, close: () => handle.close() }
  }
  const outer = await openDatabase({ url })
  const name = `divisions_${randomUUID().replaceAll('-', '')}`
  await outer.script(`create database ${name}`)
  const inner = new URL(url)
  inner.pathname = `/${name}`
  const handle = await openDatabase({ url: inner.href })
  await migrate(handle, own)
  const close = async () => {
    await handle.close()
    await outer.script(`drop database ${name}`)
    await outer.close()
  }
  return { handle, close }
}

const editor: Actor = {
  accountId: 1,
  positionId: 1,
  organisationId: 1,
  name: 'E',
  role: 'administrator',
  divisions: ['211302'],
  ledgers: 'all',
  sensitivity: 0,
  rights: ['divisions.edit'],
  locale: 'en',
}

describe('divisions in the database', () => {
  let handle: DatabaseHandle
  let close: () => Promise<void>
  let app: HttpServer
  let actor: Actor | null = editor

  before(async () => {
    const fresh = await openFresh()
    handle = fresh.handle
    close = fresh.close
    await seedDivisions(handle.db, dataset)
    const tree = await loadDivisionTree(handle.db)
    app = await createHttpServer({
      routes: divisionRoutes({ db: handle.db, tree, now: () => new Date('2026-11-20T01:00:00Z') }),
      authenticate: async () => actor,
      now: () => new Date(),
      checkResponses: true,
    })
  })
  after(async () => {
    await app.close()
    await close()
  })

  const get = (url: string) => app.inject({ url, headers: { 'accept-language': 'en' } })

  async function put(
    body: object,
    key = randomUUID(),
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const headers = { 'x-yiwang': '1', 'idempotency-key': key, 'accept-language': 'en' }
    const answer = await app.inject({
      method: 'PUT',
      url: '/api/divisions/geometry',
      headers,
      payload: body,
    })
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
  }

  test('loading the same again changes nothing', async () => {
    assert.deepEqual(await seedDivisions(handle.db, dataset), {
      divisions: { added: 0, changed: 0, retired: 0 },
      cells: { added: 0, changed: 0 },
      shapes: 0,
    })
  })

  test('PostGIS finds every shape valid, without gap or overlap', async () => {
    const { rows } = await sql<{ code: string; gap: number; overlap: number }>`
      select parent.code, st_area(st_symdifference(parent.geom, st_union(child.geom))) as gap,
        sum(st_area(child.geom)) - st_area(parent.geom) as overlap
      from division as parent join division as child on child.parent = parent.code
      group by parent.code`.execute(handle.db)
    assert.equal(rows.length, 2 + 13 + 9)
    for (const { code, gap, overlap } of rows) {
      assert.ok(gap < 1e-9 && Math.abs(overlap) < 1e-9, `${code}: gap ${gap}, overlap ${overlap}`)
    }
  })

  test('a cell lies in its villages by the shares that are recorded', async () => {
    const { rows } = await sql<{ layer: string; worst: number }>`
      select layer, max(abs(share - st_area(st_intersection(cell.geom, division.geom)) / st_area(cell.geom))) as worst
      from cell_village join cell using (layer) join division on division.code = cell_village.village
      where cell.code = cell_village.cell group by layer order by layer`.execute(handle.db)
    assert.deepEqual(
      rows.map(({ layer }) => layer),
      ['anti_poverty', 'community', 'forest_fire'],
    )
    // Shares count mesh cells, which are of about, not exactly, the same size.
    for (const { layer, worst } of rows) assert.ok(worst < 0.12, `${layer}: ${worst}`)
  })

  test('lists by parent, kind and search text', async () => {
    const codes = async (query: string) =>
      (await get(`/api/divisions?${query}`)).json<{ code: string }[]>().map(({ code }) => code)
    assert.deepEqual(await codes('parent='), ['211302', '211303'])
    assert.equal((await codes('parent=211302')).length, 13)
    assert.equal((await codes('under=211302&kind=community')).length, 57)
    assert.deepEqual(await codes('q=plsq'), ['211302009004'])
    assert.deepEqual(await codes('q=gacha&under=211303'), ['211303005203'])
    assert.equal((await codes('level=village&limit=5')).length, 5)
    assert.equal((await get('/api/divisions?parent=21')).statusCode, 400)
  })

  test('one division comes with what lies above it, an unknown one is 404', async () => {
    const body = (await get('/api/divisions/211302009004')).json<{
      shortName: string
      ancestors: { code: string }[]
    }>()
    assert.deepEqual(
      [body.shortName, body.ancestors.map(({ code }) => code)],
      ['蓬莱社区', ['211302', '211302009']],
    )
    assert.equal((await get('/api/divisions/211302999')).statusCode, 404)
  })

  test('shapes come by level or cell layer, under a division, or as a file', async () => {
    const load = async (query: string) =>
      (await get(`/api/divisions.geojson?${query}`)).json<DivisionFeatures>()
    assert.equal((await load('layer=district')).features.length, 2)
    const villages = await load('layer=village&under=211302009')
    assert.equal(villages.features.length, 7)
    assert.ok(villages.features.every(({ properties }) => properties.schematic))
    assert.equal(villages.mapApprovalNumber, null)
    assert.equal((await load('layer=cell:forest_fire')).features.length, 101)
    assert.equal((await load('layer=cell:anti_poverty&under=211302004200')).features.length, 7)
    assert.equal((await get('/api/divisions.geojson?layer=cell:moon')).statusCode, 404)
    const file = await app.inject({ url: '/api/divisions.geojson?layer=township&under=211302&download=1' })
    assert.equal(file.headers['content-disposition'], 'attachment; filename="township-211302.geojson"')
    assert.equal(file.json<DivisionFeatures>().features.length, 13)
  })

  test('the layers say how many cells they have', async () => {
    const body = (await get('/api/cell-layers')).json<{ id: string; cells: number }[]>()
    assert.deepEqual(
      body.map(({ id, cells }) => [id, cells]),
      [
        ['anti_poverty', 343],
        ['community', 274],
        ['forest_fire', 101],
      ],
    )
    const cells = (await get('/api/cell-layers/anti_poverty/cells?under=211302008')).json<unknown[]>()
    assert.equal(cells.length, 14)
  })

  const square = (code: string, x = 120.25, rest: object = {}) => ({
    type: 'Feature',
    properties: { code, ...rest },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, 41.5],
          [x + 0.5, 41.5],
          [x + 0.5, 41.51],
          [x, 41.51],
          [x, 41.5],
        ],
      ],
    },
  })
  const collection = (...features: object[]) => ({ type: 'FeatureCollection', features })

  test('surveyed shapes are taken over once, kept by later loading, and exported as they came', async () => {
    const key = randomUUID()
    const body = { ...collection(square('211302009004')), mapApprovalNumber: 'GS(2026)0001' }
    assert.deepEqual(await put(body, key), { status: 200, body: { changed: 1, unchanged: 0 } })
    assert.deepEqual(await put(body, key), { status: 200, body: { changed: 1, unchanged: 0 } })
    assert.equal(
      (await put(collection(square('211302009005')), key)).body['code'],
      'divisions.client_key_reused',
    )
    assert.deepEqual((await put(body)).body, { changed: 0, unchanged: 1 })
    await seedDivisions(handle.db, dataset)
    const exported = (
      await get('/api/divisions.geojson?layer=village&under=211302009004')
    ).json<DivisionFeatures>()
    assert.equal(exported.features[0]?.properties.schematic, false)
    assert.deepEqual(exported.features[0]?.geometry.coordinates, [square('').geometry.coordinates])
    assert.equal(exported.mapApprovalNumber, 'GS(2026)0001')
    assert.equal((await put(exported)).body['unchanged'], 1)
  })

  test('a shape that crosses itself is refused with its place, and nothing is taken over', async () => {
    const bow = square('211302009006')
    bow.geometry.coordinates = [
      [
        [120.4, 41.5],
        [120.41, 41.51],
        [120.41, 41.5],
        [120.4, 41.51],
        [120.4, 41.5],
      ],
    ]
    const { status, body } = await put(collection(square('211302009005'), bow))
    assert.deepEqual(
      [status, body['code'], body['path']],
      [422, 'divisions.invalid_geometry', 'features.1.geometry'],
    )
    assert.match(String(body['detail']), /211302009006 .*Self-intersection.*120\.40500° E, 41\.50500° N/)
    const shape = (
      await get('/api/divisions.geojson?layer=village&under=211302009005')
    ).json<DivisionFeatures>()
    assert.equal(shape.features[0]?.properties.schematic, true)
  })

  test('open rings, doubled codes and unknown codes are told apart', async () => {
    const open = square('211302009005')
    open.geometry.coordinates[0]?.pop()
    const refused = await put(collection(open))
    assert.equal(refused.status, 400)
    assert.match(JSON.stringify(refused.body), /not closed/)
    const twice = await put(collection(square('211302009005'), square('211302009005')))
    assert.equal(twice.body['code'], 'divisions.duplicate_code')
    assert.equal((await put(collection(square('211302009999')))).status, 404)
    assert.equal((await put(collection(square('x', 120.25, { layer: 'forest_fire' })))).status, 404)
  })

  test('what lies out of scope cannot be drawn, nor by one without the right, nor by a stranger', async () => {
    assert.equal((await put(collection(square('211303')))).status, 404)
    actor = { ...editor, divisions: ['211302001'] }
    assert.equal((await put(collection(square('211302009005')))).status, 404)
    actor = { ...editor, rights: [] }
    assert.equal((await put(collection(square('211302009005')))).status, 403)
    actor = null
    assert.equal((await put(collection(square('211302009005')))).status, 401)
    assert.equal((await get('/api/divisions')).statusCode, 401)
    actor = editor
  })

  test('cells are drawn by layer and code', async () => {
    const { body } = await put(collection(square('211302004200P01', 120.5, { layer: 'anti_poverty' })))
    assert.deepEqual(body, { changed: 1, unchanged: 0 })
  })

  test('a later edition renames, adds and ends divisions, and an earlier one changes nothing', async () => {
    const later: DivisionDataset = {
      ...dataset,
      asOf: '2025-06-30',
      divisions: dataset.divisions
        .filter(({ code }) => code !== '211303107208')
        .map((item) =>
          item.code === '211302009' ? { ...item, name: '新红旗街道', shortName: '新红旗街道' } : item,
        ),
      shapes: [],
      cells: [],
    }
    const report = await seedDivisions(handle.db, later)
    assert.equal(report.divisions.retired, 1)
    const tree = await loadDivisionTree(handle.db)
    assert.equal(tree.get('211302009').name, '新红旗街道')
    assert.equal(tree.get('211303107208').validTo, '2025-06-30')
    assert.ok(!tree.children('211303107').some(({ code }) => code === '211303107208'))
    const { rows } = await sql`select code, name, until from division_former_name`.execute(handle.db)
    assert.deepEqual(rows, [{ code: '211302009', name: '红旗街道', until: '2025-06-30' }])
    assert.equal((await seedDivisions(handle.db, dataset)).divisions.changed, 0)
  })
})
