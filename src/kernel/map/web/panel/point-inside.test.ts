import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Position } from '#kernel/divisions/model'
import { pointInside } from './point-inside.ts'

const ring = (...points: Position[]): Position[] => [...points, points[0]!]

test('the point of a square is its middle, also where a vertex stands at half its height', () => {
  const square = ring([0, 0], [2, 0], [2, 2], [0, 2])
  assert.deepEqual(pointInside({ type: 'Polygon', coordinates: [square] }), [1, 1])
  const [x, y] = pointInside({ type: 'Polygon', coordinates: [ring([0, 0], [2, 0], [2, 1], [2, 2], [0, 2])] })
  assert.ok(Math.abs(x - 1) < 1e-6 && Math.abs(y - 1) < 1e-6)
})

test('the point of a horseshoe lies in an arm, and of a ring beside the hole', () => {
  const horseshoe = ring([0, 0], [6, 0], [6, 4], [4, 4], [4, 1], [1, 1], [1, 4], [0, 4])
  assert.deepEqual(pointInside({ type: 'Polygon', coordinates: [horseshoe] }), [5, 2])
  const outer = ring([0, 0], [10, 0], [10, 10], [0, 10])
  const hole = ring([2, 2], [7, 2], [7, 8], [2, 8])
  assert.deepEqual(pointInside({ type: 'Polygon', coordinates: [outer, hole] }), [8.5, 5])
})

test('the point of several pieces lies in the highest', () => {
  const small = [ring([0, 0], [1, 0], [1, 1], [0, 1])]
  const large = [ring([5, 0], [9, 0], [9, 6], [5, 6])]
  assert.deepEqual(pointInside({ type: 'MultiPolygon', coordinates: [small, large] }), [7, 3])
})
