import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

export type TextRow = {
  kind: string
  locale: string
  version: number
  text: string | null
  accountId: number
  at: Date
}

/** The last version of every text that was ever changed. */
export async function listTexts(db: Database): Promise<TextRow[]> {
  const { rows } = await sql<TextRow>`
    select distinct on (kind, locale) kind, locale, version, text, account_id as "accountId", at
    from notice_text order by kind, locale, version desc`.execute(db)
  return rows
}

/** What an office wrote for a kind; null where the program's own stands. */
export async function findText(db: Database, kind: string, locale: string): Promise<string | null> {
  const { rows } = await sql<{ text: string | null }>`
    select text from notice_text where kind = ${kind} and locale = ${locale} order by version desc limit 1`.execute(
    db,
  )
  return rows[0]?.text ?? null
}

/** Answers false where somebody made that version meanwhile. */
export async function insertText(
  db: Database,
  { kind, locale, version, text, accountId, at }: TextRow,
): Promise<boolean> {
  const { rows } = await sql`
    insert into notice_text (kind, locale, version, text, account_id, at)
    select ${kind}, ${locale}, ${version}, ${text}, ${accountId}, ${at}
    where ${version} = 1 + coalesce((select max(version) from notice_text where kind = ${kind} and locale = ${locale}), 0)
    on conflict do nothing returning version`.execute(db)
  return rows.length > 0
}
