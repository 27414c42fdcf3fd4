import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { fromGcj02, toGcj02 } from './gcj02.ts'

describe('GCJ-02', () => {
  test('a place in Beijing stands where web maps draw it', () => {
    const [x, y] = toGcj02([116.404, 39.915])
    assert.ok(Math.abs(x - 116.41024449916938) < 1e-9 && Math.abs(y - 39.91640428150164) < 1e-9)
  })

  test('there and back is the same place', () => {
    const inChina = fc.tuple(
      fc.double({ min: 74, max: 134, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
    )
    fc.assert(
      fc.property(inChina, (place) => {
        const [x, y] = fromGcj02(toGcj02(place))
        assert.ok(Math.abs(x - place[0]) < 1e-8 && Math.abs(y - place[1]) < 1e-8)
      }),
    )
  })

  test('outside of China nothing is moved', () => {
    assert.deepEqual(toGcj02([-0.12, 51.5]), [-0.12, 51.5])
    assert.deepEqual(fromGcj02([-0.12, 51.5]), [-0.12, 51.5])
  })
})
