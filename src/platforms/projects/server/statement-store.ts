import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { ProjectStatement } from '../model/statements.ts'

export type StoredStatement = { entryId: string; statement: ProjectStatement }

type Row = { project_key: string; as_of: string; entry_id: string; statement: ProjectStatement }

/** Two lists that are imported at the same time wait for each other. */
export async function lockImports(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(2000)`.execute(tx)
}

/** The statements that were taken over of these projects, by project and month. */
export async function readStored(
  tx: Tx,
  keys: readonly string[],
): Promise<Map<string, Map<string, StoredStatement>>> {
  const { rows } = await sql<Row>`
    select project_key, as_of, entry_id, statement from project_statement
    where project_key = any(${keys}::text[]) order by project_key, as_of`.execute(tx)
  const stored = new Map<string, Map<string, StoredStatement>>()
  for (const row of rows) {
    const months = stored.get(row.project_key) ?? new Map<string, StoredStatement>()
    months.set(row.as_of, { entryId: row.entry_id, statement: row.statement })
    stored.set(row.project_key, months)
  }
  return stored
}

export async function saveStatements(
  tx: Tx,
  statements: readonly { entryId: string; statement: ProjectStatement }[],
  at: Date,
): Promise<void> {
  if (statements.length === 0) return
  const rows = statements.map(({ entryId, statement }) => ({
    project_key: statement.key,
    as_of: statement.asOf,
    entry_id: entryId,
    statement,
  }))
  await sql`
    insert into project_statement (project_key, as_of, entry_id, statement, imported_at)
    select project_key, as_of, entry_id, statement, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(project_key text, as_of text, entry_id uuid, statement jsonb)
    on conflict (project_key, as_of) do update set statement = excluded.statement, imported_at = excluded.imported_at`.execute(
    tx,
  )
}

/** The months that the lists spoke of. That a list speaks of a month says nothing of any project in it. */
export async function readMonths(db: Database): Promise<string[]> {
  const { rows } = await sql<{ as_of: string }>`
    select distinct as_of from project_statement order by as_of`.execute(db)
  return rows.map((row) => row.as_of)
}
