import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { EntryState } from '#kernel/ledgers/model'
import { mayTake } from '#kernel/ledgers/model'
import { readStates } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import {
  type AgendaChange,
  type AgendaItem,
  agendaReasons,
  agendaSubjects,
  buildAgenda,
} from '../../model/meetings/agenda.ts'
import {
  agendaChanges,
  attendanceStates,
  meetingKinds,
  meetingLedger,
} from '../../model/meetings/meeting-ledger.ts'
import type { AgendaRow, DecisionRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { countPromises } from '../../model/meetings/promises.ts'
import { type AgendaFacts, readAgendaFacts } from './agenda-facts.ts'
import {
  accountsIn,
  decisionRow,
  type Names,
  numberOf,
  organisationsIn,
  readNames,
  rowsOf,
  textOf,
} from './decision-rows.ts'
import type { MeetingDeps } from './meeting-deps.ts'

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | null =>
  all.find((known) => known === value) ?? null

export function changesOf({ values }: EntryState): AgendaChange[] {
  return rowsOf(values['changes']).flatMap((row) => {
    const change = oneOf(agendaChanges, row['change'])
    const key = textOf(row['key'])
    if (!change || key === null) return []
    return [
      {
        key,
        change,
        title: textOf(row['title']),
        reason: textOf(row['reason']),
        place: numberOf(row['place']),
      },
    ]
  })
}

/** The agenda as it was frozen; null before. */
function frozenAgenda({ values }: EntryState): AgendaItem[] | null {
  if (!Array.isArray(values['agenda'])) return null
  return rowsOf(values['agenda']).map((row) => ({
    key: textOf(row['key']) ?? '',
    subject: oneOf(agendaSubjects, row['subject']) ?? 'topic',
    entry: textOf(row['entry']),
    title: textOf(row['title']) ?? '',
    reasons: agendaReasons.filter(
      (reason) => Array.isArray(row['reasons']) && row['reasons'].includes(reason),
    ),
    days: numberOf(row['days']) ?? 0,
    problems: numberOf(row['problems']) ?? 0,
    overdue: numberOf(row['overdue']) ?? 0,
    added: row['added'] === true,
    dropped: row['dropped'] === true,
    reason: textOf(row['reason']),
  }))
}

/** In the order in which they were held; the one in hand is not its own predecessor. */
export function earlierMeetings(all: readonly EntryState[], meeting: EntryState): EntryState[] {
  const orderOf = ({ values, openedAt }: EntryState) => `${textOf(values['heldOn']) ?? ''} ${openedAt}`
  return all
    .filter(
      (other) =>
        other.id !== meeting.id &&
        other.stage === 'ended' &&
        other.divisionCode === meeting.divisionCode &&
        other.values['kind'] === meeting.values['kind'] &&
        orderOf(other) < orderOf(meeting),
    )
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
}

type Decided = { rows: DecisionRow[]; of: (meeting: string) => DecisionRow[] }

function promisesOf(
  meeting: EntryState,
  all: readonly EntryState[],
  decided: Decided,
): MeetingAnswer['promises'] {
  const earlier = earlierMeetings(all, meeting)
  const last = earlier.at(-1)
  const rows = last ? decided.of(last.id) : []
  const open = new Set(['open', 'overdue', 'drafted'])
  return {
    meeting: last ? { id: last.id, title: last.title, heldOn: textOf(last.values['heldOn']) ?? '' } : null,
    rows,
    earlier: earlier.slice(0, -1).flatMap(({ id }) => decided.of(id).filter(({ state }) => open.has(state))),
    counts: countPromises(rows.map(({ state }) => state)),
  }
}

export function headOf(state: EntryState, names: Names) {
  const { values } = state
  return {
    id: state.id,
    no: state.no,
    seq: state.seq,
    title: state.title,
    kind: oneOf(meetingKinds, values['kind']) ?? 'special',
    stage: state.stage as MeetingAnswer['stage'],
    divisionCode: state.divisionCode,
    heldOn: textOf(values['heldOn']) ?? '',
    startsAt: textOf(values['startsAt']),
    place: textOf(values['place']),
    chair: names.account(numberOf(values['chair'])),
    recorder: names.account(numberOf(values['recorder'])),
    attendees: rowsOf(values['attendees']).flatMap((row) => {
      const organisation = names.organisation(numberOf(row['organisation']))
      if (!organisation) return []
      return [
        {
          organisation,
          account: names.account(numberOf(row['account'])),
          duty: textOf(row['duty']),
          status: oneOf(attendanceStates, row['status']),
          note: textOf(row['note']),
        },
      ]
    }),
    minutesNo: textOf(values['minutesNo']),
  }
}

const idsIn = (value: number | null) => (value === null ? [] : [value])

/** Everybody whom meetings and decisions name. */
export function namedIn(meetings: readonly EntryState[], decisions: readonly EntryState[]) {
  const attendees = meetings.flatMap(({ values }) => rowsOf(values['attendees']))
  return {
    organisations: [
      ...attendees.flatMap((row) => idsIn(numberOf(row['organisation']))),
      ...decisions.flatMap(organisationsIn),
    ],
    accounts: [
      ...meetings.flatMap(({ values }) => [
        ...idsIn(numberOf(values['chair'])),
        ...idsIn(numberOf(values['recorder'])),
      ]),
      ...attendees.flatMap((row) => idsIn(numberOf(row['account']))),
      ...decisions.flatMap(accountsIn),
    ],
  }
}

function itemRow(item: AgendaItem, facts: AgendaFacts | null, meeting: string, decided: Decided): AgendaRow {
  const history = decided.rows.filter(
    (row) => row.meeting !== meeting && (row.item === item.key || `project:${row.project}` === item.key),
  )
  return { ...item, reasons: [...item.reasons], facts: facts?.factsOf(item.key) ?? null, history }
}

/** @throws AppError 404 when the actor may not see it, or it is no meeting. */
export async function getMeeting(deps: MeetingDeps, actor: Actor, id: string): Promise<EntryState> {
  const { state } = await deps.engine.get(actor, id)
  if (state.ledger !== 'meeting') throw notFound()
  return state
}

/** A meeting with its agenda, what was promised before and what it decided. */
export async function readMeeting(
  deps: MeetingDeps,
  actor: Actor,
  id: string,
  locale = actor.locale,
): Promise<MeetingAnswer> {
  const { engine } = deps
  const state = await getMeeting(deps, actor, id)
  const [meetings, decisions] = await Promise.all([
    readStates(engine, actor, 'meeting'),
    readStates(engine, actor, 'decision'),
  ])
  const now = engine.clock.now()
  const today = shanghaiDate(now)
  const names = await readNames(deps, locale, namedIn([state], decisions))
  const rows = decisions
    .toSorted((a, b) =>
      a.openedAt === b.openedAt ? (a.no < b.no ? -1 : 1) : a.openedAt < b.openedAt ? -1 : 1,
    )
    .map((one) => decisionRow(one, names, today))
  const decided: Decided = { rows, of: (meeting) => rows.filter((row) => row.meeting === meeting) }
  // Once it is over nothing is discussed any more: the agenda stands as it was, and decisions tell what came of it.
  const facts = state.isOpen ? await readAgendaFacts(deps, actor, state) : null
  const frozen = frozenAgenda(state)
  const changes = changesOf(state)
  const items = frozen ?? (facts ? buildAgenda(facts.projects, facts.problems, changes) : [])
  const may = (action: string) => {
    const declared = meetingLedger.definition.actions.find((one) => one.id === action)
    return declared !== undefined && mayTake(state, declared, actor).ok
  }
  return {
    ...headOf(state, names),
    contentHash: textOf(state.values['contentHash']),
    today,
    asOf: state.origins['agenda']?.effectiveAt ?? now.toISOString(),
    frozen: frozen !== null,
    changes,
    items: items.map((item) => itemRow(item, facts, state.id, decided)),
    promises: promisesOf(state, meetings, decided),
    decisions: decided.of(state.id),
    can: {
      arrange: may('arrange'),
      adjust: may('adjust'),
      take_attendance: may('take_attendance'),
      open: may('open'),
      end: may('end'),
      cancel: may('cancel'),
    },
  }
}
