import { defineLedger, type LedgerInput, role, system } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import { commentAction, demonstrationField, leader, reason } from '../ledger-words.ts'
import { agendaReasons, agendaSubjects } from './agenda.ts'

export const meetingKinds = ['weekly_district_head', 'half_monthly_steward', 'special'] as const

export const attendanceStates = ['present', 'late', 'substitute', 'leave', 'absent'] as const

export const agendaChanges = ['added', 'dropped', 'placed'] as const

type Fields = LedgerInput['fields']
const secretaries = [role('project_office'), role('steward_secretary'), leader]

const arrangement: Fields = [
  { name: 'title', label: label('projects.meeting.field.title'), kind: 'text', required: true, column: true },
  {
    name: 'heldOn',
    label: label('projects.meeting.field.heldOn'),
    kind: 'date',
    required: true,
    filter: true,
    column: true,
  },
  { name: 'startsAt', label: label('projects.meeting.field.startsAt'), kind: 'text', max: 5 },
  { name: 'place', label: label('projects.meeting.field.place'), kind: 'text', column: true },
  { name: 'chair', label: label('projects.meeting.field.chair'), kind: 'account', column: true },
  { name: 'recorder', label: label('projects.meeting.field.recorder'), kind: 'account' },
]

const attendees: Fields[number] = {
  name: 'attendees',
  label: label('projects.meeting.field.attendees'),
  kind: 'list',
  items: [
    {
      name: 'organisation',
      label: label('projects.field.member_organisation'),
      kind: 'organisation',
      required: true,
    },
    { name: 'account', label: label('projects.field.member_account'), kind: 'account' },
    { name: 'duty', label: label('projects.field.member_duty'), kind: 'text' },
    {
      name: 'status',
      label: label('projects.meeting.field.status'),
      kind: 'choice',
      options: choices(attendanceStates, (value) => `projects.meeting.status.${value}`),
    },
    { name: 'note', label: label('projects.meeting.field.note'), kind: 'text' },
  ],
}

/** What the secretary did to the agenda that built itself. */
const changes: Fields[number] = {
  name: 'changes',
  label: label('projects.meeting.field.changes'),
  kind: 'list',
  items: [
    { name: 'key', label: label('projects.meeting.field.key'), kind: 'text', required: true },
    {
      name: 'change',
      label: label('projects.meeting.field.change'),
      kind: 'choice',
      required: true,
      options: choices(agendaChanges, (value) => `projects.meeting.change.${value}`),
    },
    { name: 'title', label: label('projects.meeting.field.item_title'), kind: 'text' },
    { name: 'reason', label: label('projects.field.reason'), kind: 'text' },
    { name: 'place', label: label('projects.meeting.field.rank'), kind: 'number', whole: true, min: 0 },
  ],
}

/** The agenda as it stood when the meeting opened. */
const agenda: Fields[number] = {
  name: 'agenda',
  label: label('projects.meeting.field.agenda'),
  kind: 'list',
  items: [
    { name: 'key', label: label('projects.meeting.field.key'), kind: 'text', required: true },
    {
      name: 'subject',
      label: label('projects.meeting.field.subject'),
      kind: 'choice',
      required: true,
      options: choices(agendaSubjects, (value) => `projects.meeting.subject.${value}`),
    },
    { name: 'entry', label: label('projects.meeting.field.entry'), kind: 'entry' },
    { name: 'title', label: label('projects.meeting.field.item_title'), kind: 'text', required: true },
    {
      name: 'reasons',
      label: label('projects.meeting.field.reasons'),
      kind: 'choices',
      options: choices(agendaReasons, (value) => `projects.meeting.why.${value}`),
    },
    { name: 'days', label: label('projects.meeting.field.days'), kind: 'number' },
    { name: 'problems', label: label('projects.meeting.field.problems'), kind: 'number' },
    { name: 'overdue', label: label('projects.meeting.field.overdue'), kind: 'number' },
    { name: 'added', label: label('projects.meeting.field.added'), kind: 'boolean' },
    { name: 'dropped', label: label('projects.meeting.field.dropped'), kind: 'boolean' },
    { name: 'reason', label: label('projects.field.reason'), kind: 'text' },
  ],
}

const names = (fields: Fields) => fields.map(({ name }) => name)

