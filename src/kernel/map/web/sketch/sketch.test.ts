import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blank, ended, withoutLast, withPoint } from './sketch.ts'

test('points follow one another, and a double press adds one', () => {
  const two = withPoint(withPoint(withPoint(blank, [1, 1]), [2, 2]), [2, 2])
  assert.deepEqual(two, {
    points: [
      [1, 1],
      [2, 2],
    ],
    done: false,
  })
  assert.deepEqual(withoutLast(two).points, [[1, 1]])
  assert.deepEqual(withoutLast(blank).points, [])
})

test('a line ends with two points, a ring with three, and the next point begins anew', () => {
  const two = withPoint(withPoint(blank, [1, 1]), [2, 2])
  assert.equal(ended(withPoint(blank, [1, 1]), 'line').done, false)
  assert.equal(ended(two, 'line').done, true)
  assert.equal(ended(two, 'polygon').done, false)
  assert.equal(ended(withPoint(two, [2, 1]), 'polygon').done, true)
  assert.deepEqual(withPoint(ended(two, 'line'), [5, 5]), { points: [[5, 5]], done: false })
  assert.equal(withoutLast(ended(two, 'line')).done, false)
})
