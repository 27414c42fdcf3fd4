import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Actor } from '#kernel/http/model'
import { liveCourse, liveStep } from '../../../../test/toy/random-course.ts'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import type { RatesAnswer } from '../model/statistics-answers.ts'
import { ratesOf } from '../model/statistics-rates.ts'
import { Relay } from './relay.ts'
import { countFromLogs, listFromLogs } from './statistics-as-of.ts'
import { casesCounted, countCasesByGroup, type KeyedCount, listCases } from './statistics-count-store.ts'
import { presentGroups } from './statistics-present.ts'
import {
  CaseParameters,
  StatisticsParameters,
  statisticsRequest,
  type StatisticsRequest,
} from './statistics-query.ts'
import { readAllRight } from './visibility-store.ts'

const dimensions = ['organisation', 'district', 'township', 'village', 'month', 'task', 'category:category']
const narrowings: Record<string, string>[] = [
  {},
  { township: '211302001' },
  { township: '-' },
  { village: '211302002001' },
  { district: '211302' },
  { organisation: '903' },
  { task: 'handle,verify' },
  { 'f.category': 'road' },
  { 'f.cost': '1..9000000' },
  { 'f.size': '-' },
]
const names = {
  directory: {
    organisations: async () => new Map(),
    accounts: async () => new Map(),
    positions: async () => new Map(),
  },
  divisionName: () => undefined,
}

