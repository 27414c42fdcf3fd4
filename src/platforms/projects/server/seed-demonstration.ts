import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Values } from '#kernel/ledgers/model'
import { type ActionRequest, type PlatformDeps, readStates } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant, statutoryCalendar } from '#kernel/time/model'
import { readWan } from '../model/amounts.ts'
import {
  type DemonstrationProblem,
  type DemonstrationProject,
  type ProblemStep,
  stepsTo,
  timesOf,
  workdayAfter,
} from '../model/demonstration.ts'
import { zhCN } from '../model/messages.zh-CN.ts'
import { isBuilding } from '../model/stages.ts'
import type { ProcedureKind } from '../model/wall-query.ts'

/** Who acts in a district's demonstration; each is an invented person in a real position. */
export type Cast = {
  readonly office: Actor
  readonly steward: Actor
  readonly bureau: Actor
  readonly leader?: Actor
  /** Handlers by the code of their body, without the district's: `housing`. */
  readonly units: ReadonlyMap<string, Actor>
}

export type DemonstrationDeps = Pick<PlatformDeps, 'engine' | 'divisions' | 'clock'> & {
  castOf: (districtCode: string) => Cast | undefined
  procedureKinds: readonly ProcedureKind[]
  /** Keeps a file that proves a problem solved, uploaded by the actor; answers its id. */
  storeEvidence: (actor: Actor, title: string) => Promise<string>
}

const registeredDaysAgo = 180
const appointedDaysAgo = 176
const firstProceduresDaysAgo = 120
const lastProceduresDaysAgo = 45
const stageDaysAgo = 40

type Placed = { project: DemonstrationProject; cast: Cast; divisionCode: string }

/**
 * Plays the invented projects and problems through the engine as their people would have done it, each step at its
 * own earlier time, so that log, clocks and walls of earlier days are what they would be. What is there stays.
 */
export async function seedDemonstration(
  deps: DemonstrationDeps,
  projects: readonly DemonstrationProject[],
  problems: readonly DemonstrationProblem[],
): Promise<{ projects: number; problems: number }> {
  const placed = projects.flatMap((project) => placeProject(deps, project))
  const byKey = new Map(placed.map((item) => [item.project.key, item]))
  const known = await knownProjects(deps, placed)
  const report = { projects: 0, problems: 0 }
  for (const item of placed) {
    if (known.has(item.project.key)) continue
    known.set(item.project.key, await playProject(deps, item))
    report.projects += 1
  }
  const told = await knownProblems(deps, placed)
  for (const problem of problems) {
    const item = byKey.get(problem.project)
    const projectId = known.get(problem.project)
    if (!item || !projectId || told.has(`${projectId} ${problem.title}`)) continue
    if (await playProblem(deps, item, projectId, problem)) report.problems += 1
  }
  return report
}

function placeProject({ divisions, castOf }: DemonstrationDeps, project: DemonstrationProject): Placed[] {
  const district = divisions.districts.find(({ name }) => name === project.district)
  const township = district && divisions.children(district.code).find(({ name }) => name === project.place)
  const cast = district && castOf(district.code)
  return township && cast ? [{ project, cast, divisionCode: township.code }] : []
}

async function knownProjects(
  deps: DemonstrationDeps,
  placed: readonly Placed[],
): Promise<Map<string, string>> {
  const states = await statesOf(deps, placed, 'project')
  return new Map(
    states.flatMap(({ id, values }) =>
      typeof values.projectKey === 'string' ? [[values.projectKey, id]] : [],
    ),
  )
}

async function knownProblems(deps: DemonstrationDeps, placed: readonly Placed[]): Promise<Set<string>> {
  const states = await statesOf(deps, placed, 'problem')
  return new Set(
    states.map(({ title, values }) => `${typeof values.project === 'string' ? values.project : ''} ${title}`),
  )
}

async function statesOf({ engine }: DemonstrationDeps, placed: readonly Placed[], ledger: string) {
  const offices = [...new Set(placed.map(({ cast }) => cast.office))]
  return (await Promise.all(offices.map((office) => readStates(engine, office, ledger)))).flat()
}

export type Step = { by: Actor; action: string; input: Values; effectiveAt: string }

/** Does one thing after another to one entry, and answers its id. */
export async function play(
  { engine }: Pick<DemonstrationDeps, 'engine'>,
  first: { by: Actor; request: ActionRequest },
  then: readonly Step[],
): Promise<string> {
  const { results: born } = await engine.perform(first.by, [first.request], newId())
  const entryId = born[0]?.entryId ?? ''
  let seq = born[0]?.seq ?? 0
  for (const { by, ...step } of then) {
    const { results } = await engine.perform(by, [{ ...step, entryId, expectedSeq: seq }], newId())
    seq = results[0]?.seq ?? seq
  }
  return entryId
}

