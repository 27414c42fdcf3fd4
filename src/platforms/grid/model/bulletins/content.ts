import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { exclusionRules, type Measure, measures } from '#kernel/ledgers/model'
import { CircularBasis } from '#kernel/reports/model'
import { channels } from '../incidents/fields.ts'

const Day = z.iso.date()
const Count = z.number().int().min(0)
const MeasureName = z.enum(measures as [Measure, ...Measure[]])

/** How many of how many, and what a rule of the statistics left out. */
export const Share = z.strictObject({
  n: Count,
  of: Count,
  excluded: z.array(z.strictObject({ rule: z.enum(exclusionRules), count: Count })),
})
export type Share = z.infer<typeof Share>
export const Shares = z.partialRecord(MeasureName, Share)
export type Shares = z.infer<typeof Shares>

/** What is counted of incidents: reported or ended in the period, or standing so at its end. */
export const counted = ['reported', 'merged', 'dropped', 'closed', 'open', 'overdue'] as const
export type Counted = (typeof counted)[number]
export const Counts = z.record(z.enum(counted), Count)
export type Counts = z.infer<typeof Counts>

/** By what the figures are told. */
export const groupings = ['organisations', 'townships', 'cells', 'areas'] as const
export type Grouping = (typeof groupings)[number]

const GroupRow = z.strictObject({ key: z.string(), name: LocalText, counts: Counts, shares: Shares })
export type GroupRow = z.infer<typeof GroupRow>

/** In which groups an incident is counted. Null where the fact is not known. */
const Place = {
  entryId: z.uuid(),
  organisation: z.string(),
  township: z.string().nullable(),
  cell: z.string().nullable(),
  area: z.string().nullable(),
}

/** An incident behind the counts. */
export const IncidentRow = z.strictObject({
  ...Place,
  channel: z.enum(channels).nullable(),
  counted: z.array(z.enum(counted)),
})
export type IncidentRow = z.infer<typeof IncidentRow>

/** A case behind a rate: whether it fulfils the measure, or by which rule it is left out. */
export const CaseRow = z.strictObject({
  ...Place,
  measure: MeasureName,
  good: z.boolean(),
  rule: z.enum(exclusionRules).nullable(),
})
export type CaseRow = z.infer<typeof CaseRow>

/** An incident that was overdue as the period ended: told by number and category, never by anybody's words. */
export const OverdueRow = z.strictObject({
  entryId: z.uuid(),
  no: z.string(),
  category: LocalText,
  task: LocalText,
  organisation: LocalText,
  cell: LocalText.nullable(),
  dueOn: Day,
  days: Count,
})
export type OverdueRow = z.infer<typeof OverdueRow>

/** All that a bulletin says, and nothing else: the document is made of it alone, and its hash stands in the log. */
export const BulletinContent = z.strictObject({
  ...CircularBasis.shape,
  counts: Counts,
  shares: Shares,
  channels: z.array(z.strictObject({ channel: z.enum(channels), count: Count })),
  organisations: z.array(GroupRow),
  townships: z.array(GroupRow),
  cells: z.array(GroupRow),
  areas: z.array(GroupRow),
  overdue: z.array(OverdueRow),
  previous: z
    .strictObject({
      entryId: z.uuid(),
      number: z.string(),
      from: Day,
      to: Day,
      counts: Counts,
      shares: Shares,
    })
    .nullable(),
  incidents: z.array(IncidentRow),
  cases: z.array(CaseRow),
})
export type BulletinContent = z.infer<typeof BulletinContent>
