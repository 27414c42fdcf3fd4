import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import polygonClipping from 'polygon-clipping'
import { readTile, tileAt, type TileFeature } from '../../../../test/world/tiles.ts'
import { PointIndex } from './point-index.ts'
import { type IndexedShape, ShapeIndex } from './shape-index.ts'
import { buffer, clipRing, doubleAreaFlat, extent, type Flat } from './tile-geometry.ts'
import { TileMaker } from './tile-maker.ts'

type Ring = [number, number][]

const shape = (code: string, rings: Ring[], places: string[] | null = null): IndexedShape => ({
  code,
  name: code,
  nameEn: code,
  schematic: false,
  area: { type: 'Polygon', coordinates: rings.map((ring) => [...ring, ring[0] as [number, number]]) },
  places,
})
const square = (west: number, south: number, side: number): Ring => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
]
const addressOf = (text: string) => {
  const [z = 0, x = 0, y = 0] = text.split('/').map(Number)
  return { z, x, y }
}
const features = (bytes: Uint8Array): TileFeature[] => readTile(bytes)[0]?.features ?? []
const areaOf = (ring: readonly (readonly [number, number])[]) => doubleAreaFlat(ring.flat()) / 2

describe('tiles', () => {
  test('a ring cut by a box is what another library makes of the two', () => {
    const point = fc.tuple(fc.integer({ min: -100, max: 200 }), fc.integer({ min: -100, max: 200 }))
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 9 }), (points) => {
        // Points by their angle around a middle: a ring that doesn't cross itself.
        const angle = ([x, y]: [number, number]) => Math.atan2(y - 50.3, x - 50.7)
        const ring = [...new Map(points.map((p) => [angle(p), p])).entries()].sort(([a], [b]) => a - b)
        const turns = ring.map(
          ([a], i) => ((ring[(i + 1) % ring.length]?.[0] ?? 0) - a + 2 * Math.PI) % (2 * Math.PI),
        )
        if (ring.length < 3 || turns.some((gap) => gap >= Math.PI)) return
        const round = ring.map(([, p]) => p)
        const first = round[0] as [number, number]
        const box = square(0, 0, 100)
        const cut = polygonClipping.intersection([[...round, first]], [[...box, box[0] as [number, number]]])
        const expected = cut.flat().reduce((sum, own) => sum + Math.abs(areaOf(own)), 0)
        const got = Math.abs(doubleAreaFlat(clipRing(round.flat() as Flat, [0, 0, 100, 100]))) / 2
        assert.ok(Math.abs(got - expected) < 1e-6 * (1 + expected), `${got} instead of ${expected}`)
      }),
    )
  })

  test('outer rings run clockwise on the screen, holes against it, and a hole stays one in a tile within the shape', () => {
    const index = new ShapeIndex([shape('A', [square(120, 41, 1), square(120.4, 41.4, 0.2)])])
    const [whole] = features(index.tile('a', addressOf(tileAt(5, [120.5, 41.5])), []))
    assert.deepEqual(
      whole?.rings.map((ring) => Math.sign(areaOf(ring))),
      [1, -1],
    )
    const [inside] = features(index.tile('a', addressOf(tileAt(9, [120.5, 41.5])), []))
    assert.ok(inside && inside.rings.length === 2)
    for (const [x, y] of inside.rings.flat()) {
      assert.ok(x >= -buffer - 1 && x <= extent + buffer + 1 && y >= -buffer - 1 && y <= extent + buffer + 1)
    }
    const deep = features(index.tile('a', addressOf(tileAt(14, [120.5, 41.5])), []))
    assert.equal(
      deep.reduce((sum, { rings }) => sum + rings.reduce((own, ring) => own + areaOf(ring), 0), 0),
      0,
      'in the middle of the hole nothing is filled',
    )
  })

  test('neighbours have the same points along their border at every zoom', () => {
    const wavy = (x: number): Ring =>
      Array.from({ length: 41 }, (_, i) => [x + Math.sin(i * 1.7) * 0.004, 41 + i / 40] as [number, number])
    const left: Ring = [[119, 41], ...wavy(120), [119, 42]]
    const right: Ring = [...wavy(120), [121, 42], [121, 41]]
    const index = new ShapeIndex([shape('L', [left]), shape('R', [right])])
    for (let z = 5; z <= 12; z += 1) {
      const found = features(index.tile('a', addressOf(tileAt(z, [120, 41.5])), []))
      assert.equal(found.length, 2)
      const { x } = addressOf(tileAt(z, [120, 41.5]))
      const pixel = (longitude: number) => ((longitude / 360 + 0.5) * 2 ** z - x) * extent
      const inner = found.map(({ rings }) =>
        rings
          .flat()
          .filter(([px, py]) => px > pixel(119.9) && px < pixel(120.1) && py > 0 && py < extent)
          .map(String),
      )
      const [a, b] = inner.map((points) => new Set(points)) as [Set<string>, Set<string>]
      assert.ok(a.size > 2)
      assert.deepEqual([...a].sort(), [...b].sort(), `zoom ${z}`)
    }
  })

  test('a shape is in no tile of who acts over none of its places', () => {
    const index = new ShapeIndex([
      shape('A', [square(120, 41, 0.1)], ['990001001001']),
      shape('B', [square(120.1, 41, 0.1)], ['990001002001']),
    ])
    const address = addressOf(tileAt(8, [120.1, 41.05]))
    const codes = (roots: string[]) =>
      features(index.tile('a', address, roots)).map(({ properties }) => properties['code'])
    assert.deepEqual(codes(['990001001']), ['A'])
    assert.deepEqual(codes(['990001']), ['A', 'B'])
    assert.deepEqual(codes([]), [])
    assert.equal(index.tile('a', address, []).length, 0)
  })

  test('what is smaller than a pixel is left out', () => {
    const index = new ShapeIndex([shape('A', [square(120, 41, 0.001)])])
    assert.equal(features(index.tile('a', addressOf(tileAt(6, [120, 41])), [])).length, 0)
    assert.equal(features(index.tile('a', addressOf(tileAt(14, [120.0005, 41.0005])), [])).length, 1)
  })

  test('points lying close come as one with their count and the worst light, far apart by themselves', () => {
    const base = { code: null, stage: null, placed: 'point' as const }
    const points = new PointIndex([
      { ...base, id: 'a', name: 'a', light: 'green', x: 120.001, y: 41.001 },
      { ...base, id: 'b', name: 'b', light: 'red', x: 120.0012, y: 41.0011 },
      { ...base, id: 'c', name: 'c', light: null, x: 121, y: 41.5 },
    ])
    const low = features(points.tile('p', addressOf(tileAt(8, [120.001, 41.001]))))
    assert.deepEqual(
      low.map(({ properties }) => properties),
      [{ count: 2, light: 'red', placed: 'point' }],
    )
    const high = features(points.tile('p', addressOf(tileAt(17, [120.001, 41.001]))))
    assert.deepEqual(
      high.map(({ properties }) => [properties['id'], properties['light'], properties['count']]),
      [
        ['a', 'green', 1],
        ['b', 'red', 1],
      ],
    )
  })

  test('a cluster is counted by one tile and the same in the neighbour’s buffer', () => {
    const spots = Array.from({ length: 200 }, (_, i) => ({
      id: String(i),
      code: null,
      name: '',
      stage: null,
      light: null,
      placed: null,
      x: 120 + ((i * 37) % 100) / 100,
      y: 41 + ((i * 61) % 100) / 100,
    }))
    const index = new PointIndex(spots)
    let counted = 0
    const { x, y, z } = addressOf(tileAt(9, [120.5, 41.5]))
    for (let dx = -4; dx <= 4; dx += 1)
      for (let dy = -4; dy <= 4; dy += 1)
        for (const { rings, properties } of features(index.tile('p', { z, x: x + dx, y: y + dy }))) {
          const [px, py] = rings.flat()[0] as [number, number]
          if (px >= 0 && px < extent && py >= 0 && py < extent) counted += Number(properties['count'])
        }
    assert.equal(counted, 200)
  })

  test('the thread loads a layer once for all that ask for it at the same time, and tells of its faults', async () => {
    const tiles = new TileMaker()
    try {
      let loads = 0
      const wanted = {
        key: 'k',
        layer: 'a',
        address: addressOf(tileAt(8, [120.05, 41.05])),
        roots: [],
        content: async () => {
          loads += 1
          return { shapes: [shape('A', [square(120, 41, 0.1)])] }
        },
      }
      const made = await Promise.all([1, 2, 3, 4].map(() => tiles.make(wanted)))
      assert.equal(loads, 1)
      assert.ok(made.every((tile) => features(tile).length === 1))
      const elsewhere = { ...wanted, roots: ['990002'], key: 'scoped' }
      const scoped = { ...wanted, key: 'scoped', roots: ['990001'] }
      const content = async () => ({ shapes: [shape('A', [square(120, 41, 0.1)], ['990001001001'])] })
      for (let again = 0; again < 2; again += 1) {
        assert.equal(features(await tiles.make({ ...scoped, content })).length, 1)
        assert.equal(
          features(await tiles.make({ ...elsewhere, content })).length,
          0,
          'kept for another scope',
        )
      }
      const failing = { ...wanted, key: 'other', content: () => Promise.reject(new Error('no rows')) }
      await assert.rejects(tiles.make(failing), /no rows/)
      assert.equal(features(await tiles.make(wanted)).length, 1)
    } finally {
      await tiles.close()
    }
  })
})
