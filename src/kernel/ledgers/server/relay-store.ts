import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { OutboxNote } from './rows.ts'

export type OutboxRow = {
  no: number
  entry_id: string
  ledger_id: number
  seq: number
  kind: number
  at: Date
  note: OutboxNote
}

/** Takes the oldest rows out. Rows that another process is taking are passed over, so each is taken once. */
export async function takeOutbox(tx: Tx, limit: number): Promise<OutboxRow[]> {
  const { rows } = await sql<OutboxRow>`
    delete from outbox where no in (select no from outbox order by no limit ${limit} for update skip locked)
    returning no, entry_id, ledger_id, seq, kind, at, note`.execute(tx)
  return rows.sort((a, b) => a.no - b.no)
}

/** One relay at a time: two would tell things out of order. Freed with the transaction. */
export async function tryRelayLock(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(7412002) as mine`.execute(tx)
  return rows[0]?.mine ?? false
}

export async function addToSeal(tx: Tx, rows: readonly OutboxRow[]): Promise<void> {
  const seal = rows.map(({ entry_id, seq }) => ({ entry_id, seq }))
  await sql`insert into to_seal (entry_id, seq)
    select entry_id, seq from jsonb_to_recordset(${JSON.stringify(seal)}::jsonb) as r(entry_id uuid, seq int)`.execute(
    tx,
  )
}

export async function park(
  tx: Tx,
  rows: readonly OutboxRow[],
  consumer: string,
  error: string,
  at: Date,
): Promise<void> {
  for (const row of rows) {
    await sql`insert into outbox_parked (no, consumer, row, error, at)
      values (${row.no}, ${consumer}, ${JSON.stringify(row)}::jsonb, ${error}, ${at}) on conflict do nothing`.execute(
      tx,
    )
  }
}

/** NOTIFY carries at most 8000 bytes: a long batch goes in several. */
export async function notifyLive(tx: Tx, messages: readonly string[]): Promise<void> {
  await sql`select pg_notify('yiwang_live', m) from unnest(${messages}::text[]) as m`.execute(tx)
}

/** What waits to be told, since when, and what was given up. */
export async function outboxStanding(
  db: Database,
  now: Date,
): Promise<{ rows: number; oldestSeconds: number; parked: number }> {
  const { rows } = await sql<{ rows: number; oldestSeconds: number; parked: number }>`
    select count(*)::int as rows,
      coalesce(greatest(0, extract(epoch from ${now}::timestamptz - min(at))), 0)::float8 as "oldestSeconds",
      (select count(*)::int from outbox_parked) as parked
    from outbox`.execute(db)
  return rows[0] ?? { rows: 0, oldestSeconds: 0, parked: 0 }
}
