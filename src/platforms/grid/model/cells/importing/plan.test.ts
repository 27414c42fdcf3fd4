import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { planRoster, type RosterDuty, type Standing, type Wanted } from './plan.ts'

const duty = fc.constantFrom<RosterDuty>('worker', 'leader', 'head')
const day = fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01')
const pair = fc.record({
  duty,
  at: fc.constantFrom('a', 'b'),
  who: fc.constantFrom('1', '2', '3'),
  from: day,
})
const keyOf = ({ duty: kind, at, who }: Pick<Standing, 'duty' | 'at' | 'who'>) => `${kind}/${at}/${who}`
const standing = fc
  .uniqueArray(pair, { selector: (one) => (one.duty === 'head' ? `head/${one.at}` : keyOf(one)) })
  .map((all) => all.map((one, index) => ({ ...one, id: `s${index}` })))
const wanted = fc
  .array(pair, { maxLength: 8 })
  .map((all) => all.map((one, row) => ({ ...one, row: row + 2 })))

/** The rosters as the lines leave them. */
function after(stood: readonly Standing[], lines: ReturnType<typeof planRoster>): Set<string> {
  const ended = new Set(lines.flatMap(({ outcome, id }) => (outcome === 'ends' ? (id ?? []) : [])))
  const kept = stood.filter(({ id }) => !ended.has(id)).map(keyOf)
  const added = lines.flatMap(({ outcome, duty: kind, at, who }) =>
    outcome === 'adds' && kind && at && who ? [keyOf({ duty: kind, at, who })] : [],
  )
  assert.ok(added.every((key) => !kept.includes(key)))
  return new Set([...kept, ...added])
}

test('every row is answered, a building has one head, and where nothing is refused a whole list is what stands', () => {
  fc.assert(
    fc.property(standing, wanted, fc.boolean(), (stood, rows, replaces) => {
      const lines = planRoster({ standing: stood, wanted: rows as Wanted[], replaces, today: '2026-05-01' })
      const answered = lines.filter(({ outcome }) => outcome !== 'ends')
      assert.deepEqual(
        answered.map(({ row }) => row).sort((a, b) => a - b),
        rows.map(({ row }) => row),
      )
      const stands = after(stood, lines)
      for (const at of ['a', 'b'])
        assert.ok([...stands].filter((key) => key.startsWith(`head/${at}/`)).length <= 1)
      for (const [place, own] of Map.groupBy(rows, ({ duty: kind, at }) => `${kind}/${at}`)) {
        const refused = answered.some(
          ({ outcome, duty: kind, at }) => outcome === 'refused' && `${kind}/${at}` === place,
        )
        const here = [...stands].filter((key) => key.startsWith(`${place}/`)).sort()
        if (replaces && !refused) assert.deepEqual(here, [...new Set(own.map(keyOf))].sort())
        if (refused)
          assert.ok(
            stood
              .filter((one) => keyOf(one).startsWith(`${place}/`))
              .every((one) => here.includes(keyOf(one))),
          )
      }
      for (const { outcome, id, from } of lines)
        if (outcome === 'ends') assert.ok((stood.find((one) => one.id === id)?.from ?? '') <= (from ?? ''))
    }),
  )
})

test('what nobody named stays, but for a head', () => {
  const stood: Standing[] = [
    { id: 's1', duty: 'worker', at: 'a', who: '1', from: '2026-01-01' },
    { id: 's2', duty: 'head', at: 'b', who: 'p', from: '2026-01-01' },
  ]
  const rows: Wanted[] = [
    { row: 2, duty: 'worker', at: 'a', who: '2', from: '2026-02-01' },
    { row: 3, duty: 'head', at: 'b', who: 'q', from: '2026-02-01' },
  ]
  const outcomes = (replaces: boolean) =>
    planRoster({ standing: stood, wanted: rows, replaces, today: '2026-05-01' }).map(
      ({ row, outcome, who, from }) => [row, outcome, who, from].join(' '),
    )
  assert.deepEqual(outcomes(false), ['2 adds 2 2026-02-01', '3 adds q 2026-02-01', '3 ends p 2026-02-01'])
  assert.deepEqual(outcomes(true).length, 4)
})
