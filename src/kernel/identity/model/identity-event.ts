import { z } from 'zod'

/** What the trail of identity tells of. The text is the key `identity.event.<kind>`. */
export const identityEventKinds = [
  'signed_in',
  'sign_in_failed',
  'account_locked',
  'signed_out',
  'session_ended',
  'position_switched',
  'password_changed',
  'account_created',
  'account_changed',
  'account_disabled',
  'account_enabled',
  'password_reset',
  'phone_revoked',
  'appointed',
  'relieved',
  'position_created',
  'position_ended',
  'organisation_created',
  'organisation_changed',
  'organisation_closed',
] as const
export const IdentityEventKind = z.enum(identityEventKinds)
export type IdentityEventKind = z.infer<typeof IdentityEventKind>

export const IdentityEvent = z.strictObject({
  id: z.number().int(),
  at: z.iso.datetime(),
  kind: z.string(),
  accountId: z.number().int().nullable(),
  loginName: z.string().nullable(),
  name: z.string().nullable(),
  byAccountId: z.number().int().nullable(),
  byLoginName: z.string().nullable(),
  byName: z.string().nullable(),
  address: z.string().nullable(),
  /** The position that was given, ended, made or acted through, where one was concerned. */
  position: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type IdentityEvent = z.infer<typeof IdentityEvent>
