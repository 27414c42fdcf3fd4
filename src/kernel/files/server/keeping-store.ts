import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { ScanState, Scanner } from '../model/keeping.ts'

/** Stands for all organisations together. */
export const everyOrganisation = 0

export async function readScanner(db: Database): Promise<Scanner | undefined> {
  const { rows } = await sql<Scanner>`
    select is_on as "on", address, when_down as "whenDown" from file_scanner`.execute(db)
  return rows[0]
}

export async function saveScanner(tx: Tx, { on, address, whenDown }: Scanner): Promise<void> {
  await sql`
    insert into file_scanner (is_on, address, when_down) values (${on}, ${address}, ${whenDown})
    on conflict (id) do update set is_on = excluded.is_on, address = excluded.address, when_down = excluded.when_down`.execute(
    tx,
  )
}

export async function saveQuota(tx: Tx, organisationId: number, bytes: number | null): Promise<void> {
  if (bytes === null) await sql`delete from file_quota where organisation_id = ${organisationId}`.execute(tx)
  else
    await sql`
      insert into file_quota (organisation_id, bytes) values (${organisationId}, ${bytes})
      on conflict (organisation_id) do update set bytes = excluded.bytes`.execute(tx)
}

type Quota = { organisationId: number; bytes: number }

/** The limits that an organisation's uploads count against; held, so that two at the edge come one after the other. */
export async function holdQuotas(tx: Tx, organisationId: number): Promise<Quota[]> {
  const { rows } = await sql<Quota>`
    select organisation_id as "organisationId", bytes from file_quota
    where organisation_id in (${everyOrganisation}, ${organisationId}) order by organisation_id for update`.execute(
    tx,
  )
  return rows
}

/** Bytes that are kept: a content counts once, for all and for each organisation that has it. */
export async function bytesOf(db: Database | Tx, organisationId: number): Promise<number> {
  const { rows } =
    organisationId === everyOrganisation
      ? await sql<{ bytes: number }>`
          select coalesce(sum(size), 0)::bigint as bytes from blob where erased_at is null`.execute(db)
      : await sql<{ bytes: number }>`
          select coalesce(sum(size), 0)::bigint as bytes from blob
          where sha256 in (select sha256 from file where organisation_id = ${organisationId} and sha256 is not null)`.execute(
          db,
        )
  return rows[0]?.bytes ?? 0
}

export type UsageRow = { organisationId: number | null; files: number; bytes: number; limit: number | null }

export async function listUsage(db: Database): Promise<UsageRow[]> {
  const { rows } = await sql<UsageRow>`
    select coalesce(used.organisation_id, q.organisation_id) as "organisationId", coalesce(used.files, 0) as files,
      coalesce(used.bytes, 0)::bigint as bytes, q.bytes as "limit"
    from (select organisation_id, sum(files)::int as files, sum(size) as bytes
      from (select file.organisation_id, file.sha256, count(*) as files from file where sha256 is not null group by 1, 2) as held
      join blob using (sha256) group by organisation_id) as used
    full join (select * from file_quota where organisation_id <> ${everyOrganisation}) as q
      on q.organisation_id = used.organisation_id
    order by 3 desc, 1`.execute(db)
  return rows
}

export async function readTotal(db: Database): Promise<Omit<UsageRow, 'organisationId'>> {
  const { rows } = await sql<Omit<UsageRow, 'organisationId'>>`
    select (select count(*)::int from file where sha256 is not null) as files,
      (select coalesce(sum(size), 0)::bigint from blob where erased_at is null) as bytes,
      (select bytes from file_quota where organisation_id = ${everyOrganisation}) as "limit"`.execute(db)
  return rows[0] ?? { files: 0, bytes: 0, limit: null }
}

export async function countScans(db: Database): Promise<Record<ScanState, number>> {
  const { rows } = await sql<{ scan: ScanState; n: number }>`
    select scan, count(*)::int as n from blob where erased_at is null group by scan`.execute(db)
  const none = { not_scanned: 0, waiting: 0, clean: 0, infected: 0 }
  return { ...none, ...Object.fromEntries(rows.map(({ scan, n }) => [scan, n])) }
}

type ToScan = { sha256: Buffer; size: number }

export async function listToScan(db: Database, limit: number): Promise<ToScan[]> {
  const { rows } = await sql<ToScan>`
    select sha256, size from blob where scan in ('waiting', 'not_scanned') and erased_at is null
    order by scan = 'waiting' desc, at limit ${limit}`.execute(db)
  return rows
}

export async function noteScan(tx: Tx, sha256: Buffer, threat: string | null, now: Date): Promise<void> {
  await sql`
    update blob set scan = ${threat === null ? 'clean' : 'infected'}, threat = ${threat}, scanned_at = ${now}
    where sha256 = ${sha256}`.execute(tx)
}

export type FileEvent = {
  kind: 'quota' | 'scanner' | 'infected' | 'removal'
  accountId: number | null
  at: Date
  detail: Record<string, string | number | boolean | null>
}

export async function logFileEvent(
  tx: Database | Tx,
  { kind, accountId, at, detail }: FileEvent,
): Promise<void> {
  await sql`
    insert into file_event (at, account_id, kind, detail)
    values (${at}, ${accountId}, ${kind}, ${JSON.stringify(detail)}::jsonb)`.execute(tx)
}

export async function listFileEvents(db: Database, limit: number): Promise<(FileEvent & { id: number })[]> {
  const { rows } = await sql<FileEvent & { id: number }>`
    select id, at, account_id as "accountId", kind, detail from file_event order by id desc limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Takes the content off files and leaves their names; one that no other file has is marked to be removed. */
export async function removeFileContents(tx: Tx, ids: readonly string[], at: Date): Promise<number> {
  const { rows } = await sql<{ sha256: Buffer }>`
    select sha256 from file where id = any(${[...ids]}::uuid[]) and sha256 is not null order by sha256 for update`.execute(
    tx,
  )
  await sql`
    update file set sha256 = null, client_key = null, removed_at = ${at}
    where id = any(${[...ids]}::uuid[]) and sha256 is not null`.execute(tx)
  await sql`
    update blob set erased_at = ${at} where sha256 = any(${rows.map(({ sha256 }) => sha256)}::bytea[])
      and not exists (select from file where file.sha256 = blob.sha256)`.execute(tx)
  return rows.length
}
