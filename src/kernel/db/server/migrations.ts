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
 * Brings the database to the state of the migrations and answers the names of those applied. All that is missing is one
 * transaction: where one of them fails, the database stays as the program of before knows it. Several processes may
 * start at once: an advisory lock lets one work and the others wait.
 * @throws AppError db.migration_changed when an applied migration's text is no longer what was applied;
 * db.newer_program when a later program has brought the database further than this one knows; db.migration_failed.
 */
export async function migrate(handle: DatabaseHandle, migrations = discoverMigrations()): Promise<string[]> {
  await handle.script(`create table if not exists migration (
    number int primary key, name text not null, hash text not null, at timestamptz not null default now())`)
  for (;;) {
    const missing = await listMissing(handle, migrations)
    if (missing.length === 0) return []
    if (await apply(handle, missing)) return missing.map(({ name }) => name)
  }
}

/** An older program would write what the newer one's rules no longer allow, without a sign. */
async function listMissing({ db }: DatabaseHandle, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await sql<{ number: number; name: string; hash: string }>`
    select number, name, hash from migration order by number desc`.execute(db)
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const { number, name, hash } of rows) {
    const migration = known.get(number)
    if (!migration) throw new AppError('db.newer_program', { status: 500, params: { name } })
    if (migration.hash !== hash)
      throw new AppError('db.migration_changed', { status: 500, params: { name: migration.name } })
  }
  const applied = new Set(rows.map(({ number }) => number))
  return migrations.filter(({ number }) => !applied.has(number))
}

/** Whether nothing has ever been stored in the database: what goes with its data may still be made anew. */
export async function isFresh({ db }: DatabaseHandle): Promise<boolean> {
  const { rows } = await sql<{
    table: string | null
  }>`select to_regclass('migration')::text as table`.execute(db)
  return rows[0]?.table === null
}

const appliedMeanwhile = 'YW001'

/** False where another process was first. */
async function apply(handle: DatabaseHandle, missing: readonly Migration[]): Promise<boolean> {
  const numbers = missing.map(({ number }) => number).join()
  // A large table takes longer than a request may.
  const begin = `begin; set local statement_timeout = 0; select pg_advisory_xact_lock(7412001);
    do $guard$ begin
      if exists (select from migration where number in (${numbers})) then
        raise exception 'applied meanwhile' using errcode = '${appliedMeanwhile}';
      end if;
    end $guard$;`
  const steps = missing.map(
    ({ number, name, text, hash }) =>
      `${text}
      ;insert into migration (number, name, hash) values (${number}, '${name}', '${hash}');`,
  )
  try {
    await handle.script(begin, ...steps, 'commit')
    return true
  } catch (error) {
    const { code, script = 0, message } = error as { code?: string; script?: number; message: string }
    if (code === appliedMeanwhile) return false
    const name = missing[script - 1]?.name ?? ''
    throw new AppError('db.migration_failed', {
      status: 500,
      params: { name, reason: message },
      cause: error,
    })
  }
}
