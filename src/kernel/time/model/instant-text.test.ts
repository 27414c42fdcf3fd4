import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { instantText } from './instant-text.ts'

test('an instant is said as toISOString says it, in any year', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => instantText(date) === date.toISOString()),
    { numRuns: 2000 },
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
      const date = new Date(ms)
      return instantText(date) === date.toISOString()
    }),
    { numRuns: 2000 },
  )
})

test('what is no date is refused', () => {
  assert.throws(() => instantText(new Date(Number.NaN)), RangeError)
})
