import type { Database } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { shanghaiDate } from '#kernel/time/model'
import {
  type Case,
  type CaseBasis,
  type ExclusionRule,
  type Measure,
  measureBasis,
} from '../model/statistics.ts'
import { askedCases } from '../model/statistics-rates.ts'
import { versionAfter } from '../model/statistics-facts.ts'
import type { DefinitionBook } from './definition-book.ts'
import type { FieldFilter } from './list-query.ts'
import type { CaseRecord, KeyedCount } from './statistics-count-store.ts'
import { entriesToCount } from './statistics-count-store.ts'
import { basesOf, type Part, type StatisticsRequest } from './statistics-query.ts'
import { type CaseRow, caseRows, fromBits, toBits } from './statistics-rows.ts'
import { toLogged } from './log-store.ts'
import { readEntryLogs } from './statistics-store.ts'

type CountedCase = Case & { row: CaseRow }

const entriesMax = 2000

/**
 * The cases asked for, computed from the logs as they had been recorded by the moment: the same answer as the
 * projection gives for the present, at the price of reading every log.
 * @throws AppError ledgers.as_of_too_large
 */
export async function casesFromLogs(
  db: Database,
  book: DefinitionBook,
  request: StatisticsRequest,
): Promise<CountedCase[]> {
  const { known, asOf, asked } = request
  const ids = await entriesToCount(db, request, entriesMax)
  if (ids.length > entriesMax)
    throw new AppError('ledgers.as_of_too_large', { path: 'asOf', params: { limit: entriesMax } })
  const logs = await db.transaction().execute((tx) => readEntryLogs(tx, ids))
  const rows = logs.flatMap(({ id, ledgerId, log }) => {
    const recorded = asOf === undefined ? log : log.filter((row) => row.recordedAt <= asOf)
    if (recorded.length === 0) return []
    const { definition } = book.version(known, versionAfter(recorded.map(toLogged)))
    return caseRows({ id, ledgerId, definition, log: recorded })
  })
  const bases = basesOf(request.measures)
  const cases = rows.filter((row) => bases.includes(row.basis) && holds(request, row)).map(toCase)
  return askedCases(cases, asked)
}

function toCase(row: CaseRow): CountedCase {
  return {
    row,
    basis: row.basis as CaseBasis,
    key: row.case_key,
    placedAt: row.placed_at,
    organisationId: row.organisation_id,
    task: row.task,
    usual: row.usual,
    rule: row.rule as ExclusionRule | null,
    yes: fromBits(row.yes),
  }
}

const digits = { district: 6, township: 9, village: 12 } as const

function placeOf(row: CaseRow, level: keyof typeof digits): string | null {
  return row.division_code.length >= digits[level] ? row.division_code.slice(0, digits[level]) : null
}

function holds({ places, organisationId, filters }: StatisticsRequest, row: CaseRow): boolean {
  return (
    places.every(({ level, code }) => placeOf(row, level) === code) &&
    (organisationId === undefined || row.organisation_id === organisationId) &&
    filters.every((filter) => passes(filter, row[filter.slot]))
  )
}

/** The same as the condition of a list says in SQL. */
function passes({ slot, values }: FieldFilter, value: string | number | null): boolean {
  const [single = ''] = values
  const range = /^(.*)\.\.(.*)$/.exec(single)
  if (values.length === 1 && range && !slot.startsWith('s')) {
    const [, from = '', to = ''] = range
    if (value === null) return false
    const compare = (bound: string) =>
      slot.startsWith('n') ? Number(value) - Number(bound) : value < bound ? -1 : value > bound ? 1 : 0
    return (from === '' || compare(from) >= 0) && (to === '' || compare(to) <= 0)
  }
  if (values.length === 1 && (single === '' || single === '-')) return value === null
  return (
    value !== null && values.some((item) => (slot.startsWith('n') ? Number(item) === value : item === value))
  )
}

function keyOf({ dimension }: StatisticsRequest, { row, placedAt, task }: CountedCase): string | null {
  const { column } = dimension
  switch (column) {
    case 'month':
      return shanghaiDate(new Date(placedAt)).slice(0, 7)
    case 'organisation_id':
      return String(row.organisation_id)
    case 'district':
    case 'township':
    case 'village':
      return placeOf(row, column)
    case 'task':
      return task
    default: {
      const value = row[column as keyof CaseRow]
      return value === null ? null : String(value)
    }
  }
}

export async function countFromLogs(
  db: Database,
  book: DefinitionBook,
  request: StatisticsRequest,
): Promise<KeyedCount[]> {
  const cases = await casesFromLogs(db, book, request)
  return cases.map((one) => ({
    key: keyOf(request, one),
    basis: one.basis,
    rule: one.rule,
    yes: one.yes,
    count: 1,
  }))
}

function isPart({ rule, yes }: Case, measure: Measure, part: Part): boolean {
  if (part === 'denominator') return rule === null
  if (part === 'numerator') return rule === null && yes.includes(measure)
  return rule === part.slice('excluded:'.length)
}

export async function listFromLogs(
  db: Database,
  book: DefinitionBook,
  request: StatisticsRequest,
  { measure, part, page, size }: { measure: Measure; part: Part; page: number; size: number },
): Promise<{ rows: CaseRecord[]; total: number }> {
  const cases = (await casesFromLogs(db, book, request))
    .filter((one) => one.basis === measureBasis[measure] && isPart(one, measure, part))
    .sort((a, b) => (a.placedAt === b.placedAt ? (a.key < b.key ? -1 : 1) : a.placedAt < b.placedAt ? 1 : -1))
  const rows = cases.slice((page - 1) * size, page * size).map((one) => ({
    entry_id: one.row.entry_id,
    case_key: one.key,
    basis: one.basis,
    organisation_id: one.organisationId,
    placed_at: new Date(one.placedAt),
    task: one.task,
    rule: one.rule,
    yes: toBits(one.yes),
  }))
  return { rows, total: cases.length }
}
