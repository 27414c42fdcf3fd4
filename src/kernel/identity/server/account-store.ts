import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Account, AccountState, StaffMember } from '#kernel/identity/model'
import type { Locale } from '#kernel/i18n/model'
import { coveredBy } from '#kernel/orgs/server'
import type { IdentityTables } from './identity-tables.ts'
import { standing } from './session-store.ts'

type NewAccountRow = {
  loginName: string
  name: string
  organisationId: number
  passwordHash: string | null
  mustChangePassword: boolean
  now: Date
}

/** @throws AppError identity.login_name_taken (409). */
export async function insertAccount(db: Database, account: NewAccountRow): Promise<number> {
  const row = await db
    .withTables<IdentityTables>()
    .insertInto('account')
    .values({
      login_name: account.loginName,
      name: account.name,
      organisation_id: account.organisationId,
      password_hash: account.passwordHash,
      password_changed_at: account.passwordHash === null ? null : account.now,
      must_change_password: account.mustChangePassword,
      created_at: account.now,
    })
    .onConflict((conflict) => conflict.column('login_name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) return row.id
  const { loginName } = account
  throw new AppError('identity.login_name_taken', { status: 409, path: 'loginName', params: { loginName } })
}

type Filter = {
  now: Date
  locale: Locale
  divisions: readonly string[]
  accountId?: number
  organisationId?: number | undefined
  q?: string | undefined
  state?: AccountState | undefined
  page: number
  size: number
}

/** The accounts kept in organisations that the roots cover. */
export async function listAccounts(
  db: Database,
  filter: Filter,
): Promise<{ rows: Account[]; total: number }> {
  let query = db
    .withTables<IdentityTables>()
    .selectFrom('account')
    .innerJoin('organisation', 'organisation.id', 'account.organisation_id')
    .where(coveredBy(filter.divisions))
  if (filter.accountId !== undefined) query = query.where('account.id', '=', filter.accountId)
  if (filter.organisationId !== undefined)
    query = query.where('account.organisation_id', '=', filter.organisationId)
  if (filter.q !== undefined && filter.q !== '') {
    const part = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([eb('account.name', 'ilike', part), eb('account.login_name', 'ilike', part)]),
    )
  }
  const locked = sql<boolean>`coalesce(account.locked_until > ${filter.now}::timestamptz, false)`
  if (filter.state === 'disabled') query = query.where('account.disabled', '=', true)
  else if (filter.state !== undefined)
    query = query
      .where('account.disabled', '=', false)
      .where(filter.state === 'locked' ? locked : sql<boolean>`not ${locked}`)
  const rows = await query
    .select([
      'account.id',
      'account.login_name',
      'account.name',
      'account.organisation_id',
      'account.disabled',
      'account.locked_until',
      'account.must_change_password',
      'account.last_sign_in_at',
      sql<string>`${sql.ref(filter.locale === 'en' ? 'organisation.name_en' : 'organisation.name_zh')}`.as(
        'organisation',
      ),
      sql<number>`count(*) over ()`.as('total'),
    ])
    .orderBy('account.login_name')
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute()
  const held = await listHeldPositions(
    db,
    rows.map(({ id }) => id),
    filter.now,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) =>
      presentAccount(
        row,
        held.filter(({ accountId }) => accountId === row.id),
        filter,
      ),
    ),
  }
}

type AccountRow = {
  id: number
  login_name: string
  name: string
  organisation_id: number
  organisation: string
  disabled: boolean
  locked_until: Date | null
  must_change_password: boolean
  last_sign_in_at: Date | null
}

function presentAccount(
  row: AccountRow,
  held: readonly HeldPosition[],
  { now, locale }: Pick<Filter, 'now' | 'locale'>,
): Account {
  const locked = row.locked_until !== null && row.locked_until > now ? row.locked_until : null
  return {
    id: row.id,
    loginName: row.login_name,
    name: row.name,
    organisationId: row.organisation_id,
    organisation: row.organisation,
    state: row.disabled ? 'disabled' : locked ? 'locked' : 'active',
    lockedUntil: locked?.toISOString() ?? null,
    mustChangePassword: row.must_change_password,
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    positions: held.map((position) => ({
      id: position.id,
      title: position.title[locale],
      organisation: position.organisationName[locale],
    })),
  }
}

