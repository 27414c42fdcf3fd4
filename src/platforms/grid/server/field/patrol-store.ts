import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import type { PatrolPoint } from '../../model/field/patrol.ts'

export type PatrolRow = {
  id: string
  accountId: number
  name: string
  divisionCode: string
  startedAt: Date
  endedAt: Date | null
  lastAt: Date
  metres: number
  checkIns: number
  pointsRemovedAt: Date | null
}

/** Whose patrols one may see: one's own, and where `over` names divisions, those of who works there. */
export type PatrolSight = { accountId: number; over: readonly string[] }

function seenBy({ accountId, over }: PatrolSight): RawBuilder<unknown> {
  const { districts, townships, villages } = scopeByLevel(over)
  return sql`(p.account_id = ${accountId} or p.district = any(${districts}::text[])
    or p.township = any(${townships}::text[]) or p.village = any(${villages}::text[]))`
}

const columns = sql`p.id, p.account_id as "accountId", account.name, p.division_code as "divisionCode",
  p.started_at as "startedAt", p.ended_at as "endedAt", p.last_at as "lastAt", p.metres,
  p.check_ins as "checkIns", p.points_removed_at as "pointsRemovedAt"`

export type PatrolFilter = { from?: Date | undefined; to?: Date | undefined; accountId?: number | undefined }

export async function listPatrols(
  db: Database,
  sight: PatrolSight,
  { from, to, accountId }: PatrolFilter,
  { page, size }: { page: number; size: number },
): Promise<{ rows: PatrolRow[]; total: number }> {
  const conditions = [seenBy(sight)]
  if (from) conditions.push(sql`p.started_at >= ${from}`)
  if (to) conditions.push(sql`p.started_at < ${to}`)
  if (accountId !== undefined) conditions.push(sql`p.account_id = ${accountId}`)
  const where = sql.join(conditions, sql` and `)
  const [{ rows }, counted] = await Promise.all([
    sql<PatrolRow>`
      select ${columns} from grid_patrol p join account on account.id = p.account_id where ${where}
      order by p.started_at desc, p.id limit ${size} offset ${(page - 1) * size}`.execute(db),
    sql<{ total: number }>`select count(*) as total from grid_patrol p where ${where}`.execute(db),
  ])
  return { rows, total: counted.rows[0]?.total ?? 0 }
}

export async function findPatrol(
  db: Database,
  sight: PatrolSight,
  id: string,
): Promise<PatrolRow | undefined> {
  const { rows } = await sql<PatrolRow>`
    select ${columns} from grid_patrol p join account on account.id = p.account_id
    where p.id = ${id} and ${seenBy(sight)}`.execute(db)
  return rows[0]
}

type PointRow = Omit<PatrolPoint, 'at'> & { at: Date }

export async function listPoints(db: Database, id: string): Promise<PatrolPoint[]> {
  const { rows } = await sql<PointRow>`
    select at, lng, lat, accuracy_m as "accuracyM", kind, note from grid_patrol_point
    where patrol_id = ${id} order by at`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export type NowRow = PatrolRow & { lng: number | null; lat: number | null; at: Date | null }

/** Patrols that are on, each with the last place told. */
export async function listPatrolsNow(db: Database, sight: PatrolSight, since: Date): Promise<NowRow[]> {
  const { rows } = await sql<NowRow>`
    select ${columns}, point.lng, point.lat, point.at
    from grid_patrol p join account on account.id = p.account_id
    left join lateral (
      select lng, lat, at from grid_patrol_point where patrol_id = p.id order by at desc limit 1) point on true
    where p.ended_at is null and p.last_at >= ${since} and ${seenBy(sight)}
    order by p.started_at, p.id limit 500`.execute(db)
  return rows
}

export type NewPatrol = {
  id: string
  accountId: number
  positionId: number
  divisionCode: string
  startedAt: Date
}

/** Makes the patrol where it isn't there yet and locks it; nothing where it is another person's. */
export async function openPatrol(tx: Tx, patrol: NewPatrol, now: Date): Promise<PatrolRow | undefined> {
  const { id, accountId, positionId, divisionCode, startedAt } = patrol
  await sql`
    insert into grid_patrol (id, account_id, position_id, division_code, started_at, last_at, recorded_at)
    values (${id}, ${accountId}, ${positionId}, ${divisionCode}, ${startedAt}, ${startedAt}, ${now})
    on conflict (id) do nothing`.execute(tx)
  const { rows } = await sql<PatrolRow>`
    select ${columns} from grid_patrol p join account on account.id = p.account_id
    where p.id = ${id} and p.account_id = ${accountId} for update of p`.execute(tx)
  return rows[0]
}

/** The patrol's places become these, and its sums with them. */
export async function writePoints(
  tx: Tx,
  id: string,
  points: readonly PatrolPoint[],
  sums: { endedAt: Date | null; lastAt: Date; metres: number; checkIns: number },
): Promise<void> {
  const rows = points.map(({ accuracyM, ...point }) => ({ ...point, accuracy_m: accuracyM }))
  await sql`delete from grid_patrol_point where patrol_id = ${id}`.execute(tx)
  await sql`
    insert into grid_patrol_point (patrol_id, at, lng, lat, accuracy_m, kind, note)
    select ${id}, at, lng, lat, accuracy_m, kind, note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(at timestamptz, lng double precision,
      lat double precision, accuracy_m real, kind text, note text)
    on conflict do nothing`.execute(tx)
  await sql`
    update grid_patrol set ended_at = ${sums.endedAt}, last_at = ${sums.lastAt}, metres = ${sums.metres},
      check_ins = ${sums.checkIns} where id = ${id}`.execute(tx)
}

/** Removes the places of patrols that began before; answers of how many. */
export async function removePoints(db: Database, before: Date, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with due as (
      update grid_patrol set points_removed_at = ${now}
      where points_removed_at is null and started_at < ${before} returning id),
    gone as (delete from grid_patrol_point using due where patrol_id = due.id)
    select count(*) as count from due`.execute(db)
  return rows[0]?.count ?? 0
}

/** Entries of a ledger that the account registered between two moments, by when it was so. */
export async function listRegistered(
  db: Database,
  ledger: string,
  accountId: number,
  { from, to }: { from: Date; to: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from entry e join ledger l on l.id = e.ledger_id
    join action a on a.entry_id = e.id and a.seq = 1 and a.account_id = ${accountId}
    where l.code = ${ledger} and e.opened_at between ${from} and ${to}
    order by e.opened_at limit 200`.execute(db)
  return rows.map(({ id }) => id)
}
