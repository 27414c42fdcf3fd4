import { newId } from '#kernel/db/server'
import { type PlatformDeps, readStates } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import type { AmountCell, EnteredAmount } from '../../model/investment/amount-input.ts'
import { zhCN } from '../../model/investment/messages.zh-CN.ts'
import { monthAfter } from '../../model/investment/reporting-rule.ts'
import { isBuilding, isStage } from '../../model/stages.ts'
import type { ProjectRules } from '../rules/project-rules.ts'
import type { Cast } from '../seed-demonstration.ts'
import { callMonths } from './call-months.ts'
import { recordAmounts, type RecordDeps } from './record-amounts.ts'

type SeedDeps = Pick<PlatformDeps, 'engine' | 'clock'> &
  RecordDeps & {
    rules: ProjectRules
    castOf: (district: string) => Cast | undefined
    districts: readonly string[]
  }

/** How much of its plan each example project does, in percent, and whether it forgets its last month. */
const manners = [
  { share: 102, forgets: false },
  { share: 84, forgets: false },
  { share: 45, forgets: false },
  { share: 95, forgets: true },
] as const
const monthsBack = 6
const wanFen = 1_000_000
const source = zhCN['projects.investment.example_source']

/** Some months of plans and amounts of the invented projects that build, each said at its time; once. */
export async function seedInvestment(deps: SeedDeps): Promise<number> {
  const { engine, clock } = deps
  const today = shanghaiDate(clock.now())
  const months = lastMonths(today, monthsBack)
  let stated = 0
  for (const district of new Set(
    (await examples(deps)).map(({ divisionCode }) => divisionCode.slice(0, 6)),
  )) {
    const cast = deps.castOf(district)
    if (!cast || (await readStates(engine, cast.office, 'investment')).length > 0) continue
    const projects = (await examples(deps)).filter(({ divisionCode }) => divisionCode.startsWith(district))
    const state = async (amount: EnteredAmount, day: string, cells: AmountCell[]) => {
      if (cells.length === 0) return
      const effectiveAt = new Date(shanghaiInstant(day).getTime() + 36_000_000).toISOString()
      const by = amount === 'reported' || amount === 'paid' ? cast.steward : cast.office
      await recordAmounts(deps, by, { amount, cells, source, effectiveAt }, newId())
      stated += cells.length
    }
    const planned = projects.flatMap((project, index) =>
      [...months, thisMonth(today)].map((period) => cell(project.id, period, planFen(index), null)),
    )
    await state('plan', addDays(today, -230), planned)
    for (const [at, period] of months.entries()) {
      const due = `${monthAfter(period)}-04`
      const day = due < today ? due : today
      const done = projects.flatMap((project, index) => {
        const { share, forgets } = manners[index % manners.length] ?? manners[0]
        const fen = Math.floor((planFen(index) * share) / 100 / wanFen) * wanFen
        return forgets && at === months.length - 1 ? [] : [{ id: project.id, fen }]
      })
      await state(
        'reported',
        day,
        done.map(({ id, fen }) => cell(id, period, fen, 2)),
      )
      // Statistics lag a month behind, and payments are made for two thirds.
      if (at >= months.length - 1) continue
      await state(
        'statistics',
        day,
        done.map(({ id, fen }) => cell(id, period, Math.floor(fen * 0.9), 3)),
      )
      await state(
        'paid',
        day,
        done.map(({ id, fen }) => cell(id, period, Math.floor((fen * 2) / 3), 4)),
      )
    }
  }
  await callMonths(engine, deps.rules)
  return stated
}

async function examples({ engine, castOf, districts }: SeedDeps) {
  const offices = districts.flatMap((district) => castOf(district)?.office ?? [])
  const states = (await Promise.all(offices.map((office) => readStates(engine, office, 'project')))).flat()
  return states.filter(
    ({ values, stage }) => values.demonstration === true && isStage(stage) && isBuilding(stage),
  )
}

const cell = (projectId: string, period: string, fen: number, seq: number | null): AmountCell => ({
  projectId,
  period,
  fen,
  seq,
})
const planFen = (index: number) => (400 + (index % 5) * 150) * wanFen
const thisMonth = (today: string) => today.slice(0, 7)

/** The months before this one, the oldest first. */
function lastMonths(today: string, count: number): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - 1 - count + index, 1)).toISOString().slice(0, 7),
  )
}
