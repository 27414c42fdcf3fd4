import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { begin, leaseState, live, trustedTime } from './lease-clock.ts'

const hour = 3_600_000
const lease = { from: 100 * hour, until: 112 * hour, serverTime: 100 * hour }

describe('the clock of a lease', () => {
  test('holds until its end by the server’s time, whatever the phone’s clock says', () => {
    const clock = begin(lease, 7 * hour)
    assert.equal(leaseState(clock, 18 * hour), 'holds')
    assert.equal(leaseState(clock, 19 * hour), 'over')
    assert.equal(trustedTime(clock, 8 * hour), 101 * hour)
  })

  test('a clock that was set back opens nothing', () => {
    const used = live(begin(lease, 7 * hour), 12 * hour, 0)
    assert.equal(leaseState(used, 12 * hour), 'holds')
    assert.equal(leaseState(used, 11 * hour), 'set_back')
    assert.equal(leaseState(used, 12 * hour - 60_000), 'holds')
  })

  test('however the clock is set, it is used for no longer than the lease', () => {
    const step = fc.record({
      wall: fc.integer({ min: -20 * hour, max: 40 * hour }),
      used: fc.integer({ min: 0, max: hour }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let clock = begin(lease, 0)
        let used = 0
        let over = false
        for (const { wall, used: ms } of steps) {
          const state = leaseState(clock, wall)
          if (state === 'holds') {
            assert.equal(over && clock.seen >= clock.until, false)
            used += ms
            clock = live(clock, wall, ms)
          }
          over ||= state === 'over'
        }
        // What begins within the lease ends at most one step after it.
        assert.ok(used <= lease.until - lease.from + hour)
      }),
    )
  })

  test('what has been seen never goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.integer())), (steps) => {
        let clock = begin(lease, 0)
        for (const [wall, elapsed] of steps) {
          const next = live(clock, wall, elapsed)
          assert.ok(next.seen >= clock.seen)
          clock = next
        }
      }),
    )
  })
})
