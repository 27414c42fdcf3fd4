import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Desk, Reply } from './desk.ts'
import { breakageLedgers } from './ledgers.ts'

const ledger = '/api/ledgers/break_case'
const definition = breakageLedgers.find(({ id }) => id === 'break_case')

type Run = { to: number; endedAt: string | null }

/** One who publishes the next version of the ledger again and again, and has all entries moved to it. */
export class Mover {
  readonly faults: string[] = []
  /** Whether entries are being moved, as far as one was told. */
  isAwaiting = false

  /** Goes on until the line ends or it shall stop. */
  async work(desk: Desk, shallStop: () => boolean): Promise<void> {
    this.isAwaiting = false
    while (!shallStop()) {
      const known = await this.#ask<{ version: number }>(desk, 'GET', ledger)
      const runs = known && (await this.#ask<Run[]>(desk, 'GET', `${ledger}/migrations`))
      if (!known || !runs) return
      const run = runs.find(({ to }) => to === known.version)
      if (runs.some(({ endedAt }) => endedAt === null))
        await new Promise((resolve) => setTimeout(resolve, 30))
      else if (run === undefined && known.version > 1) {
        const body = { to: known.version, closedToo: true, dryRun: false }
        if (!(await this.#ask(desk, 'POST', `${ledger}/migrations`, body))) return
        this.isAwaiting = true
      } else {
        const next = {
          'zh-CN': `断电试验台账第${known.version + 1}版`,
          en: `Cases, edition ${known.version + 1}`,
        }
        const body = { definition: { ...definition, title: next } }
        if (!(await this.#ask(desk, 'POST', '/api/ledgers', body))) return
      }
    }
  }

  async #ask<T>(desk: Desk, method: string, path: string, body?: unknown): Promise<T | undefined> {
    const reply: Reply | 'lost' = await desk.send(method, path, {
      key: crypto.randomUUID(),
      ...(body === undefined ? {} : { body }),
    })
    if (reply === 'lost') return undefined
    if (reply.status >= 300) {
      this.faults.push(`${method} ${path}: ${reply.status} ${reply.text}`)
      return undefined
    }
    return JSON.parse(reply.text) as T
  }
}

export type Moves = {
  /** Entries of which another number of moves is in the log than came out of the runs. */
  uneven: number
  /** Entries that a run that has ended left behind, and that it doesn't say why of. */
  leftBehind: number
  unended: number
  moved: number
}

export async function countMoves(db: Database): Promise<Moves> {
  const { rows } = await sql<Moves>`
    with logged as (select entry_id, count(*) as n from action
        where convert_from(body, 'utf8')::jsonb ->> 'action' = 'migrate' group by 1),
      told as (select entry_id, count(*) as n from migration_result where moved group by 1),
      last as (select distinct on (ledger_id) id, ledger_id, to_version from migration_run
        where ended_at is not null order by ledger_id, to_version desc)
    select (select count(*) from logged full join told using (entry_id)
        where logged.n is distinct from told.n)::int as uneven,
      (select count(*) from entry e join last on last.ledger_id = e.ledger_id
        where e.def_version < last.to_version and not exists (select from migration_result r
          where r.run_id = last.id and r.entry_id = e.id and not r.moved))::int as "leftBehind",
      (select count(*) from migration_run where ended_at is null)::int as unended,
      (select coalesce(sum(n), 0) from logged)::int as moved`.execute(db)
  const [row] = rows
  if (!row) throw new Error('nothing was counted')
  return row
}
