import type { Generated, GeneratedAlways } from 'kysely'
import type { Locale } from '#kernel/i18n/model'
import type { OrgTables } from '#kernel/orgs/server'

type AccountTable = {
  id: Generated<number>
  login_name: string
  name: string
  organisation_id: number
  password_hash: string | null
  password_changed_at: Date | null
  must_change_password: Generated<boolean>
  disabled: Generated<boolean>
  failed_attempts: Generated<number>
  locked_until: Date | null
  locale: Locale | null
  last_position_id: number | null
  last_sign_in_at: Date | null
  created_at: Date
}

type AppointmentTable = {
  id: Generated<number>
  account_id: number
  position_id: number
  valid_from: Date | null
  valid_to: Date | null
}

type SessionTable = {
  token_hash: Buffer
  account_id: number
  position_id: number
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  address: string | null
  user_agent_hash: Buffer | null
  demonstration: Generated<boolean>
}

type IdentityEventTable = {
  id: GeneratedAlways<number>
  at: Date
  kind: string
  account_id: number | null
  by_account_id: number | null
  address: string | null
  user_agent_hash: Buffer | null
  detail: string
}

type SignInFailureTable = { address: string; window_at: Date; failures: number }

type IdentityRequestTable = {
  account_id: number
  client_key: string
  request_hash: Buffer
  made_id: number
  at: Date
}

type DemonstrationRoleTable = { account_id: number; sort: number; what_zh: string; what_en: string }

export type IdentityTables = OrgTables & {
  account: AccountTable
  appointment: AppointmentTable
  session: SessionTable
  identity_event: IdentityEventTable
  sign_in_failure: SignInFailureTable
  identity_request: IdentityRequestTable
  demonstration_role: DemonstrationRoleTable
}
