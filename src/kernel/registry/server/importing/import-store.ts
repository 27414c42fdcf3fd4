import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Locale } from '#kernel/i18n/model'
import type {
  ImportMapping,
  ImportOptions,
  ImportReport,
  importPhases,
  importStates,
} from '../../model/importing/answers.ts'

type State = (typeof importStates)[number]
export type Phase = (typeof importPhases)[number]

export type ImportRow = {
  id: string
  accountId: number
  positionId: number
  divisions: string[]
  sensitivity: number
  locale: Locale
  fileName: string
  headings: string[]
  rowCount: number
  mapping: ImportMapping | null
  options: ImportOptions | null
  state: State
  runKey: string | null
  phase: Phase | null
  progress: number
  report: ImportReport | null
  hasRefused: boolean
  hasContent: boolean
  createdAt: Date
  endedAt: Date | null
}

const columns = sql`id, account_id as "accountId", position_id as "positionId", divisions, sensitivity, locale,
  file_name as "fileName", headings, row_count as "rowCount", mapping, options, state, run_key as "runKey", phase,
  progress, report, refused is not null as "hasRefused", content is not null as "hasContent",
  created_at as "createdAt", ended_at as "endedAt"`

type NewImport = Pick<
  ImportRow,
  | 'id'
  | 'accountId'
  | 'positionId'
  | 'divisions'
  | 'sensitivity'
  | 'locale'
  | 'fileName'
  | 'headings'
  | 'rowCount'
> & { size: number; content: Buffer; at: Date }

export async function insertImport(db: Database, row: NewImport): Promise<void> {
  await sql`insert into registry_import (id, account_id, position_id, divisions, sensitivity, locale, file_name, size,
      content, headings, row_count, state, created_at, changed_at)
    values (${row.id}, ${row.accountId}, ${row.positionId}, ${row.divisions}::text[], ${row.sensitivity}, ${row.locale},
      ${row.fileName}, ${row.size}, ${row.content}, ${JSON.stringify(row.headings)}::jsonb, ${row.rowCount}, 'uploaded',
      ${row.at}, ${row.at})`.execute(db)
}

const shownMax = 50

/** An account's own imports, the latest first. */
export async function listImports(db: Database, accountId: number): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`select ${columns} from registry_import where account_id = ${accountId}
    order by created_at desc, id desc limit ${shownMax}`.execute(db)
  return rows
}

export async function findImport(
  db: Database,
  accountId: number,
  id: string,
): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from registry_import where id = ${id} and account_id = ${accountId}`.execute(db)
  return rows[0]
}

/** The next one that waits to be checked or run, or whose process ended in the middle. */
export async function nextImport(db: Database): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`select ${columns} from registry_import
    where state in ('to_check', 'checking', 'to_run', 'running') order by created_at limit 1`.execute(db)
  return rows[0]
}

export async function readContent(db: Database, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ content: Buffer | null }>`
    select content from registry_import where id = ${id}`.execute(db)
  return rows[0]?.content ?? null
}

export async function readRefused(db: Database, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ refused: Buffer | null }>`
    select refused from registry_import where id = ${id}`.execute(db)
  return rows[0]?.refused ?? null
}

type Step = Partial<Pick<ImportRow, 'mapping' | 'options' | 'runKey'>> & {
  from: readonly State[]
  to: State
  at: Date
  /** Who asks, with what they reach now; not where the program goes on by itself. */
  actor?: Pick<Actor, 'divisions' | 'sensitivity'>
}

/** Goes on to another state, once; answers whether it was in one of those it may come from. */
export async function stepImport(db: Database, id: string, step: Step): Promise<boolean> {
  const { from, to, at, mapping = null, options = null, runKey = null, actor } = step
  const { rows } =
    await sql`update registry_import set state = ${to}, changed_at = ${at}, phase = null, progress = 0,
      divisions = coalesce(${actor ? [...actor.divisions] : null}::text[], divisions),
      sensitivity = coalesce(${actor?.sensitivity ?? null}::smallint, sensitivity), run_key = coalesce(${runKey}::uuid, run_key),
      mapping = coalesce(${mapping && JSON.stringify(mapping)}::jsonb, mapping),
      options = coalesce(${options && JSON.stringify(options)}::jsonb, options)
    where id = ${id} and state = any(${[...from]}::text[]) returning id`.execute(db)
  return rows.length > 0
}

export async function saveProgress(db: Database, id: string, phase: Phase, progress: number): Promise<void> {
  await sql`update registry_import set phase = ${phase}, progress = ${progress} where id = ${id}`.execute(db)
}

export async function askCancel(db: Database, id: string, at: Date): Promise<void> {
  await sql`update registry_import set cancel_asked_at = ${at},
      state = case when state in ('checking', 'running') then state else 'cancelled' end,
      content = case when state in ('checking', 'running') then content end,
      ended_at = case when state in ('checking', 'running') then ended_at else ${at}::timestamptz end
    where id = ${id} and state not in ('done', 'cancelled', 'failed')`.execute(db)
}

export async function isCancelAsked(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql<{ asked: boolean }>`
    select cancel_asked_at is not null as asked from registry_import where id = ${id}`.execute(db)
  return rows[0]?.asked ?? true
}

type Ending = {
  state: 'checked' | 'done' | 'cancelled' | 'failed'
  report: ImportReport | null
  refused: Buffer | null
  at: Date
}

/** Ends a check or a run; the file goes with the last of them. */
export async function endImport(
  db: Database,
  id: string,
  { state, report, refused, at }: Ending,
): Promise<void> {
  const last = state !== 'checked'
  await sql`update registry_import set state = ${state}, phase = null, changed_at = ${at},
      report = coalesce(${report && JSON.stringify(report)}::jsonb, report), refused = coalesce(${refused}, refused),
      content = case when ${last} then null else content end,
      ended_at = case when ${last} then ${at}::timestamptz end
    where id = ${id} and state in ('checking', 'running')`.execute(db)
}

/** Two processes never write the same list: the second waits here, and then sees that it is done. */
export async function holdRun(tx: Tx, id: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 482))`.execute(tx)
  const { rows } = await sql`select from registry_import where id = ${id} and state = 'running'`.execute(tx)
  return rows.length > 0
}

