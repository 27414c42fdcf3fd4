import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Locale } from '#kernel/i18n/model'
import type { IdentityTables } from './identity-tables.ts'

export type Appointable = { id: number; divisions: string[]; rights: string[]; organisationDivision: string }

function positionsWithRights(db: Database) {
  return db
    .withTables<IdentityTables>()
    .selectFrom('position')
    .innerJoin('role', 'role.id', 'position.role')
    .innerJoin('organisation', 'organisation.id', 'position.organisation_id')
    .select([
      'position.id',
      'position.divisions',
      'role.rights',
      'organisation.division_code as organisationDivision',
    ])
}

/** The positions named that still stand, with what decides who may be appointed to them and by whom. */
export async function findAppointable(db: Database, positionIds: readonly number[]): Promise<Appointable[]> {
  if (positionIds.length === 0) return []
  return positionsWithRights(db)
    .where('position.id', 'in', positionIds)
    .where('position.valid_to', 'is', null)
    .where('organisation.valid_to', 'is', null)
    .execute()
}

/** The positions that an account holds by open appointments, whether they still stand or not. */
export async function listAppointed(db: Database, accountId: number): Promise<Appointable[]> {
  return positionsWithRights(db)
    .innerJoin('appointment', 'appointment.position_id', 'position.id')
    .where('appointment.account_id', '=', accountId)
    .where('appointment.valid_to', 'is', null)
    .execute()
}

export async function lockAccount(tx: Tx, accountId: number): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .selectFrom('account')
    .select('id')
    .where('id', '=', accountId)
    .forUpdate()
    .execute()
}

export type AppointmentRow = {
  id: number
  positionId: number
  title: string
  organisation: string
  role: string
  divisions: string[]
  organisationDivision: string
  from: Date | null
  to: Date | null
  positionTo: string | null
}

/** Every position that an account holds or held, the newest first. */
export async function listAppointments(
  db: Database,
  accountId: number,
  locale: Locale,
): Promise<AppointmentRow[]> {
  const text = (zh: string, en: string) => sql<string>`${sql.ref(locale === 'en' ? en : zh)}`
  return db
    .withTables<IdentityTables>()
    .selectFrom('appointment')
    .innerJoin('position', 'position.id', 'appointment.position_id')
    .innerJoin('organisation', 'organisation.id', 'position.organisation_id')
    .where('appointment.account_id', '=', accountId)
    .select([
      'appointment.id',
      'position.id as positionId',
      text('position.title_zh', 'position.title_en').as('title'),
      text('organisation.name_zh', 'organisation.name_en').as('organisation'),
      'position.role',
      'position.divisions',
      'organisation.division_code as organisationDivision',
      'appointment.valid_from as from',
      'appointment.valid_to as to',
      'position.valid_to as positionTo',
    ])
    .orderBy('appointment.id', 'desc')
    .execute()
}

export type AppointmentChange = { appointed: number[]; relieved: number[] }

/** Makes the account's open appointments be just these, and answers what changed. Locks the account meanwhile. */
export async function setAppointments(
  tx: Tx,
  accountId: number,
  positionIds: readonly number[],
  now: Date,
): Promise<AppointmentChange> {
  const tables = tx.withTables<IdentityTables>()
  await lockAccount(tx, accountId)
  const relieved = await tables
    .updateTable('appointment')
    .set({ valid_to: sql<Date>`greatest(valid_from, ${now}::timestamptz)` })
    .where('account_id', '=', accountId)
    .where('valid_to', 'is', null)
    .where(sql<boolean>`not position_id = any(${[...positionIds]}::int[])`)
    .returning('position_id')
    .execute()
  const appointed =
    positionIds.length === 0
      ? []
      : await tables
          .insertInto('appointment')
          .values(
            positionIds.map((position_id) => ({
              account_id: accountId,
              position_id,
              valid_from: now,
              valid_to: null,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['account_id', 'position_id']).where('valid_to', 'is', null).doNothing(),
          )
          .returning('position_id')
          .execute()
  return {
    appointed: appointed.map((row) => row.position_id),
    relieved: relieved.map((row) => row.position_id),
  }
}

/** The accounts that hold a position, open appointments only. */
export async function listHolders(db: Database, positionId: number): Promise<number[]> {
  const rows = await db
    .withTables<IdentityTables>()
    .selectFrom('appointment')
    .select('account_id')
    .where('position_id', '=', positionId)
    .where('valid_to', 'is', null)
    .execute()
  return rows.map((row) => row.account_id)
}

/** Whether the account held the position at a moment, whatever has become of either since. */
export async function heldAt(
  db: Database,
  accountId: number,
  positionId: number,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from appointment where account_id = ${accountId} and position_id = ${positionId}
      and coalesce(valid_from <= ${at}::timestamptz, true) and coalesce(valid_to > ${at}::timestamptz, true)
    limit 1`.execute(db)
  return rows.length > 0
}
