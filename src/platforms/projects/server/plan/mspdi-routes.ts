import { z } from 'zod'
import { defineRoute, respond, type Route } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { exportRight } from '#kernel/ledgers/server'
import { readMspdi } from '../../model/mspdi/read-project.ts'
import { PlanProposal } from '../../model/plan/answers.ts'
import { Plan, tasksMax } from '../../model/plan/plan.ts'
import { planOfMspdi } from '../../model/plan/read-mspdi.ts'
import { refusePlanFaults, schedulePlan } from '../../model/plan/schedule-plan.ts'
import { writePlanFile } from '../../model/plan/plan-file.ts'
import { AppError } from '#kernel/errors/model'
import { readPrinted } from './plan-exports.ts'
import { previewPlan } from './plan-preview.ts'
import { getProject, type PlanDeps, surroundingsOf } from './plan-reading.ts'

const ProjectId = z.object({ entryId: z.uuid() })
const fileMax = 32 * 1024 * 1024
const namesMax = 12

/** The plan from and to Microsoft Project's XML (MSPDI), which other planning programs read and write too. */
export function mspdiRoutes(deps: PlanDeps): Route[] {
  return [exportRoute(deps), importRoute(deps)]
}

const exportRoute = (deps: PlanDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/:entryId/plan.xml',
    summary: 'A project’s plan as Microsoft Project XML, with its dates, floats and the calendar',
    access: { kind: 'scoped', by: 'entry', right: exportRight },
    params: ProjectId,
    produces: 'plan',
    handler: async ({ actor, params, locale }) => {
      const { answer, printed } = await readPrinted(deps, actor, params.entryId, locale)
      const { plan, baseline, days, today, whoOf } = printed
      const around = { evidence: answer.evidence, today, days }
      const title = `${answer.title} ${translate(locale, 'projects.plan.title')}`
      return respond({
        body: Buffer.from(writePlanFile({ title, plan, around, baseline, whoOf })),
        headers: {
          'content-type': 'application/xml; charset=utf-8',
          'content-disposition': `attachment; filename="plan.xml"; filename*=UTF-8''${encodeURIComponent(`${title}.xml`)}`,
          'cache-control': 'no-store',
        },
        produced: { rows: () => plan.tasks.length, rules: { plan: answer.revision } },
      })
    },
  })

const importRoute = (deps: PlanDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/:entryId/plan/import',
    summary:
      'The plan that a Microsoft Project XML file holds, checked, and what of it is left out; nothing is saved',
    access: { kind: 'scoped', by: 'entry' },
    params: ProjectId,
    body: z.strictObject({ name: z.string().trim().min(1).max(200), xml: z.string().max(fileMax) }),
    bodyLimit: fileMax + 64 * 1024,
    response: PlanProposal,
    handler: async ({ actor, params, body, locale }) => {
      const { state } = await getProject(deps, actor, params.entryId)
      const around = await surroundingsOf(deps, actor, state)
      const project = readMspdi(Buffer.from(body.xml))
      if (project.tasks.length > tasksMax)
        throw new AppError('projects.plan_too_long', {
          params: { max: tasksMax, tasks: project.tasks.length },
        })
      const { plan, left } = planOfMspdi(project, around.today)
      const sound = Plan.parse(plan)
      refusePlanFaults(schedulePlan(sound, around).faults)
      return {
        ...(await previewPlan(deps, actor, params.entryId, sound, locale)),
        plan: sound,
        source: { kind: 'import' as const, name: body.name },
        left: left.map(({ kind, names }) =>
          translate(locale, `projects.plan.left.${kind}`, {
            names: names.slice(0, namesMax).join('; '),
            count: names.length,
          }),
        ),
      }
    },
  })
