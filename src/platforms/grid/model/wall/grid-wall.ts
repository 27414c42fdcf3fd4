import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { lights } from '#kernel/map/model'
import { PatrolNow } from '../field/patrol.ts'

/** What the wall of incidents counts. */
export const wallFigures = ['reported', 'open', 'late', 'closed'] as const
export type WallFigure = (typeof wallFigures)[number]

/** West, south, east, north of a field of the map. */
export const FieldBox = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/)
  .transform((text) => text.split(',').map(Number) as [number, number, number, number])

/** Which rows stand behind a figure; `field` are those on the map, open or reported today. */
export const WallRowsQuery = z.object({
  of: z.enum([...wallFigures, 'field']),
  township: z.string().max(12).optional(),
  stage: z.string().max(60).optional(),
  area: z.string().max(60).optional(),
  box: FieldBox.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(50).default(9),
})
export type WallRowsQuery = z.output<typeof WallRowsQuery>

const Light = z.enum(lights).nullable()
export const WallIncident = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  stage: z.string(),
  /** Its township's code, or its district's where that is all that is known. */
  place: z.string(),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  light: Light,
  organisation: LocalText.nullable(),
})
export type WallIncident = z.infer<typeof WallIncident>
export const WallRows = z.object({ rows: z.array(WallIncident), total: z.number() })
export type WallRows = z.infer<typeof WallRows>

const Counts = z.object({
  reported: z.number(),
  open: z.number(),
  late: z.number(),
  closed: z.number(),
})
export type WallCounts = z.infer<typeof Counts>
/** `label` is null where nobody said which it is. */
const Group = Counts.extend({ key: z.string(), label: LocalText.nullable() })
export type WallGroup = z.infer<typeof Group>

/** Incidents in one field of the map: where their middle is, how many, and the worst of their lights. */
const Mark = z.object({
  lng: z.number(),
  lat: z.number(),
  count: z.number(),
  light: Light,
  /** The incident where it is one alone. */
  one: z.object({ id: z.string(), title: z.string() }).nullable(),
  box: z.string(),
})
export type WallMark = z.infer<typeof Mark>

export const GridWallAnswer = z.object({
  at: z.string(),
  day: z.string(),
  counts: Counts,
  /** Of what was due this month; null without any. The path opens its rows. */
  onTime: z.object({ n: z.number(), of: z.number(), basisPoints: z.number() }).nullable(),
  townships: z.array(Group),
  areas: z.array(Group),
  stages: z.array(Group),
  marks: z.array(Mark),
  /** On the map, but for where nobody knows where they are. */
  unplaced: z.number(),
  late: z.array(WallIncident),
  today: z.array(WallIncident),
  /** Null for who doesn't oversee patrols. */
  patrols: z.array(PatrolNow).nullable(),
  demonstration: z.number(),
  divisions: z.array(z.object({ code: z.string(), name: LocalText })),
})
export type GridWallAnswer = z.infer<typeof GridWallAnswer>

const dayMs = 86_400_000
const hourMs = 3_600_000

/** How long ago a date passed: whole days, and hours within the first. */
export function overdueBy(dueAt: string, at: string): { days: number; hours: number } {
  const passed = Math.max(Date.parse(at) - Date.parse(dueAt), 0)
  return { days: Math.floor(passed / dayMs), hours: Math.floor(passed / hourMs) }
}

export type Headline = { key: string; params: Record<string, number>; opens: WallFigure }

/** The one sentence: what is late, else how the day goes. */
export function headlineOf({ counts, late, at }: Pick<GridWallAnswer, 'counts' | 'late' | 'at'>): Headline {
  const [longest] = late
  if (counts.late > 0) {
    const days = longest?.dueAt ? overdueBy(longest.dueAt, at).days : 0
    return { key: 'grid.wall.headline.late', params: { count: counts.late, days }, opens: 'late' }
  }
  const { reported, open } = counts
  if (open > 0) return { key: 'grid.wall.headline.open', params: { reported, open }, opens: 'open' }
  return { key: 'grid.wall.headline.calm', params: {}, opens: 'reported' }
}
