import { z } from 'zod'
import { readWan } from './amounts.ts'
import type { CsvFault, CsvRecord } from './csv.ts'
import { lastDay, type Milestone, readMilestones } from './milestones.ts'
import { findPlace, type SourcedPlace } from './places.ts'
import { findCategory, findStage, type ProjectCategory, type ProjectStage } from './stages.ts'

export const projectColumns = [
  'district',
  'name',
  'enterprise',
  'category',
  'investment_wan',
  'invested_wan',
  'capacity',
  'stage_reported',
  'expected_dates',
  'park',
  'jobs',
  'output_value',
  'source',
  'as_of',
  'project_key',
  'stage_text',
  'location',
  'notes',
] as const

export type RefusalReason =
  | CsvFault
  | 'missing_key'
  | 'missing_name'
  | 'missing_source'
  | 'unknown_district'
  | 'unknown_category'
  | 'unknown_stage'
  | 'bad_as_of'
  | 'bad_expected_dates'
  | 'bad_jobs'
  | 'negative_amount'
  | 'malformed_amount'
  | 'repeated_statement'
  | 'outside_scope'

export type Refusal = {
  readonly row: number
  readonly column: string | null
  readonly reason: RefusalReason
  /** The text that was refused, cut to what a report can show. */
  readonly value: string
}

/** What one source said of one project in one month. Texts stay as printed; nothing is added to them. */
export type ProjectStatement = {
  readonly key: string
  /** The month the source speaks of, `YYYY-MM`. */
  readonly asOf: string
  readonly source: string
  readonly district: string
  readonly divisionCode: string
  readonly name: string
  readonly enterprises: readonly string[]
  readonly category: ProjectCategory
  readonly investmentFen: number | null
  readonly investedFen: number | null
  readonly capacity: string
  readonly stage: ProjectStage
  readonly stageText: string
  readonly expectedDates: string
  readonly milestones: readonly Milestone[]
  readonly park: string
  readonly jobs: number | null
  readonly outputValue: string
  readonly location: string
  readonly notes: string
}

export type NumberedStatement = { readonly row: number; readonly statement: ProjectStatement }
export type ReadProjects = { readonly statements: NumberedStatement[]; readonly refused: Refusal[] }

const refuse = (context: z.RefinementCtx, reason: RefusalReason): never => {
  context.addIssue({ code: 'custom', params: { reason } })
  return z.NEVER
}

const text = z.string().trim()
const required = (reason: RefusalReason) =>
  text.transform((value, context) => value || refuse(context, reason))
const amount = text.transform((value, context) => {
  if (value === '') return null
  const read = readWan(value)
  return 'fault' in read ? refuse(context, read.fault) : read.fen
})

const Row = z.object({
  district: text,
  name: required('missing_name'),
  enterprise: text.transform((value) => value.split(/[;\uff1b]/).flatMap((part) => part.trim() || [])),
  category: text.transform((value, context) => findCategory(value) ?? refuse(context, 'unknown_category')),
  investment_wan: amount,
  invested_wan: amount,
  capacity: text,
  stage_reported: text.transform((value, context) => findStage(value) ?? refuse(context, 'unknown_stage')),
  expected_dates: text.transform((value, context) => ({
    printed: value,
    milestones: readMilestones(value) ?? refuse(context, 'bad_expected_dates'),
  })),
  park: text,
  jobs: text.transform((value, context) => {
    if (value === '') return null
    return /^\d{1,7}$/.test(value) ? Number(value) : refuse(context, 'bad_jobs')
  }),
  output_value: text,
  source: required('missing_source'),
  as_of: text.transform((value, context) =>
    /^\d{4}-\d{2}$/.test(value) && lastDay(value) ? value : refuse(context, 'bad_as_of'),
  ),
  project_key: required('missing_key'),
  stage_text: text,
  location: text,
  notes: text,
})

export type Gazetteer = {
  /** District codes by name, as the division register has them. */
  readonly districts: ReadonlyMap<string, string>
  readonly places: readonly SourcedPlace[]
}

/** Reads the rows of a project list. A refused row says why and loses no other row. */
export function readStatements(records: readonly CsvRecord[], gazetteer: Gazetteer): ReadProjects {
  const statements: NumberedStatement[] = []
  const refused: Refusal[] = []
  const seen = new Set<string>()
  for (const record of records) {
    const read = readRow(record, gazetteer)
    if (!('statement' in read)) {
      refused.push(read)
      continue
    }
    const identity = `${read.statement.key} ${read.statement.asOf}`
    if (seen.has(identity)) {
      refused.push({ row: record.row, column: 'project_key', reason: 'repeated_statement', value: identity })
      continue
    }
    seen.add(identity)
    statements.push(read)
  }
  return { statements, refused }
}

function readRow(record: CsvRecord, { districts, places }: Gazetteer): NumberedStatement | Refusal {
  const { row, cells, fault } = record
  const refusal = (column: string | null, reason: RefusalReason): Refusal => ({
    row,
    column,
    reason,
    value: (column ? (cells[column] ?? '') : Object.values(cells).join(',')).slice(0, 80),
  })
  if (fault) return refusal(null, fault)
  const parsed = Row.safeParse(cells)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const reason = issue?.code === 'custom' ? (issue.params?.reason as RefusalReason) : 'wrong_width'
    return refusal(String(issue?.path[0] ?? ''), reason)
  }
  const { data } = parsed
  const districtCode = districts.get(data.district)
  if (!districtCode) return refusal('district', 'unknown_district')
  const place = findPlace(data, districtCode, places)
  return {
    row,
    statement: {
      key: data.project_key,
      asOf: data.as_of,
      source: data.source,
      district: data.district,
      divisionCode: place.divisionCode,
      name: data.name,
      enterprises: data.enterprise,
      category: data.category,
      investmentFen: data.investment_wan,
      investedFen: data.invested_wan,
      capacity: data.capacity,
      stage: data.stage_reported,
      stageText: data.stage_text,
      expectedDates: data.expected_dates.printed,
      milestones: data.expected_dates.milestones,
      park: place.park,
      jobs: data.jobs,
      outputValue: data.output_value,
      location: data.location,
      notes: data.notes,
    },
  }
}

/** The columns a file must have before a single row of it can be read. */
export function missingColumns(header: readonly string[]): string[] {
  return projectColumns.filter((column) => !header.includes(column))
}
