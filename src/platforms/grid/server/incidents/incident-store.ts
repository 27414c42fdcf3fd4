import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { type Json, Point } from '#kernel/ledgers/model'
import { readableBy } from '#kernel/ledgers/server'
import type { MatterCard } from '../../model/incidents/alike.ts'

export type NearbyIncident = MatterCard & { id: string; no: string; title: string; stage: string }

type Row = {
  id: string
  no: string
  title: string
  stage: string
  divisionCode: string
  at: Date
  data: Record<string, Json>
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)
const rowsMax = 500

/** The incidents in a township (or district, where that is all that is known) opened since a day, the newest first. */
export async function incidentsSince(
  db: Database,
  actor: Actor,
  codes: (names: readonly string[]) => number[],
  { divisionCode, since }: { divisionCode: string; since: Date },
): Promise<NearbyIncident[]> {
  const place =
    divisionCode.length >= 9
      ? sql`e.township = ${divisionCode.slice(0, 9)}`
      : sql`e.district = ${divisionCode.slice(0, 6)}`
  const { rows } = await sql<Row>`
    select e.id, e.no, e.title, e.stage, e.division_code as "divisionCode", e.opened_at as at, e.data
    from entry e
    where e.ledger_id = any(${codes(['incident'])}::int[]) and ${place} and e.opened_at >= ${since}
      and e.stage not in ('merged', 'voided') and ${readableBy(actor, codes)}
    order by e.opened_at desc limit ${rowsMax}`.execute(db)
  return rows.map(({ data, ...row }) => ({
    ...row,
    text: `${row.title} ${text(data['description']) ?? ''}`,
    category: text(data['category']),
    area: text(data['area']),
    spot: Point.safeParse(data['spot']).data ?? null,
  }))
}

/** The master of a duplicate, or of its master, to the end. */
export async function lastMaster(tx: Tx | Database, entryId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with recursive up(id, depth) as (
      select ${entryId}::uuid, 0
      union all select l.target_id, u.depth + 1 from up u
        join entry_link l on l.entry_id = u.id and l.relation = 'duplicate_of')
    select id from up order by depth desc limit 1`.execute(tx)
  return rows[0]?.id ?? entryId
}
