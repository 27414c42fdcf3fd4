import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { type PlatformDeps, readTitles } from '#kernel/ledgers/server'
import { addDays, shanghaiInstant } from '#kernel/time/model'
import {
  commonDivision,
  lengthOf,
  type Patrol,
  type PatrolDetail,
  type PatrolNow,
  type PatrolPage,
  type PatrolPoint,
  type PatrolReport,
  patrolRule,
  thinned,
} from '../../model/field/patrol.ts'
import {
  findPatrol,
  listPatrols,
  listPatrolsNow,
  listPoints,
  listRegistered,
  openPatrol,
  type PatrolRow,
  type PatrolSight,
  removePoints,
  writePoints,
} from './patrol-store.ts'

export type PatrolDeps = Pick<PlatformDeps, 'handle' | 'clock' | 'engine'>

/** Who oversees patrols sees those of who works in their divisions; everybody sees their own. */
export const overseeRight = 'patrols.read'
/** A phone's clock may be ahead of ours by so much. */
const aheadMs = 10 * 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const ledgerOfFindings = 'incident'

function sightOf(actor: Actor): PatrolSight {
  return { accountId: actor.accountId, over: hasRight(actor, overseeRight) ? actor.divisions : [] }
}

const silentBefore = (now: Date) => new Date(now.getTime() - patrolRule.silentHours * hourMs)

function present(row: PatrolRow, now: Date): Patrol {
  const { id, accountId, name, divisionCode, startedAt, endedAt, lastAt, metres, checkIns } = row
  return {
    id,
    account: { id: accountId, name },
    divisionCode,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    on: endedAt === null && lastAt >= silentBefore(now),
    metres,
    checkIns,
  }
}

/** Takes down what a phone tells of a patrol. Told again, or in another order, it comes to the same. */
export async function recordPatrol(
  { handle, clock }: PatrolDeps,
  actor: Actor,
  report: PatrolReport,
): Promise<Patrol> {
  const now = clock.now()
  const { id } = report
  const startedAt = new Date(report.startedAt)
  const endedAt = report.endedAt === null ? null : new Date(report.endedAt)
  checkTimes(report, now)
  const divisionCode = commonDivision(actor.divisions)
  if (divisionCode === null) throw new AppError('http.forbidden', { status: 403 })
  const { accountId, positionId } = actor
  return handle.db.transaction().execute(async (tx) => {
    const known = await openPatrol(tx, { id, accountId, positionId, divisionCode, startedAt }, now)
    if (!known) throw notFound()
    if (known.pointsRemovedAt !== null) return present(known, now)
    const points = merged(await listPoints(tx, id), report.points, known.startedAt, endedAt ?? known.endedAt)
    const lastAt = new Date(points.at(-1)?.at ?? known.startedAt)
    const sums = {
      endedAt: endedAt ?? known.endedAt,
      lastAt,
      metres: lengthOf(points),
      checkIns: points.filter(({ kind }) => kind === 'check_in').length,
    }
    await writePoints(tx, id, points, sums)
    return present({ ...known, ...sums }, now)
  })
}

function checkTimes({ startedAt, endedAt, points }: PatrolReport, now: Date): void {
  const latest = now.getTime() + aheadMs
  const times = [startedAt, ...(endedAt === null ? [] : [endedAt]), ...points.map(({ at }) => at)]
  if (times.some((time) => Date.parse(time) > latest)) throw new AppError('grid.patrol_ahead')
}

/** Places of before the start or after the end are not kept: they were none of the patrol's. */
function merged(
  held: readonly PatrolPoint[],
  told: readonly PatrolPoint[],
  from: Date,
  to: Date | null,
): PatrolPoint[] {
  const known = new Set(held.map(({ at }) => Date.parse(at)))
  const within = told.filter(({ at }) => {
    const time = Date.parse(at)
    return !known.has(time) && time >= from.getTime() && (to === null || time <= to.getTime())
  })
  return thinned([...held, ...within])
}

export type PatrolQuery = {
  day?: string | undefined
  account?: number | undefined
  page: number
  size: number
}

export async function readPatrols(
  { handle, clock }: PatrolDeps,
  actor: Actor,
  { day, account, ...paging }: PatrolQuery,
): Promise<PatrolPage> {
  const span = day === undefined ? {} : { from: shanghaiInstant(day), to: shanghaiInstant(addDays(day, 1)) }
  const { rows, total } = await listPatrols(
    handle.db,
    sightOf(actor),
    { ...span, accountId: account },
    paging,
  )
  const now = clock.now()
  return { rows: rows.map((row) => present(row, now)), total }
}

/** One patrol with its track, as long as it is kept, and with what was registered on it. */
export async function readPatrol(
  { handle, clock, engine }: PatrolDeps,
  actor: Actor,
  id: string,
): Promise<PatrolDetail> {
  const now = clock.now()
  const row = await findPatrol(handle.db, sightOf(actor), id)
  if (!row) throw notFound()
  const span = { from: row.startedAt, to: row.endedAt ?? now }
  const [points, registered] = await Promise.all([
    listPoints(handle.db, id),
    listRegistered(handle.db, ledgerOfFindings, row.accountId, span),
  ])
  const keptUntil = new Date(row.startedAt.getTime() + patrolRule.keptDays * dayMs).toISOString()
  return { ...present(row, now), points, keptUntil, findings: await readTitles(engine, actor, registered) }
}

/** Who is on patrol now, over the divisions that the actor oversees. */
export async function readPatrolsNow({ handle, clock }: PatrolDeps, actor: Actor): Promise<PatrolNow[]> {
  const now = clock.now()
  const rows = await listPatrolsNow(handle.db, sightOf(actor), silentBefore(now))
  return rows.map((row) => {
    const { endedAt: _, on: __, ...patrol } = present(row, now)
    const { lng, lat, at } = row
    return {
      ...patrol,
      last: lng === null || lat === null || at === null ? null : { lng, lat, at: at.toISOString() },
    }
  })
}

/** Where people went is forgotten after the days that the rule declares. */
export async function forgetTracks({ handle, clock }: Pick<PatrolDeps, 'handle' | 'clock'>): Promise<number> {
  const now = clock.now()
  return removePoints(handle.db, new Date(now.getTime() - patrolRule.keptDays * dayMs), now)
}
