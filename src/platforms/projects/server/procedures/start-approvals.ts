import { newId, type Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { localText } from '#kernel/i18n/model'
import type { EntryState, Values } from '#kernel/ledgers/model'
import { type ActionRequest, type Engine, type Result, systemActor } from '#kernel/ledgers/server'

import type { ProcedurePanel, StartApprovals } from '../../model/procedures/panel-answers.ts'
import { type ApprovalRow, approvalsOf } from '../../model/procedures/records.ts'
import {
  limitOf,
  type Lane,
  type ProcedureStep,
  type ProcedureTemplate,
} from '../../model/procedures/template.ts'
import { findOrganisations, type InChargeDeps } from './organisations-in-charge.ts'
import { type PanelDeps, readPanel } from './panel.ts'

export type StartDeps = PanelDeps & InChargeDeps

/**
 * Opens an approval for each of the procedures, at once or not at all. The project's own list is told in the same
 * transaction by the project's step that was seen, so that nobody starts the same procedure twice.
 */
export async function startApprovals(
  deps: StartDeps,
  actor: Actor,
  project: EntryState,
  { expectedSeq, procedures }: StartApprovals,
  clientKey: string,
  effectiveAt?: string,
): Promise<Result[]> {
  const { engine } = deps
  const panel = await readPanel(deps, actor, project)
  if (!panel.applied) throw new AppError('projects.no_template', { status: 409 })
  const { template, lane } = panel.applied
  const inCharge = await findOrganisations(deps)
  const requests = procedures.map(({ code, organisationId }): ActionRequest => {
    const step = template.procedures.find((one) => one.code === code)
    const name = step ? localText(step.name, actor.locale) : code
    if (!step || !panel.procedures.some((one) => one.code === code))
      throw new AppError('projects.procedure_not_in_template', { status: 409, params: { name } })
    const organisation = organisationId ?? inCharge(step.inCharge, project.divisionCode)
    if (organisation === undefined)
      throw new AppError('projects.nobody_in_charge', { status: 409, params: { name } })
    return { ...requestFor({ project, template, lane, step, organisation }), effectiveAt }
  })
  const performed = await engine.handle.db.transaction().execute(async (tx) => {
    const opened = await engine.performIn(tx, actor, requests, clientKey)
    if (opened.replayed) return opened
    // What is started again with its key is not judged by what it has done.
    for (const { code } of procedures) refuseUnready(panel, code, actor)
    await tellProject(tx, engine, project, expectedSeq, toRows(opened.results, requests))
    return opened
  })
  if (!performed.replayed) engine.onCommit()
  return performed.results
}

function refuseUnready({ procedures }: ProcedurePanel, code: string, { locale }: Actor): void {
  const found = procedures.find((one) => one.code === code)
  if (!found || found.state === 'ready') return
  const name = localText(found.name, locale)
  if (found.state !== 'waiting')
    throw new AppError('projects.procedure_not_open', { status: 409, params: { name } })
  const waits = found.waits.map((wait) => localText(wait.name, locale) + (wait.until ? ` ${wait.until}` : ''))
  throw new AppError('projects.procedure_waits', {
    status: 409,
    params: { name, waits: waits.join(locale === 'en' ? ', ' : '、') },
  })
}

type Opening = {
  project: EntryState
  template: ProcedureTemplate
  lane: Lane
  step: ProcedureStep
  organisation: number
}

function requestFor({ project, template, lane, step, organisation }: Opening): ActionRequest {
  const limit = limitOf(step, lane)
  const input: Values = {
    title: `${step.name['zh-CN']}：${project.title}`.slice(0, 400),
    project: project.id,
    procedure: step.code,
    phase: step.phase,
    lane,
    template: template.code,
    templateVersion: template.version,
    ...(limit ? { limitDays: limit.count, limitUnit: limit.unit } : {}),
    ...(step.extensionDaysMax === null ? {} : { extensionDaysMax: step.extensionDaysMax }),
    ...(step.basis === '' ? {} : { basis: step.basis }),
    materials: step.materials.map((name) => ({ name: name['zh-CN'], received: false })),
    ...(project.values['demonstration'] === true ? { demonstration: true } : {}),
    organisationId: organisation,
  }
  return { ledger: 'approval', action: 'register', divisionCode: project.divisionCode, input }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function toRows(results: readonly Result[], requests: readonly ActionRequest[]): ApprovalRow[] {
  return results.map(({ entryId, no }, index) => ({
    entry: entryId,
    no,
    procedure: textOf(requests[index]?.input['procedure']),
    title: textOf(requests[index]?.input['title']),
    state: 'running',
    doneOn: null,
    documentNo: null,
  }))
}

async function tellProject(
  tx: Tx,
  engine: Engine,
  project: EntryState,
  expectedSeq: number,
  rows: readonly ApprovalRow[],
): Promise<void> {
  const approvals = [...approvalsOf(project.values), ...rows].map(({ doneOn, documentNo, ...row }) => ({
    ...row,
    ...(doneOn ? { doneOn } : {}),
    ...(documentNo ? { documentNo } : {}),
  }))
  const actor = { ...systemActor, organisationId: project.organisationId }
  const request = { entryId: project.id, expectedSeq, action: 'record_approval', input: { approvals } }
  await engine.performIn(tx, actor, [request], newId())
}