/** @throws AppError http.not_found: there is none, or it is kept outside the roots. */
export async function getAccount(
  db: Database,
  accountId: number,
  filter: Pick<Filter, 'now' | 'locale' | 'divisions'>,
): Promise<Account> {
  const { rows } = await listAccounts(db, { ...filter, accountId, page: 1, size: 1 })
  if (!rows[0]) throw notFound()
  return rows[0]
}

export type HeldPosition = {
  accountId: number
  id: number
  role: string
  rights: string[]
  divisions: string[]
  organisationId: number
  title: Record<Locale, string>
  organisationName: Record<Locale, string>
}

/** The positions that accounts hold now. */
export async function listHeldPositions(
  db: Database,
  accountIds: readonly number[],
  now: Date,
): Promise<HeldPosition[]> {
  if (accountIds.length === 0) return []
  const rows = await standing(db, now)
    .where('appointment.account_id', 'in', accountIds)
    .select([
      'appointment.account_id as accountId',
      'position.id',
      'position.role',
      'role.rights',
      'position.divisions',
      'position.organisation_id as organisationId',
      'position.title_zh',
      'position.title_en',
      'organisation.name_zh',
      'organisation.name_en',
    ])
    .orderBy('appointment.id')
    .execute()
  return rows.map(({ title_zh, title_en, name_zh, name_en, ...rest }) => ({
    ...rest,
    title: { 'zh-CN': title_zh, en: title_en },
    organisationName: { 'zh-CN': name_zh, en: name_en },
  }))
}

/** Who holds the positions of an organisation now, to whom work is given. */
export async function listStaff(
  db: Database,
  organisationId: number,
  locale: Locale,
  now: Date,
): Promise<StaffMember[]> {
  return standing(db, now)
    .where('position.organisation_id', '=', organisationId)
    .select([
      'account.id as accountId',
      'account.name',
      'position.id as positionId',
      sql<string>`${sql.ref(locale === 'en' ? 'position.title_en' : 'position.title_zh')}`.as('title'),
      'position.role',
    ])
    .orderBy('position.id')
    .orderBy('account.id')
    .execute()
}

export async function findLogin(
  db: Database,
  accountId: number,
): Promise<{ loginName: string; locale: Locale | null; passwordHash: string | null }> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('account')
    .select(['login_name as loginName', 'locale', 'password_hash as passwordHash'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
}

type Change = {
  name?: string
  organisationId?: number
  locale?: Locale
  disabled?: boolean
  passwordHash?: string
  mustChangePassword?: boolean
  lastPositionId?: number
  signedInAt?: Date
  /** Ends a lock and the count that led to it. */
  unlock?: true
}

export async function updateAccount(db: Database, id: number, change: Change, now: Date): Promise<void> {
  await db
    .withTables<IdentityTables>()
    .updateTable('account')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.organisationId === undefined ? {} : { organisation_id: change.organisationId }),
      ...(change.locale === undefined ? {} : { locale: change.locale }),
      ...(change.disabled === undefined ? {} : { disabled: change.disabled }),
      ...(change.passwordHash === undefined
        ? {}
        : { password_hash: change.passwordHash, password_changed_at: now }),
      ...(change.mustChangePassword === undefined ? {} : { must_change_password: change.mustChangePassword }),
      ...(change.lastPositionId === undefined ? {} : { last_position_id: change.lastPositionId }),
      ...(change.signedInAt === undefined ? {} : { last_sign_in_at: change.signedInAt }),
      ...(change.unlock ? { failed_attempts: 0, locked_until: null } : {}),
    })
    .where('id', '=', id)
    .execute()
}
