import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

/** Windows of different lengths may begin at the same moment: each is counted under its own name. */
export type Window = { at: Date; windowMs: number }
const nameOf = (what: string, windowMs: number) => `${what}/${windowMs}`

/** Counts once more in each window, and answers what is counted now, in the order of the windows. */
export async function addCounts(
  db: Database | Tx,
  what: string,
  key: Buffer,
  windows: readonly Window[],
): Promise<number[]> {
  const counts: number[] = []
  for (const { at, windowMs } of windows) {
    const { rows } = await sql<{ n: number }>`
      insert into portal_count as known (what, key, window_at, n) values (${nameOf(what, windowMs)}, ${key}, ${at}, 1)
      on conflict (what, key, window_at) do update set n = known.n + 1 returning n`.execute(db)
    counts.push(rows[0]?.n ?? 1)
  }
  return counts
}

export async function readCounts(
  db: Database | Tx,
  what: string,
  key: Buffer,
  windows: readonly Window[],
): Promise<number[]> {
  const names = windows.map(({ windowMs }) => nameOf(what, windowMs))
  const { rows } = await sql<{ name: string; windowAt: Date; n: number }>`
    select what as name, window_at as "windowAt", n from portal_count
    where key = ${key} and what = any(${names}::text[])`.execute(db)
  return windows.map(({ at, windowMs }) => {
    const name = nameOf(what, windowMs)
    return rows.find((row) => row.name === name && row.windowAt.getTime() === at.getTime())?.n ?? 0
  })
}

export async function forgetCounts(tx: Tx, key: Buffer): Promise<void> {
  await sql`delete from portal_count where key = ${key}`.execute(tx)
}

export async function deleteOldCounts(db: Database, before: Date): Promise<void> {
  await sql`delete from portal_count where window_at < ${before}`.execute(db)
}

export type BlockKind = 'network' | 'phone'
export type NewBlock = {
  what: BlockKind
  key: Buffer
  hint: string
  until: Date
  cause: 'limit' | 'abuse'
  reason: string
  claimId: string | null
  accountId: number | null
}

/** Until when one of the keys is blocked; null where none is. */
export async function findBlock(
  db: Database | Tx,
  keys: readonly { what: BlockKind; key: Buffer }[],
  now: Date,
): Promise<Date | null> {
  if (keys.length === 0) return null
  const given = keys.map(({ what, key }) => ({ what, key: key.toString('hex') }))
  const { rows } = await sql<{ until: Date | null }>`
    select max(block.until) as until from portal_block as block
    join jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (what text, key text)
      on given.what = block.what and decode(given.key, 'hex') = block.key
    where block.lifted_at is null and block.until > ${now}`.execute(db)
  return rows[0]?.until ?? null
}

export async function insertBlock(db: Database | Tx, block: NewBlock, now: Date): Promise<void> {
  const { what, key, hint, until, cause, reason, claimId, accountId } = block
  await sql`
    insert into portal_block (what, key, hint, at, until, cause, reason, claim_id, account_id)
    select ${what}::text, ${key}::bytea, ${hint}::text, ${now}::timestamptz, ${until}::timestamptz, ${cause}::text, ${reason}::text,
      ${claimId}::uuid, ${accountId}::int
    where not exists (select from portal_block where what = ${what}::text and key = ${key}::bytea and lifted_at is null
      and until >= ${until}::timestamptz)`.execute(db)
}

export type BlockRow = {
  id: number
  what: BlockKind
  hint: string
  at: Date
  until: Date
  cause: 'limit' | 'abuse'
  reason: string
  accountId: number | null
  liftedAt: Date | null
  liftedBy: number | null
  liftReason: string | null
}

/** Blocks, those in force first, the latest on top. */
export async function listBlocks(
  db: Database,
  { page, size, now }: { page: number; size: number; now: Date },
): Promise<{ rows: BlockRow[]; total: number }> {
  const { rows } = await sql<BlockRow>`
    select id, what, hint, at, until, cause, reason, account_id as "accountId", lifted_at as "liftedAt",
      lifted_by as "liftedBy", lift_reason as "liftReason"
    from portal_block order by (lifted_at is null and until > ${now}) desc, id desc
    limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from portal_block`.execute(db)
  return { rows, total: counted.rows[0]?.n ?? 0 }
}

/** The key that is free again; undefined where the block is over, lifted or not there. */
export async function liftBlock(
  tx: Tx,
  id: number,
  { accountId, reason, now }: { accountId: number; reason: string; now: Date },
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ key: Buffer }>`
    update portal_block set lifted_at = ${now}, lifted_by = ${accountId}, lift_reason = ${reason}
    where id = ${id} and lifted_at is null and until > ${now} returning key`.execute(tx)
  return rows[0]?.key
}
