import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  commonDivision,
  isWorthKeeping,
  lengthOf,
  metresBetween,
  type PatrolPoint,
  patrolRule,
  thinned,
} from './patrol.ts'

const start = Date.parse('2026-11-20T01:00:00Z')
const point = (seconds: number, metresNorth: number, more: Partial<PatrolPoint> = {}): PatrolPoint => ({
  at: new Date(start + seconds * 1000).toISOString(),
  lng: 120.45,
  lat: 41.57 + metresNorth / 111_195,
  accuracyM: 8,
  kind: 'track',
  note: null,
  ...more,
})

test('a place is recorded only after both the pause and the way, but a check-in always', () => {
  const last = point(0, 0)
  assert.equal(isWorthKeeping(last, point(14, 500)), false)
  assert.equal(isWorthKeeping(last, point(600, 19)), false)
  assert.equal(isWorthKeeping(last, point(15, 20.1)), true)
  assert.equal(isWorthKeeping(last, point(1, 0, { kind: 'check_in' })), true)
  assert.equal(isWorthKeeping(undefined, last), true)
})

test('whatever a phone sends, two places of a track are never nearer than the rule', () => {
  const any = fc.record({ seconds: fc.nat(3600), metres: fc.nat(2000) })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), (sent) => {
      const kept = thinned(sent.map(({ seconds, metres }) => point(seconds, metres)))
      assert.equal(kept.length > 0, sent.length > 0)
      kept.slice(1).forEach((one, index) => {
        const before = kept[index] as PatrolPoint
        assert.ok(Date.parse(one.at) - Date.parse(before.at) >= patrolRule.pauseSeconds * 1000)
        assert.ok(metresBetween(before, one) >= patrolRule.stepMetres)
      })
    }),
  )
})

test('the length of a track leaves out places that the phone was unsure of', () => {
  assert.equal(lengthOf([point(0, 0), point(60, 300), point(120, 500)]), 500)
  assert.equal(lengthOf([point(0, 0), point(60, 9000, { accuracyM: 3000 }), point(120, 500)]), 500)
  assert.equal(lengthOf([point(0, 0)]), 0)
})

test('a patrol belongs to the smallest division that holds all roots of the position', () => {
  assert.equal(commonDivision(['211302009004']), '211302009004')
  assert.equal(commonDivision(['211302009004', '211302009005']), '211302009')
  assert.equal(commonDivision(['211302009004', '211302205']), '211302')
  assert.equal(commonDivision(['211302', '211303']), null)
  assert.equal(commonDivision([]), null)
})
