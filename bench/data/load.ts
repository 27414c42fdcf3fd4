import type { DatabaseHandle } from '#kernel/db/server'
import { CopyInto } from './copy.ts'
import type { History } from './histories.ts'
import { columnsOf, type Sink, type TableName } from './stencil.ts'

export const tableNames = [
  'entry',
  'action',
  'task',
  'participation',
  'entry_span',
  'board_event',
  'statistics_case',
] as const satisfies readonly TableName[]

/** The columns of each table, from a history that has rows in all of them. */
export function columnsByTable(histories: readonly History[]): Record<TableName, string[]> {
  const columns = tableNames.map((name) => {
    const row = histories.flatMap((history) => history.tables[name])[0]
    return [name, columnsOf(name, row ?? {})] as const
  })
  return Object.fromEntries(columns) as Record<TableName, string[]>
}

/** Runs statements that may take minutes: not on the house's connections, which give up after one. */
export type Patient = (text: string) => Promise<Record<string, string>[]>

const list = tableNames.map((name) => `'${name}'`).join(', ')

/** Takes indexes and constraints off the tables, and those that refer to them; the returned function puts them back. */
async function bareTables(run: Patient): Promise<() => Promise<void>> {
  const constraints = await run(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype in ('p', 'u', 'f')
      and (conrelid::regclass::text in (${list}) or confrelid::regclass::text in (${list}))
    order by contype = 'f'`)
  for (const { table, name } of constraints.toReversed())
    await run(`alter table ${table} drop constraint ${name}`)
  const indexes = await run(
    `select indexname as name, indexdef as definition from pg_indexes where tablename in (${list})`,
  )
  // What a migration said of the analyzing of an index isn't part of its definition.
  const targets = await run(`
    select i.relname as name, a.attnum as column, a.attstattarget as target
    from pg_attribute a join pg_class i on i.oid = a.attrelid join pg_index x on x.indexrelid = i.oid
    where a.attstattarget >= 0 and x.indrelid::regclass::text in (${list})`)
  for (const { name } of indexes) await run(`drop index ${name}`)
  return async () => {
    for (const { table, name, definition } of constraints)
      await run(`alter table ${table} add constraint ${name} ${definition}`)
    for (const { definition } of indexes) await run(definition ?? '')
    for (const { name, column, target } of targets)
      await run(`alter index ${name} alter column ${column} set statistics ${target}`)
  }
}

type Writer = (sink: Sink, breathe: (written: number) => Promise<void>) => Promise<void>

/** Fills PostgreSQL by COPY, one stream per table, onto bare tables that get their indexes afterwards. */
export async function loadByCopy(
  run: Patient,
  url: string,
  columns: Record<TableName, string[]>,
  write: Writer,
  say: (text: string) => void,
): Promise<void> {
  const restore = await bareTables(run)
  const copies = tableNames.map((name) => [name, new CopyInto(url, name, columns[name])] as const)
  await Promise.all(copies.map(([, copy]) => copy.open()))
  const sink = Object.fromEntries(copies.map(([name, copy]) => [name, copy.write])) as Sink
  await write(sink, async (written) => {
    if (written % 100_000 === 0) say(`${written} entries written`)
    await Promise.all(copies.map(([, copy]) => copy.breathe()))
  })
  await Promise.all(copies.map(([, copy]) => copy.close()))
  say('indexes')
  await restore()
}

/** Fills the embedded database, which takes no COPY from outside, by statements of many rows. */
export async function loadByInsert(
  handle: DatabaseHandle,
  columns: Record<TableName, string[]>,
  write: Writer,
): Promise<void> {
  const waiting = new Map<TableName, string[]>(tableNames.map((name) => [name, []]))
  const sink = Object.fromEntries(
    tableNames.map((name) => [name, (line: string) => void waiting.get(name)?.push(literals(line))]),
  ) as Sink
  await write(sink, async () => {
    for (const name of tableNames) {
      const rows = waiting.get(name) ?? []
      if (rows.length > 0)
        await handle.script(`insert into ${name} (${columns[name].join(', ')}) values ${rows.join(',\n')}`)
      waiting.set(name, [])
    }
  })
}

function literals(line: string): string {
  const values = line
    .replace(/\n$/, '')
    .split('\t')
    .map((value) =>
      value === String.raw`\N` ? 'null' : `'${value.replaceAll('\\\\', '\\').replaceAll("'", "''")}'`,
    )
  return `(${values.join(', ')})`
}

/** What the relay would have summed up, day by day and of all times, and what PostgreSQL would have learned by itself in time. */
export async function finish(run: Patient, size: number): Promise<void> {
  await run(`
    insert into board_total (axis, span, ledger_id, starts, township, stage, measure, n)
    select axis, span, ledger_id, case when span = 'a' then '-infinity'::date else
        date_trunc(case span when 'y' then 'year' when 'm' then 'month' else 'day' end,
          (case axis when 'e' then at else recorded_at end) at time zone 'Asia/Shanghai')::date end,
      township, stage, measure, sum(d)::int
    from board_event, (values ('e', 'd'), ('e', 'm'), ('e', 'y'), ('e', 'a'), ('r', 'd'), ('r', 'm'), ('r', 'y')) as kinds(axis, span)
    group by 1, 2, 3, 4, 5, 6, 7 having sum(d) <> 0 order by 4, 2`)
  await run(`select setval('entry_no', ${size})`)
  await run('vacuum analyze')
}
