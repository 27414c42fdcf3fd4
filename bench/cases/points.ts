import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { cellAt } from '#kernel/map/server'
import { openHouse } from '../../src/main/house.ts'
import { InventedCells } from '../data/cells.ts'
import { withDatabase, withFolder } from '../data/database.ts'

const count = 150_000
const perStatement = 10_000

type Times = { perSecond: number; p50: number; p95: number; p99: number }
export type PointFigures = { inCell: Times; bare: Times; found: number; asked: number }

/** In which of 150,000 cells a point lies, one after the other, beside a bare look-up by key on the same connection. */
export async function measurePoints(
  server: string,
  seconds: number,
  say: (text: string) => void,
): Promise<PointFigures> {
  return withDatabase(server, 'yiwang_bench_points', (url) =>
    withFolder(async (dataDir) => {
      const house = await openHouse({ dataDir, databaseUrl: url })
      try {
        const { db } = house.handle
        say(`${count} cells`)
        const cells = new InventedCells(count)
        await insertCells(db, cells)
        const codes = cells.shapes.map(({ code }) => code)
        let [found, asked, next] = [0, 0, 0]
        say('points')
        const inCell = await time(seconds, async () => {
          asked += 1
          if ((await cellAt(db, 'cell:bench', cells.point())) !== null) found += 1
        })
        const bare = await time(seconds, async () => {
          next = (next + 7919) % codes.length
          await sql`select name from cell where layer = 'bench' and code = ${codes[next]}`.execute(db)
        })
        return { inCell, bare, found, asked }
      } finally {
        await house.close()
      }
    }),
  )
}

async function insertCells(db: Database, { shapes }: InventedCells): Promise<void> {
  await sql`insert into cell_layer (id, name, code_pattern, code_scheme, invented)
    values ('bench', '{"zh-CN":"量","en":"bench"}', '.*', '{}', true)`.execute(db)
  for (let start = 0; start < shapes.length; start += perStatement) {
    const part = shapes.slice(start, start + perStatement)
    const rows = part.map(({ code, name, nameEn, area }) => ({ code, name, en: nameEn, area }))
    await sql`insert into cell (layer, code, name, geom)
      select 'bench', code, jsonb_build_object('zh-CN', name, 'en', en),
        st_multi(st_setsrid(st_geomfromgeojson(area::text), 4490))
      from json_to_recordset(${JSON.stringify(rows)}::json) as given (code text, name text, en text, area json)`.execute(
      db,
    )
  }
  await sql`analyze cell`.execute(db)
}

async function time(seconds: number, work: () => Promise<void>): Promise<Times> {
  for (let run = 0; run < 1000; run += 1) await work()
  const times: number[] = []
  const started = performance.now()
  while (performance.now() - started < seconds * 1000) {
    const before = performance.now()
    await work()
    times.push(performance.now() - before)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export function pointTable({ inCell, bare, found, asked }: PointFigures): string {
  const line = (what: string, { perSecond, p50, p95, p99 }: Times) =>
    `| ${what} | ${perSecond.toFixed(0)} | ${[p50, p95, p99].map((ms) => ms.toFixed(2)).join(' | ')} |`
  return [
    `| Among ${count} cells, one at once | per s | p50 ms | p95 ms | p99 ms |`,
    '|---|--:|--:|--:|--:|',
    line('the cell that a point lies in', inCell),
    line('bare look-up of a cell by its code', bare),
    '',
    `${found} of ${asked} points lay in a cell.`,
  ].join('\n')
}
