import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

/** Which rule is meant: a book, and the district whose it is; empty for one of the whole installation. */
export type Place = { book: string; district: string }

export type VersionRow = Place & {
  no: number
  version: number
  body: unknown
  reason: string
  inForceFrom: Date
  accountId: number
  requestHash: Buffer | null
  hash: Buffer | null
}

const columns = sql`no, book, district, version, body, reason, in_force_from as "inForceFrom", account_id as "accountId",
  request_hash as "requestHash", hash`

/** Versions that were published after one, in the order of publishing. */
export async function readVersions(db: Database | Tx, afterNo: number): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select ${columns} from rulebook_version where no > ${afterNo} order by no`.execute(db)
  return rows
}

/** False in a database that no start has brought this far yet. */
export async function areKept(db: Database): Promise<boolean> {
  const { rows } = await sql<{ found: string | null }>`
    select to_regclass('rulebook_version')::text as found`.execute(db)
  return rows[0]?.found != null
}

/** Who publishes waits for who publishes, so that numbers are given in the order of commits. */
export async function lockVersions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7412350)`.execute(tx)
}

export async function newestVersion(tx: Tx, { book, district }: Place): Promise<VersionRow | undefined> {
  const { rows } = await sql<VersionRow>`
    select ${columns} from rulebook_version where book = ${book} and district = ${district}
    order by version desc limit 1`.execute(tx)
  return rows[0]
}

export async function findByClientKey(
  tx: Tx,
  { accountId, clientKey }: { accountId: number; clientKey: string },
): Promise<VersionRow | undefined> {
  const { rows } = await sql<VersionRow>`
    select ${columns} from rulebook_version where account_id = ${accountId} and client_key = ${clientKey}`.execute(
    tx,
  )
  return rows[0]
}

export type NewVersion = Omit<VersionRow, 'no' | 'hash'> & { clientKey: string | null; hash: Buffer }

export async function insertVersion(tx: Tx, row: NewVersion): Promise<void> {
  await sql`
    insert into rulebook_version
      (book, district, version, body, reason, in_force_from, account_id, client_key, request_hash, hash)
    values (${row.book}, ${row.district}, ${row.version}, ${JSON.stringify(row.body)}::jsonb, ${row.reason},
      ${row.inForceFrom}, ${row.accountId}, ${row.clientKey}::uuid, ${row.requestHash}, ${row.hash})`.execute(
    tx,
  )
}

export async function sealVersion(tx: Tx, no: number, hash: Buffer): Promise<void> {
  await sql`update rulebook_version set hash = ${hash} where no = ${no}`.execute(tx)
}

export type DraftRow = { revision: number; body: unknown; savedAt: Date; accountId: number }

export async function findDraft(db: Database | Tx, { book, district }: Place): Promise<DraftRow | undefined> {
  const { rows } = await sql<DraftRow>`
    select revision, body, saved_at as "savedAt", account_id as "accountId" from rulebook_draft
    where book = ${book} and district = ${district}`.execute(db)
  return rows[0]
}

type Saving = Place & { body: unknown; expectedRevision: number; accountId: number; at: Date }

/** Saves a draft over the saving that its editor saw, 0 for none; answers whether it was still that one. */
export async function saveDraft(
  db: Database,
  { book, district, body, expectedRevision, accountId, at }: Saving,
): Promise<boolean> {
  const json = JSON.stringify(body)
  const { rows } =
    expectedRevision === 0
      ? await sql`
          insert into rulebook_draft (book, district, body, saved_at, account_id)
          values (${book}, ${district}, ${json}::jsonb, ${at}, ${accountId})
          on conflict (book, district) do nothing returning revision`.execute(db)
      : await sql`
          update rulebook_draft set body = ${json}::jsonb, revision = nextval('rulebook_draft_revision'),
            saved_at = ${at}, account_id = ${accountId}
          where book = ${book} and district = ${district} and revision = ${expectedRevision}
          returning revision`.execute(db)
  return rows.length > 0
}

/** Lets go of a draft, or only of the saving of it that was seen; answers whether there was one. */
export async function dropDraft(
  db: Database | Tx,
  { book, district }: Place,
  revision: number | null = null,
): Promise<boolean> {
  const { rows } = await sql`
    delete from rulebook_draft where book = ${book} and district = ${district}
      and (${revision}::int is null or revision = ${revision}::int) returning revision`.execute(db)
  return rows.length > 0
}

export const rulebookChannel = 'yiwang_rulebook'

/** Tells every process, with the commit, that a rule has another version. */
export async function announce(tx: Tx, { book }: Place): Promise<void> {
  await sql`select pg_notify(${rulebookChannel}, ${book})`.execute(tx)
}
