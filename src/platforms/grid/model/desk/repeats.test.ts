import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findRepeats, metresBetween, type Placed } from './repeats.ts'

const at = (id: string, hours: number, lng: number, lat = 41.57, category = 'pothole'): Placed => ({
  id,
  category,
  lng,
  lat,
  openedAt: new Date(Date.UTC(2026, 10, 1, hours)),
})

describe('incidents that are perhaps the same', () => {
  test('a thousandth of a degree of longitude is 83 metres here', () => {
    assert.equal(Math.round(metresBetween(at('a', 0, 120.45), at('b', 0, 120.451))), 83)
  })

  test('the first report is the master of those near it in place and time, of the same category', () => {
    const groups = findRepeats([
      at('late', 80, 120.45),
      at('second', 5, 120.451),
      at('first', 1, 120.45),
      at('far', 2, 120.46),
      at('other', 2, 120.45, 41.57, 'litter'),
    ])
    assert.deepEqual(
      groups.map(({ master, others }) => [master.id, ...others.map(({ one }) => one.id)]),
      [['first', 'second']],
    )
    assert.equal(groups[0]?.others[0]?.hours, 4)
  })

  test('each is in one group: what is merged into one master is nobody’s master', () => {
    // b is near a, c is near b only.
    const groups = findRepeats([at('a', 1, 120.45), at('b', 2, 120.4515), at('c', 3, 120.453)])
    assert.deepEqual(
      groups.map(({ master, others }) => [master.id, ...others.map(({ one }) => one.id)]),
      [['a', 'b']],
    )
  })
})
