import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import { servedLayer } from '../../model/cells/people/people.ts'

type Place = { divisionCode: string; address: string | null }

/** The cell of a building of that name or address in the place; else the only cell that a community has. */
export async function cellOfPlace(
  tx: Tx,
  { divisionCode, address }: Place,
  on: string,
): Promise<string | null> {
  const standing = sql`cell.layer = ${servedLayer} and (cell.valid_from is null or cell.valid_from <= ${on}::date)
    and (cell.valid_to is null or cell.valid_to > ${on}::date)`
  const { rows: named } = await sql<{ code: string }>`
    select distinct cell.code from place join cell on ${standing} and st_covers(cell.geom, place.point)
    where ${address}::text is not null and place.name = ${address}::text
      and starts_with(place.division_code, ${divisionCode}) limit 2`.execute(tx)
  if (named.length === 1) return named[0]?.code ?? null
  if (named.length > 1 || divisionCode.length < 12) return null
  const { rows } = await sql<{ code: string }>`
    select cell.code from cell where ${standing} and left(cell.code, 12) = ${divisionCode} limit 2`.execute(
    tx,
  )
  return rows.length === 1 ? (rows[0]?.code ?? null) : null
}

type Moment = { on: string; now: Date }
type Worker = { accountId: number; organisationId: number }

/** Positions of grid workers over a cell that accounts hold then, beside the accounts. */
const positionOver = (cell: string, { on, now }: Moment) => sql`account
    join appointment on appointment.account_id = account.id
      and coalesce(appointment.valid_from <= ${now}::timestamptz, true)
      and coalesce(appointment.valid_to > ${now}::timestamptz, true)
    join position on position.id = appointment.position_id and position.role = 'grid_worker'
      and coalesce(position.valid_from <= ${on}::date, true) and coalesce(position.valid_to > ${on}::date, true)
      and not account.disabled
      and exists (select from unnest(position.divisions) as held(root) where starts_with(${cell}::text, held.root))`

/** Who serves a cell as its grid worker on a day, by a position that holds then; who has served it longest first. */
export async function workerOfCell(tx: Tx, cell: string, moment: Moment): Promise<Worker | undefined> {
  const { on } = moment
  const { rows } = await sql<Worker>`
    select account.id as "accountId", position.organisation_id as "organisationId"
    from ${positionOver(cell, moment)} join grid_assignment as served on served.account_id = account.id
    where served.layer = ${servedLayer} and served.cell = ${cell} and served.duty = 'worker'
      and served.from_date <= ${on}::date and (served.to_date is null or served.to_date > ${on}::date)
    order by served.from_date, account.id, position.organisation_id limit 1`.execute(tx)
  return rows[0]
}

/** The organisation for which an account works over a cell. */
export async function workerPosition(
  tx: Tx,
  accountId: number,
  cell: string,
  moment: Moment,
): Promise<Worker | undefined> {
  const { rows } = await sql<Worker>`
    select account.id as "accountId", position.organisation_id as "organisationId"
    from ${positionOver(cell, moment)} where account.id = ${accountId}
    order by position.organisation_id limit 1`.execute(tx)
  return rows[0]
}
