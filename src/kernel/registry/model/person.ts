import { z } from 'zod'
import { LocalDate } from '#kernel/time/model'
import { ExpectedVersion, listQuery, Name, placing, provenance, recordFields, Sensitivity } from './fields.ts'
import { IdNumber, sexes } from './id-number.ts'
import { Phone } from './phone.ts'

/** A person as shown: identity number and phone are masked. */
export const Person = z.strictObject({
  ...recordFields,
  name: z.string(),
  sex: z.enum(sexes).nullable(),
  birthDate: LocalDate.nullable(),
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
  /** Of a person erased by law (依法清除) nothing else is left. */
  erased: z.strictObject({ at: z.iso.datetime(), certificate: z.string() }).nullable(),
  can: z.strictObject({ update: z.boolean(), unmask: z.boolean(), erase: z.boolean() }),
})
export type Person = z.infer<typeof Person>

const facts = {
  name: Name,
  /** Read from the identity number where there is one; then, what is given must agree with it. */
  sex: z.enum(sexes).nullish(),
  birthDate: LocalDate.nullish(),
  idNumber: IdNumber.nullish(),
  phone: Phone.nullish(),
}

export const NewPerson = z.strictObject({
  ...facts,
  divisionCode: placing.divisionCode,
  address: placing.address.default(''),
  sensitivity: Sensitivity.default(1),
  source: provenance.source.default(''),
  asOf: provenance.asOf.default(null),
})
export type NewPerson = z.infer<typeof NewPerson>

/** What is left out stays as it is; null takes a fact away. */
export const PersonUpdate = z.strictObject({
  ...facts,
  name: facts.name.optional(),
  divisionCode: placing.divisionCode.optional(),
  address: placing.address.optional(),
  sensitivity: Sensitivity.optional(),
  source: provenance.source.optional(),
  asOf: provenance.asOf.optional(),
  expectedVersion: ExpectedVersion,
})
export type PersonUpdate = z.infer<typeof PersonUpdate>

/** `q` is a name's beginning, or its pinyin's or initials'. */
export const PersonQuery = z.strictObject(listQuery)
export type PersonQuery = z.infer<typeof PersonQuery>

export const PersonPage = z.strictObject({
  rows: z.array(Person),
  total: z.int(),
  /** What was asked for is a whole identity number or phone: who has it is told by `POST /api/persons/number`, on record. */
  wholeNumber: z.boolean(),
  can: z.strictObject({ create: z.boolean() }),
})
export type PersonPage = z.infer<typeof PersonPage>

export const PersonNumber = z.strictObject({ number: z.string().trim().min(5).max(30) })
export type PersonNumber = z.infer<typeof PersonNumber>

export const maskedFields = ['idNumber', 'phone'] as const

export const UnmaskRequest = z.strictObject({
  field: z.enum(maskedFields),
  /** Why the whole value is needed; it is stored with who asked and when. */
  purpose: z.string().trim().min(4).max(300),
  /** A registered purpose: where its ground is consent, nothing is shown without the person's. */
  purposeCode: z.string().max(40).optional(),
})
export type UnmaskRequest = z.infer<typeof UnmaskRequest>

export const Unmasked = z.strictObject({ value: z.string().nullable() })
