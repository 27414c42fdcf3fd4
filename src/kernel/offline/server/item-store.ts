import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { readableBy } from '#kernel/ledgers/server'
import type { Settlement } from '../model/protocol.ts'

export type ItemRow = {
  accountId: number
  clientKey: string
  deviceId: string
  leaseId: string
  itemHash: Buffer
  effectiveAt: Date
  at: Date
  carriedBy: number
  sealed: boolean
  state: 'done' | 'conflict' | 'settled'
  code: string | null
  reason: string | null
  content: Buffer | null
  entryId: string | null
  seq: number | null
  settledHow: Settlement['how'] | null
}

const columns = sql`offline_item.account_id as "accountId", offline_item.client_key as "clientKey", offline_item.device_id as "deviceId",
  offline_item.lease_id as "leaseId", offline_item.item_hash as "itemHash", offline_item.effective_at as "effectiveAt", offline_item.at, offline_item.carried_by as "carriedBy",
  offline_item.sealed, offline_item.state, offline_item.code, offline_item.reason, offline_item.content, offline_item.entry_id as "entryId", offline_item.seq, offline_item.settled_how as "settledHow"`

export async function findItem(
  db: Database | Tx,
  accountId: number,
  clientKey: string,
): Promise<ItemRow | undefined> {
  const { rows } = await sql<ItemRow>`
    select ${columns} from offline_item where account_id = ${accountId} and client_key = ${clientKey}`.execute(
    db,
  )
  return rows[0]
}

/** Those of an account's items that have come. */
export async function findItems(
  db: Database,
  accountId: number,
  clientKeys: readonly string[],
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select ${columns} from offline_item
    where account_id = ${accountId} and client_key = any(${clientKeys}::uuid[])`.execute(db)
  return rows
}

/** The item, held until the transaction ends: a conflict is settled once. */
export async function lockItem(tx: Tx, accountId: number, clientKey: string): Promise<ItemRow | undefined> {
  const { rows } = await sql<ItemRow>`
    select ${columns} from offline_item where account_id = ${accountId} and client_key = ${clientKey}
    for update`.execute(tx)
  return rows[0]
}

/** Claims the item: false where it came before. Whoever comes at the same time waits for the other's commit. */
export async function insertItem(tx: Tx, row: Omit<ItemRow, 'settledHow'>): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into offline_item (account_id, client_key, device_id, lease_id, item_hash, effective_at, at, carried_by,
      sealed, state, code, reason, content, entry_id, seq)
    values (${row.accountId}, ${row.clientKey}, ${row.deviceId}, ${row.leaseId}, ${row.itemHash}, ${row.effectiveAt},
      ${row.at}, ${row.carriedBy}, ${row.sealed}, ${row.state}, ${row.code}, ${row.reason}, ${row.content},
      ${row.entryId}, ${row.seq})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function noteResult(
  tx: Tx,
  { accountId, clientKey }: Pick<ItemRow, 'accountId' | 'clientKey'>,
  { entryId, seq }: { entryId: string; seq: number },
): Promise<void> {
  await sql`
    update offline_item set entry_id = ${entryId}, seq = ${seq}
    where account_id = ${accountId} and client_key = ${clientKey}`.execute(tx)
}

export async function noteSettled(
  tx: Tx,
  { accountId, clientKey }: Pick<ItemRow, 'accountId' | 'clientKey'>,
  settled: {
    at: Date
    how: Settlement['how']
    note: string | null
    entryId: string | null
    seq: number | null
  },
): Promise<void> {
  await sql`
    update offline_item set state = 'settled', settled_at = ${settled.at}, settled_how = ${settled.how},
      settled_note = ${settled.note}, entry_id = coalesce(${settled.entryId}::uuid, entry_id), seq = ${settled.seq}
    where account_id = ${accountId} and client_key = ${clientKey}`.execute(tx)
}

export async function listConflicts(db: Database, accountId: number, limit: number): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select ${columns} from offline_item where account_id = ${accountId} and state = 'conflict'
    order by at, client_key limit ${limit}`.execute(db)
  return rows
}

