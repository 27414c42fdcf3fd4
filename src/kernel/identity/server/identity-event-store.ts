import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { coveredBy } from '#kernel/orgs/server'
import type { IdentityTables } from './identity-tables.ts'

export const identityEventKinds = [
  'signed_in',
  'sign_in_failed',
  'account_locked',
  'signed_out',
  'session_ended',
  'position_switched',
  'password_changed',
  'account_created',
  'account_disabled',
  'account_enabled',
  'password_reset',
  'appointed',
  'relieved',
  'position_created',
  'position_ended',
] as const
export type IdentityEventKind = (typeof identityEventKinds)[number]

type NewEvent = {
  at: Date
  kind: IdentityEventKind
  accountId?: number | undefined
  byAccountId?: number | undefined
  address?: string | undefined
  userAgentHash?: Buffer | null | undefined
  detail?: Record<string, string | number | boolean | null>
}

/** Appends to the trail of identity; nothing is ever changed there. */
export async function appendIdentityEvent(db: Database, event: NewEvent): Promise<void> {
  await db
    .withTables<IdentityTables>()
    .insertInto('identity_event')
    .values({
      at: event.at,
      kind: event.kind,
      account_id: event.accountId ?? null,
      by_account_id: event.byAccountId ?? null,
      address: event.address ?? null,
      user_agent_hash: event.userAgentHash ?? null,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute()
}

type Filter = {
  divisions: readonly string[]
  accountId?: number | undefined
  kind?: IdentityEventKind | undefined
  /** Only those before this id: the next page. */
  before?: number | undefined
  limit: number
}

export type IdentityEventRow = {
  id: number
  at: Date
  kind: string
  accountId: number | null
  loginName: string | null
  byAccountId: number | null
  address: string | null
  detail: Record<string, unknown>
}

/**
 * The trail of the accounts kept in the divisions (or of their administrators, where no account was concerned),
 * newest first. Failures at no account belong to nobody's township:
 * they show to who audits a whole district.
 */
export async function listIdentityEvents(db: Database, filter: Filter): Promise<IdentityEventRow[]> {
  const wholeDistrict = filter.divisions.some((code) => code.length === 6)
  let query = db
    .withTables<IdentityTables>()
    .selectFrom('identity_event')
    .leftJoin('account', 'account.id', 'identity_event.account_id')
    .leftJoin('account as by_account', 'by_account.id', 'identity_event.by_account_id')
    .leftJoin('organisation', (join) =>
      join.on(
        'organisation.id',
        '=',
        sql<number>`coalesce(account.organisation_id, by_account.organisation_id)`,
      ),
    )
    .select([
      'identity_event.id',
      'identity_event.at',
      'identity_event.kind',
      'identity_event.account_id as accountId',
      'account.login_name as loginName',
      'identity_event.by_account_id as byAccountId',
      'identity_event.address',
      sql<Record<string, unknown>>`identity_event.detail`.as('detail'),
    ])
    .where((eb) =>
      eb.or([coveredBy(filter.divisions), ...(wholeDistrict ? [eb('organisation.id', 'is', null)] : [])]),
    )
  if (filter.accountId !== undefined) query = query.where('identity_event.account_id', '=', filter.accountId)
  if (filter.kind !== undefined) query = query.where('identity_event.kind', '=', filter.kind)
  if (filter.before !== undefined) query = query.where('identity_event.id', '<', filter.before)
  return query.orderBy('identity_event.id', 'desc').limit(filter.limit).execute()
}
