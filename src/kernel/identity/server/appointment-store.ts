import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { IdentityTables } from './identity-tables.ts'

export type Appointable = { id: number; divisions: string[]; rights: string[]; organisationDivision: string }

/** The positions named that still stand, with what decides who may be appointed to them and by whom. */
export async function findAppointable(db: Database, positionIds: readonly number[]): Promise<Appointable[]> {
  if (positionIds.length === 0) return []
  return db
    .withTables<IdentityTables>()
    .selectFrom('position')
    .innerJoin('role', 'role.id', 'position.role')
    .innerJoin('organisation', 'organisation.id', 'position.organisation_id')
    .where('position.id', 'in', positionIds)
    .where('position.valid_to', 'is', null)
    .select([
      'position.id',
      'position.divisions',
      'role.rights',
      'organisation.division_code as organisationDivision',
    ])
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
  await tables.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute()
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
