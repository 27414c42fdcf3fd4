import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import type { SlotName } from '../model/slots.ts'
import { type Loaded, readEntries } from './entry-store.ts'
import type { LoggedRow } from './log-store.ts'

/** Reading everything takes longer than any request may. */
export async function liftTimeLimit(tx: Tx): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx)
}

export type CheckedRow = LoggedRow & {
  /** A time with more digits than the hash covers: nobody writes such a one. */
  inexact: 'effective_at' | 'recorded_at' | null
}
export type LogPlace = { entryId: string; seq: number }

type RawAction = {
  entry_id: string
  seq: number
  kind: number
  account_id: number
  position_id: number
  effective_at: Date
  recorded_at: Date
  alg: number
  body: Buffer
  hash: Buffer
  inexact: CheckedRow['inexact']
}

/** A page of the whole log in the order of its key. */
export async function readActionPage(
  tx: Tx,
  after: LogPlace | undefined,
  size: number,
): Promise<CheckedRow[]> {
  const from = after ? sql`where (entry_id, seq) > (${after.entryId}::uuid, ${after.seq}::int)` : sql``
  const { rows } = await sql<RawAction>`
    select entry_id, seq, kind, account_id, position_id, effective_at, recorded_at, alg, body, hash,
      case when date_trunc('milliseconds', effective_at) <> effective_at then 'effective_at'
        when date_trunc('milliseconds', recorded_at) <> recorded_at then 'recorded_at' end as inexact
    from action ${from} order by entry_id, seq limit ${size}`.execute(tx)
  return rows.map((row) => ({
    entryId: row.entry_id,
    seq: row.seq,
    kind: row.kind,
    accountId: row.account_id,
    positionId: row.position_id,
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    alg: row.alg,
    body: row.body,
    hash: row.hash,
    inexact: row.inexact,
  }))
}

export type EntryHead = {
  id: string
  seq: number
  headHash: Buffer
  no: string
  title: string
  ledgerId: number
}

export async function readHeadPageOfEntries(
  tx: Tx,
  after: string | undefined,
  size: number,
): Promise<EntryHead[]> {
  const from = after ? sql`where id > ${after}::uuid` : sql``
  const { rows } = await sql<EntryHead>`
    select id, seq, head_hash as "headHash", no, title, ledger_id as "ledgerId"
    from entry ${from} order by id limit ${size}`.execute(tx)
  return rows
}

/** Actions that no checkpoint covers yet: listed for sealing, or still waiting to be told. */
export async function readUnsealedPage(
  tx: Tx,
  after: LogPlace | undefined,
  size: number,
): Promise<LogPlace[]> {
  const from = after ? sql`where (entry_id, seq) > (${after.entryId}::uuid, ${after.seq}::int)` : sql``
  const { rows } = await sql<{ entry_id: string; seq: number }>`
    (select entry_id, seq from to_seal ${from} order by entry_id, seq limit ${size})
    union (select entry_id, seq from outbox ${from} order by entry_id, seq limit ${size})
    order by entry_id, seq limit ${size}`.execute(tx)
  return rows.map(({ entry_id, seq }) => ({ entryId: entry_id, seq }))
}

export async function countEntries(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from entry`.execute(tx)
  return rows[0]?.n ?? 0
}

export type StoredSlots = Record<SlotName, string | null> & {
  id: string
  due_at: Date | null
  amber_at: Date | null
  lng: number | null
  lat: number | null
}

export async function readSlots(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredSlots>> {
  const { rows } = await sql<StoredSlots>`
    select id, due_at, amber_at, st_x(point) as lng, st_y(point) as lat, s1, s2, s3, s4, s5, s6, n1, n2, n3, d1, d2, d3
    from entry where id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Entries as their rows and open tasks have them. */
export async function readStored(tx: Tx, ids: readonly string[]): Promise<Loaded[]> {
  return readEntries(tx, sql`e.id = any(${ids}::uuid[])`)
}
