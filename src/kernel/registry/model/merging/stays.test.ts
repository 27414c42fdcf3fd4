import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Relation } from '../household.ts'
import { firstStays, mergeHouseholds, mergeStays, type Stay } from './stays.ts'

const day = fc
  .integer({ min: 0, max: 300 })
  .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))

/** Stays one after the other, the last one open or not, as the register has them of one person. */
const life = (personId: string) =>
  fc
    .tuple(
      fc.uniqueArray(day, { minLength: 0, maxLength: 6 }),
      fc.array(fc.constantFrom('h1', 'h2', 'h3'), { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      fc.constantFrom<Relation>('head', 'child', 'spouse'),
    )
    .map(([days, homes, open, relation]) => {
      const sorted = days.toSorted()
      return sorted.slice(0, -1).map((from, index): Stay => {
        const last = index === sorted.length - 2
        return {
          householdId: homes[index] ?? 'h1',
          personId,
          relation,
          from,
          to: last && open ? null : (sorted[index + 1] ?? null),
        }
      })
    })

const covers = (stay: Stay, on: string) => stay.from <= on && (stay.to === null || stay.to > on)

test('whoever was registered twice never lives in two homes, and keeps every stay of the first record', () => {
  fc.assert(
    fc.property(life('a'), life('b'), day, (first, second, on) => {
      const merged = mergeStays('a', first, second)
      assert.ok(merged.filter((stay) => covers(stay, on)).length <= 1)
      assert.ok(merged.every(({ personId }) => personId === 'a'))
      for (const stay of first)
        assert.ok(
          merged.some(
            ({ householdId, from, to }) =>
              householdId === stay.householdId && from === stay.from && to === stay.to,
          ),
        )
    }),
  )
})

test('a household that was registered twice has one head, and nobody in it twice at a time', () => {
  const people = fc.tuple(life('a'), life('b')).map(([a, b]) => [...a, ...b])
  fc.assert(
    fc.property(people, people, day, (one, two, on) => {
      const alone = (stays: Stay[], householdId: string) => {
        const heads = stays.filter(({ relation, to }) => relation === 'head' && to === null)
        return stays
          .filter((stay) => !heads.slice(1).includes(stay))
          .map((stay) => ({ ...stay, householdId }))
      }
      const merged = mergeHouseholds('h', alone(one, 'h'), alone(two, 'i'))
      assert.ok(merged.filter(({ relation, to }) => relation === 'head' && to === null).length <= 1)
      for (const person of ['a', 'b'])
        assert.ok(merged.filter((stay) => stay.personId === person && covers(stay, on)).length <= 1)
    }),
  )
})

test('the stays of who is the head, or alone has a home, go first', () => {
  const stay = (householdId: string, relation: Relation, to: string | null = null): Stay => ({
    householdId,
    personId: 'a',
    relation,
    from: '2020-01-01',
    to,
  })
  assert.equal(firstStays([stay('h', 'child')], [stay('h', 'head')]), 'absorbed')
  assert.equal(firstStays([stay('h', 'child')], [stay('i', 'head')]), 'survivor')
  assert.equal(firstStays([stay('h', 'child', '2021-01-01')], [stay('i', 'child')]), 'absorbed')
  assert.equal(firstStays([], []), 'survivor')
})
