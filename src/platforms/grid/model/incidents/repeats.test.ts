import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { alikeness } from './alike.ts'
import { findRepeats, type PlacedMatter } from './repeats.ts'

const at = (id: string, hours: number, lng: number, category = 'pothole', text = id): PlacedMatter => ({
  id,
  text,
  category,
  area: category === 'litter' ? 'sanitation' : 'roads',
  divisionCode: '211302009004',
  spot: { lng, lat: 41.57 },
  at: new Date(Date.UTC(2026, 10, 1, hours)),
})

const groupsOf = (incidents: readonly PlacedMatter[]) =>
  findRepeats(incidents).map(({ master, others }) => [master.id, ...others.map(({ one }) => one.id)])

describe('incidents that are perhaps the same', () => {
  test('the first report is the master of those that look like it', () => {
    assert.deepEqual(
      groupsOf([
        at('late', 24 * 20, 120.45),
        at('second', 5, 120.451),
        at('first', 1, 120.45),
        at('far', 2, 120.46),
        at('other', 2, 120.45, 'litter'),
      ]),
      [['first', 'second']],
    )
  })

  test('each is in one group: what is merged into one master is nobody’s master', () => {
    // b is near a, c is near b only.
    assert.deepEqual(groupsOf([at('a', 1, 120.45), at('b', 2, 120.4515), at('c', 3, 120.453)]), [['a', 'b']])
  })

  test('says the same of two of one category as the comparison of a single report, wherever they lie', () => {
    const matter = fc.record({
      hours: fc.integer({ min: 0, max: 24 * 20 }),
      east: fc.integer({ min: 0, max: 400 }),
      north: fc.integer({ min: 0, max: 400 }),
      category: fc.constantFrom('pothole', 'litter'),
    })
    fc.assert(
      fc.property(matter, matter, (first, second) => {
        const [a, b] = [first, second].map(({ hours, east, north, category }, index) => ({
          ...at(String(index), hours, 120.45 + east / 100_000, category, 'words'),
          spot: { lng: 120.45 + east / 100_000, lat: 41.57 + north / 100_000 },
        })) as [PlacedMatter, PlacedMatter]
        const one = a.category === b.category && alikeness(a, b) !== undefined
        assert.equal(findRepeats([a, b]).length === 1, one)
      }),
    )
  })
})
