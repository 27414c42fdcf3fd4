import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

export type SessionRow = { tokenHash: Buffer; phoneIndex: Buffer | null; phone: Buffer | null }

export async function findPortalSession(
  db: Database | Tx,
  tokenHash: Buffer,
  now: Date,
): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    select token_hash as "tokenHash", phone_index as "phoneIndex", phone from portal_session
    where token_hash = ${tokenHash} and ends_at > ${now}`.execute(db)
  return rows[0]
}

export async function insertPortalSession(
  db: Database | Tx,
  { tokenHash, phoneIndex, phone }: SessionRow,
  now: Date,
  endsAt: Date,
): Promise<void> {
  await sql`
    insert into portal_session (token_hash, phone_index, phone, created_at, ends_at)
    values (${tokenHash}, ${phoneIndex}, ${phone}, ${now}, ${endsAt})`.execute(db)
}

/** Who signs in gets another token; what was uploaded under the old one goes along. */
export async function moveUploads(tx: Tx, from: Buffer, to: Buffer): Promise<void> {
  await sql`update portal_upload set token_hash = ${to} where token_hash = ${from}`.execute(tx)
}

export async function deletePortalSession(db: Database | Tx, tokenHash: Buffer): Promise<void> {
  await sql`delete from portal_session where token_hash = ${tokenHash}`.execute(db)
}

export async function deleteEndedSessions(db: Database, now: Date): Promise<void> {
  await sql`delete from portal_session where ends_at <= ${now}`.execute(db)
}

export type CodeRow = {
  id: string
  phoneIndex: Buffer
  phone: Buffer
  codeHash: Buffer
  sentAt: Date
  endsAt: Date
}

/** The last code of a phone holds: those before it end. */
export async function insertCode(tx: Tx, row: CodeRow): Promise<void> {
  const { id, phoneIndex, phone, codeHash, sentAt, endsAt } = row
  await sql`
    update portal_code set ends_at = ${sentAt} where phone_index = ${phoneIndex} and ends_at > ${sentAt}`.execute(
    tx,
  )
  await sql`
    insert into portal_code (id, phone_index, phone, code_hash, sent_at, ends_at)
    values (${id}, ${phoneIndex}, ${phone}, ${codeHash}, ${sentAt}, ${endsAt})`.execute(tx)
}

export async function noteAnswered(db: Database, id: string, answered: number): Promise<void> {
  await sql`update portal_code set answered = ${answered} where id = ${id}`.execute(db)
}

/** Takes one of the tries of a code, whoever guesses at the same time; undefined where it has none left or is over. */
export async function takeTry(
  tx: Database | Tx,
  id: string,
  triesMax: number,
  now: Date,
): Promise<CodeRow | undefined> {
  const { rows } = await sql<CodeRow>`
    update portal_code set tries = tries + 1
    where id = ${id} and used_at is null and ends_at > ${now} and tries < ${triesMax}
    returning id, phone_index as "phoneIndex", phone, code_hash as "codeHash", sent_at as "sentAt",
      ends_at as "endsAt"`.execute(tx)
  return rows[0]
}

/** False where somebody used it in between. */
export async function useCode(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update portal_code set used_at = ${now} where id = ${id} and used_at is null returning id`.execute(tx)
  return rows.length > 0
}

export async function deleteOldCodes(db: Database, before: Date): Promise<void> {
  await sql`delete from portal_code where ends_at < ${before}`.execute(db)
}
