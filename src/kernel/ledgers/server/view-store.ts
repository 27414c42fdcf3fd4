import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

type View = { id: string; name: string; query: Record<string, string> }

export async function listViews(db: Database, accountId: number, ledgerId: number): Promise<View[]> {
  const { rows } = await sql<View>`select id, name, query from saved_view
    where account_id = ${accountId} and ledger_id = ${ledgerId} order by name`.execute(db)
  return rows
}

/** False when there is a view of that name already. */
export async function addView(
  db: Database,
  view: View & { accountId: number; ledgerId: number; at: Date },
): Promise<boolean> {
  const { rows } = await sql`insert into saved_view (id, account_id, ledger_id, name, query, at)
    values (${view.id}, ${view.accountId}, ${view.ledgerId}, ${view.name}, ${JSON.stringify(view.query)}::jsonb, ${view.at})
    on conflict (account_id, ledger_id, name) do nothing returning id`.execute(db)
  return rows.length > 0
}

export async function deleteView(db: Database, accountId: number, id: string): Promise<boolean> {
  const { rows } =
    await sql`delete from saved_view where id = ${id} and account_id = ${accountId} returning id`.execute(db)
  return rows.length > 0
}
