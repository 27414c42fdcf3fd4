import { z } from 'zod'
import { daysBetween } from '../wall-days.ts'
import { projectCategories } from '../stages.ts'

/** Every document of its file is accepted; some are still wanted; nobody has begun. */
export const ideaStates = ['mature', 'packaging', 'untouched'] as const
export type IdeaState = (typeof ideaStates)[number]

export type DocumentState = { readonly stage: string; readonly changedOn: string }

export function ideaState(documents: readonly DocumentState[]): IdeaState {
  if (documents.length === 0) return 'untouched'
  return documents.every(({ stage }) => stage === 'accepted') ? 'mature' : 'packaging'
}

/** For how many days nothing has happened to an idea or to any of its documents. */
export function idleDays(changedOn: string, documents: readonly DocumentState[], today: string): number {
  const last = documents.reduce((latest, one) => (one.changedOn > latest ? one.changedOn : latest), changedOn)
  return Math.max(0, daysBetween(last, today))
}

const Document = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  document: z.string(),
  stage: z.string(),
  dueOn: z.string().nullable(),
  organisation: z.string(),
  overdue: z.boolean(),
})

export const Idea = z.strictObject({
  id: z.uuid(),
  no: z.string(),
  name: z.string(),
  category: z.enum(projectCategories),
  divisionCode: z.string(),
  demonstration: z.boolean(),
  investmentFen: z.number().int().nullable(),
  /** Where the idea was read, if it was. */
  source: z.string().nullable(),
  state: z.enum(ideaStates),
  idleDays: z.number().int(),
  documents: z.array(Document),
  bids: z.number().int(),
})
export type Idea = z.infer<typeof Idea>

export const PoolAnswer = z.strictObject({ day: z.string(), ideas: z.array(Idea) })
export type PoolAnswer = z.infer<typeof PoolAnswer>

export const Bid = z.strictObject({
  id: z.uuid(),
  no: z.string(),
  title: z.string(),
  stage: z.string(),
  project: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
  category: z.enum(projectCategories).nullable(),
  channel: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
  year: z.number().int(),
  appliedFen: z.number().int(),
  submitted: z.boolean(),
  approvedFen: z.number().int().nullable(),
  grantedFen: z.number().int().nullable(),
  paidFen: z.number().int().nullable(),
  demonstration: z.boolean(),
})
export type Bid = z.infer<typeof Bid>

export const FundingAnswer = z.strictObject({ bids: z.array(Bid) })
export type FundingAnswer = z.infer<typeof FundingAnswer>

export const fundingDimensions = ['channel', 'category', 'year'] as const
export type FundingDimension = (typeof fundingDimensions)[number]

export type FundingLine = {
  readonly key: string
  readonly label: string
  readonly bids: readonly Bid[]
  readonly appliedFen: number
  readonly grantedFen: number
  readonly paidFen: number
  /** How many of them were decided: granted or refused. */
  readonly decided: number
}

const isDecided = ({ stage }: Bid) => stage === 'granted' || stage === 'paid' || stage === 'refused'
const sum = (bids: readonly Bid[], of: (bid: Bid) => number | null) =>
  bids.reduce((all, bid) => all + (of(bid) ?? 0), 0)

function keyOf(bid: Bid, by: FundingDimension): string {
  if (by === 'year') return String(bid.year)
  return by === 'channel' ? (bid.channel?.id ?? '') : (bid.category ?? '')
}

/** Applied against granted and paid. What is not submitted yet was not applied for. */
export function countFunding(bids: readonly Bid[], by: FundingDimension): FundingLine[] {
  const groups = Map.groupBy(
    bids.filter(({ submitted }) => submitted),
    (bid) => keyOf(bid, by),
  )
  return [...groups]
    .map(([key, rows]) => ({
      key,
      label: by === 'channel' ? (rows[0]?.channel?.name ?? '') : key,
      bids: rows,
      appliedFen: sum(rows, ({ appliedFen }) => appliedFen),
      grantedFen: sum(rows, ({ grantedFen }) => grantedFen),
      paidFen: sum(rows, ({ paidFen }) => paidFen),
      decided: rows.filter(isDecided).length,
    }))
    .sort((a, b) => (by === 'year' ? (a.key < b.key ? 1 : -1) : b.appliedFen - a.appliedFen))
}
