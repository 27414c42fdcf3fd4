import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lockedUntil } from './lockout.ts'
import { sessionEnd } from './session-limits.ts'

const now = new Date('2026-03-02T01:00:00Z')
const minutes = (failures: number) => {
  const until = lockedUntil(failures, now)
  return until === null ? null : (until.getTime() - now.getTime()) / 60_000
}

test('four failures lock nothing, the fifth for a quarter of an hour, each further one twice as long', () => {
  assert.deepEqual([1, 4, 5, 6, 7, 8].map(minutes), [null, null, 15, 30, 60, 120])
})

test('no lock lasts longer than a day', () => {
  assert.deepEqual([12, 40, 1_000_000].map(minutes), [1440, 1440, 1440])
})

test('a session ends by idleness or by its own length, at the very instant', () => {
  const session = { lastSeenAt: now, expiresAt: new Date(now.getTime() + 12 * 3_600_000) }
  const at = (minute: number, ms = 0) => sessionEnd(session, new Date(now.getTime() + minute * 60_000 + ms))
  assert.equal(at(0), null)
  assert.equal(at(30, -1), null)
  assert.equal(at(30), 'idle')
  assert.equal(at(12 * 60), 'expired')
  assert.equal(
    sessionEnd({ ...session, lastSeenAt: new Date(now.getTime() + 719 * 60_000) }, session.expiresAt),
    'expired',
  )
})
