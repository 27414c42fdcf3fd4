import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { defineLedger } from './define-ledger.ts'
import type { LedgerInput } from './definition.ts'
import type { Exclusion } from './exclusions.ts'
import { blankState, emptyChange, type Marks, type Rating, type Task, type Values } from './state.ts'
import { casesOf } from './statistics.ts'
import { factsOf, type LoggedWord } from './statistics-facts.ts'
import { askedCases, basisPoints, countCases, type Rates, ratesOf } from './statistics-rates.ts'
import { statisticsTerms } from './statistics-terms.ts'
import type { ActionWord } from './words.ts'

type GoldenTask = { id: string; kind: string; organisation: number; dueAt: string | null }
type GoldenStep = {
  at: string
  word: ActionWord
  to?: string
  open?: boolean
  outcome?: string
  opens?: GoldenTask[]
  closes?: { id: string; outcome?: string }[]
  updates?: {
    id: string
    dueAt: string | null
    originalDueAt: string | null
    extensions?: number
    pausedFrom?: string
    pausedTo?: string
    acknowledgedAt?: string
  }[]
  rating?: { organisation: number; score: number }
  decides?: { rating: number; upheld: boolean }
  excludes?: { measure: Exclusion['measure']; whose: number | null; appeal: boolean }
  upheld?: boolean
}
type Golden = {
  rounding: { n: number; of: number; rate: number | null; why: string }[]
  cases: {
    name: string
    why: string
    terms: { handling: string[]; response: string[]; satisfiedFrom: number }
    period: { from: string; to: string }
    now: string
    entries: { id: string; steps: GoldenStep[] }[]
    expect: Record<string, { n: number; of: number; rate: number | null; excluded: Record<string, number> }>
  }[]
}
const golden = JSON.parse(
  await readFile(new URL('../../../../test/golden/rates.json', import.meta.url), 'utf8'),
) as Golden

const text = (en: string) => ({ 'zh-CN': en, en })
const small: LedgerInput = {
  id: 'golden',
  title: text('Golden'),
  prefix: 'G',
  titleField: 'subject',
  fields: [{ name: 'subject', label: text('Subject'), kind: 'text' }],
  stages: [{ id: 'registered', label: text('Registered'), open: true }],
  tasks: ['handle', 'sign', 'support'].map((kind) => ({ kind, label: text(kind) })),
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('Register'),
      to: 'registered',
      by: [{ who: 'role', role: 'steward' }],
    },
  ],
}

const noClock = { limit: null, dueOn: null, amberShare: 1, pauses: [] }

function opened({ id, kind, organisation, dueAt }: GoldenTask, at: string, openedSeq: number): Task {
  return {
    id,
    kind,
    organisationId: organisation,
    accountId: null,
    openedSeq,
    acknowledgedAt: null,
    amberAt: null,
    dueAt,
    originalDueAt: dueAt,
    provisional: false,
    clock: { ...noClock, startedAt: at },
    rung: 0,
    rungAt: null,
  }
}

/** The steps of a golden case as a log has them. */
function logOf(steps: readonly GoldenStep[]): LoggedWord[] {
  let ratings: Rating[] = []
  let exclusions: Exclusion[] = []
  return steps.map((step, index) => {
    const { at, word, to, open = true, outcome, opens = [], closes = [], updates = [] } = step
    const seq = index + 1
    if (step.rating)
      ratings = [
        ...ratings,
        { seq, organisationId: step.rating.organisation, score: step.rating.score, accountId: 1 },
      ]
    const { decides } = step
    if (decides?.upheld)
      ratings = ratings.map((one) => (one.seq === decides.rating ? { ...one, excludedSeq: seq } : one))
    const asks: Values = outcome === undefined ? {} : { outcome }
    const { excludes, upheld } = step
    if (excludes) {
      const { whose: organisationId, ...rest } = excludes
      exclusions = [...exclusions, { ...rest, organisationId, seq, accountId: 1, reason: '', at }]
    }
    if (upheld !== undefined) {
      const decided = { seq, accountId: 2, at, upheld, opinion: '' }
      exclusions = exclusions.map((one) => (one.decided ? one : { ...one, decided }))
    }
    const marks: Marks = { ...blankState('').marks, ratings, exclusions }
    const change = {
      ...emptyChange(word),
      asks,
      set: { marks, ...(to === undefined ? {} : { stage: to, isOpen: open }) },
      opens: opens.map((task) => opened(task, at, seq)),
      closes,
      updates: updates.map(({ id, dueAt, originalDueAt, acknowledgedAt = null, ...clock }) => ({
        id,
        dueAt,
        originalDueAt,
        acknowledgedAt,
        amberAt: null,
        provisional: false,
        rung: 0,
        rungAt: null,
        clock: {
          ...noClock,
          startedAt: at,
          pauses: clock.pausedFrom
            ? [{ from: clock.pausedFrom, to: clock.pausedTo ?? null, reason: '' }]
            : [],
          extensions: Array.from({ length: clock.extensions ?? 0 }, () => ({
            unit: 'working_days' as const,
            count: 5,
            reason: '',
            decidedAt: at,
          })),
        },
      })),
    }
    return { seq, effectiveAt: at, recordedAt: at, word, change }
  })
}

describe('rates', () => {
  for (const { n, of, rate, why } of golden.rounding)
    test(`${n} of ${of} make ${rate}: ${why}`, () => assert.equal(basisPoints(n, of), rate))

  for (const { name, terms, period, now, entries, expect } of golden.cases)
    test(`golden: ${name}`, () => {
      const { handling, satisfiedFrom } = terms
      const response = terms.response.length > 0 ? { response: terms.response } : {}
      const { definition } = defineLedger({ ...small, statistics: { handling, satisfiedFrom, ...response } })
      const cases = entries.flatMap(({ id, steps }) =>
        casesOf(factsOf(id, logOf(steps), definition), statisticsTerms(definition)),
      )
      const rates: Rates = ratesOf(countCases(askedCases(cases, { ...period, now })))
      const said = Object.fromEntries(
        Object.entries(rates)
          .filter(([measure]) => measure in expect)
          .map(([measure, rate]) => [
            measure,
            { ...rate, excluded: Object.fromEntries(rate.excluded.map((item) => [item.rule, item.count])) },
          ]),
      )
      assert.deepEqual(said, expect)
    })

  test('a kind of task that nobody declared is named with its place', () => {
    assert.throws(() => defineLedger({ ...small, statistics: { handling: ['handle', 'hanlde'] } }), {
      code: 'ledgers.bad_definition',
      path: 'statistics.handling.1',
    })
  })
})
