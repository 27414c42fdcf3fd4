import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import type { EntryState } from '#kernel/ledgers/model'
import { appliedValues } from '../../model/procedures/apply.ts'
import { ApplyTemplate, ProcedurePanel, StartApprovals } from '../../model/procedures/panel-answers.ts'
import { type PanelDeps, readPanel } from './panel.ts'
import { startApprovals, type StartDeps } from './start-approvals.ts'
import { districtOf, type TemplateDeps, templateRoutes } from './template-routes.ts'
import { listVersions } from './template-store.ts'
import { boardRoutes } from './board-routes.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const
const EntryId = z.object({ entryId: z.uuid() })

/** 手续: templates, what can start today in a project and over all projects, and the start of approvals. */
export function procedureRoutes(deps: StartDeps & TemplateDeps): Route[] {
  return [...templateRoutes(deps), panelRoute(deps), applyRoute(deps), startRoute(deps), ...boardRoutes(deps)]
}

/** @throws AppError 404, also where the entry is of another ledger */
async function getProject({ engine }: PanelDeps, actor: Actor, entryId: string): Promise<EntryState> {
  const { state } = await engine.get(actor, entryId)
  if (state.ledger !== 'project') throw notFound()
  return state
}

const panelRoute = (deps: PanelDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/:entryId/procedures',
    summary: 'What of a project’s procedures can start today, what waits for what, what runs, what is done',
    access: scoped,
    params: EntryId,
    response: ProcedurePanel,
    handler: async ({ actor, params }) =>
      readPanel(deps, actor, await getProject(deps, actor, params.entryId)),
  })

const applyRoute = (deps: PanelDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/:entryId/procedures/template',
    summary: 'Sets a project’s procedures by a version of a template; what is done stays done',
    access: scoped,
    clientKey: true,
    params: EntryId,
    body: ApplyTemplate,
    response: ProcedurePanel,
    handler: async ({ actor, params, body, clientKey }) => {
      const { engine } = deps
      const project = await getProject(deps, actor, params.entryId)
      const versions = await listVersions(engine.handle.db, districtOf({ divisions: [project.divisionCode] }))
      const template = versions.find(
        (one) => one.template.code === body.template && one.template.version === body.version,
      )?.template
      if (!template) throw new AppError('projects.no_such_template', { status: 409 })
      const { lane, answers, decided, expectedSeq } = body
      const input = appliedValues(project.values, { template, lane, answers, decided })
      const request = {
        entryId: project.id,
        expectedSeq,
        action: 'apply_template',
        input,
        byProgram: true,
      } as const
      await engine.perform(actor, [request], clientKey)
      return readPanel(deps, actor, await getProject(deps, actor, project.id))
    },
  })

const startRoute = (deps: StartDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/:entryId/approvals',
    summary:
      'Opens approvals for procedures that can start, all or none, each with the organisation in charge',
    access: scoped,
    clientKey: true,
    params: EntryId,
    body: StartApprovals,
    response: z.array(z.strictObject({ entryId: z.uuid(), seq: z.int(), no: z.string() })),
    handler: async ({ actor, params, body, clientKey }) => {
      const project = await getProject(deps, actor, params.entryId)
      return created(await startApprovals(deps, actor, project, body, clientKey))
    },
  })
