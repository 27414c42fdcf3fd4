import { z } from 'zod'
import { projectColours } from '../colour.ts'
import { projectStages } from '../stages.ts'
import { agendaReasons, agendaSubjects } from './agenda.ts'
import { agendaChanges, attendanceStates, meetingKinds } from './meeting-ledger.ts'
import { promiseStates } from './promises.ts'

const Day = z.string()
export const Named = z.strictObject({ id: z.int(), name: z.string() })
export type Named = z.infer<typeof Named>

/** What a decision needs before it can be given out. */
export const decisionNeeds = ['leadOrganisation', 'responsible', 'dueOn'] as const

export const DecisionRow = z.strictObject({
  id: z.string(),
  no: z.string(),
  seq: z.int(),
  meeting: z.string(),
  title: z.string(),
  item: z.string().nullable(),
  project: z.string().nullable(),
  lead: Named.nullable(),
  responsible: Named.nullable(),
  supporting: z.array(Named),
  dueOn: Day.nullable(),
  state: z.enum(promiseStates),
  doneOn: Day.nullable(),
  /** What came of it, in the words of who handled it. */
  outcome: z.string().nullable(),
  /** More time was granted since: the clock runs longer, the promise stands. */
  extended: z.boolean(),
  lacks: z.array(z.enum(decisionNeeds)),
})
export type DecisionRow = z.infer<typeof DecisionRow>

export const AgendaProblemRow = z.strictObject({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  organisation: z.string(),
  dueOn: Day.nullable(),
  daysOver: z.int(),
  isOverdue: z.boolean(),
  escalation: z.enum(['none', 'remind', 'supervise', 'circulate']),
  instructed: z.boolean(),
})

export const AgendaRow = z.strictObject({
  key: z.string(),
  subject: z.enum(agendaSubjects),
  entry: z.string().nullable(),
  title: z.string(),
  reasons: z.array(z.enum(agendaReasons)),
  days: z.int(),
  problems: z.int(),
  overdue: z.int(),
  added: z.boolean(),
  dropped: z.boolean(),
  reason: z.string().nullable(),
  /** What is known of it now; null of a matter in words, and once the meeting has ended. */
  facts: z
    .strictObject({
      colour: z.enum(projectColours).nullable(),
      stage: z.enum(projectStages).nullable(),
      investmentFen: z.int().nullable(),
      late: z.array(z.strictObject({ label: z.string(), due: Day })),
      /** What its plan forecasts, where that misses the target. */
      forecast: z.strictObject({ target: Day, forecast: Day, missedBy: z.int() }).nullable(),
      problems: z.array(AgendaProblemRow),
    })
    .nullable(),
  /** What earlier meetings decided on it. */
  history: z.array(DecisionRow),
})
export type AgendaRow = z.infer<typeof AgendaRow>

const Count = z.int()
export const PromiseSums = z.strictObject({
  ...(Object.fromEntries(promiseStates.map((state) => [state, Count])) as Record<
    (typeof promiseStates)[number],
    typeof Count
  >),
  kept: Count,
  of: Count,
})

export const AttendeeRow = z.strictObject({
  organisation: Named,
  account: Named.nullable(),
  duty: z.string().nullable(),
  status: z.enum(attendanceStates).nullable(),
  note: z.string().nullable(),
})
export type AttendeeRow = z.infer<typeof AttendeeRow>

const MeetingHead = {
  id: z.string(),
  no: z.string(),
  seq: z.int(),
  title: z.string(),
  kind: z.enum(meetingKinds),
  stage: z.enum(['preparing', 'in_session', 'ended', 'cancelled']),
  divisionCode: z.string(),
  heldOn: Day,
  startsAt: z.string().nullable(),
  place: z.string().nullable(),
  chair: Named.nullable(),
  recorder: Named.nullable(),
  attendees: z.array(AttendeeRow),
  minutesNo: z.string().nullable(),
}

export const MeetingAnswer = z.strictObject({
  ...MeetingHead,
  contentHash: z.string().nullable(),
  today: Day,
  /** As of when the agenda is: the opening, or now. */
  asOf: z.string(),
  frozen: z.boolean(),
  changes: z.array(
    z.strictObject({
      key: z.string(),
      change: z.enum(agendaChanges),
      title: z.string().nullable(),
      reason: z.string().nullable(),
      place: z.number().nullable(),
    }),
  ),
  items: z.array(AgendaRow),
  /** What the last meeting of the kind promised, and what is still open of those before it. */
  promises: z.strictObject({
    meeting: z.strictObject({ id: z.string(), title: z.string(), heldOn: Day }).nullable(),
    rows: z.array(DecisionRow),
    earlier: z.array(DecisionRow),
    counts: PromiseSums,
  }),
  decisions: z.array(DecisionRow),
  can: z.strictObject({
    arrange: z.boolean(),
    adjust: z.boolean(),
    take_attendance: z.boolean(),
    open: z.boolean(),
    end: z.boolean(),
    cancel: z.boolean(),
  }),
})
export type MeetingAnswer = z.infer<typeof MeetingAnswer>

export const MeetingsAnswer = z.strictObject({
  today: Day,
  meetings: z.array(z.strictObject({ ...MeetingHead, counts: PromiseSums, present: Count })),
  proposals: z.array(
    z.strictObject({
      divisionCode: z.string(),
      division: z.string(),
      kind: z.enum(meetingKinds),
      heldOn: Day,
      startsAt: z.string(),
      regularOn: Day,
      /** Why it isn't on the regular day, in the caller's language; null where it is. */
      moved: z.string().nullable(),
      provisional: z.boolean(),
    }),
  ),
})
export type MeetingsAnswer = z.infer<typeof MeetingsAnswer>

const text = (max: number) => z.string().trim().min(1).max(max)
const Id = z.int().positive()

/** A decision as it is typed in the meeting: what is missing yet may follow until it ends. */
export const DecisionDraft = z.strictObject({
  title: text(400),
  leadOrganisation: Id.nullable().default(null),
  responsible: Id.nullable().default(null),
  supporting: z.array(Id).max(30).default([]),
  dueOn: z.iso.date().nullable().default(null),
})
export type DecisionDraft = z.output<typeof DecisionDraft>

export const NewDecision = DecisionDraft.extend({
  item: text(80).nullable().default(null),
  project: z.uuid().nullable().default(null),
  problem: z.uuid().nullable().default(null),
})
export type NewDecision = z.input<typeof NewDecision>
