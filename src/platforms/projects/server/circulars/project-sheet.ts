import { notFound } from '#kernel/errors/model'
import type { DivisionTree } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { type Locale, localText, translate } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { readStates } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import type { OverdueRow, SupervisedRow } from '../../model/circulars/content.ts'
import { overdueRows, supervisedRows } from '../../model/circulars/courses.ts'
import { toWallProject } from '../../model/wall-build.ts'
import type { WallProject } from '../../model/wall-rows.ts'
import { listCircularsOf } from './sheet-store.ts'
import { type DeskDeps, namesOfWatched, readWatched } from './desk.ts'

export type SheetDeps = DeskDeps & { divisions: () => DivisionTree }

/** All that one page says of a project. */
export type ProjectSheet = {
  state: EntryState
  wall: WallProject
  place: string
  people: { label: string; name: string }[]
  problems: { no: string; title: string; organisation: string; late: OverdueRow | undefined }[]
  lastStep: SupervisedRow | undefined
  /** Its number, or its title where that is not given. */
  lastCircular: string | undefined
}

const people = [
  'firstSteward',
  'secondSteward',
  'firstSecretary',
  'secondSecretary',
  'sponsor',
  'taskForceLeader',
] as const
/** Further back nobody looks on a page of one project. */
const lookBackDays = 365

/**
 * The pages of the projects, in the order asked for.
 * @throws AppError 404 where one of them is not for the actor
 */
export async function readSheets(
  deps: SheetDeps,
  actor: Actor,
  ids: readonly string[],
  locale: Locale,
): Promise<ProjectSheet[]> {
  const { engine, directory, colourSettings } = deps
  const now = engine.clock.now()
  const day = shanghaiDate(now)
  const states = new Map((await readStates(engine, actor, 'project')).map((state) => [state.id, state]))
  const problems = await readStates(engine, actor, 'problem')
  const since = shanghaiInstant(addDays(day, -lookBackDays))
  const watched = await readWatched(engine, actor, { since })
  const names = await namesOfWatched(deps, watched, new Map())
  const organisations = await directory.organisations([...new Set(problems.map((one) => one.organisationId))])
  const accounts = await directory.accounts([
    ...new Set(
      ids.flatMap((id) =>
        people.flatMap((who) => {
          const value = states.get(id)?.values[who]
          return typeof value === 'number' ? [value] : []
        }),
      ),
    ),
  ])
  const circulars = await circularsOf(deps, actor, ids)
  return ids.map((id) => {
    const state = states.get(id)
    const wall = state && toWallProject(state, { day, instant: now.toISOString() }, colourSettings(), [])
    if (!state || !wall) throw notFound()
    const own = watched.map((one) => ({
      ...one,
      courses: one.courses.filter(({ state: matter }) => matter.values.project === id),
    }))
    const late = own.flatMap((one) => overdueRows(one.ledger, one.courses, now.toISOString(), names))
    return {
      state,
      wall,
      place: placeOf(deps.divisions(), state.divisionCode, locale),
      people: people.map((who) => {
        const value = state.values[who]
        return {
          label: translate(locale, `projects.field.${who}`),
          name: typeof value === 'number' ? (accounts.get(value) ?? '') : '',
        }
      }),
      problems: problems
        .filter(({ isOpen, values }) => isOpen && values.project === id)
        .map((problem) => {
          const name = organisations.get(problem.organisationId)
          return {
            no: problem.no,
            title: problem.title,
            organisation: name ? localText(name, locale) : '',
            late: late.find(({ entryId }) => entryId === problem.id),
          }
        }),
      lastStep: own
        .flatMap((one) => supervisedRows(one.ledger, one.courses, since.toISOString(), names))
        .toSorted((a, b) => (a.on > b.on ? -1 : 1))[0],
      lastCircular: circulars.get(id),
    }
  })
}

function placeOf(tree: DivisionTree, code: string, locale: Locale): string {
  const parts = [6, 9, 12].filter((digits) => code.length >= digits).map((digits) => code.slice(0, digits))
  return parts
    .flatMap((part) => {
      const found = tree.find(part)
      return found ? [locale === 'en' ? found.nameEn || found.name : found.name] : []
    })
    .join(' ')
}

/** The last circular of each project that was issued and that the actor may see. */
async function circularsOf(
  { engine }: SheetDeps,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await listCircularsOf(engine.handle.db, ids)
  if (rows.length === 0) return new Map()
  const seen = new Map((await readStates(engine, actor, 'circular')).map((state) => [state.id, state]))
  const found = new Map<string, string>()
  for (const { projectId, entryId } of rows) {
    const number = seen.get(entryId)?.values.number
    if (!found.has(projectId) && typeof number === 'string') found.set(projectId, number)
  }
  return found
}
