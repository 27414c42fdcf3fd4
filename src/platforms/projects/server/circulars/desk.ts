import type { Actor } from '#kernel/http/model'
import { hasRight } from '#kernel/http/model'
import { covers } from '#kernel/divisions/model'
import type { LocalText } from '#kernel/i18n/model'
import { type Directory, type Engine, readCourses, readStates, taskLabel } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import { type CourseOf, type Names, overdueRows, supervisedRows } from '../../model/circulars/courses.ts'
import {
  type Candidate,
  type DeskAnswer,
  type LadderOf,
  orderRows,
  stepsOfDay,
} from '../../model/circulars/desk.ts'
import type { ColourSettings } from '../../model/colour.ts'
import { toWallProject } from '../../model/wall-build.ts'
import { watched } from './produce.ts'

export type DeskDeps = { engine: Engine; directory: Directory; colourSettings: () => ColourSettings }

const doneDays = 30
/** Nodes further ahead than this need nobody yet. */
const aheadDays = 60
const candidatesMax = 200

type Watched = { ledger: string; courses: CourseOf[] }

/** What lies in the divisions that the position acts over, of the ledgers whose matters are watched. */
export async function readWatched(
  engine: Engine,
  actor: Actor,
  { since, ids }: { since: Date; ids?: readonly string[] },
): Promise<Watched[]> {
  const now = engine.clock.now()
  const may = (ledger: string) => actor.ledgers === 'all' || actor.ledgers.includes(ledger)
  const all: Watched[] = []
  for (const ledger of watched) {
    if (engine.book.find(ledger) === undefined || !may(ledger)) continue
    const courses: CourseOf[] = []
    const of = { ledger, roots: actor.divisions, sensitivityMax: actor.sensitivity }
    const moments = { recordedBy: now, effectiveBy: now }
    for await (const page of readCourses(engine, { ...of, ...moments, since, ...(ids ? { ids } : {}) }))
      courses.push(...page)
    all.push({ ledger, courses })
  }
  return all
}

export async function namesOfWatched(
  { engine, directory }: Pick<DeskDeps, 'engine' | 'directory'>,
  all: readonly Watched[],
  projects: ReadonlyMap<string, string>,
): Promise<Names> {
  const courses = all.flatMap((one) => one.courses)
  const tasks = courses.flatMap(({ state, log }) => [
    ...state.tasks,
    ...log.flatMap(({ change }) => change.opens),
  ])
  const organisations = await directory.organisations([
    ...new Set([
      ...tasks.map(({ organisationId }) => organisationId),
      ...courses.flatMap(({ state, log }) => [
        state.organisationId,
        ...log.flatMap(({ change }) => change.set.organisationId ?? []),
      ]),
    ]),
  ])
  const accounts = await directory.accounts([...new Set(tasks.flatMap(({ accountId }) => accountId ?? []))])
  const unnamed = (id: number): LocalText => ({ 'zh-CN': String(id), en: String(id) })
  return {
    organisation: (id) => organisations.get(id) ?? unnamed(id),
    account: (id) => accounts.get(id) ?? '',
    project: (id) => projects.get(id) ?? '',
    task: (state, kind) => taskLabel(engine.book, state, kind),
  }
}

/** The desk of who supervises, over the divisions of the position. */
export async function readDesk(deps: DeskDeps, actor: Actor): Promise<DeskAnswer> {
  const { engine } = deps
  const now = engine.clock.now()
  const day = shanghaiDate(now)
  const since = shanghaiInstant(addDays(day, -doneDays))
  const all = await readWatched(engine, actor, { since })
  const projects = await readStates(engine, actor, 'project')
  const names = await namesOfWatched(deps, all, new Map(projects.map(({ id, title }) => [id, title])))
  const ladderOf: LadderOf = ({ ledger, version }, kind) =>
    engine.book.version(engine.book.get(ledger), version).definition.tasks.find((task) => task.kind === kind)
      ?.ladder ?? []
  const bounds = {
    from: shanghaiInstant(day).toISOString(),
    before: shanghaiInstant(addDays(day, 1)).toISOString(),
  }
  const byTime = (a: { at: string }, b: { at: string }) => (a.at < b.at ? -1 : 1)
  const newest = (a: { on: string }, b: { on: string }) => (a.on > b.on ? -1 : 1)
  const mayWatch =
    hasRight(actor, 'ledgers.supervise') && all.some(({ ledger }) => ledger === 'supervision_node')
  return {
    day,
    today: all
      .flatMap((one) => stepsOfDay(one.ledger, one.courses, bounds, names, ladderOf))
      .toSorted(byTime),
    overdue: all
      .flatMap((one) => overdueRows(one.ledger, one.courses, now.toISOString(), names))
      .toSorted((a, b) => b.days - a.days),
    done: all
      .flatMap((one) => supervisedRows(one.ledger, one.courses, since.toISOString(), names))
      .toSorted(newest),
    orders: all.flatMap((one) => orderRows(one.ledger, one.courses, names)).toSorted(newest),
    candidates: mayWatch ? await candidatesOf(deps, actor, projects, all, day) : [],
    can: { watch: mayWatch },
  }
}

/** Dates of plans that are near or late and that nobody watches. */
export async function candidatesOf(
  { engine, colourSettings }: Pick<DeskDeps, 'engine' | 'colourSettings'>,
  actor: Actor,
  projects: Awaited<ReturnType<typeof readStates>>,
  all: readonly Watched[],
  day: string,
): Promise<Candidate[]> {
  const watchedNodes = all.find(({ ledger }) => ledger === 'supervision_node')?.courses ?? []
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const known = new Set(
    watchedNodes.map(({ state: { values } }) => `${text(values.project)} ${text(values.node)}`),
  )
  const moment = { day, instant: engine.clock.now().toISOString() }
  return projects
    .filter((state) => covers(actor.divisions, state.divisionCode))
    .flatMap((state) => toWallProject(state, moment, colourSettings(), []) ?? [])
    .flatMap(({ id, name, divisionCode, milestones }) =>
      milestones.flatMap(({ kind, label, due, state }): Candidate[] => {
        const node = `milestone:${kind}:${due}`
        const near = state === 'late' || (state === 'open' && due <= addDays(day, aheadDays))
        if (state === 'kept' || !near || known.has(`${id} ${node}`)) return []
        return [{ projectId: id, project: name, node, label, dueOn: due, state, divisionCode }]
      }),
    )
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.project < b.project ? -1 : 1))
    .slice(0, candidatesMax)
}
