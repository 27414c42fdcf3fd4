import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { unzipSync, zipSync } from 'fflate'
import { read as readShapefile } from 'shapefile'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import type { Answer, Caller } from '../../../../test/world/caller.ts'
import { cellsOf, onSheet, seedWorldShapes } from '../../../../test/world/shapes.ts'
import { fromGcj02 } from '../model/gcj02.ts'

const cells = '/api/map/layers/cell:community'
const [south = '', east = ''] = cellsOf('990001001001')

type Feature = {
  type: 'Feature'
  properties: Record<string, unknown>
  geometry: { type: string; coordinates: [number, number][][][] }
}
type File = { type: string; crs: { properties: { name: string } }; features: Feature[] }

describe('files of shapes', () => {
  let world: World
  let editor: Caller
  let street: Caller

  before(async () => {
    world = await openWorld()
    await seedWorldShapes(world.house.handle.db, (code) => `网格 ${code}`)
    const open = async (loginName: string, role: string, divisions: string[]) => {
      const organisationId = world.organisations.get('990001-plans') as number
      const names = { loginName, code: loginName }
      const position = { ...names, organisationId, role, divisions, ledgers: null, sensitivity: 2 }
      return (await world.newCaller(position)).caller
    }
    editor = await open('files.editor', 'system_admin', [worldPlaces.district])
    street = await open('files.street', 'grid_leader', [worldPlaces.hillside])
  })
  after(() => world.close())

  const geojson = async (by = editor, query = ''): Promise<File> =>
    JSON.parse((await by.get(`${cells}.geojson${query}`)).bytes.toString()) as File
  const send = (bytes: Buffer | string, query: string): Promise<Answer> =>
    editor.send('POST', `${cells}/import?${query}`, {
      body: Buffer.from(bytes),
      headers: { 'content-type': 'application/octet-stream' },
    })
  const asJson = (features: unknown[], more: object = {}) =>
    JSON.stringify({ type: 'FeatureCollection', ...more, features })
  const box = (code: string, west: number, south_: number, east_: number, north: number, name = 'n') => ({
    type: 'Feature',
    properties: { code, name },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          onSheet(west, south_),
          onSheet(east_, south_),
          onSheet(east_, north),
          onSheet(west, north),
          onSheet(west, south_),
        ],
      ],
    },
  })

  test('GeoJSON declares its coordinates and holds what its reader may see', async () => {
    const file = await geojson()
    assert.equal(file.crs.properties.name, 'urn:ogc:def:crs:EPSG::4490')
    assert.equal(file.features.length, 16)
    assert.equal((await geojson(street)).features.length, 4)
    assert.equal(
      (await geojson(editor, '?crs=EPSG:4326')).crs.properties.name,
      'urn:ogc:def:crs:OGC:1.3:CRS84',
    )
  })

  test('GCJ-02 takes a right of its own and a confirmation, and the log of files says so', async () => {
    assert.equal((await street.get(`${cells}.geojson?crs=GCJ-02&confirm=gcj02`)).status, 403)
    const unconfirmed = await editor.get(`${cells}.geojson?crs=GCJ-02`)
    assert.deepEqual([unconfirmed.status, unconfirmed.body.code], [400, 'map.confirm_gcj02'])
    const moved = await geojson(editor, '?crs=GCJ-02&confirm=gcj02')
    assert.equal(moved.crs.properties.name, 'GCJ-02')
    const plain = await geojson()
    const [there, here] = [moved, plain].map((file) => file.features[0]?.geometry.coordinates[0]?.[0]?.[0])
    assert.ok(Math.abs((there?.[0] ?? 0) - (here?.[0] ?? 0)) > 0.001)
    const back = fromGcj02(there as [number, number])
    assert.ok(Math.abs(back[0] - (here?.[0] ?? 0)) < 1e-7)
    const log = await editor.get('/api/report-files')
    const line = log.body.rows.find((row: { what: string }) => row.what === 'map_layer')
    assert.ok(line, JSON.stringify(log.body.rows[0]))
  })

  test('a shapefile is read again by another program’s reader, name and outline', async () => {
    const answer = await editor.get(`${cells}.shp.zip`)
    const parts = unzipSync(answer.bytes)
    assert.deepEqual(
      Object.keys(parts)
        .map((name) => String(name.split('.').at(-1)))
        .sort(),
      ['cpg', 'dbf', 'prj', 'shp', 'shx'],
    )
    const part = (ending: string) =>
      Uint8Array.from(parts[Object.keys(parts).find((name) => name.endsWith(ending)) ?? ''] as Uint8Array)
    assert.equal(Buffer.from(part('cpg')).toString(), 'UTF-8')
    assert.match(Buffer.from(part('prj')).toString(), /CGCS2000/)
    const read = await readShapefile(part('shp').buffer, part('dbf').buffer, { encoding: 'utf-8' })
    const plain = await geojson()
    assert.equal(read.features.length, 16)
    for (const [index, feature] of read.features.entries()) {
      assert.equal(feature.properties?.['NAME'], plain.features[index]?.properties['name'])
      assert.deepEqual(
        (feature.geometry as { coordinates: number[][][] }).coordinates[0]?.map(String).sort(),
        (plain.features[index]?.geometry.coordinates[0]?.[0] ?? []).map(String).sort(),
      )
    }
  })

  test('what was taken out comes in again as the same, from either format and any coordinates', async () => {
    const zip = (await editor.get(`${cells}.shp.zip`)).bytes
    const query = 'dryRun=true&format=shapefile&crs=EPSG:4490&code=CODE&name=NAME&nameEn=NAME_EN'
    const again = await send(zip, query)
    assert.equal(again.status, 200, again.bytes.toString())
    const own = again.body.faults.filter(({ code }: { code: string }) => code !== 'map.out_of_scope')
    assert.deepEqual(own, [])
    assert.deepEqual(again.body.attributes, ['CODE', 'NAME', 'NAME_EN', 'SCHEMATIC'])
    assert.equal(again.body.unchanged, 16)
    const moved = JSON.stringify(await geojson(editor, '?crs=GCJ-02&confirm=gcj02'))
    const back = await send(moved, 'dryRun=true&format=geojson&crs=GCJ-02&nameEn=name_en')
    assert.deepEqual([back.status, back.body.features, back.body.faults], [200, 16, []])
    assert.equal(back.body.unchanged, 16)
  })

  test('an import is applied as one edit, and undone as one', async () => {
    const file = asJson([box(south, 0, 0, 0.4, 0.5, 'west'), box(east, 0.4, 0, 1, 0.5, 'east')])
    const dry = await send(file, 'dryRun=true&format=geojson&crs=EPSG:4490')
    assert.deepEqual([dry.body.changed, dry.body.change], [2, null])
    const done = await send(file, 'format=geojson&crs=EPSG:4490')
    assert.equal(done.status, 200, done.bytes.toString())
    assert.deepEqual(done.body.faults, [])
    const codes = done.body.change.changed.features.map((one: Feature) => one.properties['code'])
    assert.ok(codes.includes(south) && codes.includes(east))
    const undone = await editor.post(`${cells}/edits/${done.body.change.no}/undo`)
    assert.equal(undone.status, 200, undone.bytes.toString())
  })

  test('every fault of a file is told with its feature and place, and nothing is taken over', async () => {
    const before = await geojson()
    const broken = box(south, 0, 0, 0.5, 0.5)
    const bowtie = { ...broken, properties: { code: east, name: 'x' } }
    bowtie.geometry = {
      type: 'Polygon',
      coordinates: [[onSheet(0.5, 0), onSheet(1, 0.5), onSheet(1, 0), onSheet(0.5, 0.5), onSheet(0.5, 0)]],
    }
    const faults = async (features: unknown[]) => {
      const answer = await send(asJson(features), 'format=geojson&crs=EPSG:4490')
      assert.equal(answer.status, 200, answer.bytes.toString())
      assert.equal(answer.body.change, null)
      return answer.body.faults as { path: string; code: string; at?: number[]; detail: string }[]
    }
    const [crossing] = await faults([broken, bowtie])
    assert.deepEqual([crossing?.path, crossing?.code], ['features.1', 'map.self_crossing'])
    assert.deepEqual(crossing?.at, onSheet(0.75, 0.25))
    const overlap = await faults([box(south, 0, 0, 0.6, 0.5)])
    assert.deepEqual(
      overlap.map(({ code }) => code),
      ['map.overlap'],
    )
    const gap = await faults([
      box(south, 0, 0, 0.5, 0.5),
      box('990001001001099', 5, 0, 6, 1),
      box('odd', 7, 0, 8, 1),
    ])
    assert.deepEqual(
      gap.map(({ path, code }) => `${path} ${code}`),
      ['features.2 map.code_pattern'],
    )
    const named = await faults([
      broken,
      broken,
      { ...broken, properties: {} },
      { ...broken, properties: { code: 'p' }, geometry: null },
    ])
    assert.deepEqual(
      named.map(({ path, code }) => `${path} ${code}`),
      ['features.1 map.duplicate_code', 'features.2 map.no_code', 'features.3 map.not_polygon'],
    )
    const beyond = await faults([box('990002001000001', 3, 0, 4, 1, 'taken')])
    assert.ok(beyond.some(({ code }) => code === 'map.out_of_scope'))
    assert.deepEqual(await geojson(), before)
  })

  test('other coordinates than chosen, no such file, and bombs are refused', async () => {
    const declared = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } } }
    const other = await send(asJson([], declared), 'format=geojson&crs=EPSG:4490')
    assert.deepEqual([other.status, other.body.code], [422, 'map.crs_mismatch'])
    for (const format of ['geojson', 'shapefile']) {
      const broken = await send('PK\u0003\u0004 no file', `format=${format}&crs=EPSG:4490`)
      assert.deepEqual([broken.status, broken.body.code], [422, 'map.unreadable_file'])
    }
    for (const name of [String.raw`\ud800`, String.raw`\u0000`]) {
      const torn = await send(
        `{"type":"FeatureCollection","features":[],"name":"${name}"}`,
        'format=geojson&crs=EPSG:4490',
      )
      assert.deepEqual([torn.status, torn.body.code], [422, 'map.unreadable_file'])
    }
    const bomb = zipSync({ 'a.shp': new Uint8Array(140 << 20), 'a.dbf': new Uint8Array(8) }, { level: 1 })
    assert.ok(bomb.length < 4 << 20)
    const refused = await send(Buffer.from(bomb), 'format=shapefile&crs=EPSG:4490')
    assert.deepEqual([refused.status, refused.body.code], [413, 'map.file_too_large'])
    // The same bomb, which says of itself that it is small.
    const lying = Buffer.from(bomb)
    for (let at = lying.indexOf('PK'); at >= 0; at = lying.indexOf('PK', at + 2)) {
      if (lying.readUInt32LE(at) === 0x04034b50) lying.writeUInt32LE(100, at + 22)
      if (lying.readUInt32LE(at) === 0x02014b50) lying.writeUInt32LE(100, at + 24)
    }
    const unmasked = await send(lying, 'format=shapefile&crs=EPSG:4490')
    assert.deepEqual([unmasked.status, unmasked.body.code], [413, 'map.file_too_large'])
    const huge = await send(Buffer.alloc((32 << 20) + 1, ' '), 'format=geojson&crs=EPSG:4490')
    assert.equal(huge.status, 413)
  })
})