/**
 * Counts anew what the register looks like. The database does so by itself within a minute or two, the embedded one never;
 * a list that came in between would be compared with a register that is taken for an empty one.
 */
export async function learnRegister(db: Database): Promise<void> {
  await sql`analyze person, household, household_member`.execute(db)
}

/** Files that nobody went on with, and lists of refused rows, don't stay. */
export async function sweepImports(db: Database, files: Date, refused: Date): Promise<void> {
  await sql`update registry_import set content = null, state = 'cancelled', ended_at = changed_at
    where state in ('uploaded', 'checked') and changed_at < ${files}`.execute(db)
  await sql`update registry_import set refused = null where refused is not null and changed_at < ${refused}`.execute(
    db,
  )
}

/** A person erased by law may stand in a list that waits, or among refused rows: those go. */
export async function forgetImports(tx: Tx): Promise<void> {
  await sql`update registry_import set content = null, refused = null,
      state = case when state in ('uploaded', 'checked', 'to_check', 'to_run') then 'cancelled' else state end
    where content is not null or refused is not null`.execute(tx)
}

/** Of the codes, those that are divisions. */
export async function knownDivisions(db: Database, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select code from division where code = any(${[...codes]}::text[])`.execute(db)
  return new Set(rows.map(({ code }) => code))
}

const perLookUp = 20_000

/** Of the blind indexes, those that somebody is registered under. */
export async function heldNumbers(db: Database, indexes: readonly string[]): Promise<Set<string>> {
  const held = new Set<string>()
  for (let start = 0; start < indexes.length; start += perLookUp) {
    const part = JSON.stringify(indexes.slice(start, start + perLookUp))
    const { rows } = await sql<{ index: string }>`
      select given.index from json_array_elements_text(${part}::json) as given(index)
      join person on person.id_number_index = decode(given.index, 'hex')`.execute(db)
    for (const { index } of rows) held.add(index)
  }
  return held
}

/** Of the households, those whose number the village has given already; as `division number`. */
export async function heldHouseholds(
  db: Database,
  households: readonly { divisionCode: string; number: string }[],
): Promise<Set<string>> {
  const given = JSON.stringify(households.map(({ divisionCode, number }) => ({ d: divisionCode, n: number })))
  const { rows } = await sql<{ key: string }>`
    select given.d || ' ' || given.n as key from json_to_recordset(${given}::json) as given (d text, n text)
    join household on household.village = given.d and household.number = given.n`.execute(db)
  return new Set(rows.map(({ key }) => key))
}
