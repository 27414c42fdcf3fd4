import { covers } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import type { EntryState } from '#kernel/ledgers/model'
import { readStates, readStatesAt } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type { BoardAnswer, BoardProject } from '../../model/indicators/answers.ts'
import { boardOf, type Counted, type Grain, type NamedSpan, spansOf } from '../../model/indicators/board.ts'
import { spanOf } from '../../model/indicators/periods.ts'
import { reportedIn } from '../../model/indicators/compare.ts'
import { type InvestmentMonth, isMonth, monthsByProject } from '../../model/investment/months.ts'
import { isStage } from '../../model/stages.ts'
import { milestonesOf } from '../../model/wall-build.ts'
import { endOfDay, readAsOf } from '../as-of.ts'
import { readFigureRows, type StoredFigure } from './figure-store.ts'
import type { FigureDeps } from './read-figures.ts'

export type BoardQuery = {
  year?: string | undefined
  asOf?: string | undefined
  grain?: Grain | undefined
  by?: 'district' | 'township' | 'park' | 'category' | undefined
  example?: boolean | undefined
}

type Held = { project: BoardProject; counted: Counted }

/** The board of a year as of a day: each span over the projects as they stood at its end, beside its targets. */
export async function readBoard(
  deps: FigureDeps,
  actor: Actor,
  { year, asOf, grain = 'quarter', by, example = false }: BoardQuery,
): Promise<BoardAnswer> {
  const { engine } = deps
  const moment = readAsOf(asOf, engine.clock.now())
  const shown = year ?? moment.day.slice(0, 4)
  const spans = spansOf(shown, grain, moment.day)
  const [whole] = spansOf(shown, 'year', moment.day)
  const held = await heldAt(
    deps,
    actor,
    [...spans, ...(whole ? [whole] : [])],
    moment.at === undefined ? moment.day : '',
  )
  const only = held.map((all) => all.filter(({ project }) => example || !project.demonstration))
  const last = only.at(-1) ?? []
  const targets = targetsOf(await readFigureRows(engine.handle.db), deps, actor)
  return {
    year: shown,
    day: moment.day,
    today: moment.today,
    spans: spans.map((span, index) => ({
      id: span.id,
      from: span.from,
      to: span.to,
      cells: boardOf(
        (only[index] ?? []).map(({ counted }) => counted),
        span,
      ),
    })),
    groups: by && whole ? groupsOf(last, by, whole) : [],
    projects: uniqueProjects(only.flat()),
    divisions: namesOf(deps, actor, last),
    targets: targets.filter(({ period }) => spanOf(period)?.from.startsWith(shown)),
    examples: new Set(held.flat().flatMap(({ project }) => (project.demonstration ? [project.id] : []))).size,
  }
}

/** Names of the districts and townships that the projects lie in, in the actor's language. */
function namesOf(
  { divisions }: FigureDeps,
  { locale }: Actor,
  held: readonly Held[],
): BoardAnswer['divisions'] {
  const codes = new Set(
    held.flatMap(({ project: { divisionCode: code } }) => [code.slice(0, 6), code.slice(0, 9)]),
  )
  return [...codes].flatMap((code) => {
    const division = divisions().find(code)
    return division ? [{ code, name: locale === 'en' ? division.nameEn : division.name }] : []
  })
}

const uniqueProjects = (all: readonly Held[]): BoardProject[] => [
  ...new Map(all.map(({ project }) => [project.id, project])).values(),
]

/** What the actor may see at the end of each span; a span that lasts until today is read as things stand. */
async function heldAt(
  { engine }: FigureDeps,
  actor: Actor,
  spans: readonly NamedSpan[],
  today: string,
): Promise<Held[][]> {
  const past = spans.filter(({ to }) => to !== today)
  const moments = past.map(({ to }) => endOfDay(to))
  const live = past.length < spans.length
  const [projects, months, liveProjects, liveMonths] = await Promise.all([
    past.length > 0 ? readStatesAt(engine, actor, 'project', moments) : [],
    past.length > 0 ? readStatesAt(engine, actor, 'investment', moments) : [],
    live ? readStates(engine, actor, 'project') : [],
    live ? readStates(engine, actor, 'investment') : [],
  ])
  const now = live ? holdAll(liveProjects, liveMonths) : []
  const then = past.map((_, index) => holdAll(projects[index] ?? [], months[index] ?? []))
  let next = 0
  return spans.map(({ to }) => {
    if (to === today) return now
    next += 1
    return then[next - 1] ?? []
  })
}

