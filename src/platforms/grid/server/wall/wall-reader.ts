import { boxOfDivisions } from '#kernel/divisions/server'
import { type Actor, hasRight } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'
import { type PlatformDeps, readStatistics, StatisticsParameters } from '#kernel/ledgers/server'
import type { MapLight } from '#kernel/map/model'
import { shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import type {
  GridWallAnswer,
  WallCounts,
  WallGroup,
  WallIncident,
  WallMark,
  WallRows,
  WallRowsQuery,
} from '../../model/wall/grid-wall.ts'
import { overseeRight, readPatrolsNow } from '../field/patrols.ts'
import {
  countIncidents,
  type CountRow,
  gatherMarks,
  type IncidentRow,
  listIncidents,
  type MarkRow,
  type WallSight,
} from './wall-store.ts'

export type WallDeps = PlatformDeps

/** As many fields as the map is wide: where more than one lies in a field they are counted together. */
const fieldsAcross = 18
const listedMax = 40
const ledgerCode = 'incident'
const lightsByWorst: readonly (MapLight | null)[] = ['red', 'amber', 'green', null]

function sightOf({ engine, clock }: WallDeps, actor: Actor): WallSight {
  const now = clock.now()
  return {
    engine,
    actor,
    ledgerId: engine.book.get(ledgerCode).id,
    now,
    dayStart: shanghaiInstant(shanghaiDate(now)),
  }
}

/** Today's incidents, what is open and late, and who is on patrol, over what the actor sees. */
export async function readGridWall(deps: WallDeps, actor: Actor): Promise<GridWallAnswer> {
  const sight = sightOf(deps, actor)
  const list = (of: 'late' | 'reported') => presentList(deps, sight, { of, page: 1, size: listedMax })
  const [rows, onTime, placed, late, today] = await Promise.all([
    countIncidents(sight),
    readOnTime(deps, actor, sight.now),
    readMarks(deps, sight),
    list('late'),
    list('reported'),
  ])
  const { definition } = deps.engine.book.current(deps.engine.book.get(ledgerCode))
  const stages = new Map(definition.stages.map(({ id, label }) => [id, label]))
  const options = definition.fields.find(({ name }) => name === 'area')?.options ?? []
  const areas = new Map(options.map(({ value, label }) => [value, label]))
  return {
    at: sight.now.toISOString(),
    day: shanghaiDate(sight.now),
    counts: sumOf(rows),
    onTime,
    townships: groupsBy(
      rows,
      ({ township }) => township,
      (code) => nameOf(deps, code),
    ),
    areas: groupsBy(
      rows,
      ({ area }) => area,
      (code) => areas.get(code),
    ),
    stages: groupsBy(
      rows,
      ({ stage }) => stage,
      (id) => stages.get(id),
    ),
    ...placed,
    late: late.rows,
    today: today.rows,
    patrols: hasRight(actor, overseeRight) ? await readPatrolsNow(deps, actor) : null,
    demonstration: rows.reduce((sum, { invented }) => sum + invented, 0),
    divisions: placesOf(deps, actor, [...late.rows, ...today.rows]),
  }
}

export async function readWallRows(deps: WallDeps, actor: Actor, query: WallRowsQuery): Promise<WallRows> {
  return presentList(deps, sightOf(deps, actor), query)
}

function nameOf({ divisions }: WallDeps, code: string): LocalText | undefined {
  const division = divisions.find(code)
  return division && { 'zh-CN': division.name, en: division.nameEn || division.name }
}

function sumOf(rows: readonly WallCounts[]): WallCounts {
  const sum = (of: keyof WallCounts) => rows.reduce((total, row) => total + row[of], 0)
  return { reported: sum('reported'), open: sum('open'), late: sum('late'), closed: sum('closed') }
}

/** The groups with most that is late first, then with most that is open. What nobody said has an empty key. */
function groupsBy(
  rows: readonly CountRow[],
  keyOf: (row: CountRow) => string | null,
  label: (key: string) => LocalText | undefined,
): WallGroup[] {
  return [...Map.groupBy(rows, (row) => keyOf(row) ?? '')]
    .map(([key, own]) => ({ key, label: label(key) ?? null, ...sumOf(own) }))
    .sort((a, b) => b.late - a.late || b.open - a.open || b.reported - a.reported || (a.key < b.key ? -1 : 1))
}

/** Of the handling that was due or done this month. */
async function readOnTime(deps: WallDeps, actor: Actor, now: Date): Promise<GridWallAnswer['onTime']> {
  const day = shanghaiDate(now)
  const parameters = StatisticsParameters.parse({ from: `${day.slice(0, 8)}01`, to: day })
  const divisionName = (code: string) => nameOf(deps, code)
  const { answer } = await readStatistics({ ...deps, divisionName }, actor, ledgerCode, parameters)
  const rate = answer.all.on_time
  return rate && rate.rate !== null ? { n: rate.n, of: rate.of, basisPoints: rate.rate } : null
}

async function readMarks(
  { handle }: WallDeps,
  sight: WallSight,
): Promise<{ marks: WallMark[]; unplaced: number }> {
  const box = await boxOfDivisions(handle.db, sight.actor.divisions)
  const [west, south, east, north] = box ?? [73, 18, 135, 54]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const height = Math.max((east - west) * squeeze, north - south) / fieldsAcross
  const field = { west, south, width: height / squeeze, height }
  const { marks, unplaced } = await gatherMarks(sight, field)
  return { marks: marks.map((row) => presentMark(row, field)), unplaced }
}

function presentMark(
  { x, y, count, worst, id, title, across, up }: MarkRow,
  { west, south, width, height }: { west: number; south: number; width: number; height: number },
): WallMark {
  const edge = (from: number, size: number, at: number) => (from + size * at).toFixed(9)
  const box = [
    edge(west, width, across),
    edge(south, height, up),
    edge(west, width, across + 1),
    edge(south, height, up + 1),
  ].join()
  return {
    lng: Number(x),
    lat: Number(y),
    count,
    light: lightsByWorst[worst] ?? null,
    one: count === 1 ? { id, title } : null,
    box,
  }
}

async function presentList(deps: WallDeps, sight: WallSight, query: WallRowsQuery): Promise<WallRows> {
  const { rows, total } = await listIncidents(sight, query)
  const names = await deps.directory.organisations([...new Set(rows.map((row) => row.organisationId))])
  return { rows: rows.map((row) => presentIncident(row, names, sight.now)), total }
}

function presentIncident(
  { openedAt, dueAt, amberAt, isOpen, organisationId, ...row }: IncidentRow,
  names: ReadonlyMap<number, LocalText>,
  now: Date,
): WallIncident {
  const light =
    !isOpen || dueAt === null ? null : dueAt < now ? 'red' : amberAt && amberAt <= now ? 'amber' : 'green'
  return {
    ...row,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    light,
    organisation: names.get(organisationId) ?? null,
  }
}

/** Names of the townships and districts that the actor's wall is about. */
function placesOf(deps: WallDeps, actor: Actor, rows: readonly WallIncident[]): GridWallAnswer['divisions'] {
  const codes = [...actor.divisions, ...rows.map(({ place }) => place)]
  return [...new Set(codes.map((code) => code.slice(0, 6)))]
    .flatMap((district) => deps.divisions.select({ under: district }))
    .filter(({ code }) => code.length <= 9)
    .map(({ code, name, nameEn }) => ({ code, name: { 'zh-CN': name, en: nameEn || name } }))
}
