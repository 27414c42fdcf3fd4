import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultOfficeHours, Extension, Limit, OfficeHours, Pause } from './limit.ts'

test('limits, pauses, extensions and office hours from outside are checked', () => {
  const [earlier, later] = [new Date('2026-03-01T02:00:00Z'), new Date('2026-03-02T02:00:00Z')]
  assert.equal(Limit.safeParse({ unit: 'working_days', count: 10 }).success, true)
  assert.equal(Limit.safeParse({ unit: 'working_days', count: 0 }).success, false)
  assert.equal(Limit.safeParse({ unit: 'weeks', count: 1 }).success, false)
  assert.equal(Pause.safeParse({ from: earlier, to: null, reason: 'survey' }).success, true)
  assert.equal(Pause.safeParse({ from: later, to: earlier, reason: 'survey' }).success, false)
  const extension = { unit: 'hours', count: 3, reason: 'complex', decidedAt: later }
  assert.equal(Extension.safeParse(extension).success, true)
  const bad = [
    [],
    [{ from: 600, to: 500 }],
    [
      { from: 500, to: 700 },
      { from: 600, to: 800 },
    ],
  ]
  for (const hours of bad) assert.equal(OfficeHours.safeParse(hours).success, false)
  assert.deepEqual(defaultOfficeHours, [
    { from: 510, to: 720 },
    { from: 810, to: 1050 },
  ])
})