const actions: LedgerInput['actions'] = [
  {
    id: 'register',
    word: 'register',
    label: label('projects.meeting.action.register'),
    to: 'preparing',
    by: secretaries,
    input: ['kind', ...names(arrangement), 'attendees', 'demonstration'],
    opens: [{ task: 'prepare', assign: { to: 'actor' } }],
  },
  {
    id: 'arrange',
    word: 'report',
    label: label('projects.meeting.action.arrange'),
    from: ['preparing'],
    by: secretaries,
    input: [...names(arrangement), 'attendees'],
    closes: ['prepare'],
    opens: [{ task: 'prepare', assign: { to: 'holder', task: 'prepare' } }],
  },
  {
    id: 'adjust',
    word: 'report',
    label: label('projects.meeting.action.adjust'),
    from: ['preparing'],
    by: secretaries,
    input: ['changes'],
    evidence: [
      {
        // 议题可以撤，理由要留下。
        kind: 'condition',
        feel: 'every one in changes satisfies one.change != "dropped" or one.reason != null',
        label: label('projects.meeting.condition.dropped_reason'),
      },
    ],
  },
  {
    id: 'take_attendance',
    word: 'report',
    label: label('projects.meeting.action.take_attendance'),
    from: ['preparing', 'in_session'],
    by: secretaries,
    input: ['attendees'],
  },
  {
    // Only the house itself writes what it built, in the same transaction as the opening.
    id: 'freeze',
    word: 'report',
    label: label('projects.meeting.action.freeze'),
    from: ['preparing'],
    by: [system],
    input: ['agenda'],
  },
  {
    id: 'open',
    word: 'accept',
    label: label('projects.meeting.action.open'),
    from: ['preparing'],
    to: 'in_session',
    by: secretaries,
    closes: ['prepare'],
    opens: [{ task: 'conduct', assign: { to: 'actor' } }],
    evidence: [{ kind: 'value', field: 'agenda' }],
  },
  {
    id: 'file_minutes',
    word: 'report',
    label: label('projects.meeting.action.file_minutes'),
    from: ['in_session'],
    by: [system],
    input: ['contentHash'],
  },
  {
    id: 'end',
    word: 'complete',
    label: label('projects.meeting.action.end'),
    from: ['in_session'],
    to: 'ended',
    by: secretaries,
    closes: 'all',
    evidence: [{ kind: 'value', field: 'contentHash' }],
    serial: {
      id: 'minutes',
      field: 'minutesNo',
      pattern: '{division}-{year}-{no}',
      per: 'year',
      scope: 'district',
    },
  },
  commentAction(['preparing', 'in_session', 'ended'], [...secretaries, role('steward'), role('sponsor')]),
  {
    id: 'cancel',
    word: 'void',
    label: label('projects.meeting.action.cancel'),
    from: ['preparing'],
    to: 'cancelled',
    by: secretaries,
    closes: 'all',
    asks: [reason],
  },
]

/** A dispatch meeting (调度会, F10): prepared, held, ended; its place is the district or township that it is about. */
export const meetingLedger = defineLedger({
  id: 'meeting',
  title: label('projects.meeting.ledger'),
  prefix: 'HY',
  titleField: 'title',
  fields: [
    ...arrangement.slice(0, 1),
    {
      name: 'kind',
      label: label('projects.meeting.field.kind'),
      kind: 'choice',
      required: true,
      filter: true,
      column: true,
      options: choices(meetingKinds, (value) => `projects.meeting.kind.${value}`),
    },
    ...arrangement.slice(1),
    attendees,
    changes,
    agenda,
    {
      name: 'minutesNo',
      label: label('projects.meeting.field.minutesNo'),
      kind: 'text',
      derived: true,
      filter: true,
      column: true,
    },
    { name: 'contentHash', label: label('projects.meeting.field.contentHash'), kind: 'text' },
    demonstrationField,
  ],
  stages: [
    { id: 'preparing', label: label('projects.meeting.stage.preparing'), open: true },
    { id: 'in_session', label: label('projects.meeting.stage.in_session'), open: true },
    { id: 'ended', label: label('projects.meeting.stage.ended'), open: false },
    { id: 'cancelled', label: label('projects.meeting.stage.cancelled'), open: false },
  ],
  tasks: [
    { kind: 'prepare', label: label('projects.meeting.task.prepare'), dueFrom: 'heldOn' },
    {
      kind: 'conduct',
      label: label('projects.meeting.task.conduct'),
      limit: { unit: 'working_days', count: 1 },
    },
  ],
  actions,
})
