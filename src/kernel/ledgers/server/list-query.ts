import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { LedgerDefinition } from '../model/definition.ts'
import { assignSlots, type SlotName } from '../model/slots.ts'
import { mayReadField } from './present.ts'

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
