import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { addDays, shanghaiInstant } from '#kernel/time/model'
import type { LedgerDefinition } from '../model/definition.ts'
import { assignSlots, type SlotName } from '../model/slots.ts'
import { mayReadField } from './present.ts'
import type { OpenStages } from './open-stages.ts'
import type { SlotLayouts } from './slot-layouts.ts'

const list = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter((item) => item !== ''))

/** A moment: an instant, or a date or month read as its last moment in Shanghai. */
export const AsOf = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
])

/** Query parameters that every list of entries takes; filters by a field are `f.<name>`. */
export const ListParameters = z.looseObject({
  stage: list.optional(),
  /** `-`: those that are known to their district only. */
  township: z
    .string()
    .regex(/^(\d{9}|-)$/)
    .optional(),
  village: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  organisation: z.coerce.number().int().positive().max(2147483647).optional(),
  open: z.enum(['true', 'false']).optional(),
  light: z.enum(['green', 'amber', 'red']).optional(),
  /** Days of Shanghai, both included. */
  openedFrom: z.iso.date().optional(),
  openedTo: z.iso.date().optional(),
  closedFrom: z.iso.date().optional(),
  closedTo: z.iso.date().optional(),
  q: z.string().max(200).optional(),
  sort: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
  asOf: AsOf.optional(),
  axis: z.enum(['effective', 'recorded']).default('effective'),
})
export type ListParameters = z.infer<typeof ListParameters>

export type FieldFilter = { slot: SlotName; values: string[] }
export type Sort = { column: string; descending: boolean }

/** What a filter says for entries where nothing is given. */
export const notGiven = '-'

export type ListRequest = {
  actor: Actor
  ledgerId: number
  parameters: ListParameters
  filters: readonly FieldFilter[]
  sort: Sort
  now: Date
  /** The highest class an entry of the ledger can have, where it is known: who reads that high isn't asked about. */
  sensitivityMax?: number | undefined
  codes: (names: readonly string[]) => number[]
  /** Where other versions of the ledger keep the current one's filter fields, if it isn't the same slot. */
  layouts?: SlotLayouts | undefined
  /** In which stages entries are open, where a stage says so. */
  openStages?: OpenStages | undefined
}

/** The moment that an "as of" names: an instant, or a date or month read as its last moment in Shanghai. */
export function momentOf(asOf: string): Date {
  if (asOf.length > 10) return new Date(asOf)
  const next = asOf.length === 10 ? addDays(asOf, 1) : addDays(`${asOf}-28`, 4).slice(0, 8).concat('01')
  return new Date(shanghaiInstant(next).getTime() - 1)
}

/** Where all that is asked for lies, if the request names one place. */
export function placeOf({ parameters }: Pick<ListRequest, 'parameters'>): string | undefined {
  return parameters.village ?? (parameters.township === notGiven ? undefined : parameters.township)
}

const sortColumns: Record<string, string> = {
  openedAt: 'opened_at',
  closedAt: 'closed_at',
  dueAt: 'due_at',
  no: 'no',
  title: 'title',
  stage: 'stage',
}

const ordinary = new Set(Object.keys(ListParameters.shape))

/** The slots of the fields whose class the actor may read: an order or a count by the others would tell them. */
export function readableSlots(definition: LedgerDefinition, actor: Actor): Map<string, SlotName> {
  const hidden = definition.fields.filter((field) => !mayReadField(field, actor)).map(({ name }) => name)
  const { slots } = assignSlots(definition.fields)
  return new Map([...slots].filter(([name]) => !hidden.includes(name)))
}

/**
 * The filters by declared fields among the parameters: `f.<field>` = one value or several with commas, and for
 * numbers and dates `from..to`; `-` holds entries where nothing is given.
 * @throws AppError ledgers.bad_filter for a field that is not declared as a filter
 */
export function fieldFilters(
  definition: LedgerDefinition,
  parameters: Record<string, unknown>,
  actor: Actor,
): FieldFilter[] {
  const slots = readableSlots(definition, actor)
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (ordinary.has(name)) return []
    const slot = name.startsWith('f.') ? slots.get(name.slice(2)) : undefined
    if (!slot || typeof value !== 'string')
      throw new AppError('ledgers.bad_filter', { path: name, params: { name } })
    return [{ slot, values: value.split(',') }]
  })
}

/** @throws AppError ledgers.bad_filter */
export function sortOf(definition: LedgerDefinition, text: string | undefined, actor: Actor): Sort {
  if (!text) return { column: 'opened_at', descending: true }
  const descending = text.startsWith('-')
  const name = descending ? text.slice(1) : text
  const column = sortColumns[name] ?? readableSlots(definition, actor).get(name)
  if (!column) throw new AppError('ledgers.bad_filter', { path: 'sort', params: { name } })
  return { column, descending }
}
