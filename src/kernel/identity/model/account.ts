import { z } from 'zod'
import { locales } from '#kernel/i18n/model'
import { passwordLengthMax } from './password.ts'

export const LoginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/)
/** What is typed when signing in: anything may be, and anything unknown is refused alike. */
export const TypedPassword = z
  .string()
  .min(1)
  .max(passwordLengthMax * 4)

export const SignIn = z.strictObject({
  account: z.string().trim().min(1).max(200),
  password: TypedPassword,
  /** Sets a new password in the same step, where the account must change it. */
  next: TypedPassword.optional(),
})
export const PasswordChange = z.strictObject({ current: TypedPassword, next: TypedPassword })

/** `locked` is seen from failed sign-ins and passes by itself; `disabled` is an administrator's decision. */
export const AccountState = z.enum(['active', 'locked', 'disabled'])
export type AccountState = z.infer<typeof AccountState>

const PositionOfSession = z.strictObject({
  id: z.number().int(),
  title: z.string(),
  organisation: z.strictObject({ id: z.number().int(), name: z.string() }),
  role: z.string(),
  divisions: z.array(z.strictObject({ code: z.string(), name: z.string() })),
})

/** What the pages know of who is signed in. */
export const SessionAnswer = z.strictObject({
  account: z.strictObject({ id: z.number().int(), name: z.string(), loginName: z.string() }),
  position: PositionOfSession,
  positions: z.array(PositionOfSession),
  rights: z.array(z.string()),
  locale: z.enum(locales),
  demonstration: z.boolean(),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>

export const NewAccount = z.strictObject({
  loginName: LoginName,
  name: z.string().trim().min(1).max(60),
  organisationId: z.number().int().positive().max(2_147_483_647),
  /** To be changed at the first sign-in. */
  password: TypedPassword,
})
export type NewAccount = z.infer<typeof NewAccount>

export const Account = z.strictObject({
  id: z.number().int(),
  loginName: z.string(),
  name: z.string(),
  organisationId: z.number().int(),
  organisation: z.string(),
  state: AccountState,
  lockedUntil: z.iso.datetime().nullable(),
  mustChangePassword: z.boolean(),
  lastSignInAt: z.iso.datetime().nullable(),
  positions: z.array(z.strictObject({ id: z.number().int(), title: z.string(), organisation: z.string() })),
})
export type Account = z.infer<typeof Account>

/** What may be corrected of an account; its login name stays. */
export const AccountChange = NewAccount.pick({ name: true, organisationId: true })
export type AccountChange = z.infer<typeof AccountChange>

/** 任岗: a position that an account holds or held. */
export const Appointment = z.strictObject({
  id: z.number().int(),
  positionId: z.number().int(),
  title: z.string(),
  organisation: z.string(),
  role: z.string(),
  divisions: z.array(z.string()),
  /** Null: ever since the net stands. */
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  /** Whether the reader's divisions reach it: an administrator gives and ends only what lies in them. */
  inReach: z.boolean(),
})
export type Appointment = z.infer<typeof Appointment>

export const AccountName = z.strictObject({ id: z.number().int(), name: z.string() })
export type AccountName = z.infer<typeof AccountName>

/** Who holds a position of an organisation: the staff directory. */
export const StaffMember = z.strictObject({
  accountId: z.number().int(),
  name: z.string(),
  positionId: z.number().int(),
  title: z.string(),
  role: z.string(),
})
export type StaffMember = z.infer<typeof StaffMember>

export const DemonstrationRole = z.strictObject({
  loginName: z.string(),
  name: z.string(),
  title: z.string(),
  organisation: z.string(),
  what: z.string(),
})
export type DemonstrationRole = z.infer<typeof DemonstrationRole>
