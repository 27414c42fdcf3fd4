import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOfCode, levelOf, parentCode } from './division.ts'

test('the length of a code tells its level and its parent', () => {
  assert.deepEqual(
    ['211302', '211302009', '211302009004'].map((code) => [levelOf(code), parentCode(code)]),
    [
      ['district', null],
      ['township', '211302'],
      ['village', '211302009'],
    ],
  )
})

test('what is not 6, 9 or 12 digits is refused', () => {
  for (const text of ['', '2113', '21130200', 'abcdef', '211302009004001']) {
    assert.throws(() => levelOf(text), RangeError)
  }
})

test('the last three digits tell the kind', () => {
  const kinds = [
    ['211302', 'district'],
    ['211302009', 'subdistrict'],
    ['211302099', 'subdistrict'],
    ['211302100', 'town'],
    ['211302205', 'rural_township'],
    ['211302400', 'township_equivalent'],
    ['211302009004', 'community'],
    ['211302009200', 'village'],
    ['211302009399', 'village'],
    ['211302009498', 'community'],
    ['211302009598', 'village'],
  ] as const
  for (const [code, kind] of kinds) assert.equal(kindOfCode(code), kind, code)
})
