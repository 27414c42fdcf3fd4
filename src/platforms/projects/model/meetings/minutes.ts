import { z } from 'zod'
import { agendaReasons } from './agenda.ts'
import { attendanceStates, meetingKinds } from './meeting-ledger.ts'
import type { DecisionRow, MeetingAnswer } from './meeting-view.ts'
import { promiseStates } from './promises.ts'

const Decision = z.strictObject({
  no: z.string(),
  title: z.string(),
  lead: z.string(),
  responsible: z.string(),
  supporting: z.array(z.string()),
  dueOn: z.string(),
})

const Attendee = z.strictObject({
  organisation: z.string(),
  name: z.string().nullable(),
  duty: z.string().nullable(),
  note: z.string().nullable(),
})

/** Everything that the minutes say, by name: later renaming changes nothing in them. */
export const MinutesContent = z.strictObject({
  /** Who issues them: the government of the place that the meeting is about. */
  issuer: z.string(),
  title: z.string(),
  kind: z.enum(meetingKinds),
  heldOn: z.string(),
  startsAt: z.string().nullable(),
  place: z.string().nullable(),
  chair: z.string().nullable(),
  recorder: z.string().nullable(),
  openedAt: z.string(),
  endedAt: z.string(),
  attendance: z.array(z.strictObject({ status: z.enum(attendanceStates), people: z.array(Attendee) })),
  items: z.array(
    z.strictObject({
      title: z.string(),
      reasons: z.array(z.enum(agendaReasons)),
      days: z.int(),
      problems: z.int(),
      overdue: z.int(),
      decisions: z.array(Decision),
    }),
  ),
  others: z.array(Decision),
  dropped: z.array(z.strictObject({ title: z.string(), reason: z.string() })),
  promises: z
    .strictObject({
      title: z.string(),
      heldOn: z.string(),
      rows: z.array(z.strictObject({ title: z.string(), lead: z.string(), state: z.enum(promiseStates) })),
    })
    .nullable(),
})
export type MinutesContent = z.infer<typeof MinutesContent>

const decisionOf = ({ no, title, lead, responsible, supporting, dueOn }: DecisionRow) => ({
  no,
  title,
  lead: lead?.name ?? '',
  responsible: responsible?.name ?? '',
  supporting: supporting.map(({ name }) => name),
  dueOn: dueOn ?? '',
})

/** What the minutes of a meeting say, from what was recorded of it until it ends. Pure. */
export function minutesOf(meeting: MeetingAnswer, issuer: string, endedAt: string): MinutesContent {
  const given = meeting.decisions.filter(({ state }) => state !== 'withdrawn')
  const heard = meeting.items.filter(({ dropped }) => !dropped)
  const keys = new Set(heard.map(({ key }) => key))
  const { promises } = meeting
  return {
    issuer,
    title: meeting.title,
    kind: meeting.kind,
    heldOn: meeting.heldOn,
    startsAt: meeting.startsAt,
    place: meeting.place,
    chair: meeting.chair?.name ?? null,
    recorder: meeting.recorder?.name ?? null,
    openedAt: meeting.asOf,
    endedAt,
    attendance: attendanceStates.flatMap((status) => {
      const people = meeting.attendees.filter((one) => (one.status ?? 'present') === status)
      if (people.length === 0) return []
      return [
        {
          status,
          people: people.map(({ organisation, account, duty, note }) => ({
            organisation: organisation.name,
            name: account?.name ?? null,
            duty,
            note,
          })),
        },
      ]
    }),
    items: heard.map(({ key, title, reasons, days, problems, overdue }) => ({
      title,
      reasons,
      days,
      problems,
      overdue,
      decisions: given.filter(({ item }) => item === key).map(decisionOf),
    })),
    others: given.filter(({ item }) => item === null || !keys.has(item)).map(decisionOf),
    dropped: meeting.items
      .filter(({ dropped }) => dropped)
      .map(({ title, reason }) => ({ title, reason: reason ?? '' })),
    promises: promises.meeting && {
      title: promises.meeting.title,
      heldOn: promises.meeting.heldOn,
      rows: [...promises.rows, ...promises.earlier].map(({ title, lead, state }) => ({
        title,
        lead: lead?.name ?? '',
        state,
      })),
    },
  }
}
