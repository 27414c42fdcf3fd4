import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { cellAt } from '#kernel/map/server'
import { InventedCells } from '../data/cells.ts'
import { withHouse } from '../data/database.ts'
import { type Figures, measure } from '../run/measure.ts'

const count = 150_000
const perStatement = 10_000

export type PointFigures = { inCell: Figures; bare: Figures; found: number; asked: number }

/** In which of 150,000 cells a point lies, one after the other, beside a bare look-up by key on the same connection. */
export async function measurePoints(
  server: string,
  seconds: number,
  say: (text: string) => void,
): Promise<PointFigures> {
  return withHouse(server, 'yiwang_bench_points', async ({ handle: { db } }) => {
    say(`${count} cells`)
    const cells = new InventedCells(count)
    await insertCells(db, cells)
    const codes = cells.shapes.map(({ code }) => code)
    const alone = { clients: 1, seconds, warmUpSeconds: seconds / 5 }
    let [found, asked] = [0, 0]
    say('points')
    const inCell = await measure(alone, async () => {
      asked += 1
      if ((await cellAt(db, 'cell:bench', cells.point())) !== null) found += 1
    })
    const bare = await measure(alone, async (turn) => {
      const code = codes[(turn * 7919) % codes.length]
      await sql`select name from cell where layer = 'bench' and code = ${code}`.execute(db)
    })
    const fault = inCell.firstError ?? bare.firstError
    if (fault !== undefined) throw new Error(fault)
    return { inCell, bare, found, asked }
  })
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

export function pointTable({ inCell, bare, found, asked }: PointFigures): string {
  const line = (what: string, { perSecond, p50, p95, p99 }: Figures) =>
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
