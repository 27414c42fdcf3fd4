import { z } from 'zod'
import { type ProjectStage, projectCategories, projectStages } from '../stages.ts'
import type { Span } from './periods.ts'

const Stages = z.array(z.enum(projectStages)).min(1)

/** How the register derives a figure: what it counts, and which projects. */
export const Measure = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('projects'),
    sum: z.enum(['count', 'investment', 'invested']),
    stages: Stages.optional(),
    category: z.enum(projectCategories).optional(),
    minFen: z.number().int().min(1).optional(),
    /** Only these, by their keys: what a page names as a group. */
    keys: z.array(z.string()).min(1).optional(),
  }),
  z.strictObject({ of: z.literal('share'), stages: Stages, among: Stages }),
  z.strictObject({
    of: z.literal('project'),
    key: z.string(),
    field: z.enum(['investmentFen', 'investedFen']),
  }),
  z.strictObject({ of: z.literal('in_statistics') }),
  z.strictObject({
    of: z.literal('divisions'),
    level: z.enum(['township', 'village']),
    kinds: z.array(z.string()).min(1).optional(),
    /** Only those with a child of this kind. */
    having: z.string().optional(),
  }),
  z.strictObject({ of: z.literal('colour_rule') }),
])
export type Measure = z.infer<typeof Measure>

/** What the register held of a project at the moment that a figure speaks of. */
export type Held = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly stage: ProjectStage
  readonly category: string
  readonly investmentFen: number | null
  readonly investedFen: number | null
  /** The day of the last statement about it. */
  readonly saidOn: string
  readonly inStatistics: boolean
}

export type Place = {
  readonly name: string
  readonly kind: string
  readonly level: string
  readonly childKinds: readonly string[]
}

export type Register = {
  readonly projects: readonly Held[]
  readonly divisions: readonly Place[]
  readonly yellowFrom: { readonly numerator: number; readonly denominator: number }
}

export type DerivedRow = { id: string | null; name: string; fen: number | null; counted: boolean }
/** A number that the register derives. Amounts are in 分, shares in hundredths of a percent. */
export type Derived = {
  kind: 'count' | 'fen' | 'share' | 'fraction'
  value: number | null
  rows: DerivedRow[]
  /** Of the counted rows, how many have the amount that is summed. */
  known: number
  of: number
  /** Projects that would count but of which nothing was said within the period. */
  stale: number
}

/** Derives a measure over the days that a figure speaks of, until the day that its source speaks from. */
export function derive(measure: Measure, register: Register, span: Span): Derived {
  const { projects } = register
  switch (measure.of) {
    case 'divisions':
      return ofDivisions(measure, register.divisions)
    case 'colour_rule': {
      const { numerator, denominator } = register.yellowFrom
      return {
        kind: 'fraction',
        value: Math.round((numerator * 10_000) / denominator),
        rows: [],
        known: 1,
        of: 1,
        stale: 0,
      }
    }
    case 'project': {
      const held = projects.find(({ key }) => key === measure.key)
      const fen = held?.[measure.field] ?? null
      const rows = held ? [{ id: held.id, name: held.name, fen, counted: true }] : []
      return { kind: 'fen', value: fen, rows, known: fen === null ? 0 : 1, of: 1, stale: 0 }
    }
    case 'in_statistics': {
      const rows = projects.filter((held) => held.inStatistics).map((held) => rowOf(held, held.investmentFen))
      return { kind: 'count', value: rows.length, rows, known: rows.length, of: rows.length, stale: 0 }
    }
    case 'share': {
      const among = said(projects, measure.among, span)
      const rows = among.map((held) => ({
        ...rowOf(held, held.investmentFen),
        counted: measure.stages.includes(held.stage),
      }))
      const done = rows.filter(({ counted }) => counted).length
      const value = rows.length === 0 ? null : Math.round((done * 10_000) / rows.length)
      return { kind: 'share', value, rows, known: done, of: rows.length, stale: 0 }
    }
    case 'projects':
      return ofProjects(measure, projects, span)
  }
}

const rowOf = ({ id, name }: Held, fen: number | null): DerivedRow => ({ id, name, fen, counted: true })
const within = (held: Held, { from, to }: Span) => held.saidOn >= from && held.saidOn <= to
const said = (projects: readonly Held[], stages: readonly ProjectStage[], span: Span) =>
  projects.filter((held) => stages.includes(held.stage) && within(held, span))

function ofProjects(
  { sum, stages, category, minFen, keys }: Extract<Measure, { of: 'projects' }>,
  projects: readonly Held[],
  span: Span,
): Derived {
  const fitting = projects.filter(
    (held) =>
      (!stages || stages.includes(held.stage)) &&
      (!category || held.category === category) &&
      (!keys || keys.includes(held.key)) &&
      (minFen === undefined || (held.investmentFen !== null && held.investmentFen >= minFen)),
  )
  const counted = keys ? fitting : fitting.filter((held) => within(held, span))
  const rows = counted.map((held) => rowOf(held, sum === 'invested' ? held.investedFen : held.investmentFen))
  const stale = fitting.length - counted.length
  if (sum === 'count')
    return { kind: 'count', value: rows.length, rows, known: rows.length, of: rows.length, stale }
  const known = rows.filter(({ fen }) => fen !== null)
  const total = known.reduce((all, { fen }) => all + (fen ?? 0), 0)
  return {
    kind: 'fen',
    value: known.length === 0 ? null : total,
    rows,
    known: known.length,
    of: rows.length,
    stale,
  }
}

function ofDivisions(
  { level, kinds, having }: Extract<Measure, { of: 'divisions' }>,
  divisions: readonly Place[],
): Derived {
  const rows = divisions
    .filter((place) => place.level === level && (!kinds || kinds.includes(place.kind)))
    .filter((place) => having === undefined || place.childKinds.includes(having))
    .map(({ name }) => ({ id: null, name, fen: null, counted: true }))
  return { kind: 'count', value: rows.length, rows, known: rows.length, of: rows.length, stale: 0 }
}
