import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { rankUnits, type Shares } from './ranking.ts'
import { CircularRule, defaultCircularRule, type RankedMeasure, rankedMeasures, tieBreakers } from './rule.ts'

const Pair = z.tuple([z.number(), z.number()])
const Measure = z.enum(rankedMeasures)
const Golden = z.strictObject({
  cases: z.array(
    z.strictObject({
      name: z.string(),
      why: z.string(),
      rule: z.strictObject({
        weights: z.array(z.tuple([Measure, z.number()])),
        casesMin: z.number(),
        tieBreakers: z.array(z.enum(tieBreakers)),
      }),
      units: z.array(z.looseObject({ key: z.string(), overdue: z.number() })),
      expect: z.array(z.tuple([z.string(), z.number().nullable(), z.number().nullable()])),
    }),
  ),
})
const golden = Golden.parse(
  JSON.parse(readFileSync(new URL('../../../../../test/golden/ranking.json', import.meta.url), 'utf8')),
)

const sharesOf = (unit: Record<string, unknown>): Shares =>
  Object.fromEntries(
    rankedMeasures.map((measure) => {
      const [n, of] = Pair.parse(unit[measure] ?? [0, 0])
      return [measure, { n, of }]
    }),
  ) as Shares

describe('the ranking of a circular', () => {
  for (const { name, rule, units, expect } of golden.cases)
    test(name, () => {
      const weights = rule.weights.map(([measure, weight]) => ({ measure, weight }))
      const parsed = CircularRule.parse({ ...rule, weights })
      const placed = rankUnits(
        parsed,
        units.map((unit) => ({ key: unit.key, overdue: unit.overdue, shares: sharesOf(unit) })),
      )
      assert.deepEqual(
        placed.map(({ key, rank, score }) => [key, rank, score]),
        expect,
      )
    })

  const share = fc.nat(30).chain((of) => fc.record({ n: fc.nat(of), of: fc.constant(of) }))
  const shares = fc.record(
    Object.fromEntries(rankedMeasures.map((measure) => [measure, share])) as Record<
      RankedMeasure,
      typeof share
    >,
  )
  const units = fc
    .array(fc.record({ shares, overdue: fc.nat(4) }), { maxLength: 12 })
    .map((list) => list.map((unit, index) => ({ ...unit, key: `u${String(index).padStart(2, '0')}` })))

  test('does not depend on the order in which units come, and ranks each by how many are before it', () => {
    fc.assert(
      fc.property(units, fc.nat(), (list, seed) => {
        const mixed = list.toSorted(
          (a, b) => ((a.key.charCodeAt(2) * 7 + seed) % 5) - ((b.key.charCodeAt(2) * 7 + seed) % 5),
        )
        const placed = rankUnits(defaultCircularRule, list)
        assert.deepEqual(rankUnits(defaultCircularRule, mixed), placed)
        placed.forEach(({ rank, shares: { on_time } }, index) => {
          if (rank === null) return assert.ok(on_time.of < defaultCircularRule.casesMin)
          assert.ok(rank <= index + 1)
          const before = placed[index - 1]
          assert.ok(rank === index + 1 || before?.rank === rank)
        })
      }),
    )
  })

  test('never puts a unit lower for doing one more in time', () => {
    fc.assert(
      fc.property(units, fc.nat(11), (list, at) => {
        const unit = list[at]
        if (!unit || unit.shares.on_time.n >= unit.shares.on_time.of) return
        const rankOf = (all: typeof list) =>
          rankUnits(defaultCircularRule, all).find(({ key }) => key === unit.key)?.rank
        const { n, of } = unit.shares.on_time
        const better = { ...unit, shares: { ...unit.shares, on_time: { n: n + 1, of } } }
        const [was, is] = [rankOf(list), rankOf(list.map((one) => (one === unit ? better : one)))]
        assert.ok(was === null || (is ?? 99) <= (was ?? 99))
      }),
    )
  })

  test('takes no rule whose weights are not a hundred, or that names a measure twice', () => {
    const bad = [
      { ...defaultCircularRule, weights: [{ measure: 'on_time', weight: 99 }] },
      {
        ...defaultCircularRule,
        weights: [
          { measure: 'on_time', weight: 50 },
          { measure: 'on_time', weight: 50 },
        ],
      },
      { ...defaultCircularRule, casesMin: 0 },
      { ...defaultCircularRule, tieBreakers: ['more_cases', 'more_cases'] },
    ]
    for (const rule of bad) assert.equal(CircularRule.safeParse(rule).success, false)
    assert.ok(CircularRule.safeParse(defaultCircularRule).success)
  })
})
