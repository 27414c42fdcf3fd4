import { z } from 'zod'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { localText, translate } from '#kernel/i18n/model'
import { exportRight } from '#kernel/ledgers/server'
import { download, writePaper } from '#kernel/reports/server'
import { addDays, shanghaiInstant } from '#kernel/time/model'
import { AsOf, ImportAnswer, ProcedureKind } from '../model/wall-query.ts'
import { chartGroupings } from '../model/wall.ts'
import { WallAnswer } from '../model/wall-rows.ts'
import { type ColourRuleDeps, colourRuleRoutes } from './colour-rule-routes.ts'
import { type ImportDeps, importProjects } from './import-projects.ts'
import type { MeetingDeps } from './meetings/meeting-deps.ts'
import { meetingRoutes } from './meetings/meeting-routes.ts'
import type { FigureDeps } from './indicators/read-figures.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { type InvestmentRouteDeps, investmentRoutes } from './investment/routes.ts'
import { wallPaper } from './wall-paper.ts'
import { readWall, type WallDeps } from './wall-reader.ts'

export type ProjectRouteDeps = WallDeps &
  ColourRuleDeps &
  InvestmentRouteDeps &
  FigureDeps &
  MeetingDeps & {
    /** Where the server is found from outside, if it was told. */
    origin: string | undefined
    procedureKinds: readonly ProcedureKind[]
    importDeps: (actor: Actor, csv: string) => Promise<Omit<ImportDeps, 'actorFor'>>
  }

const csvMax = 8 * 1024 * 1024

export function projectRoutes(deps: ProjectRouteDeps): Route[] {
  return [
    wallRoute(deps),
    wallPaperRoute(deps),
    procedureRoute(deps),
    ...colourRuleRoutes(deps),
    ...meetingRoutes(deps),
    ...investmentRoutes(deps),
    ...indicatorRoutes(deps),
    importRoute(deps),
  ]
}

const wallRoute = (deps: ProjectRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/wall',
    summary: 'The wall chart: projects and their problems as they stand, or as they stood on an earlier day',
    access: { kind: 'scoped', by: 'entry' },
    query: z.object({ asOf: AsOf.optional() }),
    response: WallAnswer,
    handler: ({ actor, query }) => readWall(deps, actor, query.asOf),
  })

const wallPaperRoute = (deps: ProjectRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/wall.pdf',
    summary: 'The wall chart for printing on A3, ink on white',
    access: { kind: 'scoped', by: 'entry', right: exportRight },
    query: z.object({ asOf: AsOf.optional(), group: z.enum(chartGroupings).optional() }),
    produces: 'wall',
    handler: async ({ actor, query, locale, origin }) => {
      const answer = await readWall(deps, actor, query.asOf)
      const names = await deps.organisationNames([actor.organisationId])
      const name = names.get(actor.organisationId)
      const unit = name ? localText(name, locale) : ''
      const paper = wallPaper({ answer, locale, unit, origin: deps.origin ?? origin, chart: query.group })
      return download({
        name: `wall-${answer.day}`,
        title: `${translate(locale, 'projects.title')} ${answer.day}`,
        format: 'pdf',
        body: await writePaper('pdf', paper),
        produced: {
          rows: () => answer.projects.length,
          ...(answer.day < answer.today
            ? {
                asOf: {
                  moment: new Date(shanghaiInstant(addDays(answer.day, 1)).getTime() - 1),
                  axis: 'effective',
                },
              }
            : {}),
          rules: { yellowFrom: `${answer.yellowFrom.numerator}/${answer.yellowFrom.denominator}` },
        },
      })
    },
  })

const procedureRoute = ({ procedureKinds }: ProjectRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/procedures',
    summary: 'The usual procedures before building, as a template for a project’s checklist',
    access: { kind: 'signed_in', because: 'a catalogue without any project in it' },
    response: z.array(ProcedureKind),
    handler: () => procedureKinds,
  })

const importRoute = ({ importDeps }: ProjectRouteDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/import',
    summary: 'Takes over a project list (CSV): what was added, changed, unchanged and refused, row by row',
    access: { kind: 'scoped', by: 'entry', right: 'ledgers.import' },
    body: z.strictObject({ csv: z.string().max(csvMax) }),
    bodyLimit: csvMax + 1024,
    response: ImportAnswer,
    handler: async ({ actor, body }) => {
      const needs = await importDeps(actor, body.csv)
      return importProjects({ ...needs, actorFor: () => actor }, body.csv)
    },
  })
