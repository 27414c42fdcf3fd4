import type { LocalText } from '#kernel/i18n/model'
import { type Engine, readCasesAt, taskLabel } from '#kernel/ledgers/server'
import {
  circularBasis,
  circularCourses,
  type CircularDeps,
  type CircularOf,
  circularPeriod,
  circularReader,
  type CircularSort,
  circularTitle,
  completeNames,
  divisionNames,
  type KeptNames,
  nameOf,
  noNames,
  previousCircular,
  type StoredCircular,
} from '#kernel/reports/server'
import { shanghaiInstant } from '#kernel/time/model'
import {
  caseRowsOf,
  type CountedCase,
  groupsBy,
  projectRows,
  totalsOf,
  unitRows,
} from '../../model/circulars/build.ts'
import type { CircularContent } from '../../model/circulars/content.ts'
import { type CourseOf, type Names, overdueRows, supervisedRows } from '../../model/circulars/courses.ts'
import type { NumberedRule } from '../../model/circulars/rule.ts'
import type { ColourSettings } from '../../model/colour.ts'
import { toWallProject } from '../../model/wall-build.ts'
import type { ProjectRules } from '../rules/project-rules.ts'
import { circularLayout, circularPaper } from './paper.ts'
import { circularRuleAt } from './rule-store.ts'

export type ProjectCircularDeps = CircularDeps & { rules: Pick<ProjectRules, 'colour' | 'reload'> }
type Asked = CircularOf<CircularContent>

const ledger = 'circular'

/** 督查通报 of a division's projects. */
export const projectCircular = (deps: ProjectCircularDeps): CircularSort<CircularContent> => ({
  ledger,
  layout: circularLayout,
  produce: (of) => produceCircular(deps, of),
  fields: (content) => ({ title: circularTitle('circulars.doc.name', content), ruleNo: content.rule.no }),
  paper: circularPaper,
  forRecipients: (content) => ({ ...content, cases: [] }),
  rows: ({ organisations, townships }) => organisations.length + townships.length,
  rules: ({ rule }) => ({ ranking: rule.no }),
})

/** Ledgers whose handling is ranked, and whose overdue tasks are listed. */
export const watched = ['problem', 'decision', 'supervision_node', 'approval']
type Read = {
  rule: NumberedRule
  yellowRule: ColourSettings
  ledgers: { id: string; title: LocalText }[]
  cases: CountedCase[]
  courses: { ledger: string; courses: CourseOf[] }[]
  projects: CourseOf[]
  names: KeptNames
  previous: { stored: StoredCircular<CircularContent>; number: string } | null
}

/**
 * All that a circular says. It comes from the logs as they had been recorded by its moment, from the versions of the
 * rules of that moment and from names that are kept with it, so that asked again it says the same.
 */
async function produceCircular(
  deps: ProjectCircularDeps,
  asked: Asked,
): Promise<{ content: CircularContent; names: KeptNames }> {
  const read = await readAll(deps, asked)
  return { content: contentOf(deps.engine, asked, read), names: read.names }
}

async function readAll(deps: ProjectCircularDeps, asked: Asked): Promise<Read> {
  const { engine } = deps
  const { db } = engine.handle
  await deps.rules.reload()
  const period = circularPeriod(asked)
  // Made again it is made of the ledgers it was made of, whatever is watched now.
  const then = asked.before?.content.ledgers.map(({ id }) => id)
  const ids = then ?? watched.filter((ledger) => engine.book.find(ledger) !== undefined)
  const since = shanghaiInstant(period.from)
  const cases: CountedCase[] = []
  const courses: Read['courses'] = []
  for (const ledger of ids) {
    cases.push(...(await readCasesAt(engine, circularReader(asked.divisionCode), ledger, period)))
    courses.push({ ledger, courses: await circularCourses(engine, asked, ledger, { since }) })
  }
  return {
    rule: await circularRuleAt(db, asked.recordedBy),
    yellowRule: deps.rules.colour.at(asked.recordedBy).body,
    ledgers: ids.map((id) => ({ id, title: ledgerTitle(engine, id) })),
    cases,
    courses,
    projects: await circularCourses(engine, asked, 'project'),
    names: await namesFor(deps, asked, cases, courses),
    previous: await previousCircular<CircularContent>({ engine, db }, ledger, asked),
  }
}

