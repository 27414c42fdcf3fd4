import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readTile } from '../../../../../test/world/tiles.ts'
import type { EntryPointRow, EntrySight } from './entry-rows.ts'
import { EntryTable } from './entry-table.ts'

const now = Date.parse('2026-03-02T08:00:00Z')
const labels = [
  ['990001001', 120.01, 41.01],
  ['990001001001', 120.02, 41.02],
  ['990001002001', 120.12, 41.12],
] as const
const whole: EntrySight = {
  all: false,
  roots: ['990001'],
  ledgers: null,
  sensitivity: 3,
  places: true,
  takesPartIn: [],
}

type Parts = Partial<{
  ledger: number
  due: number | null
  amber: number | null
  seq: number
  class: number
  code: string
  at: [number, number] | null
  places: EntryPointRow[12]
}>
function row(id: string, parts: Parts = {}): EntryPointRow {
  const {
    ledger = 1,
    due = null,
    amber = null,
    seq = 1,
    code = '990001001001',
    at = null,
    places = null,
  } = parts
  const spot = at ?? [null, null]
  return [
    id,
    ledger,
    `N-${id}`,
    `title ${id}`,
    'open',
    due,
    amber,
    seq,
    parts.class ?? 0,
    code,
    ...spot,
    places,
  ]
}

function tableOf(rows: readonly EntryPointRow[], sight: EntrySight = whole): EntryTable {
  const table = new EntryTable()
  table.setLabels(labels)
  table.patch(rows, [])
  table.keepSight('s', sight)
  return table
}
/** All that one sees of a ledger, in the tile of the whole world's zoom 0, which gathers it. */
function seen(table: EntryTable, ledgerId = 1, sight = 's') {
  const tile = table.tile('entry:x', { z: 0, x: 0, y: 0 }, { ledgerId, sight, now })
  assert.ok(tile)
  const features = readTile(tile)[0]?.features ?? []
  return features.map(({ properties }) => properties)
}
const total = (table: EntryTable) => table.counts('s')?.map(({ ledgerId, ...rest }) => [ledgerId, rest]) ?? []

describe('open entries as one table for all who ask', () => {
  test('lights are those of the moment, and a group has the worst of its own', () => {
    const table = tableOf([
      row('a', { due: now + 1000 }),
      row('b', { due: now + 1000, amber: now }),
      row('c', { due: now - 1, amber: now - 5, ledger: 2 }),
      row('d', { ledger: 3 }),
    ])
    assert.deepEqual(seen(table), [{ count: 2, light: 'amber', placed: 'village' }])
    assert.deepEqual(
      [seen(table, 2), seen(table, 3)].map(([one]) => one?.['light']),
      ['red', undefined],
    )
  })

  test('an entry stands at its own spot, at a place that may be seen, at its village, at its township, or nowhere', () => {
    const places = [[120.3, 41.3, '990002001', 0] as const, [120.4, 41.4, '990001002', 1] as const]
    const table = tableOf([
      row('own', { at: [120.2, 41.2], places: null }),
      row('place', { ledger: 2, places }),
      row('village', { ledger: 3 }),
      row('township', { ledger: 4, code: '990001001009' }),
      row('nowhere', { ledger: 5, code: '990001' }),
    ])
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((ledger) => seen(table, ledger)[0]?.['placed']),
      ['point', 'point', 'village', 'village', undefined],
    )
    assert.deepEqual(total(table).at(-1), [5, { count: 1, sum: 1, unplaced: 1 }])
    for (const less of [{ places: false }, { sensitivity: 0 }]) {
      table.keepSight('less', { ...whole, ...less })
      assert.equal(
        seen(table, 2, 'less')[0]?.['placed'],
        'village',
        'who may not see the place sees the village',
      )
    }
    table.setLabels([['990001', 120, 41]])
    assert.deepEqual(
      [1, 3, 4].map((ledger) => seen(table, ledger).length),
      [1, 0, 0],
    )
  })

  test('a later step isn’t overwritten by an earlier one, and what is no longer open goes', () => {
    const table = tableOf([row('a', { seq: 3 }), row('b'), row('c')])
    table.patch([row('a', { seq: 2, ledger: 9 })], ['a', 'b'])
    assert.deepEqual(total(table), [[1, { count: 2, sum: 4, unplaced: 0 }]])
    assert.deepEqual(table.totals(), { count: 2, sum: 4 })
    assert.deepEqual(
      table
        .differing([
          ['a', 3],
          ['d', 1],
        ])
        .sort(),
      ['c', 'd'],
    )
    assert.deepEqual(
      table.differing([
        ['a', 4],
        ['c', 1],
      ]),
      ['a'],
    )
  })

  test('what isn’t kept is said to be unknown', () => {
    const table = tableOf([])
    assert.equal(table.counts('another'), undefined)
    assert.equal(
      table.tile('entry:x', { z: 0, x: 0, y: 0 }, { ledgerId: 1, sight: 'another', now }),
      undefined,
    )
  })

  test('after any changes one sees just the entries of one’s scope, ledgers and class, or those one takes part in', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    const codes = ['990001', '990001001', '990001001001', '990001002001', '990002', '990002001001']
    const one = fc.record({
      id: fc.constantFrom(...ids),
      ledger: fc.integer({ min: 1, max: 2 }),
      class: fc.integer({ min: 0, max: 3 }),
      code: fc.constantFrom(...codes),
      open: fc.boolean(),
      at: fc.option(fc.tuple(fc.constantFrom(120.1, 120.5), fc.constantFrom(41.1, 41.6))),
    })
    const sight = fc.record({
      all: fc.boolean(),
      roots: fc.subarray(codes),
      ledgers: fc.option(fc.subarray([1, 2])),
      sensitivity: fc.integer({ min: 0, max: 3 }),
      places: fc.boolean(),
      takesPartIn: fc.subarray(ids),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), sight, (changes, asker) => {
        const table = tableOf([], asker)
        const state = new Map<string, EntryPointRow>()
        changes.forEach(({ id, open, ...parts }, index) => {
          const next = row(id, { ...parts, seq: index + 1 })
          if (open) state.set(id, next)
          else state.delete(id)
          table.patch(open ? [next] : [], [id])
        })
        const visible = [...state.values()].filter(([id, ledger, , , , , , , level, code]) => {
          if (level > asker.sensitivity) return false
          const inScope =
            asker.roots.some((root) => code.startsWith(root)) && (asker.ledgers?.includes(ledger) ?? true)
          return asker.all || inScope || asker.takesPartIn.includes(id)
        })
        for (const ledger of [1, 2]) {
          const own = visible.filter(([, of]) => of === ledger)
          const found = table.counts('s')?.find(({ ledgerId }) => ledgerId === ledger)
          assert.equal(found?.count ?? 0, own.length)
          assert.equal(
            found?.sum ?? 0,
            own.reduce((sum, [, , , , , , , seq]) => sum + seq, 0),
          )
          const drawn = seen(table, ledger).reduce((sum, { count }) => sum + Number(count), 0)
          assert.equal(drawn, own.length - (found?.unplaced ?? 0))
        }
      }),
    )
  })
})
