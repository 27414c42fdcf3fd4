import { z } from 'zod'

/**
 * How a patrol is recorded, as little as it needs: only while it is on, a place every so often and only after some
 * way, and after `keptDays` nothing but when, how far and how many check-ins.
 */
export const patrolRule = {
  pauseSeconds: 15,
  stepMetres: 20,
  /** What a phone is less sure of than this counts for no distance. */
  accuracyMetresMax: 100,
  keptDays: 30,
  /** Without a place for so long a patrol counts as over. */
  silentHours: 2,
} as const

export const pointsAtOnce = 1000

export const PatrolPoint = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  accuracyM: z.number().min(0).max(100_000).nullable(),
  kind: z.enum(['track', 'check_in']),
  /** What was looked at, of a check-in. */
  note: z.string().trim().max(100).nullable(),
})
export type PatrolPoint = z.infer<typeof PatrolPoint>

/** What a phone tells of a patrol, in parts: the same again changes nothing. */
/** By what name a phone tells of a part of a patrol. */
export const patrolTold = 'grid_patrol'

export const PatrolReport = z
  .strictObject({
    /** Made by the phone. */
    id: z.uuid(),
    startedAt: z.iso.datetime({ offset: true }),
    endedAt: z.iso.datetime({ offset: true }).nullable(),
    points: z.array(PatrolPoint).max(pointsAtOnce),
  })
  .refine(({ startedAt, endedAt }) => endedAt === null || Date.parse(endedAt) >= Date.parse(startedAt), {
    path: ['endedAt'],
  })
export type PatrolReport = z.infer<typeof PatrolReport>

const Finding = z.object({ id: z.string(), no: z.string(), title: z.string(), ledger: z.string() })

export const Patrol = z.object({
  id: z.string(),
  account: z.object({ id: z.number(), name: z.string() }),
  divisionCode: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Whether it is still on: neither ended nor silent for too long. */
  on: z.boolean(),
  metres: z.number(),
  checkIns: z.number(),
})
export type Patrol = z.infer<typeof Patrol>

export const PatrolPage = z.object({ rows: z.array(Patrol), total: z.number() })
export type PatrolPage = z.infer<typeof PatrolPage>

export const PatrolDetail = Patrol.extend({
  points: z.array(PatrolPoint),
  /** When the places are, or were, removed. */
  keptUntil: z.string(),
  findings: z.array(Finding),
})
export type PatrolDetail = z.infer<typeof PatrolDetail>

export const PatrolNow = Patrol.omit({ endedAt: true, on: true }).extend({
  last: PatrolPoint.pick({ at: true, lng: true, lat: true }).nullable(),
})
export type PatrolNow = z.infer<typeof PatrolNow>

type Place = { lng: number; lat: number }
type Timed = Place & { at: string; accuracyM: number | null; kind: PatrolPoint['kind'] }

const metresPerDegree = 111_195

/** Metres between two places: exact enough within a township. */
export function metresBetween(one: Place, other: Place): number {
  const across = Math.cos((((one.lat + other.lat) / 2) * Math.PI) / 180)
  return Math.hypot((one.lng - other.lng) * across, one.lat - other.lat) * metresPerDegree
}

/** Whether a place is worth recording after the last one that was: later and further on by the rule. */
export function isWorthKeeping(last: Timed | undefined, next: Timed): boolean {
  if (next.kind === 'check_in' || last === undefined) return true
  const seconds = (Date.parse(next.at) - Date.parse(last.at)) / 1000
  return seconds >= patrolRule.pauseSeconds && metresBetween(last, next) >= patrolRule.stepMetres
}

/** Of what a phone sends, in order of time, what the rule allows to be kept. */
export function thinned(points: readonly PatrolPoint[], last?: PatrolPoint): PatrolPoint[] {
  const kept: PatrolPoint[] = []
  let before = last
  for (const point of points.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))) {
    if (!isWorthKeeping(before, point)) continue
    kept.push(point)
    before = point
  }
  return kept
}

/** How far the track leads, in whole metres; places that the phone was unsure of are passed over. */
export function lengthOf(points: readonly Timed[]): number {
  const sure = points.filter(({ accuracyM }) => (accuracyM ?? 0) <= patrolRule.accuracyMetresMax)
  const ways = sure.slice(1).map((point, index) => metresBetween(sure[index] as Timed, point))
  return Math.round(ways.reduce((sum, way) => sum + way, 0))
}

/** The smallest division that holds all roots of a position; nothing where they share none. */
export function commonDivision(roots: readonly string[]): string | null {
  const [first, ...others] = roots
  if (first === undefined) return null
  return (
    [first, first.slice(0, 9), first.slice(0, 6)].find((code) =>
      others.every((root) => root.startsWith(code)),
    ) ?? null
  )
}