function holdAll(projects: readonly EntryState[], months: readonly EntryState[]): Held[] {
  const byProject = monthsByProject(months)
  return projects.flatMap((state) => hold(state, byProject.get(state.id) ?? []) ?? [])
}

function hold(state: EntryState, months: readonly InvestmentMonth[]): Held | null {
  const { values, stage, divisionCode } = state
  if (!isStage(stage)) return null
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : null)
  const start = milestonesOf(values.milestones).find(({ kind }) => kind === 'groundbreaking')
  const investmentFen = typeof values.investmentFen === 'number' ? values.investmentFen : null
  const saidOn = [state.effectiveAt, ...months.flatMap(({ amounts }) => amounts.reported?.effectiveAt ?? [])]
    .sort()
    .at(-1)
  return {
    project: {
      id: state.id,
      name: state.title,
      stage,
      category: text('category') ?? 'other',
      park: text('park') ?? '',
      divisionCode,
      investmentFen,
      demonstration: values.demonstration === true,
    },
    counted: {
      id: state.id,
      stage,
      investmentFen,
      startedOn: text('startedOn'),
      startDue: start?.due ?? null,
      saidOn: shanghaiDate(new Date(saidOn ?? state.effectiveAt)),
      reported: new Map(
        months.flatMap(({ period, amounts }) =>
          isMonth(period) && amounts.reported ? [[period, amounts.reported.fen] as const] : [],
        ),
      ),
      inStatistics: months.some(({ amounts }) => amounts.statistics !== null),
    },
  }
}

function groupsOf(
  held: readonly Held[],
  by: NonNullable<BoardQuery['by']>,
  span: NamedSpan,
): BoardAnswer['groups'] {
  const keyOf = ({ project }: Held) => {
    if (by === 'district') return project.divisionCode.slice(0, 6)
    if (by === 'township') return project.divisionCode.slice(0, 9)
    return project[by]
  }
  return [...Map.groupBy(held, keyOf)]
    .map(([key, all]) => ({
      key,
      cells: boardOf(
        all.map(({ counted }) => counted),
        span,
      ),
    }))
    .filter(({ cells }) => cells.some(({ ids }) => ids.length > 0))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

/** Planned figures of the board for the districts that the actor acts over; the newest of a measure and period. */
function targetsOf(
  figures: readonly StoredFigure[],
  { divisions }: FigureDeps,
  actor: Actor,
): BoardAnswer['targets'] {
  const districts = divisions().districts.filter(({ code }) =>
    actor.divisions.some((root) => covers([root], code) || covers([code], root)),
  )
  const names = new Set(districts.map(({ name }) => name))
  const plans = figures.flatMap(({ id, version, figure, board, recordedAt }) => {
    if (board === null || figure.kind !== 'plan' || !names.has(figure.district)) return []
    const kind = board.endsWith('_investment') ? 'fen' : board === 'start_rate' ? 'share' : 'count'
    const value = reportedIn(kind, figure)
    if (value === null || Number.isNaN(value)) return []
    return [
      {
        figureId: id,
        version,
        measure: board,
        value,
        ...pickTarget(figure),
        recordedAt: recordedAt.toISOString(),
      },
    ]
  })
  const newest = new Map(
    plans
      .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
      .map((plan) => [`${plan.measure} ${plan.district} ${plan.period}`, plan]),
  )
  return [...newest.values()]
}

const pickTarget = ({ district, period, source, asOf, qualifier }: StoredFigure['figure']) => ({
  district,
  period,
  source,
  asOf,
  qualifier,
})
