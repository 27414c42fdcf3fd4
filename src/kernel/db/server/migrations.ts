import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { AppError } from '#kernel/errors/model'
import type { DatabaseHandle } from './database.ts'

export type Migration = { number: number; name: string; text: string; hash: string }

const source = join(import.meta.dirname, '../../..')

/** Every area's and platform's `server/migrations/NNNN-name.sql`, in order of number. */
export function discoverMigrations(): Migration[] {
  const found: Migration[] = []
  for (const floor of ['kernel', 'platforms']) {
    const base = join(source, floor)
    if (!existsSync(base)) continue
    for (const area of readdirSync(base)) {
      const folder = join(base, area, 'server/migrations')
      if (!existsSync(folder)) continue
      for (const file of readdirSync(folder)) {
        const match = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)
        if (!match) throw new Error(`${join(folder, file)}: migrations are named NNNN-what-it-does.sql`)
        const text = readFileSync(join(folder, file), 'utf8')
        const hash = createHash('sha256').update(text).digest('hex')
        found.push({ number: Number(match[1]), name: file.slice(0, -4), text, hash })
      }
    }
  }
  found.sort((a, b) => a.number - b.number)
  found.forEach((item, index) => {
    const next = found[index + 1]
    if (next && next.number === item.number) throw new Error(`two migrations have the number ${item.number}`)
  })
  return found
}

/**
 * Brings the database to the state of the migrations, each in a transaction of its own, and answers the names of
 * those applied. Several processes may start at once: an advisory lock lets one work and the others wait.
 * @throws AppError db.migration_changed when an applied migration's text is no longer what was applied;
 * db.newer_program when a later program has brought the database further than this one knows.
 */
export async function migrate(handle: DatabaseHandle, migrations = discoverMigrations()): Promise<string[]> {
  await handle.script(`create table if not exists migration (
    number int primary key, name text not null, hash text not null, at timestamptz not null default now())`)
  await refuseNewer(handle, migrations)
  const applied: string[] = []
  for (const migration of migrations) {
    if (await apply(handle, migration)) applied.push(migration.name)
  }
  return applied
}

/** An older program would write what the newer one's rules no longer allow, without a sign. */
async function refuseNewer({ db }: DatabaseHandle, migrations: readonly Migration[]): Promise<void> {
  const known = new Set(migrations.map(({ number }) => number))
  const { rows } = await sql<{ number: number; name: string }>`
    select number, name from migration order by number desc`.execute(db)
  const unknown = rows.find(({ number }) => !known.has(number))
  if (unknown) throw new AppError('db.newer_program', { status: 500, params: { name: unknown.name } })
}

/** Whether nothing has ever been stored in the database: what goes with its data may still be made anew. */
export async function isFresh({ db }: DatabaseHandle): Promise<boolean> {
  const { rows } = await sql<{
    table: string | null
  }>`select to_regclass('migration')::text as table`.execute(db)
  return rows[0]?.table === null
}

async function apply(handle: DatabaseHandle, { number, name, text, hash }: Migration): Promise<boolean> {
  const known = await findApplied(handle, number)
  if (known !== undefined) {
    if (known === hash) return false
    throw new AppError('db.migration_changed', { status: 500, params: { name } })
  }
  // In one script, so that it is one transaction on both databases; the lock is freed with it.
  await handle
    .script(`begin;
    select pg_advisory_xact_lock(7412001);
    do $guard$ begin
      if exists (select from migration where number = ${number}) then raise exception 'applied meanwhile' using errcode = 'YW001'; end if;
    end $guard$;
    ${text}
    ;insert into migration (number, name, hash) values (${number}, '${name}', '${hash}');
    commit;`)
    .catch(async (error: unknown) => {
      await handle.script('rollback').catch(() => undefined)
      if ((error as { code?: string }).code === 'YW001') return
      throw new AppError('db.migration_failed', {
        status: 500,
        params: { name, reason: String((error as Error).message) },
        cause: error,
      })
    })
  return true
}

async function findApplied({ db }: DatabaseHandle, number: number): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string }>`select hash from migration where number = ${number}`.execute(
    db,
  )
  return rows[0]?.hash
}
