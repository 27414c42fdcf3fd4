import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'

/** The claimant of a phone, made on first use; two who name one phone at once get the same. */
export async function claimantOfPhone(
  tx: Tx,
  { id, phoneIndex, at }: { id: string; phoneIndex: Buffer; at: Date },
): Promise<string> {
  await sql`insert into grid_claimant (id, phone_index, made_at) values (${id}, ${phoneIndex}, ${at})
    on conflict (phone_index) do nothing`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select id from grid_claimant where phone_index = ${phoneIndex}`.execute(tx)
  return rows[0]?.id ?? id
}

/** Takes phones off the claimants that were found by them. Answers who they are. */
export async function forgetClaimants(tx: Tx, indexes: readonly Buffer[]): Promise<string[]> {
  if (indexes.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    update grid_claimant set phone_index = null where phone_index = any(${[...indexes]}::bytea[])
    returning id`.execute(tx)
  return rows.map(({ id }) => id).sort()
}

export async function forgetClaimantsAgain(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update grid_claimant set phone_index = null
    where id = any(${[...ids]}::uuid[]) and phone_index is not null`.execute(tx)
}
