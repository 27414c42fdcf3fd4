import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Position, polygonsOf } from '#kernel/divisions/model'
import type { LayerFeature } from '#kernel/map/model'
import { edgesOf, insertVertex, moveVertex, removeVertex, verticesOf, withChange } from './vertices.ts'

const square = (code: string, west: number, east: number): LayerFeature => ({
  type: 'Feature',
  properties: { code, name: code, name_en: code, schematic: true, can: { edit: true } },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 0],
        [east, 0],
        [east, 2],
        [west, 2],
        [west, 0],
      ],
    ],
  },
})
const ringOf = (shapes: readonly LayerFeature[], code: string): Position[] =>
  polygonsOf(shapes.find(({ properties }) => properties.code === code)!.geometry)[0]![0]!
const pair = [square('a', 0, 1), square('b', 1, 2), square('c', 5, 6)]

test('a shared vertex moves in both shapes, and a ring stays closed where its first point moves', () => {
  const after = moveVertex(pair, [1, 0], [1.2, -0.1])
  assert.deepEqual(ringOf(after, 'a')[1], [1.2, -0.1])
  assert.deepEqual(ringOf(after, 'b')[0], [1.2, -0.1])
  assert.deepEqual(ringOf(after, 'b').at(-1), [1.2, -0.1])
  assert.equal(after[2], pair[2])
})

test('a vertex is put into the edge of both shapes, whichever way each runs', () => {
  const after = insertVertex(
    pair,
    [
      [1, 0],
      [1, 2],
    ],
    [1, 1],
  )
  assert.deepEqual(ringOf(after, 'a')[2], [1, 1])
  assert.deepEqual(ringOf(after, 'b').at(-2), [1, 1])
  assert.equal(ringOf(after, 'a').length, 6)
  assert.equal(ringOf(after, 'b').length, 6)
})

test('a vertex goes from both shapes, and the rings close again', () => {
  const after = removeVertex(
    insertVertex(
      pair,
      [
        [1, 2],
        [1, 0],
      ],
      [1, 1],
    ),
    [1, 1],
  )
  assert.deepEqual(
    after.map(({ geometry }) => geometry),
    pair.map(({ geometry }) => geometry),
  )
  const first = removeVertex(pair, [1, 0])
  assert.deepEqual(ringOf(first, 'b')[0], ringOf(first, 'b').at(-1))
})

test('vertices of a chosen shape come once, each with all that share it', () => {
  const vertices = verticesOf(pair, new Set(['b']))
  assert.equal(vertices.length, 4)
  assert.deepEqual(
    vertices.filter(({ codes }) => codes.length > 1).map(({ at, codes }) => [at, codes]),
    [
      [
        [1, 0],
        ['b', 'a'],
      ],
      [
        [1, 2],
        ['b', 'a'],
      ],
    ],
  )
  assert.equal(edgesOf(pair, new Set(['a', 'b'])).length, 7)
})

test('what the server changed and removed stands over what was there', () => {
  const after = withChange(pair, {
    changed: { type: 'FeatureCollection', features: [square('a', 0, 2)] },
    removed: ['b'],
  })
  assert.deepEqual(
    after.map(({ properties }) => properties.code),
    ['c', 'a'],
  )
})
