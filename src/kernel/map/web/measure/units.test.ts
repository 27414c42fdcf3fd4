import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaIn, lengthIn } from './units.ts'

test('an area reads in mu, hectares and square kilometres', () => {
  assert.equal(areaIn('mu', 1_000_000, 'zh-CN'), '1,500')
  assert.equal(areaIn('hectare', 12_345, 'zh-CN'), '1.23')
  assert.equal(areaIn('square_kilometre', 12_345, 'en'), '0.01')
  assert.equal(areaIn('square_kilometre', 1_234, 'en'), '0.0012')
  assert.equal(areaIn('square_metre', 0, 'en'), '0')
})

test('a length is told in metres up to ten kilometres', () => {
  assert.deepEqual(lengthIn(9_999.94, 'en'), { unit: 'm', text: '9,999.9' })
  assert.deepEqual(lengthIn(12_345, 'en'), { unit: 'km', text: '12.35' })
})
