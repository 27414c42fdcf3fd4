import { z } from 'zod'
import { translate } from '#kernel/i18n/model'
import type { Action, Field } from './definition.ts'
import './messages.ts'
import './statistics/messages.ts'
import type { EntryState, Marks, Values } from './state.ts'
import type { Measure } from './statistics.ts'
import { no, type Verdict, yes } from './verdict.ts'

/** Rates that something can be left out of by a decision; a rating is appealed against by the word `appeal`. */
export const excludableMeasures = [
  'on_time',
  'extension',
  'response',
  'rework',
  'resolution',
] as const satisfies readonly Measure[]
export type ExcludableMeasure = (typeof excludableMeasures)[number]

/** Of which rates an action may ask; `own`: only what counts for the actor's organisation. */
export const Excludes = z.strictObject({
  measures: z.array(z.enum(excludableMeasures)).min(1),
  own: z.boolean().optional(),
})

/** What was asked to be left out of a rate (剔除), by whom, and what another person decided. */
export type Exclusion = {
  seq: number
  measure: ExcludableMeasure
  /** Whose cases; null: of all who handled the entry. */
  organisationId: number | null
  /** Asked for by the organisation that it counts against (申诉). */
  appeal: boolean
  accountId: number
  reason: string
  at: string
  decided?: { seq: number; accountId: number; at: string; upheld: boolean; opinion: string }
}

const words = (key: string) => ({ 'zh-CN': translate('zh-CN', key), en: translate('en', key) })
const question = (name: string, rest: Omit<Field, 'name' | 'label'>): Field => ({
  name,
  label: words(`ledgers.question.${name}`),
  ...rest,
})

/** What asking for an exclusion (剔除) asks: out of which rate, whose, and why. */
export function exclusionQuestions({ excludes }: Pick<Action, 'excludes'>): Field[] {
  return [
    question('measure', {
      kind: 'choice',
      required: true,
      options: (excludes?.measures ?? []).map((value) => ({
        value,
        label: words(`ledgers.statistics.measure.${value}`),
      })),
    }),
    // Left empty, all who handled it; who appeals speaks for their own organisation alone.
    ...(excludes?.own ? [] : [question('whose', { kind: 'organisation' })]),
    question('reason', { kind: 'text', required: true }),
    question('proofs', { kind: 'files' }),
  ]
}

export const decisionQuestions = (): Field[] => [question('opinion', { kind: 'text', required: true })]

/** The one that waits for its decision: the next may be asked for when it has been decided. */
export function pendingExclusion({ marks }: Pick<EntryState, 'marks'>): Exclusion | undefined {
  return marks.exclusions?.find(({ decided }) => decided === undefined)
}

type Asking = {
  state: EntryState
  action: Action
  actor: { accountId: number; organisationId: number }
}

const whoseOf = ({ action, actor }: Asking, input: Values): number | null =>
  action.excludes?.own ? actor.organisationId : typeof input['whose'] === 'number' ? input['whose'] : null

/** What is out of a rate already can't be taken out again, and what was rejected is not asked for twice. */
export function checkExclusion(asking: Asking, input: Values): Verdict {
  const organisationId = whoseOf(asking, input)
  const { marks } = asking.state
  const since = marks.reopenedSeq ?? 0
  const again = (marks.exclusions ?? []).some(
    (one) => one.seq > since && one.measure === input['measure'] && one.organisationId === organisationId,
  )
  return again ? no('ledgers.excluded_already') : yes
}

/** Other eyes decide: who asked for it may not. */
export function checkExclusionDecision({ state, actor, action }: Asking): Verdict {
  const pending = pendingExclusion(state)
  if (!pending) return no('ledgers.nothing_to_exclude')
  return pending.accountId === actor.accountId ? no('ledgers.same_person', 403, { action: action.id }) : yes
}

/** The marks after asking for an exclusion, or deciding on one. */
export function exclusionMarks(asking: Asking, input: Values, seq: number, at: string): Partial<Marks> {
  const { state, action, actor } = asking
  const all = state.marks.exclusions ?? []
  const { accountId } = actor
  const text = (name: string) => (typeof input[name] === 'string' ? input[name] : '')
  if (action.word === 'request_exclusion') {
    const asked: Exclusion = {
      seq,
      measure: input['measure'] as ExcludableMeasure,
      organisationId: whoseOf(asking, input),
      appeal: action.excludes?.own === true,
      accountId,
      reason: text('reason'),
      at,
    }
    return { exclusions: [...all, asked] }
  }
  const pending = pendingExclusion(state)
  if (action.word !== 'decide_exclusion' || !pending) return {}
  const decided = { seq, accountId, at, upheld: input['outcome'] === 'upheld', opinion: text('opinion') }
  return { exclusions: all.map((one) => (one === pending ? { ...one, decided } : one)) }
}
