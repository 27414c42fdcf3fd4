import type { Actor } from '#kernel/http/model'
import { localText } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { readStates } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type { ApprovalBoard, BoardRow } from '../../model/procedures/panel-answers.ts'
import type { LiveApproval } from '../../model/procedures/progress.ts'
import { appliedOf } from '../../model/procedures/records.ts'
import { type Lane, lanes, phases, type ProcedureTemplate } from '../../model/procedures/template.ts'
import { isInProduction, isStage } from '../../model/stages.ts'
import { findOrganisations } from './organisations-in-charge.ts'
import { progressIn, readNames, toLive } from './progress-reading.ts'
import type { StartDeps } from './start-approvals.ts'
import { findVersions } from './template-store.ts'

const projectOf = ({ values }: EntryState): string =>
  typeof values['project'] === 'string' ? values['project'] : ''
const laneOf = (value: unknown): Lane => lanes.find((known) => known === value) ?? 'ordinary'

/** What can start and what runs, over all projects and approvals that the actor may see. */
export async function readBoard(deps: StartDeps, actor: Actor): Promise<ApprovalBoard> {
  const { engine } = deps
  const now = engine.clock.now()
  const [projects, approvals] = await Promise.all([
    readStates(engine, actor, 'project'),
    readStates(engine, actor, 'approval'),
  ])
  const named = [...new Map([...projects, ...approvals].flatMap(({ values }) => namedIn(values))).values()]
  const templates = new Map(
    (await findVersions(engine.handle.db, named)).map(({ template }) => [keyOf(template), template]),
  )
  const nameOf = await readNames(deps.organisationNames, approvals, actor)
  const live = new Map(approvals.flatMap((state) => toLive(state, nameOf, now).map((one) => [state.id, one])))
  const byProject = Map.groupBy(approvals, projectOf)
  const board: ApprovalBoard = {
    today: shanghaiDate(now),
    own: actor.organisationId,
    projects: 0,
    without: 0,
    waiting: 0,
    done: 0,
    rows: approvals
      .filter(({ isOpen }) => isOpen)
      .flatMap((state) => runningRow(state, live.get(state.id), { projects, templates })),
  }
  const ready: Ready[] = []
  for (const project of projects) {
    const applied = appliedOf(project.values)
    const template = applied && templates.get(keyOf({ code: applied.template, version: applied.version }))
    if (!template) {
      if (isStage(project.stage) && !isInProduction(project.stage)) board.without += 1
      continue
    }
    board.projects += 1
    const own = (byProject.get(project.id) ?? []).flatMap(({ id }) => live.get(id) ?? [])
    for (const { state, code } of progressIn(engine, project, template, own)) {
      if (state === 'waiting' || state === 'done') board[state] += 1
      else if (state === 'ready') ready.push({ project, template, code, lane: applied.lane })
    }
  }
  board.rows.push(...(await readyRows(deps, actor, ready)))
  return board
}

const keyOf = ({ code, version }: { code: string; version: number }) => `${code} ${version}`

function namedIn(values: EntryState['values']): [string, { code: string; version: number }][] {
  const applied = appliedOf(values)
  if (!applied) return []
  const named = { code: applied.template, version: applied.version }
  return [[keyOf(named), named]]
}

function runningRow(
  state: EntryState,
  approval: LiveApproval | undefined,
  {
    projects,
    templates,
  }: { projects: readonly EntryState[]; templates: ReadonlyMap<string, ProcedureTemplate> },
): BoardRow[] {
  const { values } = state
  const projectId = projectOf(state)
  if (!approval) return []
  const [[key] = ['']] = namedIn(values)
  const step = templates.get(key)?.procedures.find(({ code }) => code === approval.procedure)
  return [
    {
      projectId,
      projectName: projects.find(({ id }) => id === projectId)?.title ?? '',
      demonstration: values['demonstration'] === true,
      code: approval.procedure,
      name: step?.name ?? { 'zh-CN': state.title, en: state.title },
      phase: phases.find((known) => known === values['phase']) ?? null,
      lane: laneOf(values['lane']),
      state: 'running',
      organisationId: state.organisationId,
      organisation: approval.organisation,
      approval,
    },
  ]
}

type Ready = { project: EntryState; template: ProcedureTemplate; code: string; lane: Lane }

async function readyRows(deps: StartDeps, actor: Actor, ready: readonly Ready[]): Promise<BoardRow[]> {
  if (ready.length === 0) return []
  const inCharge = await findOrganisations(deps)
  const found = ready.flatMap(({ template, code, ...rest }) => {
    const step = template.procedures.find((one) => one.code === code)
    if (!step) return []
    return [{ ...rest, step, organisationId: inCharge(step.inCharge, rest.project.divisionCode) ?? null }]
  })
  const names = await deps.organisationNames([
    ...new Set(found.flatMap(({ organisationId }) => organisationId ?? [])),
  ])
  return found.map(({ project, step, lane, organisationId }) => {
    const name = organisationId === null ? undefined : names.get(organisationId)
    return {
      projectId: project.id,
      projectName: project.title,
      demonstration: project.values['demonstration'] === true,
      code: step.code,
      name: step.name,
      phase: step.phase,
      lane,
      state: 'ready',
      organisationId,
      organisation: name ? localText(name, actor.locale) : '',
      approval: null,
    }
  })
}