export type SettledRow = ItemRow & { settledAt: Date; settledNote: string | null; settledBy: string }

/** An account's settled conflicts, the latest first. */
export async function listSettled(
  db: Database,
  accountId: number,
  { page, size }: { page: number; size: number },
): Promise<{ rows: SettledRow[]; total: number }> {
  const { rows } = await sql<SettledRow>`
    select ${columns}, settled_at as "settledAt", settled_note as "settledNote",
      (select name from account where account.id = offline_item.account_id) as "settledBy"
    from offline_item where account_id = ${accountId} and state = 'settled'
    order by settled_at desc, client_key limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from offline_item where account_id = ${accountId} and state = 'settled'`.execute(
    db,
  )
  return { rows, total: counted.rows[0]?.n ?? 0 }
}

export type BelowRow = SettledRow & { no: string | null; title: string | null; ledger: string | null }

/**
 * Settled conflicts of whoever worked in the actor's divisions and nowhere else, the latest first; of entries, those that
 * the actor may see.
 */
export async function listSettledBelow(
  db: Database,
  actor: Actor,
  codes: Parameters<typeof readableBy>[1],
  { page, size }: { page: number; size: number },
): Promise<{ rows: BelowRow[]; total: number }> {
  const from = sql`offline_item join offline_lease as lease on lease.id = offline_item.lease_id
    left join lateral (select e.id, e.no, e.title, ledger.code as ledger from entry e
      join ledger on ledger.id = e.ledger_id where e.id = offline_item.entry_id and ${readableBy(actor, codes)}) as seen on true
    where offline_item.state = 'settled' and (offline_item.entry_id is null or seen.id is not null)
      and not exists (select from jsonb_array_elements_text(lease.actor->'divisions') as held(root)
        where not exists (select from unnest(${[...actor.divisions]}::text[]) as own(root)
          where starts_with(held.root, own.root)))`
  const { rows } = await sql<BelowRow>`
    select ${columns}, settled_at as "settledAt", settled_note as "settledNote", seen.no, seen.title, seen.ledger,
      (select name from account where account.id = offline_item.account_id) as "settledBy"
    from ${from} order by settled_at desc, client_key limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(db)
  return { rows, total: counted.rows[0]?.n ?? 0 }
}

type PartKey = { accountId: number; clientKey: string; photo: number; part: number }

export async function putPart(
  db: Database,
  { accountId, clientKey, photo, part }: PartKey,
  content: Buffer,
  at: Date,
): Promise<void> {
  await sql`
    insert into offline_part (account_id, client_key, photo, part, content, at)
    values (${accountId}, ${clientKey}, ${photo}, ${part}, ${content}, ${at})
    on conflict (account_id, client_key, photo, part) do update set content = excluded.content, at = excluded.at`.execute(
    db,
  )
}

export async function countParts(db: Database, accountId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from offline_part where account_id = ${accountId}`.execute(db)
  return rows[0]?.n ?? 0
}

/** Which parts have come, by photo and place. */
export async function listParts(
  db: Database,
  accountId: number,
  clientKey: string,
): Promise<{ photo: number; part: number }[]> {
  const { rows } = await sql<{ photo: number; part: number }>`
    select photo, part from offline_part where account_id = ${accountId} and client_key = ${clientKey}
    order by photo, part`.execute(db)
  return rows
}

export async function readPart(
  db: Database,
  { accountId, clientKey, photo, part }: PartKey,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ content: Buffer }>`
    select content from offline_part where account_id = ${accountId} and client_key = ${clientKey}
      and photo = ${photo} and part = ${part}`.execute(db)
  return rows[0]?.content
}

export async function dropParts(db: Database, accountId: number, clientKey: string): Promise<void> {
  await sql`delete from offline_part where account_id = ${accountId} and client_key = ${clientKey}`.execute(
    db,
  )
}

/** Parts with which nobody went on. The phone has them until their item is told to be here. */
export async function sweepParts(db: Database, before: Date): Promise<void> {
  await sql`delete from offline_part where at < ${before}`.execute(db)
}
