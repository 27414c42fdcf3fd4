import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import { toyLedger } from '../../../../test/toy/toy-ledger.ts'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import type { ToyActor } from '../../../../test/toy/toy-actors.ts'
import { defineLedger, type Ledger } from '../model/define-ledger.ts'
import type { LedgerInput } from '../model/definition.ts'
import { ratesOf } from '../model/statistics-rates.ts'
import type { Values } from '../model/state.ts'
import { listExclusions } from './exclusion-store.ts'
import { Relay } from './relay.ts'
import { readableBy } from './visibility-store.ts'
import { countCasesByGroup, listCases } from './statistics-count-store.ts'
import { CaseParameters, statisticsRequest } from './statistics-query.ts'

describe('rates of every word', () => {
  const text = (en: string) => ({ 'zh-CN': en, en })
  const leader = { to: 'role', role: 'project_office' } as const
  type ActionInput = LedgerInput['actions'][number]

  /** What the toy ledger lacks: more time, and being rated. */
  const more: ActionInput[] = [
    {
      id: 'request_extension',
      word: 'request_extension',
      label: text('Ask for more time'),
      from: ['handling'],
      by: [{ who: 'holder', task: 'handle' }],
      extends: { task: 'handle', unit: 'working_days', countMax: 5 },
      opens: [{ task: 'extension', assign: leader }],
    },
    {
      id: 'approve_extension',
      word: 'approve_extension',
      label: text('Decide on more time'),
      from: ['handling'],
      by: [{ who: 'holder', task: 'extension' }],
      outcomes: ['approved', 'refused'].map((id) => ({ id, label: text(id) })),
      closes: ['extension'],
    },
    {
      id: 'rate',
      word: 'rate',
      label: text('Rate'),
      from: ['closed'],
      by: [{ who: 'registrant' }],
      rates: ['handle'],
    },
    {
      id: 'appeal',
      word: 'appeal',
      label: text('Appeal'),
      from: ['closed'],
      by: [{ who: 'held', task: 'handle' }],
      opens: [{ task: 'appeal', assign: leader }],
    },
    {
      id: 'decide_appeal',
      word: 'decide_appeal',
      label: text('Decide on an appeal'),
      from: ['closed'],
      by: [{ who: 'holder', task: 'appeal' }],
      outcomes: ['upheld', 'rejected'].map((id) => ({ id, label: text(id) })),
      closes: ['appeal'],
    },
    {
      id: 'exclude',
      word: 'request_exclusion',
      label: text('Leave out'),
      from: ['closed'],
      by: [
        { who: 'role', role: 'project_office' },
        { who: 'role', role: 'district_leader' },
      ],
      excludes: { measures: ['on_time', 'rework'] },
    },
    {
      id: 'appeal_count',
      word: 'request_exclusion',
      label: text('Appeal against being counted'),
      from: ['closed'],
      by: [{ who: 'held', task: 'handle' }],
      excludes: { measures: ['on_time'], own: true },
    },
    {
      id: 'decide_exclusion',
      word: 'decide_exclusion',
      label: text('Decide what is left out'),
      from: ['closed'],
      by: [
        { who: 'role', role: 'project_office' },
        { who: 'role', role: 'district_leader' },
      ],
      outcomes: ['upheld', 'rejected'].map((id) => ({ id, label: text(id) })),
    },
  ]

  function ratedLedger(): Ledger {
    const { definition } = toyLedger
    const tasks = ['extension', 'appeal'].map((kind) => ({ kind, label: text(kind) }))
    return defineLedger({
      ...definition,
      id: 'rated',
      prefix: 'RAT',
      fields: definition.fields.filter(({ derived }) => !derived),
      tasks: [...definition.tasks, ...tasks],
      actions: [...definition.actions, ...more],
      statistics: { satisfiedFrom: 4 },
    })
  }

  let toy: Toy
  before(async () => {
    toy = await openToy('2026-03-02T01:00:00Z')
    await toy.engine.book.publish(ratedLedger().definition, 0, toy.clock.now())
  })
  after(() => toy.close())

  const proof = '0192f3a4-0000-7000-8000-000000000001'
  type Step = [action: string, by: ToyActor, input: Values, days?: number]

  async function live(steps: readonly Step[]): Promise<string> {
    const { engine, actors, clock } = toy
    const start = clock.now()
    const divisionCode = '211302001001'
    const input = { subject: 'x', category: 'road' }
    const registration = { ledger: 'rated', action: 'register', divisionCode, input }
    const { results } = await engine.perform(actors.steward, [registration], newId())
    const entryId = results[0]?.entryId ?? ''
    for (const [index, [action, by, given, days = 0]] of steps.entries()) {
      clock.advance(days * 86_400_000)
      const step = { entryId, expectedSeq: index + 1, action, input: given }
      await engine.perform(actors[by], [step], newId())
    }
    clock.set(start)
    return entryId
  }

  const order: Step = ['dispatch', 'office', { organisationId: 903 }]
  const done = (days: number): Step[] => [
    ['complete', 'unit', { proof: [proof] }, days],
    ['verify', 'steward', { outcome: 'passed' }],
    ['close', 'office', {}],
  ]

  test('extensions, ratings and appeals are counted as they were decided', async () => {
    const { engine, actors, clock } = toy
    // Five working days from Monday the 2nd end on the 9th; four more on the 13th.
    const asked: Step = ['request_extension', 'unit', { count: 4, reason: 'rain' }]
    const granted: Step[] = [order, asked, ['approve_extension', 'office', { outcome: 'approved' }]]
    const refused: Step[] = [order, asked, ['approve_extension', 'office', { outcome: 'refused' }]]
    const appeal = (rating: number): Step => ['appeal', 'unit', { rating, reason: 'unfair', proofs: [proof] }]
    const decide = (rating: number, outcome: string): Step => [
      'decide_appeal',
      'office',
      { rating, outcome, opinion: 'seen' },
    ]
    const first = await live([
      ...granted,
      ...done(9),
      ['rate', 'steward', { score: 1 }],
      appeal(8),
      decide(8, 'upheld'),
    ])
    await live([...refused, ...done(9), ['rate', 'steward', { score: 3 }], appeal(8), decide(8, 'rejected')])
    await live([order, ...done(2), ['rate', 'steward', { score: 4 }]])
    clock.set(new Date('2026-04-20T01:00:00Z'))
    const relay = new Relay({ engine, consumers: [], onError: (error) => assert.fail(String(error)) })
    await relay.drain()

    const ask = (query: Record<string, string>) => {
      const asking = CaseParameters.parse({ from: '2026-03-01', measure: 'satisfaction', ...query })
      return { asking, request: statisticsRequest(engine, actors.office, 'rated', asking) }
    }
    const { request } = ask({})
    const rates = ratesOf(await countCasesByGroup(engine.handle.db, request))
    const brief = Object.fromEntries(
      Object.entries(rates).map(([measure, { n, of, excluded }]) => [measure, [n, of, ...excluded]]),
    )
    assert.deepEqual(brief, {
      on_time: [2, 3],
      on_time_original: [1, 3],
      extension: [1, 3],
      response: [2, 3],
      rework: [0, 3],
      resolution: [3, 3],
      satisfaction: [1, 2, { rule: 'appeal_upheld', count: 1 }],
    })
    const excluded = ask({ part: 'excluded:appeal_upheld' })
    const { rows, total } = await listCases(engine.handle.db, excluded.request, excluded.asking)
    assert.equal(total, 1)
    assert.deepEqual([rows[0]?.entry_id, rows[0]?.organisation_id, rows[0]?.case_key], [first, 903, '8'])
  })

  test('what is left out of a rate is asked for by one and decided by another', async () => {
    const { engine, actors, clock } = toy
    clock.set(new Date('2026-06-01T01:00:00Z'))
    const late = await live([order, ...done(14)])
    const rejected = await live([order, ...done(14)])
    await live([order, ...done(2)])
    clock.set(new Date('2026-07-01T01:00:00Z'))
    const act = (entryId: string, by: ToyActor, expectedSeq: number, action: string, input: Values) =>
      engine.perform(actors[by], [{ entryId, expectedSeq, action, input }], newId())
    const ask = { measure: 'on_time', reason: 'flood' }
    await act(late, 'office', 5, 'exclude', { ...ask, whose: 903 })
    await assert.rejects(act(late, 'leader', 6, 'exclude', ask), { code: 'ledgers.exclusion_pending' })
    const decision = { outcome: 'upheld', opinion: 'it was' }
    await assert.rejects(act(late, 'office', 6, 'decide_exclusion', decision), {
      code: 'ledgers.same_person',
    })
    await act(late, 'leader', 6, 'decide_exclusion', decision)
    await assert.rejects(act(late, 'unit', 7, 'decide_exclusion', decision), { code: 'ledgers.not_yours' })
    await assert.rejects(act(late, 'office', 7, 'exclude', { ...ask, whose: 903 }), {
      code: 'ledgers.excluded_already',
    })
    await assert.rejects(act(rejected, 'unit', 5, 'appeal_count', { ...ask, measure: 'rework' }))
    await act(rejected, 'unit', 5, 'appeal_count', ask)
    await act(rejected, 'leader', 6, 'decide_exclusion', { outcome: 'rejected', opinion: 'it was not' })

    const relay = new Relay({ engine, consumers: [], onError: (error) => assert.fail(String(error)) })
    await relay.drain()
    const asking = CaseParameters.parse({ from: '2026-06-01', to: '2026-06-30', measure: 'on_time' })
    const request = statisticsRequest(engine, actors.office, 'rated', asking)
    const { on_time: rate } = ratesOf(await countCasesByGroup(engine.handle.db, request))
    assert.deepEqual([rate?.n, rate?.of, rate?.excluded], [1, 2, [{ rule: 'excluded', count: 1 }]])
    const listed = await listExclusions(engine.handle.db, readableBy(actors.office, engine.codes), {
      ledgerId: request.ledgerId,
      state: 'rejected',
      organisationId: 903,
      appeal: true,
      page: 1,
      size: 20,
    })
    assert.deepEqual([listed.total, listed.rows[0]?.entry_id], [1, rejected])
  })
})
