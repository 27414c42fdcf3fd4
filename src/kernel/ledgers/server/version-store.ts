import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Effect } from '../model/definition-diff.ts'

export type VersionLine = { version: number; at: Date; accountId: number; entries: number; open: number }

/** A ledger's versions, the newest first, with how many entries stand under each. */
export async function listVersions(db: Database, ledgerId: number): Promise<VersionLine[]> {
  const { rows } = await sql<VersionLine>`
    with standing as (
      select def_version, count(*)::int as entries, (count(*) filter (where is_open))::int as open
      from entry where ledger_id = ${ledgerId} group by def_version
    )
    select v.version, v.at, v.account_id as "accountId", coalesce(s.entries, 0) as entries, coalesce(s.open, 0) as open
    from ledger_version v left join standing s on s.def_version = v.version
    where v.ledger_id = ${ledgerId} order by v.version desc`.execute(db)
  return rows
}

function concerned({ code, name, values = [] }: Effect): RawBuilder<unknown> {
  switch (code) {
    case 'stage_removed':
    case 'stage_closes':
      return sql`e.stage = ${name}`
    case 'task_removed':
      return sql`exists (select 1 from task t where t.entry_id = e.id and t.kind = ${name} and t.closed_seq is null)`
    case 'options_narrowed':
      // A choice is a text, several choices are a list of texts.
      return sql`(e.data ->> ${name}::text = any(${values}::text[])
        or (jsonb_typeof(e.data -> ${name}::text) = 'array' and (e.data -> ${name}::text) ?| ${values}::text[]))`
    default:
      return sql`jsonb_typeof(e.data -> ${name}::text) is distinct from 'null' and (e.data ? ${name}::text)`
  }
}

/** How many entries under a version a change of its definition concerns. */
export async function countConcerned(
  db: Database,
  ledgerId: number,
  version: number,
  effect: Effect,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from entry e
    where e.ledger_id = ${ledgerId} and e.def_version = ${version} and e.is_open and ${concerned(effect)}`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}
