import assert from 'node:assert/strict'
import test from 'node:test'
import { hasFilters, listQuery, patchTo, viewOf, withoutFilters } from './list-address.ts'

const address = {
  stage: 'handling',
  'f.kind': 'land',
  sort: '-dueAt',
  page: '3',
  entry: 'x',
  cols: 'no,stage',
}

test('the list is asked for filters and order only', () => {
  assert.deepEqual(listQuery(address), { stage: 'handling', 'f.kind': 'land', sort: '-dueAt' })
})

test('a whole number in an address that was opened is not asked for', () => {
  assert.deepEqual(listQuery({ q: '13812345678', stage: 'handling' }), { stage: 'handling' })
  assert.deepEqual(listQuery({ q: '路灯 138' }), { q: '路灯 138' })
})

test('order and moment alone are no filters', () => {
  assert.equal(hasFilters({ sort: 'no', asOf: '2026-01-01', axis: 'recorded', page: '2' }), false)
  assert.equal(hasFilters({ 'f.kind': 'land' }), true)
})

test('clearing takes the filters and the page out and leaves order, columns and the open entry', () => {
  assert.deepEqual(withoutFilters(address), { stage: null, 'f.kind': null, page: null })
})

test('a view keeps filters, order and columns; going to it drops what it does not name', () => {
  assert.deepEqual(viewOf(address), { stage: 'handling', 'f.kind': 'land', sort: '-dueAt', cols: 'no,stage' })
  assert.deepEqual(patchTo(address, { light: 'red' }), {
    stage: null,
    'f.kind': null,
    sort: null,
    cols: null,
    page: null,
    light: 'red',
  })
})
