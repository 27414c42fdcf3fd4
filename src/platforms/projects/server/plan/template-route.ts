import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { PlanProposal } from '../../model/plan/answers.ts'
import { planFromTemplate } from '../../model/plan/from-template.ts'
import { PlanTarget } from '../../model/plan/plan.ts'
import { Lane, StepCode } from '../../model/procedures/template.ts'
import { findOrganisations, type InChargeDeps } from '../procedures/organisations-in-charge.ts'
import { listVersions } from '../procedures/template-store.ts'
import { previewPlan } from './plan-preview.ts'
import { getProject, type PlanDeps } from './plan-reading.ts'

export type TemplateRouteDeps = PlanDeps & InChargeDeps

/** A plan made of a template and a target date, to be looked at and saved. */
export const fromTemplateRoute = (deps: TemplateRouteDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/:entryId/plan/from-template',
    summary: 'The plan that a template of procedures and a target date give; nothing is saved',
    access: { kind: 'scoped', by: 'entry' },
    params: z.object({ entryId: z.uuid() }),
    body: z.strictObject({
      template: StepCode,
      lane: Lane.default('ordinary'),
      answers: z.record(StepCode, z.boolean()).default({}),
      target: PlanTarget,
    }),
    response: PlanProposal,
    handler: async ({ actor, params, body, locale }) => {
      const { state } = await getProject(deps, actor, params.entryId)
      const { divisionCode } = state
      const versions = await listVersions(deps.engine.handle.db, divisionCode.slice(0, 6))
      // The newest version comes first.
      const template = versions.find((version) => version.template.code === body.template)?.template
      if (!template) throw notFound()
      const organisationOf = await findOrganisations(deps)
      const plan = planFromTemplate({
        template,
        lane: body.lane,
        answers: body.answers,
        target: body.target,
        // Names of steps are records, not words of the screen: they are Chinese as the project's own.
        groupName: (group) =>
          translate(
            'zh-CN',
            group === 'construction' ? 'projects.plan.group.construction' : `projects.phase.${group}`,
          ),
        organisationOf: (inCharge) => organisationOf(inCharge, divisionCode) ?? null,
      })
      const preview = await previewPlan(deps, actor, params.entryId, plan, locale)
      const source = { kind: 'template' as const, name: template.title['zh-CN'], version: template.version }
      return { ...preview, plan, source, left: [] }
    },
  })
