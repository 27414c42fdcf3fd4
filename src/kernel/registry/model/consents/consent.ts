import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

/** On which ground persons' facts are used for a purpose (《个人信息保护法》第十三条). */
export const legalBases = [
  'consent',
  'contract',
  'statutory_duty',
  'emergency',
  'public_information',
] as const

const terms = {
  title: LocalText,
  basis: z.enum(legalBases),
  legalText: z.string().trim().min(1).max(1000),
}

export const NewPurpose = z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/), ...terms })
export type NewPurpose = z.infer<typeof NewPurpose>

/** 处理目的, with how often it is used: counts of everything, since they name nobody. */
export const Purpose = z.strictObject({
  code: z.string(),
  ...terms,
  ended: z.boolean(),
  /** Consents in force. */
  consents: z.number().int(),
  /** Fields of entries that were filled for it. */
  uses: z.number().int(),
})
export type Purpose = z.infer<typeof Purpose>

export const PurposeList = z.strictObject({
  rows: z.array(Purpose),
  can: z.strictObject({ change: z.boolean() }),
})
export type PurposeList = z.infer<typeof PurposeList>

export const Consent = z.strictObject({
  id: z.uuid(),
  purpose: z.string(),
  title: LocalText,
  givenOn: z.iso.date(),
  withdrawnOn: z.iso.date().nullable(),
  source: z.string(),
})
export type Consent = z.infer<typeof Consent>

export const ConsentList = z.strictObject({
  rows: z.array(Consent),
  can: z.strictObject({ change: z.boolean() }),
})
export type ConsentList = z.infer<typeof ConsentList>

export const NewConsent = z.strictObject({
  purpose: z.string().min(1).max(40),
  givenOn: z.iso.date(),
  source: z.string().trim().min(1).max(300),
})
export type NewConsent = z.infer<typeof NewConsent>

export const Withdrawal = z.strictObject({ on: z.iso.date() })
