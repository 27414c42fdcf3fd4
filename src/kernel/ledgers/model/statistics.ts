import { addDays, type LocalDate, shanghaiInstant } from '#kernel/time/model'
import type { Exclusion } from './exclusions.ts'
import type { EntryFacts, TaskFacts } from './statistics-facts.ts'
import type { StatisticsTerms } from './statistics-terms.ts'

/** What places a case in a period: when a task was due, when it was finished, when an entry was registered or rated. */
export const caseBases = ['due', 'response', 'finished', 'registered', 'rated'] as const
export type CaseBasis = (typeof caseBases)[number]

/**
 * The rates, each with what its cases are.
 * - on_time 按期结案率: handling that was due and was finished by its date, with extensions; on_time_original: by its
 *   date without them.
 * - extension 延期率: handling that was due and had been given more time.
 * - response 响应率: orders whose signing for was due and that were signed for in time.
 * - rework 返工率: finished handling that failed its verification, was sent back or reopened.
 * - resolution 办结率: entries that were registered and are finished.
 * - satisfaction 满意率: ratings that reach the declared score.
 */
export const measureBasis = {
  on_time: 'due',
  on_time_original: 'due',
  extension: 'due',
  response: 'response',
  rework: 'finished',
  resolution: 'registered',
  satisfaction: 'rated',
} as const satisfies Record<string, CaseBasis>
export type Measure = keyof typeof measureBasis
export const measures = Object.keys(measureBasis) as Measure[]

/** Why a case doesn't count. The first that applies is the one that is said. */
export const exclusionRules = [
  'voided',
  'refused',
  'duplicate',
  'no_limit',
  'released',
  'suspended',
  'handed_on',
  'appeal_upheld',
  'excluded',
  'not_yet_due',
] as const
export type ExclusionRule = (typeof exclusionRules)[number]

/** One thing that counts, or is named among those that don't. */
export type Case = {
  basis: CaseBasis
  /** Of a task its id, of a rating its step; one per entry without. */
  key: string
  placedAt: string
  organisationId: number
  task: string | null
  /** Whether it counts when no kind of task is asked for. */
  usual: boolean
  /** All but `not_yet_due`, which depends on when one asks. */
  rule: ExclusionRule | null
  /** Measures of the basis that it fulfils. */
  yes: Measure[]
}

/** The cases that one entry makes. Nothing here depends on the present: a case is told once and for all of its log. */
export function casesOf(facts: EntryFacts, { response, satisfiedFrom }: StatisticsTerms): Case[] {
  // Where nothing stands for the response alone, who handles an entry answers by signing for it, or by doing it.
  const declared = response.size > 0
  const begun = new Map(facts.tasks.map(({ id, openedSeq }) => [id, openedSeq]))
  const cases: Case[] = [
    ...facts.tasks.flatMap((task) => [
      dueCase(facts, task),
      ...(task.response || (task.handling && !declared) ? [responseCase(facts, task)] : []),
      ...(task.handling && task.end === 'finished' ? [finishedCase(facts, task)] : []),
    ]),
    registeredCase(facts),
    ...facts.ratings.map(
      ({ seq, organisationId, score, ratedAt, excludedSeq }): Case => ({
        basis: 'rated',
        key: String(seq),
        placedAt: ratedAt,
        organisationId,
        task: null,
        usual: true,
        rule: excludedSeq === null ? null : 'appeal_upheld',
        yes: score >= satisfiedFrom ? ['satisfaction'] : [],
      }),
    ),
  ]
  return cases.map((one) => {
    const decision = one.rule === null && exclusionOf(facts.exclusions, one, begun.get(one.key) ?? 0)
    return decision ? { ...one, rule: decision.appeal ? 'appeal_upheld' : 'excluded', yes: [] } : one
  })
}

/** The decision that leaves a case out: about its rate and its organisation, asked for after its task began. */
export function exclusionOf(
  exclusions: readonly Exclusion[],
  { basis, organisationId }: Pick<Case, 'basis' | 'organisationId'>,
  openedSeq: number,
): Exclusion | undefined {
  return exclusions.find(
    (one) =>
      one.decided?.upheld === true &&
      measureBasis[one.measure] === basis &&
      (one.organisationId === null || one.organisationId === organisationId) &&
      openedSeq < one.seq,
  )
}

