import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDivisionDataset } from '#kernel/divisions/server'
import { lay } from '../model/topology/coverage.ts'
import { type GridShape, sameShape, shapeOfArea } from '../model/topology/grid.ts'
import { unionOf } from '../model/topology/union.ts'

const dataset = readDivisionDataset(['211302', '211303'])
const layers = new Map<string, Map<string, GridShape>>()
const put = (layer: string, code: string, shape: GridShape) =>
  layers.set(layer, (layers.get(layer) ?? new Map<string, GridShape>()).set(code, shape))
for (const { code, area } of dataset.shapes) put(`level ${code.length}`, code, shapeOfArea(area))
for (const { layer, code, shape } of dataset.cells) if (shape) put(layer, code, shapeOfArea(shape.area))

test('no shape of the demonstration overlaps another of its layer, to the last unit', () => {
  assert.deepEqual(
    [...layers].map(([layer, shapes]) => [layer, shapes.size]),
    [
      ['level 6', 2],
      ['level 9', 22],
      ['level 12', 196],
      ['community', 274],
      ['anti_poverty', 343],
      ['forest_fire', 101],
    ],
  )
  for (const [layer, shapes] of layers) {
    const { holds } = lay(shapes)
    const faces = [...holds.values()].flatMap((own) => [...own])
    assert.equal(new Set(faces).size, faces.length, layer)
  }
})

test('every township of the demonstration is its villages together', () => {
  const villages = [...(layers.get('level 12') ?? [])]
  for (const [code, shape] of layers.get('level 9') ?? []) {
    const own = villages.flatMap(([village, area]) => (village.startsWith(code) ? [area] : []))
    assert.ok(sameShape(unionOf(own), shape), code)
  }
})
