import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Locale } from '#kernel/i18n/model'
import { inForce } from '#kernel/orgs/server'
import { shanghaiDate } from '#kernel/time/model'
import type { IdentityTables } from './identity-tables.ts'

export type SessionRow = {
  accountId: number
  positionId: number
  organisationId: number
  name: string
  locale: Locale | null
  role: string
  divisions: string[]
  ledgers: string[] | null
  sensitivity: number
  rights: string[]
  lastSeenAt: Date
  expiresAt: Date
  demonstration: boolean
}

/** Appointments, positions and organisations that stand at the moment. */
export function standing(db: Database, now: Date) {
  const on = shanghaiDate(now)
  return db
    .withTables<IdentityTables>()
    .selectFrom('appointment')
    .innerJoin('position', 'position.id', 'appointment.position_id')
    .innerJoin('organisation', 'organisation.id', 'position.organisation_id')
    .innerJoin('account', 'account.id', 'appointment.account_id')
    .innerJoin('role', 'role.id', 'position.role')
    .where(inForce('position', on))
    .where(inForce('organisation', on))
    .where(
      sql<boolean>`(coalesce(appointment.valid_from <= ${now}::timestamptz, true)
        and coalesce(appointment.valid_to > ${now}::timestamptz, true))`,
    )
    .where('account.disabled', '=', false)
}

/** The session with everything that decides what its holder may do; undefined when any of it no longer stands. */
export async function findSession(
  db: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<SessionRow | undefined> {
  return standing(db, now)
    .innerJoin('session', (join) =>
      join
        .onRef('session.account_id', '=', 'appointment.account_id')
        .onRef('session.position_id', '=', 'appointment.position_id'),
    )
    .where('session.token_hash', '=', tokenHash)
    .select([
      'session.account_id as accountId',
      'session.position_id as positionId',
      'position.organisation_id as organisationId',
      'account.name',
      'account.locale',
      'position.role',
      'position.divisions',
      'position.ledgers',
      'position.sensitivity',
      'role.rights',
      'session.last_seen_at as lastSeenAt',
      'session.expires_at as expiresAt',
      'session.demonstration',
    ])
    .limit(1)
    .executeTakeFirst()
}

type NewSession = {
  tokenHash: Buffer
  accountId: number
  positionId: number
  now: Date
  expiresAt: Date
  address: string
  userAgentHash: Buffer | null
  demonstration: boolean
}

export async function insertSession(db: Database, session: NewSession): Promise<void> {
  await db
    .withTables<IdentityTables>()
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      position_id: session.positionId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
      address: session.address,
      user_agent_hash: session.userAgentHash,
      demonstration: session.demonstration,
    })
    .execute()
}

export async function touchSession(db: Database, tokenHash: Buffer, now: Date): Promise<void> {
  await db
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({ last_seen_at: sql<Date>`greatest(last_seen_at, ${now}::timestamptz)` })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** Gives the session another token, and another position where one is named. False when it has ended meanwhile. */
export async function rotateSession(
  db: Database,
  oldHash: Buffer,
  newHash: Buffer,
  positionId?: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({ token_hash: newHash, ...(positionId === undefined ? {} : { position_id: positionId }) })
    .where('token_hash', '=', oldHash)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends a session and answers whose it was. */
export async function deleteSession(db: Database, tokenHash: Buffer): Promise<number | undefined> {
  const row = await db
    .withTables<IdentityTables>()
    .deleteFrom('session')
    .where('token_hash', '=', tokenHash)
    .returning('account_id')
    .executeTakeFirst()
  return row?.account_id
}

/** Ends all sessions of an account, but the one named. */
export async function deleteSessionsOf(db: Database, accountId: number, except?: Buffer): Promise<void> {
  let query = db.withTables<IdentityTables>().deleteFrom('session').where('account_id', '=', accountId)
  if (except !== undefined) query = query.where('token_hash', '!=', except)
  await query.execute()
}

/** Removes what ended by itself, unseen. */
export async function sweepSessions(db: Database, now: Date, idleMinutes: number): Promise<void> {
  const idleSince = new Date(now.getTime() - idleMinutes * 60_000)
  await db
    .withTables<IdentityTables>()
    .deleteFrom('session')
    .where((eb) => eb.or([eb('expires_at', '<=', now), eb('last_seen_at', '<', idleSince)]))
    .execute()
}
