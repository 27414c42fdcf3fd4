import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { CopyInto } from './copy.ts'

const tables = ['household', 'person', 'household_member'] as const

/** The floor of an import: the same rows by COPY into tables of the same form, which grow as the register does. */
export class BareCopy {
  readonly #url: string
  /** The last transaction whose rows were taken over. */
  #last = 0

  constructor(url: string) {
    this.#url = url
  }

  /** Takes over what has been imported since the last call, one table after the other; seconds, and how many rows. */
  async follow(): Promise<{ seconds: number; rows: number }> {
    const client = new pg.Client({ connectionString: this.#url })
    await client.connect()
    try {
      let seconds = 0
      let count = 0
      let last = this.#last
      for (const table of tables) {
        if (this.#last === 0) await client.query(`create table bare_${table} (like ${table} including all)`)
        const { rows: found } = await client.query<{ name: string }>(
          `select column_name as name from information_schema.columns
            where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position`,
          [table],
        )
        const columns = found.map(({ name }) => name)
        // A list is one transaction, and nothing else writes here; tables are far from the age at which numbers come again.
        const { rows } = await client.query<{ line: string; xid: number }>(
          `select concat_ws(E'\\t', ${columns.map((name) => `coalesce(replace(${name}::text, '\\', '\\\\'), '\\N')`).join(', ')}) as line,
             xmin::text::int as xid from ${table} where xmin::text::int > $1`,
          [this.#last],
        )
        const into = new CopyInto(this.#url, `bare_${table}`, columns)
        await into.open()
        const start = performance.now()
        for (const [index, { line }] of rows.entries()) {
          into.write(`${line}\n`)
          if (index % 1000 === 0) await into.breathe()
        }
        await into.close()
        seconds += (performance.now() - start) / 1000
        count += rows.length
        for (const { xid } of rows) last = Math.max(last, xid)
      }
      this.#last = last
      return { seconds, rows: count }
    } finally {
      await client.end()
    }
  }
}
