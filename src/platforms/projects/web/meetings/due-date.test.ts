import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDueDate } from './due-date.ts'

const today = '2026-11-23'
const cases: readonly [string, string | null][] = [
  ['+3', '2026-11-26'],
  ['+0', '2026-11-23'],
  ['30', '2026-11-30'],
  ['5', '2026-12-05'],
  ['12-5', '2026-12-05'],
  ['12.5', '2026-12-05'],
  ['1/8', '2027-01-08'],
  ['2027-1-8', '2027-01-08'],
  ['2026-11-22', null],
  ['2-30', null],
  ['31', null],
  ['soon', null],
  ['', null],
]

for (const [typed, expected] of cases)
  test(`typed on 23 November 2026, "${typed}" is ${expected ?? 'no date'}`, () =>
    assert.equal(readDueDate(typed, today), expected))
