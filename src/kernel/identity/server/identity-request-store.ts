import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { IdentityTables } from './identity-tables.ts'

type Request = {
  accountId: number
  clientKey: string
  /** What was asked, without secrets: its hash is kept. */
  content: unknown
  now: Date
}

/**
 * Does a write once per client key: a replay answers the id that the first made.
 * @throws AppError identity.key_reused (409) when the key came with another content before.
 */
export async function once(
  db: Database,
  { accountId, clientKey, content, now }: Request,
  make: (tx: Tx) => Promise<number>,
): Promise<number> {
  const requestHash = createHash('sha256').update(JSON.stringify(content)).digest()
  return db.transaction().execute(async (tx) => {
    // Two deliveries of one request wait for one another here.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${accountId} ${clientKey}`}, 0))`.execute(tx)
    const tables = tx.withTables<IdentityTables>()
    const known = await tables
      .selectFrom('identity_request')
      .select(['request_hash', 'made_id'])
      .where('account_id', '=', accountId)
      .where('client_key', '=', clientKey)
      .executeTakeFirst()
    if (known) {
      if (requestHash.equals(known.request_hash)) return known.made_id
      throw new AppError('identity.key_reused', { status: 409 })
    }
    const madeId = await make(tx)
    await tables
      .insertInto('identity_request')
      .values({
        account_id: accountId,
        client_key: clientKey,
        request_hash: requestHash,
        made_id: madeId,
        at: now,
      })
      .execute()
    return madeId
  })
}
