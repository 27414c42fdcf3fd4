import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { type Locale, translate } from '#kernel/i18n/model'
import { exportRight } from '#kernel/ledgers/server'
import type { Paper } from '#kernel/reports/model'
import {
  codeTo,
  download,
  makerOf,
  paperWords,
  tableFrame,
  workbook,
  writePaper,
} from '#kernel/reports/server'
import { shanghaiInstant } from '#kernel/time/model'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import { PlanDays } from '../../model/plan/plan-days.ts'
import { refusePlanFaults, schedulePlan } from '../../model/plan/schedule-plan.ts'
import { planSheets, type PrintedPlan } from '../../model/plan/sheet/plan-sheets.ts'
import { svgOf } from '../../model/plan/sheet/shapes.ts'
import { type PlanDeps, readPlan } from './plan-reading.ts'
import { planTable } from './plan-table.ts'

export type PlanExportDeps = PlanDeps & {
  /** Where the server is found from outside, if it was told. */
  origin?: string | undefined
}

const exported = { kind: 'scoped', by: 'entry', right: exportRight } as const
const ProjectId = z.object({ entryId: z.uuid() })

/** The plan to keep: as a workbook and on A3. */
export function planExportRoutes(deps: PlanExportDeps): Route[] {
  return [workbookRoute(deps), paperRoute(deps)]
}

/** A saved plan with its dates, to be set on paper. */
export async function readPrinted(deps: PlanDeps, actor: Actor, entryId: string, locale: Locale) {
  const answer = await readPlan(deps, actor, entryId)
  if (!answer.plan) throw new AppError('projects.plan_missing', { status: 404 })
  const { plan, baseline, evidence, today } = answer
  const days = new PlanDays(deps.engine.calendar, today)
  const { schedule, faults } = schedulePlan(plan, { evidence, today, days })
  refusePlanFaults(faults)
  if (!schedule) throw new AppError('projects.plan_missing', { status: 404 })
  const printed: PrintedPlan = { plan, schedule, baseline, days, today, locale, whoOf: whoOf(answer, locale) }
  return { answer, printed }
}

function whoOf({ plan, names }: PlanAnswer, locale: Locale): (taskId: string) => string {
  const tasks = new Map(plan?.tasks.map((task) => [task.id, task]))
  return (id) => {
    const { organisationId = null, accountId = null } = tasks.get(id) ?? {}
    const account = accountId === null ? undefined : names.accounts[accountId]
    const organisation = organisationId === null ? undefined : names.organisations[organisationId]?.[locale]
    return [account, organisation].filter((part) => part !== undefined).join(' · ')
  }
}

const workbookRoute = (deps: PlanExportDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/:entryId/plan.xlsx',
    summary: 'A project’s plan as a workbook, each step with its dates, floats and predecessors',
    access: exported,
    params: ProjectId,
    produces: 'plan',
    handler: async ({ actor, params, locale }) => {
      const { answer, printed } = await readPrinted(deps, actor, params.entryId, locale)
      const maker = await makerOf(deps, actor, locale)
      const title = `${answer.title} ${translate(locale, 'projects.plan.title')}`
      const frame = tableFrame({ title, maker, moment: maker.now, query: {} })
      return workbook('plan', planTable(printed, frame), { rules: { plan: answer.revision } })
    },
  })

const paperRoute = (deps: PlanExportDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/:entryId/plan.pdf',
    summary: 'A project’s plan with its bars, for printing on A3',
    access: exported,
    params: ProjectId,
    produces: 'plan',
    handler: async ({ actor, params, locale, origin }) => {
      const { answer, printed } = await readPrinted(deps, actor, params.entryId, locale)
      const paper = planPaper(answer, printed, deps.origin ?? origin)
      return download({
        name: 'plan',
        title: paper.title,
        format: 'pdf',
        body: await writePaper('pdf', paper),
        produced: { rows: () => printed.plan.tasks.length, rules: { plan: answer.revision } },
      })
    },
  })

/** What the plan comes to in one line, for the head of a sheet. */
function verdictText({ schedule: { target, start, finish }, locale }: PrintedPlan): string {
  const say = (key: string, params: Record<string, string | number>) =>
    translate(locale, `projects.plan.${key}`, params)
  if (!target) return say('no_target', { start, finish })
  const { kind, date, forecast, missedBy, spare } = target
  const words = { target: say(`target.${kind}`, {}), date, forecast, missedBy, spare }
  return say(target.reachable ? 'kept' : 'missed', words)
}

function planPaper(answer: PlanAnswer, printed: PrintedPlan, origin: string): Paper {
  const { locale, today } = printed
  const sheets = planSheets(printed)
  const title = `${answer.title} ${translate(locale, 'projects.plan.title')}`
  return {
    page: { paper: 'A3', lying: true },
    title,
    under: [
      answer.no,
      today,
      translate(locale, 'projects.plan.revision_no', { revision: answer.revision }),
      verdictText(printed),
    ].join(' · '),
    blocks: sheets.flatMap((sheet, at): Paper['blocks'] => [
      ...(at === 0 ? [] : [{ kind: 'page' } as const]),
      { kind: 'drawing', svg: svgOf(sheet), words: title },
    ]),
    code: codeTo(origin, `/projects/${answer.entryId}/plan`, locale),
    made: shanghaiInstant(today).toISOString(),
    ...paperWords(locale),
  }
}
