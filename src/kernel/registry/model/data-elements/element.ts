import { z } from 'zod'
import { type ObjectKind, Sensitivity } from '../fields.ts'

/** Facts of the register that may be defined as data elements and filled into forms. */
export const elementCodes = [
  'person.sex',
  'person.birthDate',
  'person.idNumber',
  'person.phone',
  'person.address',
  'person.divisionCode',
  'household.address',
  'household.divisionCode',
  'enterprise.creditCode',
  'enterprise.phone',
  'enterprise.contactName',
  'enterprise.industry',
  'enterprise.address',
  'place.address',
] as const
export const ElementCode = z.enum(elementCodes)
export type ElementCode = z.infer<typeof ElementCode>

export const objectKindOf = (code: ElementCode): ObjectKind => code.split('.')[0] as ObjectKind
export const factOf = (code: ElementCode): string => code.split('.')[1] as string

const names = z.array(z.string().min(1).max(60)).max(200).nullable()

const terms = {
  ownerRole: z.string().min(1).max(60),
  sensitivity: Sensitivity,
  legalBasis: z.string().trim().min(1).max(1000),
  freshDays: z.number().int().min(1).max(36_500).nullable(),
  /** Ledgers, roles and purposes whose forms may be filled with it; null: all of them. */
  fillLedgers: names,
  fillRoles: names,
  fillPurposes: names,
}
export const ElementTerms = z.strictObject(terms)
export type ElementTerms = z.infer<typeof ElementTerms>

/** 数据元: a fact of one kind of object, who answers for it, on which ground it is held and what it may be used for. */
export const DataElement = z.strictObject({
  code: ElementCode,
  version: z.number().int(),
  ...terms,
  /** Who said so; null: the program. */
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime(),
})
export type DataElement = z.infer<typeof DataElement>

export const DataElementList = z.strictObject({
  rows: z.array(DataElement),
  can: z.strictObject({ change: z.boolean() }),
})
export type DataElementList = z.infer<typeof DataElementList>

export const DataElementUpdate = z.strictObject({ expectedVersion: z.number().int().min(1), ...terms })
export type DataElementUpdate = z.infer<typeof DataElementUpdate>

/**
 * What a form is told of a fact: `held` with the value; `unseen`: held, but not for this asker, role, ledger or
 * purpose; `no_consent`: not to be used for this purpose without the person's consent; `missing`: to be asked for.
 */
export const Fill = z.strictObject({
  element: ElementCode,
  state: z.enum(['held', 'unseen', 'no_consent', 'missing']),
  value: z.string().nullable(),
  source: z.string().nullable(),
  asOf: z.string().nullable(),
  /** Not older than the element allows. */
  fresh: z.boolean(),
})
export type Fill = z.infer<typeof Fill>

/** Whether a fact of a day is still fresh. @param asOf a day, a month or a year: its last day counts */
export function isFresh(asOf: string, freshDays: number | null, today: string): boolean {
  if (freshDays === null) return true
  const from = asOf.length === 4 ? `${asOf}-12-31` : asOf.length === 7 ? `${asOf}-28` : asOf
  return (Date.parse(today) - Date.parse(from)) / 86_400_000 <= freshDays
}
