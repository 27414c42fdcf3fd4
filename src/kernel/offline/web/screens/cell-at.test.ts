import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CarriedCell } from '../../model/snapshot.ts'
import { cellAt, holds } from './cell-at.ts'

const square = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const cell = (code: string, layer: string, west: number): CarriedCell => ({
  code,
  layer,
  name: code,
  nameEn: code,
  schematic: true,
  approval: null,
  area: { type: 'Polygon', coordinates: [square(west, 41, 0.1)] },
  label: [west, 41],
})

test('a place in the hole of an area is outside of it', () => {
  const area = { type: 'Polygon' as const, coordinates: [square(0, 0, 10), square(4, 4, 2)] }
  assert.equal(holds(area, [1, 1]), true)
  assert.equal(holds(area, [5, 5]), false)
  assert.equal(holds(area, [11, 5]), false)
})

test('a place has one cell of each layer at most, and none outside of what is carried', () => {
  const cells = [
    cell('b', 'cell:community', 120),
    cell('a', 'cell:community', 120.1),
    cell('v', 'division:village', 120),
  ]
  assert.equal(cellAt(cells, 'cell:community', { lng: 120.05, lat: 41.05 })?.code, 'b')
  assert.equal(cellAt(cells, 'division:village', { lng: 120.05, lat: 41.05 })?.code, 'v')
  assert.equal(cellAt(cells, 'division:village', { lng: 120.15, lat: 41.05 }), undefined)
  assert.equal(cellAt([], 'cell:community', { lng: 120.05, lat: 41.05 }), undefined)
})
