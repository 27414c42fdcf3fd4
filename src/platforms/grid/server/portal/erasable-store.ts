import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'

/** Takes phones out of everything that the portal finds them by. Answers the claims that were found by one. */
export async function forgetPhones(tx: Tx, indexes: readonly Buffer[]): Promise<string[]> {
  if (indexes.length === 0) return []
  const any = sql`any(${[...indexes]}::bytea[])`
  const { rows } = await sql<{ id: string }>`
    update portal_claim set phone_index = null where phone_index = ${any} returning claim_id as id`.execute(
    tx,
  )
  await sql`delete from portal_session where phone_index = ${any}`.execute(tx)
  await sql`delete from portal_code where phone_index = ${any}`.execute(tx)
  await sql`delete from portal_count where key = ${any}`.execute(tx)
  await sql`delete from portal_block where what = 'phone' and key = ${any}`.execute(tx)
  return rows.map(({ id }) => id).sort()
}

/** After a restore: the claims are known by their ids, sessions and codes of then have ended. */
export async function forgetClaims(tx: Tx, ids: readonly string[]): Promise<void> {
  const claims = sql`(select phone_index from portal_claim where claim_id = any(${[...ids]}::uuid[]))`
  for (const table of ['portal_session', 'portal_code'] as const)
    await sql`delete from ${sql.table(table)} where phone_index in ${claims}`.execute(tx)
  await sql`delete from portal_block where what = 'phone' and key in ${claims}`.execute(tx)
  await sql`update portal_claim set phone_index = null where claim_id = any(${[...ids]}::uuid[])`.execute(tx)
}
