import type { LocalText } from '#kernel/i18n/model'
import {
  type CaseCount,
  type EntryState,
  type Measure,
  measureBasis,
  measures,
  ratesOf,
} from '#kernel/ledgers/model'
import { dayNumber, shanghaiDate } from '#kernel/time/model'
import type { Channel } from '../incidents/fields.ts'
import { channels } from '../incidents/fields.ts'
import {
  type CaseRow,
  type Counted,
  counted,
  type Counts,
  type GroupRow,
  type Grouping,
  type IncidentRow,
  type OverdueRow,
  type Shares,
} from './content.ts'

/** A case of the statistics, as the kernel tells it. */
export type KnownCase = Pick<CaseCount, 'basis' | 'rule' | 'yes'> & {
  readonly entryId: string
  readonly organisationId: number
  readonly divisionCode: string
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const townshipOf = (code: string): string | null => (code.length >= 9 ? code.slice(0, 9) : null)

const placeOf = (state: EntryState) => ({
  entryId: state.id,
  township: townshipOf(state.divisionCode),
  cell: text(state.values['gridCell']),
  area: text(state.values['area']),
})

/** An open task past its date; what is no to-do is a clock that nobody acts on. */
const lateTasks = ({ tasks, isOpen }: EntryState, effectiveBy: string) =>
  isOpen ? tasks.filter(({ dueAt, todo }) => todo !== false && dueAt !== null && dueAt <= effectiveBy) : []

/** What an incident counts as, as the period ended; nothing for one that was over before it began. */
export function incidentRows(
  states: readonly EntryState[],
  { from, effectiveBy }: { from: string; effectiveBy: string },
): IncidentRow[] {
  return states.flatMap((state): IncidentRow[] => {
    const reported = state.openedAt >= from && state.openedAt <= effectiveBy
    const ended = state.closedAt !== null && state.closedAt >= from
    const is: Record<Counted, boolean> = {
      reported,
      merged: reported && state.stage === 'merged',
      dropped: reported && (state.stage === 'refused' || state.stage === 'voided'),
      closed: ended && state.stage === 'closed',
      open: state.isOpen,
      overdue: lateTasks(state, effectiveBy).length > 0,
    }
    const as = counted.filter((one) => is[one])
    if (as.length === 0) return []
    const channel = channels.find((one) => one === state.values['channel']) ?? null
    return [{ ...placeOf(state), organisation: String(state.organisationId), channel, counted: as }]
  })
}

/** What each case says to each measure, in the groups of its incident and of who was answerable for it. */
export function caseRows(cases: readonly KnownCase[], states: ReadonlyMap<string, EntryState>): CaseRow[] {
  return cases.flatMap((one) =>
    measures.flatMap((measure): CaseRow[] => {
      if (measureBasis[measure] !== one.basis) return []
      const state = states.get(one.entryId)
      const place = state
        ? placeOf(state)
        : { entryId: one.entryId, township: townshipOf(one.divisionCode), cell: null, area: null }
      const organisation = String(one.organisationId)
      return [{ ...place, organisation, measure, good: one.yes.includes(measure), rule: one.rule }]
    }),
  )
}

export function countsOf(rows: readonly IncidentRow[]): Counts {
  const of = (one: Counted) => rows.filter((row) => row.counted.includes(one)).length
  return {
    reported: of('reported'),
    merged: of('merged'),
    dropped: of('dropped'),
    closed: of('closed'),
    open: of('open'),
    overdue: of('overdue'),
  }
}

/** Rates of measures that have a case, each by the cases of its own. */
export function sharesOf(rows: readonly CaseRow[]): Shares {
  const shares: Shares = {}
  for (const measure of measures) {
    const own = rows.filter((row) => row.measure === measure)
    const rate = ratesOf(own.map(asCount), [measure])[measure]
    if (own.length > 0 && rate) shares[measure] = { n: rate.n, of: rate.of, excluded: rate.excluded }
  }
  return shares
}

const asCount = ({ measure, good, rule }: CaseRow): CaseCount => ({
  basis: measureBasis[measure],
  rule,
  yes: good ? [measure] : [],
  count: 1,
})

export function channelCounts(rows: readonly IncidentRow[]): { channel: Channel; count: number }[] {
  return channels
    .map((channel) => ({
      channel,
      count: rows.filter((row) => row.channel === channel && row.counted.includes('reported')).length,
    }))
    .filter(({ count }) => count > 0)
}

export const keyIn: Record<Grouping, (row: Omit<CaseRow, 'measure' | 'good' | 'rule'>) => string | null> = {
  organisations: ({ organisation }) => organisation,
  townships: ({ township }) => township,
  cells: ({ cell }) => cell,
  areas: ({ area }) => area,
}

/** The figures of each group that has any, in the order of codes. */
export function groupRows(
  grouping: Grouping,
  incidents: readonly IncidentRow[],
  cases: readonly CaseRow[],
  nameOf: (key: string) => LocalText,
): GroupRow[] {
  const keyOf = keyIn[grouping]
  const [ownIncidents, ownCases] = [byKey(incidents, keyOf), byKey(cases, keyOf)]
  const keys = [...new Set([...ownIncidents.keys(), ...ownCases.keys()])].toSorted()
  return keys.map((key) => ({
    key,
    name: nameOf(key),
    counts: countsOf(ownIncidents.get(key) ?? []),
    shares: sharesOf(ownCases.get(key) ?? []),
  }))
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const own = found.get(key)
    if (own) own.push(row)
    else found.set(key, [row])
  }
  return found
}

export type OverdueNames = {
  category: (state: EntryState) => LocalText
  task: (state: EntryState, kind: string) => LocalText
  organisation: (id: number) => LocalText
  cell: (code: string) => LocalText
}

/** Each task that was past its date as the period ended, the longest first. */
export function overdueRows(
  states: readonly EntryState[],
  effectiveBy: string,
  names: OverdueNames,
): OverdueRow[] {
  const today = shanghaiDate(new Date(effectiveBy))
  const rows = states.flatMap((state) =>
    lateTasks(state, effectiveBy).map((task): OverdueRow => {
      // What ends with a day is due on that day, not on the one that begins then.
      const dueOn = shanghaiDate(new Date(Date.parse(task.dueAt ?? effectiveBy) - 1))
      const cell = text(state.values['gridCell'])
      return {
        entryId: state.id,
        no: state.no,
        category: names.category(state),
        task: names.task(state, task.kind),
        organisation: names.organisation(task.organisationId),
        cell: cell === null ? null : names.cell(cell),
        dueOn,
        days: dayNumber(today) - dayNumber(dueOn),
      }
    }),
  )
  return rows.toSorted((a, b) => b.days - a.days || (a.no < b.no ? -1 : a.no > b.no ? 1 : 0))
}

/** The measures that a bulletin tells, in the order in which it does. */
export const toldMeasures: readonly Measure[] = [
  'response',
  'resolution',
  'satisfaction',
  'on_time',
  'on_time_original',
  'rework',
  'extension',
]
