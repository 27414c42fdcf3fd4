import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { addDays, shanghaiDate } from '#kernel/time/model'
import type { FieldKind, LedgerDefinition } from '../model/definition.ts'
import { exclusionRules, type Measure, measureBasis, measures } from '../model/statistics.ts'
import { type Asked, taskMeasures } from '../model/statistics-rates.ts'
import { highestClass, type Known } from './definition-book.ts'
import type { Engine } from './engine.ts'
import { AsOf, type FieldFilter, fieldFilters, momentOf, readableSlots } from './list-query.ts'

const code = (digits: number) =>
  z
    .string()
    .regex(new RegExp(`^(\\d{${digits}}|-)$`))
    .optional()

/** What statistics and their rows are asked for by; filters by a field are `f.<name>`, `-` is where nothing is given. */
export const StatisticsParameters = z.looseObject({
  /** Days of Shanghai, both included; this month without. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** organisation, district, township, village, month, task, or category:<field>. */
  by: z.string().max(60).default('organisation'),
  /** Kinds of task, with commas; `*`: all. Those of the handling without. */
  task: z.string().max(2000).optional(),
  district: code(6),
  township: code(9),
  village: code(12),
  organisation: z.coerce.number().int().min(0).max(2147483647).optional(),
  /** What had been recorded by then: what was recorded since is computed from the logs. */
  asOf: AsOf.optional(),
})
export type StatisticsParameters = z.infer<typeof StatisticsParameters>

const parts = [
  'numerator',
  'denominator',
  ...exclusionRules.map((rule) => `excluded:${rule}` as const),
] as const
export type Part = (typeof parts)[number]

export const CaseParameters = StatisticsParameters.extend({
  measure: z.enum(measures as [Measure, ...Measure[]]),
  part: z.enum(parts).default('denominator'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
})

const places = ['district', 'township', 'village'] as const
export type Place = (typeof places)[number]

/** A column of the cases by which is counted, or how its key is made. */
export type Dimension = { name: string; column: string }

export type StatisticsRequest = {
  known: Known
  actor: Actor
  ledgerId: number
  asked: Asked
  dimension: Dimension
  measures: readonly Measure[]
  places: { level: Place; code: string | null }[]
  organisationId: number | undefined
  filters: readonly FieldFilter[]
  sensitivityMax: number
  codes: Engine['codes']
  /** The moment of recording; undefined for the present. */
  asOf: Date | undefined
  /** Where only what was effective by a moment counts, of what had been recorded. */
  effectiveBy: Date | undefined
  /** The same as a query, without the dimension and without the page: what its rows are opened by. */
  query: Record<string, string>
}

const plain: Record<string, string> = {
  organisation: 'organisation_id',
  district: 'district',
  township: 'township',
  village: 'village',
  month: 'month',
  task: 'task',
}
const categoryPrefix = 'category:'
const categoryKinds = new Set<FieldKind>(['choice', 'boolean', 'division', 'organisation', 'date'])
const own = new Set(Object.keys(CaseParameters.shape))
const bad = (name: string) => new AppError('ledgers.bad_filter', { path: name, params: { name } })

/**
 * What is asked for, of a ledger and by an actor.
 * @throws AppError ledgers.bad_filter; ledgers.bad_period when it ends before it begins
 */
export function statisticsRequest(
  engine: Engine,
  actor: Actor,
  ledger: string,
  parameters: StatisticsParameters,
  effectiveBy?: Date,
): StatisticsRequest {
  const known = engine.book.get(ledger)
  const { definition } = engine.book.current(known)
  const now = engine.clock.now()
  const { by, task, organisation: organisationId } = parameters
  const { from, to } = periodOf(parameters, now)
  const extra = Object.entries(parameters).filter(([name]) => !own.has(name))
  for (const [name] of extra) if (!name.startsWith('f.')) throw bad(name)
  const asOf = parameters.asOf === undefined ? undefined : momentOf(parameters.asOf)
  const slots = readableSlots(definition, actor)
  const category = categoryOf(definition, by) ? slots.get(by.slice(categoryPrefix.length)) : undefined
  const column = Object.hasOwn(plain, by) ? plain[by] : category
  if (column === undefined) throw bad('by')
  const kinds = task ?? (by === 'task' ? '*' : undefined)
  const tasks = kinds === undefined ? undefined : kinds === '*' ? ('all' as const) : kinds.split(',')
  return {
    known,
    actor,
    ledgerId: known.id,
    asked: { from, to, now: (effectiveBy ?? asOf ?? now).toISOString(), tasks },
    dimension: { name: by, column },
    measures: tasks === undefined ? measures : taskMeasures,
    places: places.flatMap((level) => {
      const value = parameters[level]
      return value === undefined ? [] : [{ level, code: value === '-' ? null : value }]
    }),
    organisationId,
    filters: fieldFilters(definition, Object.fromEntries(extra), actor),
    sensitivityMax: highestClass(known),
    codes: engine.codes,
    asOf,
    effectiveBy,
    query: textsOf({
      ...parameters,
      by: undefined,
      measure: undefined,
      part: undefined,
      page: undefined,
      size: undefined,
      from,
      to,
      task: kinds,
    }),
  }
}

/** Fields whose values are few and say what kind of thing an entry is. */
function categoryOf({ fields, statistics }: LedgerDefinition, by: string): boolean {
  const field = fields.find(({ name }) => `${categoryPrefix}${name}` === by)
  return (
    field !== undefined && (categoryKinds.has(field.kind) || statistics?.by?.includes(field.name) === true)
  )
}

function textsOf(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  )
}

function lastDayOfMonth(month: string): string {
  const next = addDays(`${month}-28`, 4).slice(0, 8).concat('01')
  return addDays(next, -1)
}

function periodOf({ from, to }: StatisticsParameters, now: Date): { from: string; to: string } {
  const today = shanghaiDate(now)
  const first = from ?? `${(to ?? today).slice(0, 7)}-01`
  const last = to ?? lastDayOfMonth(first.slice(0, 7))
  if (last < first)
    throw new AppError('ledgers.bad_period', { path: 'to', params: { from: first, to: last } })
  return { from: first, to: last }
}

/** The filter that holds exactly one group. */
export function filterOfGroup({ dimension, query }: StatisticsRequest, key: string | null) {
  const value = key ?? '-'
  const { name } = dimension
  if (name === 'month') {
    const [first, last] = [`${value}-01`, lastDayOfMonth(value)]
    const { from = first, to = last } = query
    return { from: from > first ? from : first, to: to < last ? to : last }
  }
  if (name.startsWith(categoryPrefix)) return { [`f.${name.slice(categoryPrefix.length)}`]: value }
  return { [name]: value }
}

/** Bases of the cases that the measures count. */
export function basesOf(of: readonly Measure[]): string[] {
  return [...new Set(of.map((measure) => measureBasis[measure]))]
}
