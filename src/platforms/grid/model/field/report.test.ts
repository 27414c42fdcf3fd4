import assert from 'node:assert/strict'
import { test } from 'node:test'
import { titleOfReport } from './report.ts'

test('a report is called by its first words, by its category, or by what has no name', () => {
  assert.equal(titleOfReport(' 井盖丢失。有人绊倒 ', 'Manhole', 'Report'), '井盖丢失')
  assert.equal(titleOfReport('  ', 'Manhole', 'Report'), 'Manhole')
  assert.equal(titleOfReport('\n', undefined, 'Report'), 'Report')
  const long = titleOfReport('x'.repeat(90), undefined, 'Report')
  assert.equal(long.length, 40)
  assert.ok(long.endsWith('…'))
})
