import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { PlanAnswer, PlanForecast, PlanHistory, PlanPreview, PlanSource } from '../../model/plan/answers.ts'
import { Plan } from '../../model/plan/plan.ts'
import type { Forecasts } from './forecasts.ts'
import { previewPlan } from './plan-preview.ts'
import { readHistory, readPlan } from './plan-reading.ts'
import { keepBaseline, savePlan } from './plan-saving.ts'
import { fromTemplateRoute, type TemplateRouteDeps } from './template-route.ts'

export type PlanRouteDeps = TemplateRouteDeps & { forecasts: Forecasts }

const scoped = { kind: 'scoped', by: 'entry' } as const
const ProjectId = z.object({ entryId: z.uuid() })
const planBytesMax = 8 * 1024 * 1024
const Reason = z.string().trim().min(2).max(400)

/** A project's plan (倒排工期): read, tried, saved, and kept as a baseline. */
export function planRoutes(deps: PlanRouteDeps): Route[] {
  return [
    readRoute(deps),
    saveRoute(deps),
    previewRoute(deps),
    fromTemplateRoute(deps),
    historyRoute(deps),
    baselineRoute(deps),
    forecastsRoute(deps),
  ]
}

const readRoute = (deps: PlanRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/:entryId/plan',
    summary: 'A project’s plan with what its dates are worked out of; an earlier revision where one is named',
    access: scoped,
    params: ProjectId,
    query: z.object({ revision: z.coerce.number().int().min(1).optional() }),
    response: PlanAnswer,
    handler: ({ actor, params, query }) => readPlan(deps, actor, params.entryId, query.revision),
  })

const saveRoute = (deps: PlanRouteDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/:entryId/plan',
    summary: 'Saves a plan as the next revision, with the reason, if nobody saved before',
    access: scoped,
    clientKey: true,
    params: ProjectId,
    body: z.strictObject({
      expectedRevision: z.int().min(0),
      plan: Plan,
      reason: Reason,
      source: PlanSource.default({ kind: 'edit' }),
    }),
    bodyLimit: planBytesMax,
    response: PlanAnswer,
    handler: async ({ actor, params, body, clientKey }) => {
      await savePlan(deps, actor, params.entryId, body, { clientKey })
      return readPlan(deps, actor, params.entryId)
    },
  })

const previewRoute = (deps: PlanRouteDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/:entryId/plan/preview',
    summary: 'The dates that a plan would come to, or its faults; nothing is saved',
    access: scoped,
    params: ProjectId,
    body: z.strictObject({ plan: Plan }),
    bodyLimit: planBytesMax,
    response: PlanPreview,
    handler: ({ actor, params, body, locale }) => previewPlan(deps, actor, params.entryId, body.plan, locale),
  })

const historyRoute = (deps: PlanRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/:entryId/plan/revisions',
    summary: 'Who changed which dates of a plan when and why, and the baselines that were kept',
    access: scoped,
    params: ProjectId,
    response: PlanHistory,
    handler: ({ actor, params }) => readHistory(deps, actor, params.entryId),
  })

const baselineRoute = (deps: PlanRouteDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/:entryId/plan/baselines',
    summary: 'Keeps the present forecast as the baseline that later ones are compared with',
    access: scoped,
    clientKey: true,
    params: ProjectId,
    body: z.strictObject({ expectedRevision: z.int().min(1), name: z.string().trim().min(1).max(60) }),
    response: PlanAnswer,
    handler: async ({ actor, params, body, clientKey }) => {
      await keepBaseline(deps, actor, params.entryId, body, { clientKey })
      return readPlan(deps, actor, params.entryId)
    },
  })

const forecastsRoute = ({ forecasts }: PlanRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/forecasts',
    summary:
      'For each project with a target: when its plan comes to it, and by how many working days too late',
    access: scoped,
    response: z.array(PlanForecast),
    handler: ({ actor }) => forecasts.visibleTo(actor),
  })
