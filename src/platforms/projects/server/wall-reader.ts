import type { DivisionTree } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { type LocalText, localText } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { type Engine, readStates } from '#kernel/ledgers/server'
import { lastDay } from '../model/milestones.ts'
import { readAsOf } from './as-of.ts'
import { type Moment, toWallProblem, toWallProject } from '../model/wall-build.ts'
import type { WallAnswer, WallProject } from '../model/wall-rows.ts'
import type { ProjectRules } from './rules/project-rules.ts'
import { readMonths } from './statement-store.ts'

export type WallDeps = {
  engine: Engine
  rules: ProjectRules
  divisions: () => DivisionTree
  organisationNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, LocalText>>
}

/**
 * The wall as of a day or a month (its last day), on the effective axis: what was so then, by all that is known
 * now. Today and later days are the present, live.
 */
export async function readWall(deps: WallDeps, actor: Actor, asOf: string | undefined): Promise<WallAnswer> {
  const { engine } = deps
  const { db } = engine.handle
  const { day, today, instant, at } = readAsOf(asOf, engine.clock.now())
  const moment: Moment = { day, instant: instant.toISOString() }
  const settings = deps.rules.colour.at(instant).body
  const [projectStates, problemStates] = await Promise.all([
    readStates(engine, actor, 'project', at),
    readStates(engine, actor, 'problem', at),
  ])
  const problems = await toProblems(deps, actor, projectStates, problemStates, moment)
  const problemsOf = Map.groupBy(problems, (problem) => problem.projectId)
  const projects = projectStates.flatMap(
    (state) => toWallProject(state, moment, settings, problemsOf.get(state.id) ?? []) ?? [],
  )
  return {
    day,
    today,
    sourceDays: (await readMonths(db)).map((month) => ({ month, day: lastDay(month) ?? month })),
    yellowFrom: settings.yellowFrom,
    projects,
    problems,
    divisions: divisionNames(deps.divisions(), actor, projects),
  }
}

async function toProblems(
  { organisationNames }: WallDeps,
  actor: Actor,
  projects: readonly EntryState[],
  problems: readonly EntryState[],
  moment: Moment,
) {
  const titles = new Map(projects.map((state) => [state.id, state.title]))
  const organisations = await organisationNames([...new Set(problems.map((state) => state.organisationId))])
  const names = {
    // A project out of the reader's scope stays unnamed, though the reader takes part in its problem.
    project: (id: string) => titles.get(id) ?? '',
    organisation: (id: number) => {
      const name = organisations.get(id)
      return name ? localText(name, actor.locale) : ''
    },
  }
  return problems.flatMap((state) => toWallProblem(state, moment, names) ?? [])
}

/** Names of the places that the actor's wall is about: the districts of the scope, and of whatever else is on it. */
function divisionNames(
  tree: DivisionTree,
  actor: Actor,
  projects: readonly WallProject[],
): WallAnswer['divisions'] {
  const codes = [...actor.divisions, ...projects.map((project) => project.divisionCode)]
  return [...new Set(codes.map((code) => code.slice(0, 6)))]
    .flatMap((district) => tree.select({ under: district }))
    .filter(({ code }) => code.length <= 9)
    .map(({ code, name, nameEn }) => ({ code, name, nameEn }))
}