const by = (at: string | null, limit: string | null) => at !== null && limit !== null && at <= limit

/** Whether the clock stopped while there was still time: what was late already when it stopped stays late. */
function isSuspended({ endedAt, pausedSince, dueAt }: TaskFacts): boolean {
  return endedAt === null && by(pausedSince, dueAt)
}

function entryRule({ endedBy }: EntryFacts): 'voided' | 'refused' | 'duplicate' | null {
  if (endedBy === 'void') return 'voided'
  // Linking ends an entry only where it is a duplicate (重复件): its work goes on in the master, and counts there.
  if (endedBy === 'link') return 'duplicate'
  return endedBy === 'refuse' ? 'refused' : null
}

function taskRule(facts: EntryFacts, task: TaskFacts): ExclusionRule | null {
  const entry = entryRule(facts)
  if (entry === 'voided' || entry === 'duplicate' || (entry === 'refused' && task.handling)) return entry
  if (task.dueAt === null) return 'no_limit'
  if (task.end === 'released') return 'released'
  if (isSuspended(task)) return 'suspended'
  // Handed on after its date it was late with who had it.
  return task.end === 'handed_on' && by(task.endedAt, task.dueAt) ? 'handed_on' : null
}

function ofTask(
  basis: CaseBasis,
  task: TaskFacts,
  rest: Pick<Case, 'placedAt' | 'usual' | 'rule' | 'yes'>,
): Case {
  const { id, kind, organisationId } = task
  return { basis, key: id, organisationId, task: kind, ...rest, yes: rest.rule === null ? rest.yes : [] }
}

function dueCase(facts: EntryFacts, task: TaskFacts): Case {
  const { dueAt, originalDueAt, openedAt, endedAt, extensions, handling } = task
  const doneAt = task.end === 'finished' ? endedAt : null
  const yes: Measure[] = []
  if (by(doneAt, dueAt)) yes.push('on_time')
  if (by(doneAt, originalDueAt)) yes.push('on_time_original')
  if (extensions > 0) yes.push('extension')
  return ofTask('due', task, {
    placedAt: dueAt ?? openedAt,
    usual: handling,
    rule: taskRule(facts, task),
    yes,
  })
}

function responseCase(facts: EntryFacts, task: TaskFacts): Case {
  const { dueAt, openedAt, acknowledgedAt, endedAt, end, response } = task
  const answered = by(end === 'finished' ? endedAt : null, dueAt) || (!response && by(acknowledgedAt, dueAt))
  const rule = taskRule(facts, task)
  return ofTask('response', task, {
    placedAt: dueAt ?? openedAt,
    usual: true,
    // What was signed for in time was answered, whatever became of it.
    rule: answered && (rule === 'handed_on' || rule === 'suspended') ? null : rule,
    yes: answered ? ['response'] : [],
  })
}

function finishedCase(facts: EntryFacts, task: TaskFacts): Case {
  return ofTask('finished', task, {
    placedAt: task.endedAt ?? task.openedAt,
    usual: true,
    rule: entryRule(facts),
    yes: task.reworkedSeq === null ? [] : ['rework'],
  })
}

function registeredCase(facts: EntryFacts): Case {
  const { registeredAt, organisationId, finishedAt, tasks } = facts
  const waits = finishedAt === null && tasks.some((task) => task.handling && isSuspended(task))
  const rule = entryRule(facts) ?? (waits ? 'suspended' : null)
  return {
    basis: 'registered',
    key: '',
    placedAt: registeredAt,
    organisationId,
    task: null,
    usual: true,
    rule,
    yes: rule === null && finishedAt !== null ? ['resolution'] : [],
  }
}

/** Days of Shanghai, both included. */
export type Period = { from: LocalDate; to: LocalDate }

/** The instants that a period spans: from the first, before the second. */
export function boundsOf({ from, to }: Period): [string, string] {
  return [shanghaiInstant(from).toISOString(), shanghaiInstant(addDays(to, 1)).toISOString()]
}

/** What excludes a case when it is asked for at `now`: what isn't due yet says nothing about being on time. */
export function ruleAt({ basis, placedAt, rule }: Pick<Case, 'basis' | 'placedAt' | 'rule'>, now: string) {
  const due = basis === 'due' || basis === 'response'
  return rule ?? (due && placedAt > now ? 'not_yet_due' : null)
}