function contentOf(engine: Engine, asked: Asked, read: Read): CircularContent {
  const { rule, yellowRule, ledgers, previous } = read
  const { day } = asked
  const place = (code: string): LocalText => nameOf(read.names.places, code)
  const basis = circularBasis(asked, place)
  const { from, effectiveBy } = basis
  const cases = caseRowsOf(read.cases)
  const all = read.projects.flatMap(
    ({ state }) => toWallProject(state, { day, instant: effectiveBy }, yellowRule, []) ?? [],
  )
  const projects = projectRows(all, day)
  const { overdue, supervised } = mattersOf(engine, read, from, effectiveBy)
  const before = previous?.stored.content
  const organisations = groupsBy(
    cases,
    ({ organisation }) => organisation,
    overdue.map(({ organisationId }) => String(organisationId)),
  )
  const townships = groupsBy(
    cases,
    ({ township }) => township,
    overdue.map(({ entryId }) => townshipOf(read, entryId)),
  )
  return {
    ...basis,
    rule,
    yellowFrom: yellowRule.yellowFrom,
    ledgers,
    totals: totalsOf({ cases, overdue, supervised, projects, all }),
    organisations: unitRows(
      rule.rule,
      organisations,
      (key) => nameOf(read.names.organisations, key),
      before?.organisations ?? [],
    ),
    townships: unitRows(rule.rule, townships, place, before?.townships ?? []),
    overdue,
    supervised,
    projects,
    previous:
      previous && before
        ? {
            entryId: previous.stored.entryId,
            number: previous.number,
            from: before.from,
            to: before.to,
            totals: before.totals,
          }
        : null,
    cases,
  }
}

/** What is overdue, the longest first, and what was supervised, in the order of days. */
function mattersOf(
  engine: Engine,
  { courses, projects, names: kept }: Read,
  from: string,
  effectiveBy: string,
) {
  const titles = new Map(projects.map(({ state }) => [state.id, state.title]))
  const names: Names = {
    organisation: (id) => nameOf(kept.organisations, id),
    account: (id) => kept.accounts[String(id)] ?? '',
    project: (id) => titles.get(id) ?? '',
    task: (state, task) => taskLabel(engine.book, state, task),
  }
  const start = shanghaiInstant(from).toISOString()
  const byNo = (a: { no: string }, b: { no: string }) => (a.no < b.no ? -1 : a.no > b.no ? 1 : 0)
  return {
    overdue: courses
      .flatMap((one) => overdueRows(one.ledger, one.courses, effectiveBy, names))
      .toSorted((a, b) => b.days - a.days || byNo(a, b)),
    supervised: courses
      .flatMap((one) => supervisedRows(one.ledger, one.courses, start, names))
      .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : byNo(a, b))),
  }
}

function townshipOf({ courses }: Read, entryId: string): string | null {
  for (const one of courses) {
    const found = one.courses.find(({ state }) => state.id === entryId)
    if (found) return found.state.divisionCode.length >= 9 ? found.state.divisionCode.slice(0, 9) : null
  }
  return null
}

function namesFor(
  { directory, divisions }: CircularDeps,
  { divisionCode, organisationId, before }: Asked,
  cases: readonly CountedCase[],
  courses: readonly { courses: readonly CourseOf[] }[],
): Promise<KeptNames> {
  const states = courses.flatMap((one) => one.courses)
  const tasks = states.flatMap(({ state }) => state.tasks)
  const opened = states.flatMap(({ log }) => log.flatMap(({ change }) => change.opens))
  return completeNames(
    before?.names ?? noNames(),
    { directory, place: divisionNames(divisions) },
    {
      organisations: [
        organisationId,
        ...cases.map((one) => one.organisationId),
        ...states.map(({ state }) => state.organisationId),
        ...[...tasks, ...opened].map((one) => one.organisationId),
        ...states.flatMap(({ log }) => log.flatMap(({ change }) => change.set.organisationId ?? [])),
      ],
      accounts: tasks.flatMap(({ accountId }) => accountId ?? []),
      places: [
        divisionCode,
        ...new Set(
          [...cases.map((one) => one.divisionCode), ...states.map(({ state }) => state.divisionCode)].flatMap(
            (code) => (code.length >= 9 ? code.slice(0, 9) : []),
          ),
        ),
      ],
    },
  )
}

/** By the first version: a circular does not change when a ledger is renamed. */
function ledgerTitle({ book }: Engine, ledger: string): LocalText {
  return book.version(book.get(ledger), 1).definition.title
}