describe('statistics of a ledger', () => {
  let toy: Toy
  let relay: Relay
  before(async () => {
    toy = await openToy('2026-03-02T01:00:00Z')
    relay = new Relay({ engine: toy.engine, consumers: [], onError: (error) => assert.fail(String(error)) })
  })
  after(() => toy.close())

  const readers = (): Actor[] => {
    const { steward, office, unit } = toy.actors
    return [
      office,
      steward,
      unit,
      { ...unit, divisions: ['211302002'] },
      { ...office, divisions: ['211303'], ledgers: ['other'] },
      { ...office, divisions: [], rights: [readAllRight] },
    ]
  }
  const ask = (actor: Actor, query: Record<string, string>): StatisticsRequest =>
    statisticsRequest(toy.engine, actor, 'toy', StatisticsParameters.parse(query))

  function byKey(counts: readonly KeyedCount[], { measures }: StatisticsRequest) {
    const groups = Map.groupBy(counts, ({ key }) => key ?? '-')
    return Object.fromEntries([...groups].map(([key, group]) => [key, ratesOf(group, measures)]))
  }

  /** Opens every figure of a row, and says how many cases and which stood behind it. */
  async function open(actor: Actor, rates: RatesAnswer): Promise<void> {
    for (const [measure, rate] of Object.entries(rates)) {
      const { n, of, excluded, rows } = rate
      const parts = [['numerator', n] as const, ['denominator', of] as const]
      const figures = [...parts, ...excluded.map(({ rule, count }) => [`excluded:${rule}`, count] as const)]
      for (const [part, count] of figures) {
        const query = CaseParameters.parse({
          ...Object.fromEntries(new URLSearchParams(rows)),
          part,
          size: '200',
        })
        assert.equal(query.measure, measure)
        const found = await listCases(
          toy.engine.handle.db,
          statisticsRequest(toy.engine, actor, 'toy', query),
          query,
        )
        assert.equal(found.total, count, `${rows}&part=${part}`)
        const keys = new Set(found.rows.map((row) => `${row.entry_id} ${row.basis} ${row.case_key}`))
        assert.equal(keys.size, count, `${rows}&part=${part} names a case twice`)
      }
    }
  }

  test('every figure is what the logs say for whoever asks, its rows are as many, and the groups make the whole', async () => {
    const { db } = toy.engine.handle
    const asking = fc.record({
      reader: fc.nat(5),
      by: fc.constantFrom(...dimensions),
      narrowing: fc.constantFrom(...narrowings),
      months: fc.nat(4),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(liveStep, { minLength: 20, maxLength: 50 }),
        fc.array(asking, { minLength: 4, maxLength: 6 }),
        async (steps, questions) => {
          await liveCourse(toy, steps, async () => undefined)
          await relay.drain()
          for (const { reader, by, narrowing, months } of questions) {
            const actor = readers()[reader] ?? toy.actors.office
            const day = (from: number) =>
              new Date(toy.clock.now().getTime() + from * 86_400_000).toISOString().slice(0, 10)
            const period = { from: day(-40 * months), to: day(15) }
            const request = ask(actor, { ...period, by, ...narrowing })
            const counts = await countCasesByGroup(db, request)
            const fromLogs = await countFromLogs(db, toy.engine.book, request)
            assert.deepEqual(byKey(counts, request), byKey(fromLogs, request))
            const { definition } = toy.engine.book.current(request.known)
            const { rows, all } = await presentGroups(names, request, definition, counts)
            for (const measure of request.measures) {
              const sum = rows.reduce((total, row) => total + (row.rates[measure]?.of ?? 0), 0)
              assert.equal(sum, all[measure]?.of)
            }
            await open(actor, all)
            for (const row of rows.slice(0, 3)) await open(actor, row.rates)
          }
        },
      ),
      { seed: 20_260_402, numRuns: 8 },
    )
  })

  test('as of a moment of recording is what was told at that moment', async () => {
    const { engine, clock, actors } = toy
    const { db } = engine.handle
    const steps = fc.sample(liveStep, { numRuns: 60, seed: 7 })
    await liveCourse(toy, steps.slice(0, 30), async () => undefined)
    await relay.drain()
    const moment = clock.now().toISOString()
    const query = { from: '2026-03-01', to: '2030-12-31', by: 'month' }
    const then = ask(actors.office, query)
    const told = byKey(await countCasesByGroup(db, then), then)
    clock.advance(60_000)
    await liveCourse(toy, steps.slice(30), async () => undefined)
    await relay.drain()
    const now = ask(actors.office, query)
    assert.notDeepEqual(byKey(await countCasesByGroup(db, now), now), told)
    const asOf = ask(actors.office, { ...query, asOf: moment })
    const counts = await countFromLogs(db, engine.book, asOf)
    assert.deepEqual(byKey(counts, asOf), told)
    const rate = ratesOf(counts).on_time
    const page = { measure: 'on_time', part: 'denominator', page: 1, size: 5 } as const
    const { rows, total } = await listFromLogs(db, engine.book, asOf, page)
    assert.equal(total, rate?.of)
    assert.equal(rows.length, Math.min(5, total))
  })

  test('what stands in a scope is counted from an index alone, by whichever place or organisation', async () => {
    const { db } = toy.engine.handle
    await sql`
      insert into statistics_case (entry_id, basis, case_key, ledger_id, placed_at, organisation_id, usual, yes, sensitivity,
        division_code)
      select gen_random_uuid(), 'finished', '', ledger.id, '2031-01-01'::timestamptz + n * interval '1 minute', 900 + n % 7,
        true, 1, 1, '211302' || lpad((n % 20)::text, 6, '0')
      from ledger, generate_series(1, 20000) n where code = 'toy'`.execute(db)
    await sql`vacuum analyze statistics_case`.execute(db)
    const { office } = toy.actors
    for (const reader of [office, { ...office, sensitivity: 1 as const }])
      for (const by of ['organisation', 'district', 'township', 'village', 'month', 'task']) {
        const request = ask(reader, { from: '2031-01-01', to: '2031-01-02', by })
        const { rows } = await sql`explain ${casesCounted(request)}`.execute(db)
        assert.match(
          JSON.stringify(rows),
          /Index Only Scan using statistics_case_placed.*Index Cond: [^"]*usual[^"]*placed_at/,
          by,
        )
      }
    await sql`delete from statistics_case where placed_at >= '2031-01-01'`.execute(db)
  })

  test('a question that means nothing is refused with its name', () => {
    const { office } = toy.actors
    const refused = (query: Record<string, string>, fault: object) =>
      assert.throws(() => ask(office, query), fault)
    refused({ from: '2026-03-02', to: '2026-03-01' }, { code: 'ledgers.bad_period' })
    refused({ by: 'category:subject' }, { code: 'ledgers.bad_filter', path: 'by' })
    refused({ by: 'toString' }, { code: 'ledgers.bad_filter', path: 'by' })
    refused({ stage: 'closed' }, { code: 'ledgers.bad_filter', path: 'stage' })
    refused({ 'f.subject': 'x' }, { code: 'ledgers.bad_filter', path: 'f.subject' })
  })

  test('a period is the running month where none is given, and ends with the month it begins in', () => {
    const period = (query: Record<string, string>) => {
      const { from, to } = ask(toy.actors.office, query).asked
      return [from, to]
    }
    toy.clock.set(new Date('2028-02-29T16:30:00Z'))
    assert.deepEqual(period({}), ['2028-03-01', '2028-03-31'])
    assert.deepEqual(period({ from: '2027-02-10' }), ['2027-02-10', '2027-02-28'])
    assert.deepEqual(period({ to: '2027-12-10' }), ['2027-12-01', '2027-12-10'])
  })
})
