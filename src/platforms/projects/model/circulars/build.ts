import type { LocalText } from '#kernel/i18n/model'
import type { Measure } from '#kernel/ledgers/model'
import { daysBetween } from '../wall-days.ts'
import type { WallProject } from '../wall-rows.ts'
import type { CaseRow, CircularContent, OverdueRow, ProjectRow, Totals, UnitRow } from './content.ts'
import { rankUnits, type Share, type Shares } from './ranking.ts'
import { type CircularRule, type RankedMeasure, rankedMeasures } from './rule.ts'

/** A case of the statistics, as the kernel counts it. */
export type CountedCase = {
  readonly entryId: string
  readonly basis: string
  readonly organisationId: number
  readonly divisionCode: string
  readonly rule: string | null
  readonly yes: readonly Measure[]
}

const of: Record<RankedMeasure, { basis: string; measure: Measure; wanted: boolean }> = {
  on_time: { basis: 'due', measure: 'on_time', wanted: true },
  on_time_original: { basis: 'due', measure: 'on_time_original', wanted: true },
  no_rework: { basis: 'finished', measure: 'rework', wanted: false },
  no_extension: { basis: 'due', measure: 'extension', wanted: false },
}

/** What each case says to each measure; a case that a rule of the statistics leaves out says nothing. */
export function caseRowsOf(cases: readonly CountedCase[]): CaseRow[] {
  return cases.flatMap((one) =>
    rankedMeasures.flatMap((measure): CaseRow[] => {
      const { basis, measure: counted, wanted } = of[measure]
      if (one.rule !== null || one.basis !== basis) return []
      return [
        {
          entryId: one.entryId,
          measure,
          organisation: String(one.organisationId),
          township: one.divisionCode.length >= 9 ? one.divisionCode.slice(0, 9) : null,
          good: one.yes.includes(counted) === wanted,
        },
      ]
    }),
  )
}

export function sharesOf(rows: readonly CaseRow[]): Shares {
  const share = (measure: RankedMeasure): Share => {
    const own = rows.filter((row) => row.measure === measure)
    return { n: own.filter(({ good }) => good).length, of: own.length }
  }
  return {
    on_time: share('on_time'),
    on_time_original: share('on_time_original'),
    no_rework: share('no_rework'),
    no_extension: share('no_extension'),
  }
}

type Group = { key: string; rows: readonly CaseRow[]; overdue: number }

/** Ranked, each with its name and the rank that it had before. */
export function unitRows(
  rule: CircularRule,
  groups: readonly Group[],
  nameOf: (key: string) => LocalText,
  before: readonly UnitRow[],
): UnitRow[] {
  const units = groups.map(({ key, rows, overdue }) => ({ key, overdue, shares: sharesOf(rows) }))
  return rankUnits(rule, units).map((unit) => ({
    ...unit,
    name: nameOf(unit.key),
    before: before.find(({ key }) => key === unit.key)?.rank ?? null,
  }))
}

/** Cases and overdue tasks by a key; who has only overdue ones is listed too. */
export function groupsBy(
  rows: readonly CaseRow[],
  keyOf: (row: CaseRow) => string | null,
  overdueKeys: readonly (string | null)[],
): Group[] {
  const known = (key: string | null): key is string => key !== null
  const keys = [...new Set([...rows.map(keyOf), ...overdueKeys].filter(known))].sort()
  return keys.map((key) => ({
    key,
    rows: rows.filter((row) => keyOf(row) === key),
    overdue: overdueKeys.filter((other) => other === key).length,
  }))
}

/** Red ones and those behind a date of their plan, what is latest first. */
export function projectRows(projects: readonly WallProject[], day: string): ProjectRow[] {
  return projects
    .map(({ id, no, name, colour: { colour, done, total }, milestones }) => ({
      entryId: id,
      no,
      name,
      colour,
      done,
      total,
      late: milestones
        .filter(({ state }) => state === 'late')
        .map(({ label, due }) => ({ label, due, days: daysBetween(due, day) }))
        .toSorted((a, b) => b.days - a.days || (a.label < b.label ? -1 : 1)),
    }))
    .filter(({ colour, late }) => colour === 'red' || late.length > 0)
    .toSorted((a, b) => (b.late[0]?.days ?? 0) - (a.late[0]?.days ?? 0) || (a.no < b.no ? -1 : 1))
}

type Parts = Pick<CircularContent, 'cases' | 'supervised' | 'projects'> & {
  overdue: readonly OverdueRow[]
  all: readonly WallProject[]
}

export function totalsOf({ cases, overdue, supervised, projects, all }: Parts): Totals {
  return {
    shares: sharesOf(cases),
    overdue: overdue.length,
    supervised: supervised.length,
    projects: all.length,
    red: projects.filter(({ colour }) => colour === 'red').length,
    slipping: projects.filter(({ late }) => late.length > 0).length,
    notProvable: all.filter(({ colour }) => colour.colour === 'not_provable').length,
  }
}
