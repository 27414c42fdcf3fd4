import { readFileSync } from 'node:fs'
import pg from 'pg'

/** The clock ticks of `/proc/PID/stat`, on every Linux. */
const ticksPerSecond = 100

/**
 * Reads how many seconds of processor time the connections of a database have used, of those that are there now.
 * Undefined where PostgreSQL is on another machine, or this is not Linux.
 */
export class PostgresCpu {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async open(url: string): Promise<PostgresCpu> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return new PostgresCpu(client)
  }

  async seconds(): Promise<Map<number, number> | undefined> {
    const { rows } = await this.#client.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    const used = new Map<number, number>()
    try {
      for (const { pid } of rows) {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
        // The name may have blanks and stands in brackets; user and system time are the 12th and 13th after it.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        if (!stat.includes('(postgres)')) return undefined
        used.set(pid, (Number(fields[11]) + Number(fields[12])) / ticksPerSecond)
      }
    } catch {
      return undefined
    }
    return used
  }

  /** What was used between two readings; connections that came in between count from nothing. */
  static between(
    before: Map<number, number> | undefined,
    after: Map<number, number> | undefined,
  ): number | null {
    if (!before || !after) return null
    return [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0)
  }

  async close(): Promise<void> {
    await this.#client.end()
  }
}
