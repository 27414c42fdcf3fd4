import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { standing } from './session-store.ts'

export type HeldAdministration = {
  accountId: number
  loginName: string
  role: string
  divisions: string[]
}

/** Who holds a position of one of the roles now, whatever its divisions. */
export async function listHolding(
  db: Database,
  roles: readonly string[],
  now: Date,
): Promise<HeldAdministration[]> {
  return standing(db, now)
    .where('position.role', 'in', roles)
    .select([
      'account.id as accountId',
      'account.login_name as loginName',
      'position.role',
      'position.divisions',
    ])
    .orderBy('account.id')
    .orderBy('appointment.id')
    .execute()
}

/** Two commands at once wait for one another here, until the transaction's end. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('administrators', 0))`.execute(tx)
}
