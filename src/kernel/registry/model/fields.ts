import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'

/** Four classes, 0 public to 3 most sensitive, after GB/T 43697; a position reads up to its own. */
export const Sensitivity = z.int().min(0).max(3)

/** A name as written: trimmed, with one space where several were. */
export const Name = z
  .string()
  .transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(1).max(200))

export const Note = z.string().trim().max(2000)
export const Address = z.string().trim().max(300)

/** How far the source tells the day: `2019`, `2019-06` or `2019-06-30`. */
export const PartialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)

/** Where a fact comes from and of when it is: every object of the register says both. */
export const provenance = {
  source: z.string().trim().max(500),
  asOf: PartialDate.nullable(),
}

export const placing = {
  /** 6, 9 or 12 digits, as near as it is known. */
  divisionCode: DivisionCode,
  address: Address,
}

/** What every answer carries besides the object's own facts. */
export const recordFields = {
  id: z.uuid(),
  ...placing,
  sensitivity: Sensitivity,
  ...provenance,
  /** Rises with every change; an update names the one it was made from. */
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}

/** A list's query, the same for every kind of object. */
export const listQuery = {
  q: z.string().trim().max(100).optional(),
  division: DivisionCode.optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
}

export const ExpectedVersion = z.int().min(1)

/** The kinds of things the register holds; a subject of an entry names one of them and an id. */
export const objectKinds = ['person', 'household', 'enterprise', 'place'] as const
export type ObjectKind = (typeof objectKinds)[number]

/** Under which name of the API a kind is listed. */
export const collectionOf: Record<ObjectKind, string> = {
  person: 'persons',
  household: 'households',
  enterprise: 'enterprises',
  place: 'places',
}
