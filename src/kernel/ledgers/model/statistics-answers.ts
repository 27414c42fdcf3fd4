import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { exclusionRules, measures } from './statistics.ts'

const Measure = z.enum(measures as [(typeof measures)[number], ...typeof measures])
const Rule = z.enum(exclusionRules)

const RateAnswer = z.object({
  n: z.number(),
  of: z.number(),
  excluded: z.array(z.object({ rule: Rule, count: z.number() })),
  /** In basis points; null without cases. */
  rate: z.number().nullable(),
  /** The query of `…/statistics/cases` that opens its rows; `&part=` says which of them. */
  rows: z.string(),
})
const RatesAnswer = z.partialRecord(Measure, RateAnswer)
export type RatesAnswer = z.infer<typeof RatesAnswer>

export const StatisticsAnswer = z.object({
  from: z.string(),
  to: z.string(),
  by: z.string(),
  /** The moment of recording that it is told for; null for the present. */
  asOf: z.string().nullable(),
  /** Actions of this ledger wait to be counted: what one has just done may not be in it yet. */
  behind: z.boolean(),
  measures: z.array(Measure),
  rows: z.array(z.object({ key: z.string(), label: LocalText, rates: RatesAnswer })),
  /** Of all rows together. */
  all: RatesAnswer,
  can: z.object({ export: z.boolean() }),
})
export type StatisticsAnswer = z.infer<typeof StatisticsAnswer>

/** What was asked to be left out of a rate, by whom, and what another person decided. */
export const ExclusionAnswer = z.object({
  measure: Measure,
  /** Whose cases; null: of all who handled the entry. */
  organisation: z.object({ id: z.number(), name: LocalText }).nullable(),
  appeal: z.boolean(),
  reason: z.string(),
  /** The step of the entry, so that it can be found in its log. */
  seq: z.number(),
  by: z.string(),
  at: z.string(),
  decided: z
    .object({ seq: z.number(), by: z.string(), at: z.string(), upheld: z.boolean(), opinion: z.string() })
    .nullable(),
})
export type ExclusionAnswer = z.infer<typeof ExclusionAnswer>

const CaseAnswer = z.object({
  entryId: z.string(),
  no: z.string(),
  title: z.string(),
  stage: z.string(),
  divisionCode: z.string(),
  organisation: z.object({ id: z.number(), name: LocalText }).nullable(),
  /** What placed it in the period. */
  placedAt: z.string(),
  task: z
    .object({
      id: z.string(),
      label: LocalText,
      openedAt: z.string(),
      dueAt: z.string().nullable(),
      originalDueAt: z.string().nullable(),
      endedAt: z.string().nullable(),
    })
    .nullable(),
  /** Of a rating. */
  score: z.number().nullable(),
  rule: Rule.nullable(),
  /** The decision that left it out. */
  exclusion: ExclusionAnswer.nullable(),
  /** The measures that it fulfils. */
  yes: z.array(Measure),
})
export const CasePage = z.object({
  rows: z.array(CaseAnswer),
  total: z.number(),
})
export type CasePage = z.infer<typeof CasePage>

export const exclusionStates = ['pending', 'upheld', 'rejected'] as const

export const ExclusionPage = z.object({
  rows: z.array(
    z.object({
      entryId: z.string(),
      no: z.string(),
      title: z.string(),
      stage: z.string(),
      divisionCode: z.string(),
      seq: z.number(),
      exclusion: ExclusionAnswer,
    }),
  ),
  total: z.number(),
})
export type ExclusionPage = z.infer<typeof ExclusionPage>
