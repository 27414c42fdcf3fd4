import type { EntryState, Values } from '#kernel/ledgers/model'
import { type AmountKind, amountKinds } from './light-rule.ts'

/** One of the three amounts of a month, with where it comes from. */
export type Stated = {
  readonly fen: number
  readonly seq: number
  readonly effectiveAt: string
  readonly source: string | null
  /** How many files prove it. */
  readonly evidence: number
}

/** What is known of one project in one month, or, of a year, its plan. */
export type InvestmentMonth = {
  readonly entryId: string
  readonly no: string
  readonly seq: number
  readonly projectId: string
  /** `YYYY-MM`; `YYYY` bears the plan of a year that was set as a whole. */
  readonly period: string
  readonly plan: Stated | null
  readonly amounts: Readonly<Record<AmountKind, Stated | null>>
  readonly note: string | null
  readonly dueOn: string | null
  /** The day by which the open task must be done, where one is open. */
  readonly taskDueAt: string | null
}

export const amountFields = { reported: 'reportedFen', statistics: 'statisticsFen', paid: 'paidFen' } as const
export const evidenceFields = {
  reported: 'reportedEvidence',
  statistics: 'statisticsEvidence',
  paid: 'paidEvidence',
} as const

/** Reads an entry of the investment ledger; none of one that was voided. */
export function monthOf(state: EntryState): InvestmentMonth | undefined {
  const { values, tasks } = state
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : null)
  const projectId = text('project')
  const period = text('period')
  if (projectId === null || period === null || state.stage === 'voided') return undefined
  const amounts = Object.fromEntries(
    amountKinds.map((kind) => [kind, stated(state, amountFields[kind], evidenceFields[kind])]),
  ) as Record<AmountKind, Stated | null>
  return {
    entryId: state.id,
    no: state.no,
    seq: state.seq,
    projectId,
    period,
    plan: stated(state, 'plannedFen', null),
    amounts,
    note: text('note'),
    dueOn: text('dueOn'),
    taskDueAt: tasks.find(({ kind }) => kind === 'report')?.dueAt ?? null,
  }
}

function stated({ values, origins }: EntryState, field: string, evidence: string | null): Stated | null {
  const fen = values[field]
  if (typeof fen !== 'number') return null
  const origin = origins[field]
  return {
    fen,
    seq: origin?.seq ?? 0,
    effectiveAt: origin?.effectiveAt ?? '',
    source: origin?.source ?? null,
    evidence: evidence === null ? 0 : filesIn(values, evidence),
  }
}

function filesIn(values: Values, field: string): number {
  const files = values[field]
  return Array.isArray(files) ? files.length : 0
}

export const isMonth = (period: string): boolean => period.length === 7

/** The months of each project in their order, the year's plan first. */
export function monthsByProject(states: readonly EntryState[]): Map<string, InvestmentMonth[]> {
  const months = states.flatMap((state) => monthOf(state) ?? [])
  months.sort((a, b) => (a.period < b.period ? -1 : 1))
  return Map.groupBy(months, ({ projectId }) => projectId)
}
