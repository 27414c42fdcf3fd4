import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointFromText, pointText, viewFromText, viewText } from './view-address.ts'

test('a view in an address is read back as it was written', () => {
  const view = { zoom: 12.5, center: [120.4508, 41.5718] as [number, number] }
  assert.equal(viewText(view), '12.5/41.57180/120.45080')
  assert.deepEqual(viewFromText(viewText(view)), view)
})

test('what is no place is no view', () => {
  for (const text of [
    undefined,
    '',
    '12',
    '12/41',
    '12/41/120/3',
    'x/41/120',
    '12/91/120',
    '99/41/120',
    '1//2',
  ])
    assert.equal(viewFromText(text), null)
})

test('a place in an address is latitude and longitude', () => {
  assert.equal(pointText([120.4508, 41.5718]), '41.57180,120.45080')
  assert.deepEqual(pointFromText('41.57180,120.45080'), [120.4508, 41.5718])
  for (const text of [undefined, '', '41', '41,x', '41,120,3', '99,120'])
    assert.equal(pointFromText(text), null)
})
