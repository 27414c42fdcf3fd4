import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

/**
 * 显示原文 on record: who saw a whole number, of what, when and what for. Who audits sees no register: an object is
 * told apart from others by its mark, the same each time, and no more.
 */
export const Unmasking = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  accountId: z.number().int(),
  name: z.string(),
  loginName: z.string(),
  position: z.string(),
  kind: z.enum(['person', 'enterprise']),
  mark: z.string(),
  divisionCode: z.string().nullable(),
  field: z.string(),
  purpose: z.string(),
  /** The registered purpose that was chosen, with its title. */
  registered: LocalText.nullable(),
})
export type Unmasking = z.infer<typeof Unmasking>

/** How often an account looked, and at how many different objects: the most frequent first. */
export const UnmaskingCount = z.strictObject({
  accountId: z.number().int(),
  name: z.string(),
  count: z.number().int(),
  objects: z.number().int(),
})
export type UnmaskingCount = z.infer<typeof UnmaskingCount>

export const UnmaskingQuery = z.object({
  account: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  /** Only those of the object that this record is about. */
  same: z.uuid().optional(),
  /** Part of the purpose. */
  q: z.string().trim().max(60).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})
export type UnmaskingQuery = z.infer<typeof UnmaskingQuery>

export const UnmaskingPage = z.strictObject({
  rows: z.array(Unmasking),
  total: z.number().int(),
  byAccount: z.array(UnmaskingCount),
})
export type UnmaskingPage = z.infer<typeof UnmaskingPage>
