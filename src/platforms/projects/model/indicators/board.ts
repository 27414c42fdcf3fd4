import { monthsOfYear } from '../investment/reporting-rule.ts'
import { lastDay } from '../milestones.ts'
import { isBuilding, isInProduction, type ProjectStage } from '../stages.ts'
import type { BoardMeasure } from './figures.ts'
import type { Span } from './periods.ts'

/** What the board goes by, of one project as it stood at the end of a span. */
export type Counted = {
  readonly id: string
  readonly stage: ProjectStage
  readonly investmentFen: number | null
  readonly startedOn: string | null
  /** When ground was to be broken by its plan. */
  readonly startDue: string | null
  /** The day of the last statement about it. */
  readonly saidOn: string
  /** Reported amounts by month. */
  readonly reported: ReadonlyMap<string, number>
  readonly inStatistics: boolean
}

/** A figure of the board. `of`: how many projects it could be told of; the rest of them is not known. */
export type Cell = {
  measure: BoardMeasure
  kind: 'count' | 'fen' | 'share'
  value: number | null
  known: number
  of: number
  ids: string[]
}

export type NamedSpan = Span & { readonly id: string }
export const grains = ['year', 'quarter', 'month'] as const
export type Grain = (typeof grains)[number]

/** The spans of a year that have begun by a day, the last one up to that day. */
export function spansOf(year: string, grain: Grain, day: string): NamedSpan[] {
  const months = monthsOfYear(year)
  const size = { year: 12, quarter: 3, month: 1 }[grain]
  return Array.from({ length: 12 / size }, (_, index) => {
    const [first = '', last = ''] = [months[index * size], months[index * size + size - 1]]
    const end = lastDay(last) ?? `${last}-28`
    const id = grain === 'year' ? year : grain === 'month' ? first : `${year}Q${index + 1}`
    return { id, from: `${first}-01`, to: end < day ? end : day }
  }).filter(({ from }) => from <= day)
}

const overFen = 10_000_000_000
const within = (day: string | null, { from, to }: Span) => day !== null && day >= from && day <= to
const begun = ({ stage }: Counted) => isBuilding(stage) || isInProduction(stage)

/**
 * 开复工: under construction with news of it in the span, or broken ground in it. A project that was building when it
 * was last heard of, before the span, proves nothing for it.
 */
const isStarted = (project: Counted, span: Span) =>
  within(project.startedOn, span) || (isBuilding(project.stage) && within(project.saidOn, span))

/** 新建: broke ground in the span, by its day; without a day, by the stage that was last told in it. */
const isNew = (project: Counted, span: Span) =>
  within(project.startedOn, span) ||
  (project.startedOn === null && project.stage === 'groundbreaking' && within(project.saidOn, span))

/** Every figure of a span, over the projects as they stood at its end. */
export function boardOf(projects: readonly Counted[], span: Span): Cell[] {
  const started = projects.filter((project) => isStarted(project, span))
  const fresh = started.filter((project) => isNew(project, span))
  const sized = started.filter(({ investmentFen }) => investmentFen !== null)
  const large = (all: readonly Counted[]) =>
    all.filter(({ investmentFen }) => (investmentFen ?? 0) >= overFen)
  const count = (measure: BoardMeasure, rows: readonly Counted[], known = rows.length, of = known): Cell => {
    return { measure, kind: 'count', value: rows.length, known, of, ids: rows.map(({ id }) => id) }
  }
  const building = started.filter(
    ({ startedOn, stage }) => startedOn !== null || stage === 'groundbreaking',
  ).length
  const freshSized = fresh.filter(({ investmentFen }) => investmentFen !== null).length
  return [
    count('started_count', started),
    {
      measure: 'started_investment',
      kind: 'fen',
      value:
        sized.length === 0 ? null : sized.reduce((sum, { investmentFen }) => sum + (investmentFen ?? 0), 0),
      known: sized.length,
      of: started.length,
      ids: started.map(({ id }) => id),
    },
    count('new_count', fresh, building, started.length),
    count('over_100m_count', large(started), sized.length, started.length),
    count('new_over_100m_count', large(fresh), freshSized, fresh.length),
    count(
      'in_statistics_count',
      started.filter(({ inStatistics }) => inStatistics),
    ),
    investmentOf(projects, span),
    startRate(projects, span),
  ]
}

function investmentOf(projects: readonly Counted[], { from, to }: Span): Cell {
  const rows = projects.flatMap(({ id, reported }) => {
    const amounts = [...reported].flatMap(([month, fen]) =>
      `${month}-01` >= from && `${month}-01` <= to ? [fen] : [],
    )
    return amounts.length === 0 ? [] : [{ id, fen: amounts.reduce((sum, fen) => sum + fen, 0) }]
  })
  return {
    measure: 'year_investment',
    kind: 'fen',
    value: rows.length === 0 ? null : rows.reduce((sum, { fen }) => sum + fen, 0),
    known: rows.length,
    of: projects.filter((project) => isStarted(project, { from, to })).length,
    ids: rows.map(({ id }) => id),
  }
}

/** 开工率: of the projects whose ground was to be broken in the span, those where it is; cut off, in hundredths of a percent. */
function startRate(projects: readonly Counted[], span: Span): Cell {
  const due = projects.filter(({ startDue }) => within(startDue, span))
  const done = due.filter(begun)
  return {
    measure: 'start_rate',
    kind: 'share',
    value: due.length === 0 ? null : Math.floor((done.length * 10_000) / due.length),
    known: done.length,
    of: due.length,
    ids: due.map(({ id }) => id),
  }
}
