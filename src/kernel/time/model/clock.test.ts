import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settableClock, systemClock } from './clock.ts'

test('a settable clock says what it was told; the system’s clock moves on', () => {
  const clock = settableClock(new Date('2026-03-02T02:00:00Z'))
  clock.advance(3_600_000)
  assert.equal(clock.now().toISOString(), '2026-03-02T03:00:00.000Z')
  clock.set(new Date('2026-03-01T02:00:00Z'))
  assert.equal(clock.now().toISOString(), '2026-03-01T02:00:00.000Z')
  assert.ok(systemClock.now().getTime() > Date.UTC(2020, 0, 1))
})
