import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

export type VersionRow = {
  ledgerId: number
  code: string
  current: number
  version: number
  definition: unknown
}

export async function readVersions(db: Database): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select l.id as "ledgerId", l.code, l.version as current, v.version, v.definition
    from ledger l join ledger_version v on v.ledger_id = l.id order by l.id, v.version`.execute(db)
  return rows
}

type Publication = { code: string; definition: string; hash: Buffer; accountId: number; at: Date }

/**
 * Stores a definition as the ledger's next version and answers its number, or 0 when it is the current one already.
 */
export async function publishVersion(
  db: Database,
  { code, definition, hash, accountId, at }: Publication,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows: ledgers } = await sql<{ id: number; version: number }>`
      insert into ledger (code, version) values (${code}, 0) on conflict (code) do update set code = excluded.code
      returning id, version`.execute(tx)
    const ledger = ledgers[0] as { id: number; version: number }
    const { rows: same } = await sql`select 1 from ledger_version
      where ledger_id = ${ledger.id} and version = ${ledger.version} and hash = ${hash}`.execute(tx)
    if (same.length > 0) return 0
    const version = ledger.version + 1
    await sql`insert into ledger_version (ledger_id, version, definition, hash, account_id, at)
      values (${ledger.id}, ${version}, ${definition}::jsonb, ${hash}, ${accountId}, ${at})`.execute(tx)
    await sql`update ledger set version = ${version} where id = ${ledger.id}`.execute(tx)
    await sql`select pg_notify('yiwang_ledger', ${code})`.execute(tx)
    return version
  })
}
