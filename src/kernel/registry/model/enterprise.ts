import { z } from 'zod'
import { CreditCode, enterpriseKinds } from './credit-code.ts'
import {
  ExpectedVersion,
  listQuery,
  Name,
  Note,
  placing,
  provenance,
  recordFields,
  Sensitivity,
} from './fields.ts'
import { Phone } from './phone.ts'

/** A market entity or other body with a credit code (or waiting for one). The contact's phone is masked. */
export const Enterprise = z.strictObject({
  ...recordFields,
  name: z.string(),
  creditCode: z.string().nullable(),
  /** Read from the credit code; null where there is none. */
  kind: z.enum(enterpriseKinds).nullable(),
  industry: z.string(),
  products: z.string(),
  note: z.string(),
  contactName: z.string(),
  phone: z.string().nullable(),
  can: z.strictObject({ update: z.boolean(), unmask: z.boolean() }),
})
export type Enterprise = z.infer<typeof Enterprise>

const facts = {
  industry: z.string().trim().max(100),
  products: Note,
  note: Note,
  contactName: z.string().trim().max(100),
}

export const NewEnterprise = z.strictObject({
  name: Name,
  creditCode: CreditCode.nullish(),
  phone: Phone.nullish(),
  industry: facts.industry.default(''),
  products: facts.products.default(''),
  note: facts.note.default(''),
  contactName: facts.contactName.default(''),
  divisionCode: placing.divisionCode,
  address: placing.address.default(''),
  sensitivity: Sensitivity.default(0),
  source: provenance.source.default(''),
  asOf: provenance.asOf.default(null),
})
export type NewEnterprise = z.infer<typeof NewEnterprise>

/** What is left out stays as it is; null takes a fact away. */
export const EnterpriseUpdate = z.strictObject({
  name: Name.optional(),
  creditCode: CreditCode.nullish(),
  phone: Phone.nullish(),
  industry: facts.industry.optional(),
  products: facts.products.optional(),
  note: facts.note.optional(),
  contactName: facts.contactName.optional(),
  divisionCode: placing.divisionCode.optional(),
  address: placing.address.optional(),
  sensitivity: Sensitivity.optional(),
  source: provenance.source.optional(),
  asOf: provenance.asOf.optional(),
  expectedVersion: ExpectedVersion,
})
export type EnterpriseUpdate = z.infer<typeof EnterpriseUpdate>

/** `q` is part of the name, the beginning of its pinyin or initials, or a whole credit code. */
export const EnterpriseQuery = z.strictObject({
  ...listQuery,
  industry: z.string().trim().max(100).optional(),
})
export type EnterpriseQuery = z.infer<typeof EnterpriseQuery>

export const EnterprisePage = z.strictObject({
  rows: z.array(Enterprise),
  total: z.int(),
  can: z.strictObject({ create: z.boolean() }),
})
export type EnterprisePage = z.infer<typeof EnterprisePage>
