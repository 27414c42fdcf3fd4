import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { ErasureRequest, Signatory } from '../model/erasure.ts'
import { type LoggedRow, readLogs } from './log-store.ts'

export type TiedEntry = {
  id: string
  ledgerId: number
  no: string
  title: string
  isOpen: boolean
  closedAt: Date | null
  version: number
}

/** Entries that name the person in any role, held in the order in which all writers hold entries. */
export async function holdTiedEntries(tx: Tx, personIds: readonly string[]): Promise<TiedEntry[]> {
  const { rows } = await sql<TiedEntry>`
    select e.id, e.ledger_id as "ledgerId", e.no, e.title, e.is_open as "isOpen", e.closed_at as "closedAt",
      e.def_version as version
    from entry e where e.id in (select entry_id from subject where object_kind = 'person'
      and object_id = any(${[...personIds]}::uuid[]))
    order by e.id for update`.execute(tx)
  return rows
}

/** The logs of such entries, each oldest first. */
export function readTiedLogs(tx: Tx, ids: readonly string[]): Promise<Map<string, LoggedRow[]>> {
  return readLogs(tx, sql`e.id = any(${[...ids]}::uuid[])`)
}

/** Of the files, those that hang on an entry other than these. */
export async function filesElsewhere(
  tx: Tx,
  files: readonly string[],
  entries: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct file_id as id from entry_file
    where file_id = any(${[...files]}::uuid[]) and not entry_id = any(${[...entries]}::uuid[])`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function listViews(tx: Tx): Promise<{ id: string; name: string; query: unknown }[]> {
  const { rows } = await sql<{ id: string; name: string; query: unknown }>`
    select id, name, query from saved_view order by id for update`.execute(tx)
  return rows
}

/** Saved views that looked for the person keep neither their words nor their name. */
export async function clearViews(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update saved_view set query = '{}', name = right(id::text, 12)
    where id = any(${[...ids]}::uuid[])`.execute(tx)
}

/** What was sent is forgotten, keyed hash and all; a request sent again is then refused as one already used. */
export async function clearRequests(tx: Tx, entries: readonly string[]): Promise<void> {
  if (entries.length === 0) return
  await sql`
    update request set request_hash = '' where exists (
      select from jsonb_array_elements(results) as r(item) where r.item->>'entryId' = any(${[...entries]}::text[]))`.execute(
    tx,
  )
}

/** One erasure at a time: their numbers have no gap. Answers the last one. */
export async function holdErasures(tx: Tx): Promise<number> {
  await sql`lock table erasure in exclusive mode`.execute(tx)
  const { rows } = await sql<{ no: number }>`select coalesce(max(no), 0) as no from erasure`.execute(tx)
  return rows[0]?.no ?? 0
}

export type StoredErasure = {
  no: number
  personId: string
  at: Date
  certificate: string
  manifest: string
  signature: Buffer
}

export async function insertErasure(tx: Tx, row: StoredErasure, entries: readonly string[]): Promise<void> {
  await sql`insert into erasure (no, person_id, at, certificate, manifest, signature)
    values (${row.no}, ${row.personId}, ${row.at}, ${row.certificate}, ${row.manifest}, ${row.signature})`.execute(
    tx,
  )
  await sql`insert into erasure_entry (no, entry_id)
    select ${row.no}::int, id from unnest(${[...entries]}::uuid[]) as given(id)`.execute(tx)
}

export async function findErasure(db: Database | Tx, no: number): Promise<StoredErasure | undefined> {
  const { rows } = await sql<StoredErasure>`
    select no, person_id as "personId", at, certificate, manifest, signature from erasure where no = ${no}`.execute(
    db,
  )
  return rows[0]
}

/** Entries whose log does not say yet that an erasure took values from them, held. */
export async function holdUntold(tx: Tx): Promise<{ no: number; entryId: string; seq: number }[]> {
  const { rows } = await sql<{ no: number; entryId: string; seq: number }>`
    select w.no, e.id as "entryId", e.seq from erasure_entry w join entry e on e.id = w.entry_id
    where w.seq is null order by e.id for update of e`.execute(tx)
  return rows
}

export async function markTold(
  tx: Tx,
  no: number,
  told: readonly { entryId: string; seq: number }[],
): Promise<void> {
  await sql`
    update erasure_entry set seq = r.seq
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r("entryId" uuid, seq int)
    where erasure_entry.no = ${no} and erasure_entry.entry_id = r."entryId"`.execute(tx)
}

export type OpenRequest = ErasureRequest & { id: string }

/** What was asked for and is not decided. */
export async function findOpenRequest(tx: Tx, personId: string): Promise<OpenRequest | undefined> {
  const { rows } = await sql<Omit<OpenRequest, 'askedAt'> & { askedAt: Date }>`
    select id, legal_basis as "legalBasis", request_no as "requestNo", reason, override_ground as "overrideGround",
      asked_by as "askedBy", asked_at as "askedAt"
    from erasure_request where person_id = ${personId} and outcome is null for update`.execute(tx)
  return rows[0] && { ...rows[0], askedAt: rows[0].askedAt.toISOString() }
}

/** Whether somebody has asked for the erasure of one of the persons and nobody has decided yet. */
export async function erasureAsked(tx: Tx, personIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from erasure_request
    where person_id = any(${[...personIds]}::uuid[]) and outcome is null limit 1`.execute(tx)
  return rows.length > 0
}

export async function insertRequest(
  tx: Tx,
  personId: string,
  { id, legalBasis, requestNo, reason, overrideGround, askedBy, askedAt }: OpenRequest,
): Promise<void> {
  await sql`
    insert into erasure_request (id, person_id, legal_basis, request_no, reason, override_ground, asked_by, asked_at)
    values (${id}, ${personId}, ${legalBasis}, ${requestNo}, ${reason}, ${overrideGround},
      ${JSON.stringify(askedBy)}::jsonb, ${askedAt}::timestamptz)`.execute(tx)
}

export async function decideRequest(
  tx: Tx,
  id: string,
  outcome: 'confirmed' | 'withdrawn',
  by: Signatory,
  at: Date,
): Promise<void> {
  await sql`
    update erasure_request set outcome = ${outcome}, decided_by = ${JSON.stringify(by)}::jsonb, decided_at = ${at}, phones = null
    where id = ${id}`.execute(tx)
}

export async function writePhones(tx: Tx, id: string, phones: Buffer): Promise<void> {
  await sql`update erasure_request set phones = ${phones} where id = ${id}`.execute(tx)
}

export async function readPhones(tx: Tx, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ phones: Buffer | null }>`
    select phones from erasure_request where id = ${id}`.execute(tx)
  return rows[0]?.phones ?? null
}
