import type { EntryAnswer, LogItem } from '#kernel/ledgers/model'
import { shanghaiDate } from '#kernel/time/model'
import { isStage, type ProjectStage, stageRank } from '../stages.ts'

/** 线索、签约、审批、建设、入统、投产、达产. */
export const lifePhases = [
  'lead',
  'signing',
  'approval',
  'construction',
  'statistics',
  'production',
  'full_capacity',
] as const
export type LifePhase = (typeof lifePhases)[number]

type PhaseRule = {
  /** The stage from which on it has begun; none of statistics, which is no stage. */
  readonly stage: ProjectStage | null
  /** The field with its day. */
  readonly day: string | null
  readonly papers: string | null
  /** The stages in it: a report of one of them tells of the phase itself, of a later one only that it lies behind. */
  readonly within: readonly ProjectStage[]
}

const rules: Readonly<Record<LifePhase, PhaseRule>> = {
  lead: { stage: 'planning', day: null, papers: null, within: ['planning', 'negotiation'] },
  signing: { stage: 'signing', day: 'signedOn', papers: 'signingPapers', within: ['signing'] },
  approval: { stage: 'procedures', day: null, papers: null, within: ['procedures', 'to_start'] },
  construction: {
    stage: 'groundbreaking',
    day: 'brokeGroundOn',
    papers: 'groundbreakingPapers',
    within: ['groundbreaking', 'construction', 'trial_production'],
  },
  statistics: { stage: null, day: 'statisticalEntryOn', papers: 'statisticsPapers', within: [] },
  production: {
    stage: 'production',
    day: 'productionOn',
    papers: 'productionPapers',
    within: ['production'],
  },
  full_capacity: {
    stage: 'full_capacity',
    day: 'fullCapacityOn',
    papers: 'capacityPapers',
    within: ['full_capacity', 'operation'],
  },
}

/**
 * - `dated`: the day is stated, or the step was taken here on it;
 * - `not_provable`: the phase lies behind the project, or a source speaks of it, and nobody states its day;
 * - `open`: nothing says that it was reached.
 */
export type PhaseState = 'dated' | 'not_provable' | 'open'

export type LivedPhase = {
  readonly phase: LifePhase
  readonly state: PhaseState
  /** The day, `YYYY-MM-DD`. */
  readonly on: string | null
  /** Where no day can be proved: the day by which it was so. */
  readonly by: string | null
  readonly source: string | null
  /** The action of the log that says so. */
  readonly seq: number | null
  readonly files: readonly string[]
  /** The day lies before that of an earlier phase: one of the two is wrong. */
  readonly contradicts: LifePhase | null
}

type Step = Pick<LogItem, 'seq' | 'effectiveAt' | 'stage' | 'source' | 'values'>
type Facts = EntryAnswer['fields']

const dayOf = (instant: string) => shanghaiDate(new Date(instant))
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const ids = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []

/** Each phase of a project with its day and what proves it, by what its log and its facts say; nothing is guessed. */
export function lifeLine(log: readonly Step[], facts: Facts, stage: string): LivedPhase[] {
  const steps = log.toSorted((a, b) =>
    a.effectiveAt === b.effectiveAt ? a.seq - b.seq : a.effectiveAt < b.effectiveAt ? -1 : 1,
  )
  let latest: { phase: LifePhase; on: string } | null = null
  return lifePhases.map((phase) => {
    const lived = livePhase(phase, steps, facts, stage)
    if (lived.on === null || phase === 'statistics') return { ...lived, contradicts: null }
    const contradicts: LifePhase | null = latest && lived.on < latest.on ? latest.phase : null
    if (!contradicts) latest = { phase, on: lived.on }
    return { ...lived, contradicts }
  })
}

type Lived = Omit<LivedPhase, 'contradicts'>

function livePhase(phase: LifePhase, steps: readonly Step[], facts: Facts, stage: string): Lived {
  const rule = rules[phase]
  const files = rule.papers ? ids(facts[rule.papers]?.value) : []
  const day = rule.day ? text(facts[rule.day]?.value) : null
  if (rule.day && day) {
    const said = steps.findLast(({ values }) => values[rule.day ?? ''] === day)
    const source = facts[rule.day]?.source ?? said?.source ?? null
    return { phase, state: 'dated', on: day, by: null, source, seq: said?.seq ?? null, files }
  }
  const open: Lived = { phase, state: 'open', on: null, by: null, source: null, seq: null, files }
  if (!rule.stage)
    return isStage(stage) && isBehind(stage, 'groundbreaking') ? { ...open, state: 'not_provable' } : open
  const first = rule.stage
  const step = steps.find((one) => one.stage !== null && isStage(one.stage) && isBehind(one.stage, first))
  if (!step) return open
  const on = dayOf(step.effectiveAt)
  const found = { ...open, source: step.source, seq: step.seq }
  const itself = isStage(step.stage ?? '') && rule.within.includes(step.stage as ProjectStage)
  // A step that was taken here has its day; a source's month says only by when, and so does a later stage.
  if (itself && rule.day === null && step.source === null) return { ...found, state: 'dated', on }
  return { ...found, state: 'not_provable', by: on }
}

const isBehind = (stage: ProjectStage, first: ProjectStage): boolean => stageRank(stage) >= stageRank(first)
