import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { IdentityEvent, IdentityEventKind } from '#kernel/identity/model'
import type { Locale } from '#kernel/i18n/model'
import { coveredBy } from '#kernel/orgs/server'
import type { IdentityTables } from './identity-tables.ts'

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
  locale: Locale
  accountId?: number | undefined
  kind?: IdentityEventKind | undefined
  /** Part of the name or login name of the account, or of who did it. */
  q?: string | undefined
  /** From this moment, and before that one. */
  since?: Date | undefined
  until?: Date | undefined
  /** Only those before this id: the next page. */
  before?: number | undefined
  limit: number
}

/** Events with their accounts and the organisation by which they belong to somebody's divisions. */
function joined(db: Database, locale: Locale) {
  return db
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
    .leftJoin('position', (join) =>
      join.on('position.id', '=', sql<number>`(identity_event.detail->>'position')::int`),
    )
    .select([
      'identity_event.id',
      'identity_event.at',
      'identity_event.kind',
      'identity_event.account_id as accountId',
      'account.login_name as loginName',
      'account.name',
      'identity_event.by_account_id as byAccountId',
      'by_account.login_name as byLoginName',
      'by_account.name as byName',
      'identity_event.address',
      sql<string | null>`${sql.ref(locale === 'en' ? 'position.title_en' : 'position.title_zh')}`.as(
        'position',
      ),
      sql<IdentityEvent['detail']>`identity_event.detail`.as('detail'),
    ])
}

/**
 * The trail of the accounts kept in the divisions (or of their administrators, where no account was concerned),
 * newest first. Failures at no account belong to nobody's township:
 * they show to who audits a whole district.
 */
export async function listIdentityEvents(db: Database, filter: Filter): Promise<IdentityEvent[]> {
  const wholeDistrict = filter.divisions.some((code) => code.length === 6)
  let query = joined(db, filter.locale).where((eb) =>
    eb.or([coveredBy(filter.divisions), ...(wholeDistrict ? [eb('organisation.id', 'is', null)] : [])]),
  )
  if (filter.accountId !== undefined) query = query.where('identity_event.account_id', '=', filter.accountId)
  if (filter.kind !== undefined) query = query.where('identity_event.kind', '=', filter.kind)
  if (filter.since !== undefined) query = query.where('identity_event.at', '>=', filter.since)
  if (filter.until !== undefined) query = query.where('identity_event.at', '<', filter.until)
  if (filter.before !== undefined) query = query.where('identity_event.id', '<', filter.before)
  if (filter.q !== undefined && filter.q !== '') {
    const part = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
    const columns = [
      'account.name',
      'account.login_name',
      'by_account.name',
      'by_account.login_name',
    ] as const
    query = query.where((eb) => eb.or(columns.map((column) => eb(column, 'ilike', part))))
  }
  const rows = await query.orderBy('identity_event.id', 'desc').limit(filter.limit).execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
