import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { slotNames } from '../model/slots.ts'
import { type LoggedRow, readLogs } from './log-store.ts'
import type { CaseRow } from './statistics-rows.ts'

const slots = slotNames.join(', ')
/** The columns of a case, and what they are when cases come as JSON; texts compare as they do in the table. */
export const caseColumns = `entry_id, basis, case_key, ledger_id, placed_at, organisation_id, task, usual, rule, yes, sensitivity, division_code, ${slots}`
const ordered = 'text collate "C"'
export const caseTypes = `entry_id uuid, basis ${ordered}, case_key ${ordered}, ledger_id int, placed_at timestamptz,
  organisation_id int, task ${ordered}, usual bool, rule text, yes smallint, sensitivity smallint, division_code ${ordered},
  ${slotNames.map((name) => `${name} ${name.startsWith('n') ? 'numeric' : ordered}`).join(', ')}`
const changing = caseColumns
  .split(', ')
  .filter((name) => !['entry_id', 'basis', 'case_key', 'ledger_id'].includes(name))
const of = (table: string) => changing.map((name) => `${table}.${name}`).join(', ')

/** As JSON in which null is left out: most slots are empty, and what isn't named is null all the same. */
export function casesAsJson(rows: readonly CaseRow[]): string {
  return JSON.stringify(rows, (_name, value: unknown) => (value === null ? undefined : value))
}

/** Makes the cases of the entries what the rows say; a row that says the same isn't written. */
export async function writeCases(tx: Tx, ids: readonly string[], rows: readonly CaseRow[]): Promise<void> {
  await sql`
    with r as (
      select * from jsonb_to_recordset(${casesAsJson(rows)}::jsonb) as r(${sql.raw(caseTypes)})
    ), gone as (
      delete from statistics_case c where c.entry_id = any(${ids}::uuid[]) and not exists (
        select from r where r.entry_id = c.entry_id and r.basis = c.basis and r.case_key = c.case_key)
    )
    insert into statistics_case (${sql.raw(caseColumns)}) select ${sql.raw(caseColumns)} from r
    on conflict (entry_id, basis, case_key) do update
      set ${sql.raw(changing.map((name) => `${name} = excluded.${name}`).join(', '))}
      where (${sql.raw(of('statistics_case'))}) is distinct from (${sql.raw(of('excluded'))})`.execute(tx)
}

export type EntryLog = { id: string; ledgerId: number; version: number; log: LoggedRow[] }

/** Entries with their whole logs and the version of their definition. */
export async function readEntryLogs(tx: Tx, ids: readonly string[]): Promise<EntryLog[]> {
  const { rows } = await sql<{ id: string; ledger_id: number; def_version: number }>`
    select id, ledger_id, def_version from entry where id = any(${ids}::uuid[])`.execute(tx)
  const logs = await readLogs(tx, sql`e.id = any(${ids}::uuid[])`)
  return rows.map(({ id, ledger_id, def_version }) => ({
    id,
    ledgerId: ledger_id,
    version: def_version,
    log: logs.get(id) ?? [],
  }))
}

export async function addStale(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`insert into statistics_stale (entry_id) select * from unnest(${ids}::uuid[]) on conflict do nothing`.execute(
    tx,
  )
}

export async function takeStale(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ entry_id: string }>`
    delete from statistics_stale where entry_id in (select entry_id from statistics_stale order by entry_id limit ${limit})
    returning entry_id`.execute(tx)
  return rows.map((row) => row.entry_id)
}

/** Of the entries those whose cases are still to be made anew: they may differ from their logs. */
export async function readBehind(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ entry_id: string }>`
    select entry_id from outbox where entry_id = any(${ids}::uuid[])
    union select entry_id from statistics_stale where entry_id = any(${ids}::uuid[])`.execute(db)
  return new Set(rows.map((row) => row.entry_id))
}

type StoredCase = Omit<CaseRow, 'placed_at'> & { placed_at: Date }

/** The cases that stand in the projection, by entry. */
export async function readCases(db: Database, ids: readonly string[]): Promise<Map<string, CaseRow[]>> {
  const { rows } = await sql<StoredCase>`
    select ${sql.raw(caseColumns)} from statistics_case where entry_id = any(${ids}::uuid[])`.execute(db)
  const cases = rows.map((row) => ({ ...row, placed_at: row.placed_at.toISOString() }) as CaseRow)
  return Map.groupBy(cases, (row) => row.entry_id)
}
