import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alikeness, distanceM, type MatterCard } from './alike.ts'

const card = (change: Partial<MatterCard> = {}): MatterCard => ({
  text: '示例路口污水井盖破损',
  category: 'manhole_sewer',
  area: 'public_utilities',
  divisionCode: '211302009004',
  spot: { lng: 120.45, lat: 41.57 },
  at: new Date('2026-03-02T01:00:00Z'),
  ...change,
})
const reasons = (change: Partial<MatterCard>) => alikeness(card(), card(change))?.reasons ?? null

test('near, of the same category and of the same days is one matter', () => {
  assert.deepEqual(reasons({ spot: { lng: 120.4505, lat: 41.5705 } }), [
    'near',
    'same_category',
    'same_days',
    'similar_words',
  ])
})

test('two hundred metres away it is another, however alike the words are', () => {
  assert.equal(reasons({ spot: { lng: 120.45, lat: 41.5718 } }), null)
})

test('without a spot the community, the category and the words tell', () => {
  assert.deepEqual(reasons({ spot: null }), ['same_place', 'same_category', 'same_days', 'similar_words'])
  assert.equal(
    reasons({ spot: null, divisionCode: '211302009005', category: 'street_lamp', text: '路灯不亮' }),
    null,
  )
})

test('near and at the same time alone says nothing', () => {
  assert.equal(reasons({ category: 'noise_neighbour', area: 'disputes', text: '楼上半夜跳绳' }), null)
})

test('what is weeks older is another matter', () => {
  assert.equal(reasons({ at: new Date('2026-02-01T01:00:00Z') }), null)
})

test('a thousandth of a degree of latitude is a hundred and eleven metres', () => {
  assert.equal(Math.round(distanceM({ lng: 120, lat: 41 }, { lng: 120, lat: 41.001 })), 111)
})