async function playProject(
  deps: DemonstrationDeps,
  { project, cast, divisionCode }: Placed,
): Promise<string> {
  const today = shanghaiDate(deps.clock.now())
  const at = (daysAgo: number) =>
    new Date(shanghaiInstant(addDays(today, -daysAgo)).getTime() + 32_400_000).toISOString()
  const { office, steward } = cast
  // Whoever is still in talks has filed nothing yet.
  const hasFiled = project.stage !== 'negotiation'
  const steps: Step[] = [
    {
      by: office,
      action: 'appoint',
      effectiveAt: at(appointedDaysAgo),
      input: { firstSteward: steward.accountId, taskForceLeader: office.accountId },
    },
    {
      by: steward,
      action: 'record_procedures',
      effectiveAt: at(firstProceduresDaysAgo),
      input: { procedures: checklist(deps, project, Math.floor(project.proceduresDone / 2), today) },
    },
    {
      by: steward,
      action: 'record_procedures',
      effectiveAt: at(lastProceduresDaysAgo),
      input: { procedures: checklist(deps, project, project.proceduresDone, today) },
    },
    { by: steward, action: 'report', effectiveAt: at(stageDaysAgo), input: stageNow(project, today) },
  ]
  return play(
    deps,
    {
      by: office,
      request: {
        ledger: 'project',
        action: 'register',
        divisionCode,
        effectiveAt: at(registeredDaysAgo),
        input: facts(project, today),
      },
    },
    steps.filter(({ action }) => hasFiled || action !== 'record_procedures'),
  )
}

/** The stage that it has reached, and since when it builds. */
function stageNow({ stage }: DemonstrationProject, today: string): Values {
  return { stage, ...(isBuilding(stage) ? { startedOn: addDays(today, -registeredDaysAgo + 30) } : {}) }
}

function facts(project: DemonstrationProject, today: string): Values {
  const amount = project.investmentWan === null ? null : readWan(String(project.investmentWan))
  return {
    stage: project.stage === 'negotiation' ? 'planning' : 'signing',
    projectKey: project.key,
    name: project.name,
    category: project.category,
    enterprises: project.enterprise,
    ...(project.park ? { park: project.park } : {}),
    ...(amount && 'fen' in amount ? { investmentFen: amount.fen } : {}),
    demonstration: true,
    milestones: project.milestones.map(({ kind, dueInDays }) => ({
      kind,
      label: zhCN[`projects.milestone.${kind}`],
      due: addDays(today, dueInDays),
    })),
  }
}

/** The usual procedures in their order, the first of those that apply done. */
function checklist(
  { procedureKinds }: DemonstrationDeps,
  project: DemonstrationProject,
  done: number,
  today: string,
): Values[] {
  let left = done
  return procedureKinds.map(({ code, nameZh, order }) => {
    const applicable = !project.notApplicable.includes(code)
    const isDone = applicable && left-- > 0
    const doneOn = addDays(today, -registeredDaysAgo + order * 5)
    return { code, name: nameZh, applicable, done: isDone, ...(isDone ? { doneOn } : {}) }
  })
}

async function playProblem(
  deps: DemonstrationDeps,
  { cast, divisionCode }: Placed,
  projectId: string,
  problem: DemonstrationProblem,
): Promise<boolean> {
  const unit = cast.units.get(problem.responsible) ?? cast.units.values().next().value
  if (!unit) return false
  const steps = stepsTo[problem.state]
  const times = timesOf(problem, deps.clock.now())
  const evidence = steps.includes('complete') ? [await deps.storeEvidence(unit, problem.title)] : []
  const dueOn = workdayAfter(
    statutoryCalendar,
    shanghaiDate(times[1] ?? deps.clock.now()),
    problem.deadlineWorkdays ?? 10,
  )
  const { steward, bureau } = cast
  const done: Record<Exclude<ProblemStep, 'register'>, { by: Actor; input: Values }> = {
    dispatch: {
      by: bureau,
      input: { organisationId: unit.organisationId, accountId: unit.accountId, dueOn },
    },
    acknowledge: { by: unit, input: {} },
    send_back: { by: unit, input: { reason: problem.proposal } },
    complete: { by: unit, input: { measures: problem.proposal, evidence } },
    verify: { by: steward, input: { outcome: 'passed' } },
    close: { by: steward, input: {} },
    reopen: { by: steward, input: { reason: problem.title } },
    void: { by: steward, input: { reason: problem.title } },
  }
  const effectiveAt = (i: number) => (times[i] ?? deps.clock.now()).toISOString()
  const { title, kind, proposal } = problem
  await play(
    deps,
    {
      by: steward,
      request: {
        ledger: 'problem',
        action: 'register',
        divisionCode,
        effectiveAt: effectiveAt(0),
        input: { title, kind, proposal, project: projectId, demonstration: true },
      },
    },
    steps.slice(1).flatMap((action, i) => {
      const step = action === 'register' ? undefined : done[action]
      return step ? [{ ...step, action, effectiveAt: effectiveAt(i + 1) }] : []
    }),
  )
  return true
}
