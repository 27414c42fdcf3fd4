import type { Actor } from '#kernel/http/model'
import { blankState, type EntryState, mayTake } from '#kernel/ledgers/model'
import { type Engine, readStates } from '#kernel/ledgers/server'
import { type EnteredAmount, enteredAmounts } from '../../model/investment/amount-input.ts'
import type { InvestmentAnswer, InvestmentProject } from '../../model/investment/answers.ts'
import { investmentLedger } from '../../model/investment/investment-ledger.ts'
import { type InvestmentMonth, monthsByProject } from '../../model/investment/months.ts'
import { progressOf } from '../../model/investment/progress-light.ts'
import { monthsOfYear, reportDueOn } from '../../model/investment/reporting-rule.ts'
import { addAmounts, amountsOf, type Opening } from '../../model/investment/totals.ts'
import type { ProjectRule } from '../../model/rules/rules.ts'
import { isBuilding, isStage } from '../../model/stages.ts'
import { type AsOfMoment, readAsOf } from '../as-of.ts'
import type { ProjectRules } from '../rules/project-rules.ts'

export type InvestmentDeps = { engine: Engine; rules: ProjectRules }
export type InvestmentQuery = {
  year?: string | undefined
  asOf?: string | undefined
  axis?: 'effective' | 'recorded' | undefined
}

const actionOf = { plan: 'plan', reported: 'report', statistics: 'enter', paid: 'pay' } as const

/** What is known of the investment of the projects that the actor may see: those that build, and those with amounts. */
export async function readInvestment(
  deps: InvestmentDeps,
  actor: Actor,
  { year, asOf, axis }: InvestmentQuery,
): Promise<InvestmentAnswer> {
  const { engine, rules } = deps
  const moment = readAsOf(asOf, engine.clock.now(), axis)
  const [projectStates, monthStates] = await Promise.all([
    readStates(engine, actor, 'project', moment.at),
    readStates(engine, actor, 'investment', moment.at),
  ])
  const byProject = monthsByProject(monthStates)
  const lightRule = rules.progress_light.at(moment.instant)
  const shown = { year: year ?? moment.day.slice(0, 4), lastDue: '', lightRule }
  shown.lastDue = lastDueMonth(deps, shown.year, moment)
  const projects = projectStates.flatMap((state) => {
    const months = byProject.get(state.id) ?? []
    return concerns(state, months) ? [presentProject(state, months, shown, actor)] : []
  })
  projects.sort((a, b) => rank(a) - rank(b))
  const { version, body } = rules.investment_reporting.at(moment.instant)
  return {
    year: shown.year,
    day: moment.day,
    today: moment.today,
    lastDue: shown.lastDue,
    lightRule: { version: lightRule.version, body: lightRule.body },
    reportingRule: { version, body },
    projects,
    totals: addAmounts(projects.map(({ totals }) => totals)),
    whole: addAmounts(projects.map(({ whole }) => whole)),
  }
}

/** The last month of the year whose report was due before the day; the month before January where none was. */
export function lastDueMonth(
  { engine, rules }: InvestmentDeps,
  year: string,
  { day, instant }: AsOfMoment,
): string {
  const rule = rules.investment_reporting.at(instant).body
  const due = monthsOfYear(year).filter((month) => reportDueOn(month, rule, engine.calendar) < day)
  return due.at(-1) ?? `${Number(year) - 1}-12`
}

const urgency = { red: 0, amber: 1, not_provable: 2, green: 3 }
/** Projects with months first, what needs somebody before what goes well. */
const rank = ({ months, progress }: InvestmentProject) => (months.length > 0 ? urgency[progress.light] : 4)

const concerns = ({ stage, values }: EntryState, months: readonly InvestmentMonth[]) =>
  stage !== 'voided' &&
  ((isStage(stage) && isBuilding(stage)) || months.length > 0 || typeof values.investedFen === 'number')

/** 累计完成投资, as a source said it by the end of a month. */
export function openingOf({ values, origins }: EntryState): Opening | null {
  const { investedFen } = values
  const origin = origins['investedFen']
  if (typeof investedFen !== 'number' || !origin) return null
  const asOf = new Date(new Date(origin.effectiveAt).getTime() + 28_800_000).toISOString().slice(0, 7)
  return { fen: investedFen, asOf, source: origin.source ?? null }
}

type Shown = { year: string; lastDue: string; lightRule: ProjectRule<'progress_light'> }

function presentProject(
  state: EntryState,
  months: readonly InvestmentMonth[],
  { year, lastDue, lightRule }: Shown,
  actor: Actor,
): InvestmentProject {
  const { values } = state
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '')
  const ofYear = months.filter(({ period }) => period.startsWith(year))
  const opening = openingOf(state)
  return {
    id: state.id,
    no: state.no,
    name: state.title,
    category: text('category'),
    park: text('park'),
    divisionCode: state.divisionCode,
    stage: state.stage,
    demonstration: values.demonstration === true,
    investmentFen: typeof values.investmentFen === 'number' ? values.investmentFen : null,
    months: [...ofYear],
    totals: amountsOf(months, { from: `${year}-01`, to: `${year}-12` }),
    whole: amountsOf(months, { from: '0000-01', to: `${year}-12` }, opening),
    progress: presentProgress(progressOf({ months: ofYear, year, lastDue }, lightRule.body)),
    can: abilities(state, actor),
  }
}

const presentProgress = ({ used, missing, ...rest }: ReturnType<typeof progressOf>) => ({
  ...rest,
  used: [...used],
  missing: [...missing],
})

/** Which of the amounts the actor may state of a month of the project, by the ledger's own rules. */
function abilities({ divisionCode }: EntryState, actor: Actor): EnteredAmount[] {
  const month = { ...blankState(''), seq: 1, stage: 'planned', ledger: 'investment', divisionCode }
  return enteredAmounts.filter((amount) => {
    const action = investmentLedger.definition.actions.find(({ id }) => id === actionOf[amount])
    return action !== undefined && mayTake(month, action, actor).ok
  })
}
