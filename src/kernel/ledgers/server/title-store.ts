import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { readableBy } from './visibility-store.ts'

type TitleRow = { id: string; no: string; title: string; ledgerId: number }

/** The readable ones among the entries. */
export async function listTitles(
  db: Database,
  actor: Actor,
  ids: readonly string[],
  codes: (codes: readonly string[]) => number[],
): Promise<TitleRow[]> {
  const { rows } = await sql<TitleRow>`
    select e.id, e.no, e.title, e.ledger_id as "ledgerId" from entry e
    where e.id = any(${ids}::uuid[]) and ${readableBy(actor, codes)}`.execute(db)
  return rows
}
