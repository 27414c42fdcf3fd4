import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'

export type Holder = { entryId: string; organisationId: number; accountId: number | null }

/** Who holds open tasks of the entries. */
export async function listHolders(tx: Tx, entryIds: readonly string[]): Promise<Holder[]> {
  if (entryIds.length === 0) return []
  const { rows } = await sql<Holder>`
    select distinct entry_id as "entryId", organisation_id as "organisationId", account_id as "accountId"
    from task where entry_id = any(${[...entryIds]}::uuid[]) and closed_seq is null`.execute(tx)
  return rows
}

/** Who registered the entries. */
export async function listRegistrants(tx: Tx, entryIds: readonly string[]): Promise<Holder[]> {
  if (entryIds.length === 0) return []
  const { rows } = await sql<Holder>`
    select action.entry_id as "entryId", position.organisation_id as "organisationId", action.account_id as "accountId"
    from action join position on position.id = action.position_id
    where action.entry_id = any(${[...entryIds]}::uuid[]) and action.seq = 1`.execute(tx)
  return rows
}
