import type { Locale } from '#kernel/i18n/model'
import { translate } from '#kernel/i18n/model'
import './circulars/messages.ts'
import { projectColours } from './colour.ts'
import { daysBetween } from './wall-days.ts'
import {
  type ChartGrouping,
  isLate,
  type ProjectDimension,
  projectsBehind,
  unknownKey,
  type Wall,
  type WallGroup,
} from './wall.ts'
import type { WallAnswer, WallProblem, WallProject } from './wall-rows.ts'

/** What the wall says, on the screen and on paper. */
type Say = (key: string, params?: Record<string, string | number>) => string

export type WallText = {
  readonly locale: Locale
  readonly say: Say
  /** The name of a district or township; the code itself where it has none. */
  readonly place: (code: string) => string
  readonly money: (fen: number) => string
}

export function wallText(locale: Locale, divisions: WallAnswer['divisions']): WallText {
  const short = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
  const names = new Map(divisions.map((d) => [d.code, locale === 'en' ? d.nameEn || d.name : d.name]))
  return {
    locale,
    say: (key, params) => translate(locale, key, params),
    place: (code) => names.get(code) ?? code,
    money: (fen) =>
      translate(locale, 'projects.wall.money', { yi: short(fen / 1e10), billion: short(fen / 1e11) }),
  }
}

/** What needs somebody comes first: overdue problems, late dates, then red before yellow, blue, green and grey. */
export function inCardOrder(projects: readonly WallProject[]): WallProject[] {
  const weight = (p: WallProject) =>
    Math.min(p.overdueProblems, 9) * 4 + Number(isLate(p)) * 2 + Number(p.openProblems > 0)
  const colour = (p: WallProject) => projectColours.indexOf(p.colour.colour)
  return [...projects].sort(
    (a, b) => weight(b) - weight(a) || colour(a) - colour(b) || (a.no < b.no ? -1 : 1),
  )
}

/** What a project is called where it is listed: with the mark of an override of the entry gate. */
export function listedName({ say }: Pick<WallText, 'say'>, project: WallProject): string {
  return project.gateOverridden ? `${project.name} [${say('projects.gate.overridden_mark')}]` : project.name
}

/** Something late, the longest first. */
export type LateItem = { id: string; title: string; where: string; late: string; days: number }

/** Problems past their deadline, then dates of plans that passed. */
export function lateItems(
  text: WallText,
  projects: readonly WallProject[],
  problems: readonly WallProblem[],
  day: string,
): LateItem[] {
  const overdue = problems
    .filter((problem) => problem.isOpen && problem.isOverdue)
    .map((problem): LateItem => {
      const days = problem.dueOn ? daysBetween(problem.dueOn, day) : 0
      const where = [problem.projectName, problem.organisation].filter(Boolean).join(' · ')
      return {
        id: problem.id,
        title: problem.title,
        where,
        days,
        late: text.say('projects.wall.days_over', { days }),
      }
    })
  const slipped = projects.filter(isLate).flatMap((project) => {
    const first = project.milestones
      .filter((m) => m.state === 'late')
      .sort((a, b) => (a.due < b.due ? -1 : 1))[0]
    if (!first) return []
    const days = daysBetween(first.due, day)
    const plan = text.say('projects.wall.planned', { what: first.label, day: first.due })
    return {
      id: project.id,
      title: project.name,
      where: plan,
      days,
      late: text.say('projects.wall.days_over', { days }),
    }
  })
  const byDays = (a: LateItem, b: LateItem) => b.days - a.days
  return [...overdue.sort(byDays), ...slipped.sort(byDays)]
}

/** Dimensions whose groups bear their own names. */
const isNamed = (dimension: ProjectDimension): dimension is 'park' | 'chain' =>
  dimension === 'park' || dimension === 'chain'

/** What a group is called on screen. */
export function groupName(
  text: WallText,
  dimension: ProjectDimension,
  { key }: Pick<WallGroup, 'key'>,
): string {
  if (key === unknownKey)
    return text.say(`projects.wall.unknown.${isNamed(dimension) ? dimension : 'township'}`)
  if (isNamed(dimension)) return key
  if (dimension === 'district' || dimension === 'township') return text.place(key)
  return text.say(`projects.${dimension}.${key}`)
}

/** Name, number and money of a group in one line; what is not known of the money is said. */
export function groupLine(text: WallText, chart: ChartGrouping, group: WallGroup): string {
  const { known, of, fen } = group.investment
  const sum = known === 0 ? '—' : text.money(fen)
  const money = known === of ? sum : `${sum} ${text.say('circulars.chart.money', { known, of })}`
  return text.say('circulars.chart.group', { name: groupName(text, chart, group), count: group.count, money })
}

export type ChartSheet = { readonly group: WallGroup; readonly projects: readonly WallProject[] }

/** The chart by a grouping: each group begins a sheet, and goes on where it has more than one holds. */
export function chartSheets(
  wall: Wall,
  chart: ChartGrouping,
  projects: readonly WallProject[],
  perSheet: number,
): ChartSheet[] {
  return wall.groups[chart].flatMap((group) => {
    const own = inCardOrder(projectsBehind(group.filter, projects))
    const sheets: ChartSheet[] = []
    for (let at = 0; at < own.length; at += perSheet)
      sheets.push({ group, projects: own.slice(at, at + perSheet) })
    return sheets
  })
}
