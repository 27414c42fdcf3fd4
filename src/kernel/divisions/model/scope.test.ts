import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { covers, scopeByLevel } from './scope.ts'

const code = fc
  .tuple(fc.constantFrom(6, 9, 12), fc.stringMatching(/^[12]{12}$/))
  .map(([length, digits]) => digits.slice(0, length))

test('a root covers itself and what lies below, not its parent or neighbour', () => {
  assert.ok(covers(['211302'], '211302009004'))
  assert.ok(covers(['211302009'], '211302009'))
  assert.ok(!covers(['211302009'], '211302'))
  assert.ok(!covers(['211302009'], '211302010001'))
  assert.ok(!covers([], '211302'))
})

test('a root that is no whole code covers nothing', () => {
  for (const root of ['', '2', '2113', '2113020']) assert.ok(!covers([root], '211302009004'), root)
})

test('sorting roots by level changes nothing about what they cover', () => {
  fc.assert(
    fc.property(fc.array(code, { maxLength: 6 }), code, (roots, place) => {
      const { districts, townships, villages } = scopeByLevel(roots)
      const covered =
        districts.includes(place.slice(0, 6)) ||
        (place.length >= 9 && townships.includes(place.slice(0, 9))) ||
        (place.length === 12 && villages.includes(place))
      assert.equal(covered, covers(roots, place))
    }),
  )
})
