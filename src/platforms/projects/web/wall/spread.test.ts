import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Box, spread } from './spread.ts'

const frame = { w: 868, h: 610 }
const overlaps = (a: Box, b: Box) =>
  (a.w + b.w) / 2 - Math.abs(a.x - b.x) > 1 && (a.h + b.h) / 2 - Math.abs(a.y - b.y) > 1

test('labels on one spot end beside one another, always in the same places', () => {
  const boxes = Array.from({ length: 9 }, () => ({ x: 400, y: 300, w: 90, h: 60 }))
  const placed = spread(boxes, frame)
  for (const [i, a] of placed.entries()) {
    for (const b of placed.slice(i + 1)) assert.ok(!overlaps(a, b), JSON.stringify([a, b]))
  }
  assert.deepEqual(spread(boxes, frame), placed)
})

test('no label leaves the frame, and one that is free stays where it is', () => {
  const box = fc.record({ x: fc.integer({ min: 0, max: 868 }), y: fc.integer({ min: 0, max: 610 }) })
  fc.assert(
    fc.property(fc.array(box, { maxLength: 22 }), (centres) => {
      for (const { x, y, w, h } of spread(
        centres.map((centre) => ({ ...centre, w: 90, h: 60 })),
        frame,
      )) {
        assert.ok(x - w / 2 >= 0 && x + w / 2 <= frame.w && y - h / 2 >= 0 && y + h / 2 <= frame.h)
      }
    }),
  )
  const alone = { x: 100, y: 100, w: 90, h: 60 }
  assert.deepEqual(spread([alone], frame), [alone])
})
