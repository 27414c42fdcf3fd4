import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readWan } from '../amounts.ts'
import { LightRule, pagesLightRule } from './light-rule.ts'
import type { InvestmentMonth, Stated } from './months.ts'
import { progressOf } from './progress-light.ts'
import { addAmounts, amountsOf } from './totals.ts'

type Case = {
  name: string
  rule: LightRule
  yearPlanWan: number | null
  months: [string, number | null, number | null][]
  lastDue: string
  expect: Record<string, unknown>
}
const golden = JSON.parse(
  readFileSync(new URL('../../../../../test/golden/investment.json', import.meta.url), 'utf8'),
) as { light: Case[] }

const fenOf = (wan: number) => {
  const read = readWan(String(wan))
  assert.ok('fen' in read)
  return read.fen
}
const stated = (fen: number | null): Stated | null =>
  fen === null ? null : { fen, seq: 1, effectiveAt: '2026-01-31T00:00:00Z', source: null, evidence: 0 }

type Made = {
  plan?: number | null
  reported?: number | null
  statistics?: number | null
  paid?: number | null
}
function month(
  period: string,
  { plan = null, reported = null, statistics = null, paid = null }: Made,
): InvestmentMonth {
  return {
    entryId: `entry ${period}`,
    no: period,
    seq: 1,
    projectId: 'p',
    period,
    plan: stated(plan),
    amounts: { reported: stated(reported), statistics: stated(statistics), paid: stated(paid) },
    note: null,
    dueOn: null,
    taskDueAt: null,
  }
}

describe('the progress light', () => {
  for (const { name, rule, yearPlanWan, months, lastDue, expect } of golden.light) {
    test(name, () => {
      const all = months.map(([period, plan, done]) =>
        month(period, {
          plan: plan === null ? null : fenOf(plan),
          reported: done === null ? null : fenOf(done),
        }),
      )
      if (yearPlanWan !== null) all.unshift(month('2026', { plan: fenOf(yearPlanWan) }))
      const { light, because, behindHundredths, missing } = progressOf(
        { months: all, year: '2026', lastDue },
        rule,
      )
      assert.deepEqual({ light, because, behindHundredths, missing }, expect)
    })
  }

  test('a rule whose red begins before its amber is none', () => {
    assert.equal(LightRule.safeParse({ ...pagesLightRule, redOverPoints: 9 }).success, false)
    assert.equal(LightRule.safeParse(pagesLightRule).success, true)
  })

  test('more money never makes a light worse', () => {
    const rank = { green: 0, amber: 1, red: 2, not_provable: 3 }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_000_000_000_000_000 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        (plan, share, more) => {
          const done = Math.floor(plan * share)
          const of = (reported: number) =>
            progressOf(
              { months: [month('2026-01', { plan, reported })], year: '2026', lastDue: '2026-01' },
              pagesLightRule,
            )
          assert.ok(rank[of(done + more).light] <= rank[of(done).light])
        },
      ),
    )
  })
})

describe('the three amounts', () => {
  const span = { from: '2026-01', to: '2026-12' }
  const months = [
    month('2026-01', { plan: 10_000_001, reported: 10_000_001, statistics: 9_000_000, paid: 5 }),
    month('2026-02', { plan: 20, reported: 30, statistics: null, paid: 7 }),
    month('2026-03', { reported: null, statistics: 4, paid: null }),
    month('2027-01', { plan: 99, reported: 99, statistics: 99, paid: 99 }),
  ]

  test('each is summed by itself to the 分, and what is not known is counted and not taken for nought', () => {
    const { plan, amounts } = amountsOf(months, span)
    assert.deepEqual(plan, { fen: 10_000_021, known: 2, of: 3 })
    const sums = Object.entries(amounts).map(([kind, { fen, known, of }]) => [kind, fen, known, of])
    assert.deepEqual(sums, [
      ['reported', 10_000_031, 2, 3],
      ['statistics', 9_000_004, 2, 3],
      ['paid', 12, 2, 3],
    ])
  })

  test('a gap is over the months of which both amounts are known, and says how many are not', () => {
    const { statistics, paid } = amountsOf(months, span).gaps
    assert.deepEqual(statistics, { fen: 1_000_001, comparable: 1, of: 3, entryIds: ['entry 2026-01'] })
    assert.deepEqual([paid.fen, paid.comparable, paid.of], [10_000_001 - 5 + 23, 2, 2])
  })

  test('what a source said of the whole stands for the months until then, and later months are added', () => {
    const opening = { fen: 1_000, asOf: '2026-01', source: 'a page' }
    const { reported, statistics } = amountsOf(months, span, opening).amounts
    assert.deepEqual([reported.fen, reported.known, reported.of], [1_030, 1, 2])
    assert.equal(statistics.opening, null)
    assert.equal(
      amountsOf(months, { from: '2026-02', to: '2026-12' }, opening).amounts.reported.opening,
      null,
    )
  })

  test('sums of projects are the sums of their amounts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.option(fc.nat(1_000_000_000)), { maxLength: 6 }), { maxLength: 8 }),
        (all) => {
          const projects = all.map((list) =>
            amountsOf(
              list.map((reported, n) => month(`2026-0${n + 1}`, { reported })),
              span,
            ),
          )
          const expected = all.flat().reduce<number>((sum, fen) => sum + (fen ?? 0), 0)
          assert.equal(addAmounts(projects).amounts.reported.fen, expected)
          assert.equal(addAmounts(projects).amounts.reported.of, all.flat().length)
        },
      ),
    )
  })
})
