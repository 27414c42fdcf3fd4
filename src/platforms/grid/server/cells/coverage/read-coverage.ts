import { covers } from '#kernel/divisions/model'
import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { exportRight, type PlatformDeps } from '#kernel/ledgers/server'
import type { OpenRulebook } from '#kernel/rulebooks/server'
import { addDays, shanghaiDate } from '#kernel/time/model'
import {
  type CoverageAnswer,
  type CoverageLine,
  type CoverageMeasure,
  type CoverageRows,
  type CoverageRule,
  type CoverageRuleView,
  dutyDays,
  responseDays,
} from '../../../model/cells/coverage/coverage.ts'
import { dutyGaps } from '../../../model/cells/duty/duty.ts'
import { rosterRight } from '../../../model/cells/people/people.ts'
import { listShifts } from '../duty/duty-store.ts'
import { listPopulations } from '../penglai/penglai-store.ts'
import { countBy, listLacking, responseBy, type Scope, withDuty } from './coverage-store.ts'

export type CoverageDeps = Pick<PlatformDeps, 'engine' | 'handle' | 'clock' | 'directory' | 'divisions'> & {
  coverageRule: OpenRulebook<CoverageRule>
}

/** The rule in force in the district of a division. */
export function ruleOf({ coverageRule }: CoverageDeps, division: string): CoverageRuleView {
  const district = division.slice(0, 6)
  const { version, reason, body } = coverageRule.now(district)
  return { district, ...body, version, reason }
}

async function scopeOf(deps: CoverageDeps, actor: Actor, division: string): Promise<Scope> {
  if (!covers(actor.divisions, division) || !deps.divisions.find(division)) throw notFound()
  const now = deps.clock.now()
  const { visitDays } = ruleOf(deps, division)
  const since = new Date(now.getTime() - responseDays * 86_400_000)
  return { engine: deps.engine, actor, division, on: shanghaiDate(now), visitDays, since }
}

/** The board of a division: it as a whole, and each division right below it. */
export async function readCoverage(
  deps: CoverageDeps,
  actor: Actor,
  division: string,
): Promise<CoverageAnswer> {
  const scope = await scopeOf(deps, actor, division)
  const { db } = deps.handle
  const digits = Math.min(12, division.length + 3)
  const [cells, buildings, households, claims] = [
    await countBy(db, 'cells_without_worker', scope, digits),
    await countBy(db, 'buildings_without_head', scope, digits),
    await countBy(db, 'households_not_visited', scope, digits),
    await countBy(db, 'claims_unanswered', scope, digits),
  ]
  const responses = await responseBy(db, scope, digits)
  const duty = await dutyOf(deps, actor, scope)
  const share = (counted: readonly { division: string; lacking: number; total: number }[], code?: string) => {
    const own = counted.filter((one) => code === undefined || one.division === code)
    const of = own.reduce((sum, { total }) => sum + total, 0)
    return { count: of === 0 ? null : own.reduce((sum, { lacking }) => sum + lacking, 0), of }
  }
  const line = (code: string, whole: boolean): CoverageLine => {
    const at = whole ? undefined : code
    const response = responses.find((one) => one.division === (whole ? null : code))
    const { division: _division, ...measured } = response ?? {
      division: null,
      reported: 0,
      signed: 0,
      median: null,
      ninety: null,
    }
    return {
      division: code,
      cells: share(cells, at),
      buildings: share(buildings, at),
      households: share(households, at),
      claims: share(claims, at),
      response: measured,
      duty: duty(code),
    }
  }
  const loading = (await listPopulations(db)).find(
    ({ village, endedAt }) =>
      endedAt === null && village.startsWith(division) && covers(actor.divisions, village),
  )
  return {
    on: scope.on,
    division,
    rule: ruleOf(deps, division),
    whole: line(division, true),
    lines: deps.divisions.children(division).map(({ code }) => line(code, false)),
    loading: loading
      ? {
          households: loading.loadedHouseholds,
          of: loading.households,
          persons: loading.loadedPersons,
          ofPersons: loading.persons,
        }
      : null,
    can: { manage: hasRight(actor, rosterRight), export: hasRight(actor, exportRight) },
  }
}

/** Gaps of duty in the days to come, by division; unknown where none was ever kept. */
async function dutyOf(deps: CoverageDeps, actor: Actor, { division, on }: Scope) {
  const to = addDays(on, dutyDays - 1)
  const kept = await withDuty(deps.handle.db, actor, division)
  const shifts = await listShifts(deps.handle.db, actor, { from: on, to })
  const all = dutyGaps(deps.engine.calendar, on, to, []).length
  return (code: string) => {
    const own = shifts.filter(({ divisionCode }) => divisionCode === code)
    return { gaps: kept.has(code) ? dutyGaps(deps.engine.calendar, on, to, own).length : null, of: all }
  }
}

export type RowsAsked = { division: string; measure: CoverageMeasure; page: number; size: number }

/** The rows behind a figure of the board. */
export async function readCoverageRows(
  deps: CoverageDeps,
  actor: Actor,
  { division, measure, page, size }: RowsAsked,
): Promise<CoverageRows> {
  const scope = await scopeOf(deps, actor, division)
  if (measure !== 'duty_gaps') return listLacking(deps.handle.db, measure, scope, { page, size })
  const to = addDays(scope.on, dutyDays - 1)
  const kept = await withDuty(deps.handle.db, actor, division)
  if (!kept.has(division)) return { rows: [], total: 0 }
  const shifts = await listShifts(deps.handle.db, actor, { division, from: scope.on, to })
  const gaps = dutyGaps(deps.engine.calendar, scope.on, to, shifts)
  const rows = gaps.map(({ day, part }) => ({
    id: `${day}/${part}`,
    label: part,
    village: division.length === 12 ? division : null,
    day,
    kind: 'gap' as const,
  }))
  return { rows: rows.slice((page - 1) * size, page * size), total: rows.length }
}
