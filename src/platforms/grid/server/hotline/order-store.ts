import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

/** Claims a number for this transaction; the entry that it became, where it was claimed before. */
export async function claimNumber(
  tx: Tx,
  { district, externalNo, receivedAt }: { district: string; externalNo: string; receivedAt: string },
): Promise<{ fresh: boolean; no: string | null }> {
  const inserted = await sql`
    insert into hotline_order (district, external_no, received_at) values (${district}, ${externalNo}, ${receivedAt})
    on conflict do nothing returning external_no`.execute(tx)
  if (inserted.rows.length > 0) return { fresh: true, no: null }
  const { rows } = await sql<{ no: string }>`
    select e.no from hotline_order o join entry e on e.id = o.entry_id
    where o.district = ${district} and o.external_no = ${externalNo}`.execute(tx)
  return { fresh: false, no: rows[0]?.no ?? null }
}

export async function nameEntry(
  tx: Tx,
  district: string,
  externalNo: string,
  entryId: string,
): Promise<void> {
  await sql`update hotline_order set entry_id = ${entryId}
    where district = ${district} and external_no = ${externalNo}`.execute(tx)
}

export type Held = { externalNo: string; entryId: string; seq: number }

/** Orders whose answer waits to be given, locked so that two who give it at once give it once. */
export async function lockAnswered(
  tx: Tx,
  districts: readonly string[],
  limit: number,
  externalNo?: string,
): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select o.external_no as "externalNo", e.id as "entryId", e.seq from hotline_order o join entry e on e.id = o.entry_id
    where o.district = any(${[...districts]}::text[]) and e.stage = 'answered'
      ${externalNo === undefined ? sql`` : sql`and o.external_no = ${externalNo}`}
    order by e.no limit ${limit} for update of o, e`.execute(tx)
  return rows
}

/** The entries whose answer waits, the oldest first. */
export async function answeredEntries(
  db: Database,
  districts: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from hotline_order o join entry e on e.id = o.entry_id
    where o.district = any(${[...districts]}::text[]) and e.stage = 'answered' order by e.no limit ${limit}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

export async function countAnswered(db: Database, districts: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from hotline_order o join entry e on e.id = o.entry_id
    where o.district = any(${[...districts]}::text[]) and e.stage = 'answered'`.execute(db)
  return rows[0]?.count ?? 0
}

export async function markHanded(
  tx: Tx,
  entryIds: readonly string[],
  { batch, at, by }: { batch: string; at: Date; by: string },
): Promise<void> {
  await sql`update hotline_order set batch = ${batch}, handed_back_at = ${at}, handed_by = ${by}
    where entry_id = any(${[...entryIds]}::uuid[])`.execute(tx)
}

export async function entriesOfBatch(
  db: Database,
  districts: readonly string[],
  batch: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select entry_id as id from hotline_order where batch = ${batch} and district = any(${[...districts]}::text[])
    order by external_no`.execute(db)
  return rows.map(({ id }) => id)
}

export async function findHanded(
  db: Database | Tx,
  districts: readonly string[],
  externalNo: string,
): Promise<{ batch: string; at: Date } | undefined> {
  const { rows } = await sql<{ batch: string; at: Date }>`
    select batch, handed_back_at as at from hotline_order
    where external_no = ${externalNo} and district = any(${[...districts]}::text[]) and batch is not null`.execute(
    db,
  )
  return rows[0]
}

export type ImportRow = {
  id: string
  accountId: number
  fileName: string
  added: number
  known: number
  refused: number
  refusedRows: Buffer
}

export async function insertImport(db: Database, row: ImportRow, at: Date): Promise<void> {
  await sql`
    insert into hotline_import (id, account_id, at, file_name, added, known, refused, refused_rows)
    values (${row.id}, ${row.accountId}, ${at}, ${row.fileName}, ${row.added}, ${row.known}, ${row.refused},
      ${row.refusedRows})`.execute(db)
}

/** Of the account's own imports. */
export async function findRefused(db: Database, id: string, accountId: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ rows: Uint8Array }>`
    select refused_rows as rows from hotline_import where id = ${id} and account_id = ${accountId}`.execute(
    db,
  )
  return rows[0] && Buffer.from(rows[0].rows)
}
