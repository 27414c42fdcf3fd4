import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskNetwork, verdictOf, windowOf } from './limits.ts'
import { firstPortalRules, PortalRules } from './portal-rules.ts'
import { leadingZeros } from './proof.ts'
import { isSecret, normaliseSecret, secretFrom, tellSecret } from './secret-code.ts'

const hour = { windowMs: 3_600_000, free: 2, most: 4 }
const at = (n: number, more: object = {}) => ({
  ...hour,
  windowAt: new Date('2026-03-02T01:00:00Z'),
  n,
  ...more,
})

test('up to the free number all goes, then with a proof, then not before the window ends', () => {
  for (const [n, verdict] of [
    [1, 'free'],
    [2, 'free'],
    [3, 'proof'],
    [4, 'proof'],
    [5, 'refused'],
  ] as const)
    assert.equal(verdictOf([at(n)]).verdict, verdict)
  assert.deepEqual(verdictOf([at(5), at(9, { windowMs: 7_200_000 })]), {
    verdict: 'refused',
    until: new Date('2026-03-02T03:00:00Z'),
  })
  assert.equal(verdictOf([at(1), at(3)]).verdict, 'proof')
  assert.equal(verdictOf([]).verdict, 'free')
})

test('a window holds every moment in it, and no limit asks for more than it allows', () => {
  const now = new Date('2026-03-02T01:59:59.999Z')
  assert.equal(windowOf(now, 3_600_000).toISOString(), '2026-03-02T01:00:00.000Z')
  assert.ok(PortalRules.safeParse(firstPortalRules).success)
  const { limits } = firstPortalRules
  const wrong = [
    limits.slice(1),
    [...limits.slice(1), limits[1]],
    limits.map((one) => ({ ...one, windows: [{ windowMinutes: 60, free: 2, most: 1 }] })),
    limits.map((one) => ({ ...one, windows: [{ windowMinutes: 1441, free: 1, most: 1 }] })),
  ]
  for (const one of wrong)
    assert.ok(!PortalRules.safeParse({ ...firstPortalRules, limits: one }).success, JSON.stringify(one))
})

test('a network is shown by its beginning only', () => {
  assert.equal(maskNetwork('203.0.113.7'), '203.0.*.*')
  assert.equal(maskNetwork('2001:db8:1:2::/64'), '2001:db8:*')
})

test('a secret code is told in two halves and understood however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), (bytes) => {
      const code = secretFrom(bytes)
      if (code === undefined) return
      assert.ok(isSecret(code))
      assert.equal(normaliseSecret(` ${tellSecret(code).toLowerCase()} `), code)
    }),
  )
  assert.equal(secretFrom(new Uint8Array(3)), undefined)
  assert.equal(secretFrom(new Uint8Array(40).fill(255)), undefined)
  for (const wrong of ['', 'AAAA', '0123456789', 'IIIIIIIIII']) assert.ok(!isSecret(wrong), wrong)
})

test('zeros of a hash are counted by bits', () => {
  assert.equal(leadingZeros(Uint8Array.of(0, 0, 0b0001_0000, 255)), 19)
  assert.equal(leadingZeros(Uint8Array.of(255)), 0)
  assert.equal(leadingZeros(Uint8Array.of(0, 0)), 16)
})
