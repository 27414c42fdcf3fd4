import { type LocalText, translate } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { type Course, readCasesAt, taskLabel } from '#kernel/ledgers/server'
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
} from '#kernel/reports/server'
import { shanghaiInstant } from '#kernel/time/model'
import {
  caseRows,
  channelCounts,
  countsOf,
  groupRows,
  incidentRows,
  type KnownCase,
  overdueRows,
  sharesOf,
} from '../../model/bulletins/build.ts'
import type { BulletinContent, Grouping } from '../../model/bulletins/content.ts'
import { cellNames } from './cell-name-store.ts'
import { bulletinLayout, bulletinPaper } from './paper.ts'

type Asked = CircularOf<BulletinContent>

const ledger = 'incident_bulletin'

/** 网格简报 of a division. */
export const incidentBulletin = (deps: CircularDeps): CircularSort<BulletinContent> => ({
  ledger,
  layout: bulletinLayout,
  produce: (of) => produceBulletin(deps, of),
  fields: (content) => ({
    title: circularTitle('bulletins.doc.name', content),
    reported: content.counts.reported,
  }),
  paper: bulletinPaper,
  forRecipients: (content) => ({ ...content, incidents: [], cases: [] }),
  rows: ({ organisations, townships, cells, areas, overdue }) =>
    organisations.length + townships.length + cells.length + areas.length + overdue.length,
  rules: () => ({}),
})

/** All of it comes from logs as they had been recorded by the moment, and from names that are kept with it. */
async function produceBulletin(
  deps: CircularDeps,
  asked: Asked,
): Promise<{ content: BulletinContent; names: KeptNames }> {
  const { engine } = deps
  const period = circularPeriod(asked)
  const { from } = period
  const cases = await readCasesAt(engine, circularReader(asked.divisionCode), 'incident', period)
  const states = await statesOf(deps, asked, shanghaiInstant(from), cases)
  const names = await namesFor(deps, asked, states, cases)
  const effectiveBy = asked.effectiveBy.toISOString()
  const incidents = incidentRows(states, { from: shanghaiInstant(from).toISOString(), effectiveBy })
  const rows = caseRows(cases, new Map(states.map((state) => [state.id, state])))
  const place = (code: string): LocalText => nameOf(names.places, code)
  const organisation = (id: number | string): LocalText => nameOf(names.organisations, id)
  const area = optionNames(deps, states, 'area')
  const category = optionNames(deps, states, 'category')
  const group = (grouping: Grouping, named: (key: string) => LocalText) =>
    groupRows(grouping, incidents, rows, named)
  const previous = await previousCircular<BulletinContent>({ engine, db: engine.handle.db }, ledger, asked)
  const content: BulletinContent = {
    ...circularBasis(asked, place),
    counts: countsOf(incidents),
    shares: sharesOf(rows),
    channels: channelCounts(incidents),
    organisations: group('organisations', organisation),
    townships: group('townships', place),
    cells: group('cells', place),
    areas: group('areas', area),
    overdue: overdueRows(states, effectiveBy, {
      category: ({ values }) =>
        typeof values['category'] === 'string' ? category(values['category']) : unknown,
      task: (state, task) => taskLabel(engine.book, state, task),
      organisation,
      cell: place,
    }),
    previous: previous && {
      entryId: previous.stored.entryId,
      number: previous.number,
      from: previous.stored.content.from,
      to: previous.stored.content.to,
      counts: previous.stored.content.counts,
      shares: previous.stored.content.shares,
    },
    incidents,
    cases: rows,
  }
  return { content, names }
}

const unknown: LocalText = {
  'zh-CN': translate('zh-CN', 'bulletins.unknown'),
  en: translate('en', 'bulletins.unknown'),
}

/** Incidents that were open or touched since, and those that a case of the period is about, each once. */
async function statesOf(
  { engine }: CircularDeps,
  asked: Asked,
  since: Date,
  cases: readonly KnownCase[],
): Promise<EntryState[]> {
  const found = new Map<string, EntryState>()
  const take = (courses: readonly Course[]) => courses.forEach(({ state }) => found.set(state.id, state))
  take(await circularCourses(engine, asked, 'incident', { since }))
  const ids = [...new Set(cases.map(({ entryId }) => entryId))].filter((id) => !found.has(id))
  if (ids.length > 0) take(await circularCourses(engine, asked, 'incident', { ids }))
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

async function namesFor(
  { engine, directory, divisions }: CircularDeps,
  { divisionCode, organisationId, before }: Asked,
  states: readonly EntryState[],
  cases: readonly KnownCase[],
): Promise<KeptNames> {
  const cells = [
    ...new Set(
      states.flatMap(({ values }) => (typeof values['gridCell'] === 'string' ? [values['gridCell']] : [])),
    ),
  ]
  const called = await cellNames(engine.handle.db, cells)
  const townships = [...states, ...cases].flatMap(({ divisionCode: code }) =>
    code.length >= 9 ? [code.slice(0, 9)] : [],
  )
  const division = divisionNames(divisions)
  const place = (code: string): LocalText | undefined => division(code) ?? called.get(code)
  return completeNames(
    before?.names ?? noNames(),
    { directory, place },
    {
      organisations: [
        organisationId,
        ...cases.map((one) => one.organisationId),
        ...states.flatMap((state) => [
          state.organisationId,
          ...state.tasks.map((task) => task.organisationId),
        ]),
      ],
      accounts: [],
      places: [...new Set([divisionCode, ...townships, ...cells])],
    },
  )
}

/** What choices of a field are called by the versions that the incidents were made under, the latest of them first. */
function optionNames(
  { engine: { book } }: CircularDeps,
  states: readonly EntryState[],
  field: 'area' | 'category',
): (key: string) => LocalText {
  const known = book.get('incident')
  const found = new Map<string, LocalText>()
  for (const version of [...new Set(states.map((state) => state.version))].toSorted((a, b) => a - b)) {
    const { fields } = book.version(known, version).definition
    for (const { value, label } of fields.find(({ name }) => name === field)?.options ?? [])
      found.set(value, label)
  }
  return (key) => found.get(key) ?? { 'zh-CN': key, en: key }
}
