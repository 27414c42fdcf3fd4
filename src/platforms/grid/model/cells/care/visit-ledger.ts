import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import { choices, community, label, registrant, role } from './labels.ts'

const visitPurposes = ['routine', 'care', 'facts', 'policy', 'safety', 'opinions', 'other'] as const
export const visitContacts = ['met', 'by_phone', 'nobody_home', 'declined'] as const
const memberConditions = [
  'well',
  'ill',
  'disabled',
  'out_of_work',
  'away',
  'moved_out',
  'needs_care',
] as const
const needs = [
  'employment',
  'medical',
  'schooling',
  'housing',
  'elderly_care',
  'disability',
  'assistance',
  'environment',
  'safety',
  'other',
] as const

/** What became of a need that was reported as an incident. */
export const needStates = ['reported', 'answered'] as const
export type NeedState = (typeof needStates)[number]

const visitors = [role('grid_worker'), ...community]
const system = { who: 'system' } as const
const reason = { name: 'reason', label: label('cells.field.reason'), kind: 'text', required: true } as const

const fields: LedgerInput['fields'] = [
  {
    name: 'household',
    label: label('cells.visit.field.household'),
    kind: 'household',
    required: true,
    filter: true,
    column: true,
  },
  {
    name: 'visitor',
    label: label('cells.visit.field.visitor'),
    kind: 'account',
    required: true,
    filter: true,
    column: true,
  },
  {
    name: 'visitedOn',
    label: label('cells.visit.field.visitedOn'),
    kind: 'date',
    required: true,
    filter: true,
    column: true,
  },
  {
    name: 'purpose',
    label: label('cells.visit.field.purpose'),
    kind: 'choice',
    required: true,
    filter: true,
    column: true,
    options: choices(visitPurposes, (value) => `cells.visit.purpose.${value}`),
  },
  {
    name: 'contact',
    label: label('cells.visit.field.contact'),
    kind: 'choice',
    required: true,
    filter: true,
    column: true,
    options: choices(visitContacts, (value) => `cells.visit.contact.${value}`),
  },
  { name: 'found', label: label('cells.visit.field.found'), kind: 'text', required: true, column: true },
  { name: 'gridCell', label: label('cells.visit.field.gridCell'), kind: 'text', filter: true },
  {
    name: 'address',
    label: label('cells.visit.field.address'),
    kind: 'text',
    sensitivity: 2,
    fill: { element: 'household.address', from: 'household', purpose: 'public_service' },
  },
  { name: 'spokenTo', label: label('cells.visit.field.spokenTo'), kind: 'person' },
  {
    name: 'phone',
    label: label('cells.visit.field.phone'),
    kind: 'text',
    sensitivity: 2,
    secretOf: 'spokenTo',
    fill: { element: 'person.phone', from: 'spokenTo', purpose: 'public_service' },
  },
  {
    name: 'members',
    label: label('cells.visit.field.members'),
    kind: 'list',
    sensitivity: 2,
    items: [
      { name: 'person', label: label('cells.visit.field.member'), kind: 'person', required: true },
      {
        name: 'conditions',
        label: label('cells.visit.field.conditions'),
        kind: 'choices',
        options: choices(memberConditions, (value) => `cells.visit.member_condition.${value}`),
      },
    ],
  },
  {
    name: 'needs',
    label: label('cells.visit.field.needs'),
    kind: 'choices',
    options: choices(needs, (value) => `cells.visit.need.${value}`),
  },
  { name: 'needText', label: label('cells.visit.field.needText'), kind: 'long_text' },
  {
    name: 'raised',
    label: label('cells.visit.field.raised'),
    kind: 'list',
    items: [
      {
        name: 'incident',
        label: label('cells.visit.field.incident'),
        kind: 'entry',
        ledger: 'incident',
        required: true,
      },
      {
        name: 'state',
        label: label('cells.visit.field.need_state'),
        kind: 'choice',
        required: true,
        options: choices(needStates, (value) => `cells.visit.need_state.${value}`),
      },
      { name: 'answer', label: label('cells.visit.field.need_answer'), kind: 'long_text' },
    ],
  },
  { name: 'opinions', label: label('cells.visit.field.opinions'), kind: 'long_text' },
  { name: 'photos', label: label('cells.visit.field.photos'), kind: 'files' },
  {
    name: 'keyPerson',
    label: label('cells.visit.field.keyPerson'),
    kind: 'entry',
    ledger: 'key_person',
    sensitivity: 2,
  },
  { name: 'demonstration', label: label('cells.field.demonstration'), kind: 'boolean', filter: true },
]

/** What the form asks: what became of needs is told by their incidents, and by nobody. */
const told = ['raised']
const asked = fields.flatMap(({ name }) => (told.includes(name) ? [] : [name]))
const later = ['members', 'needs', 'needText', 'opinions', 'photos', 'gridCell']

/**
 * 走访: who came to a household when and what for, what was found, what is needed and what is thought of how the
 * community is run. A record by itself; a need that is to be followed up stays open until it is met.
 */
export const householdVisitLedger = defineLedger({
  id: 'household_visit',
  title: label('cells.visit.ledger'),
  prefix: 'RH',
  sensitivity: 1,
  titleField: 'found',
  fields,
  stages: [
    { id: 'recorded', label: label('cells.visit.stage.recorded'), open: false },
    { id: 'following', label: label('cells.visit.stage.following'), open: true },
    { id: 'settled', label: label('cells.visit.stage.settled'), open: false },
    { id: 'voided', label: label('cells.visit.stage.voided'), open: false },
  ],
  tasks: [
    {
      kind: 'follow_up',
      label: label('cells.visit.task.follow_up'),
      limit: { unit: 'working_days', count: 5 },
      ladder: [{ step: 'remind', hoursAfterDue: -24 }],
    },
  ],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: label('cells.visit.action.register'),
      to: 'recorded',
      byOutcome: { none: 'recorded', follow_up: 'following' },
      outcomes: [
        { id: 'none', label: label('cells.visit.outcome.none') },
        { id: 'follow_up', label: label('cells.visit.outcome.follow_up') },
      ],
      by: visitors,
      input: asked,
      opens: [{ task: 'follow_up', assign: { to: 'registrant' }, whenOutcome: 'follow_up' }],
      evidence: [
        {
          kind: 'condition',
          feel: 'visitedOn <= today',
          label: label('cells.visit.condition.not_future'),
        },
        {
          kind: 'condition',
          feel: 'input.outcome != "follow_up" or needText != null',
          label: label('cells.visit.condition.need_said'),
        },
      ],
    },
    {
      id: 'amend',
      word: 'report',
      label: label('cells.visit.action.amend'),
      from: ['recorded', 'following'],
      by: [registrant, ...community],
      input: later,
    },
    {
      id: 'transfer',
      word: 'transfer',
      label: label('cells.visit.action.transfer'),
      from: ['following'],
      by: [{ who: 'holder', task: 'follow_up' }, ...community],
      closes: ['follow_up'],
      opens: [{ task: 'follow_up', assign: { to: 'input' } }],
    },
    {
      id: 'settle',
      word: 'complete',
      label: label('cells.visit.action.settle'),
      from: ['following'],
      to: 'settled',
      by: [{ who: 'holder', task: 'follow_up' }, ...community],
      closes: 'all',
      asks: [
        { name: 'result', label: label('cells.visit.field.followUp'), kind: 'long_text', required: true },
      ],
    },
    {
      // By the incident that a need became (`incident-reactions.ts`); a visit that was struck out is told too.
      id: 'note_need',
      word: 'report',
      label: label('cells.visit.action.note_need'),
      from: ['recorded', 'following', 'settled', 'voided'],
      by: [system],
      input: told,
    },
    {
      id: 'answer_need',
      word: 'answer',
      label: label('cells.visit.action.answer_need'),
      from: ['recorded', 'following', 'settled', 'voided'],
      by: [system],
      input: told,
    },
    {
      id: 'comment',
      word: 'comment',
      label: label('cells.visit.action.comment'),
      from: ['recorded', 'following', 'settled'],
      by: [registrant, ...visitors],
      asks: [{ name: 'text', label: label('cells.field.comment'), kind: 'long_text', required: true }],
    },
    {
      id: 'void',
      word: 'void',
      label: label('cells.visit.action.void'),
      from: ['recorded', 'following'],
      to: 'voided',
      by: [registrant, ...community],
      closes: 'all',
      asks: [reason],
    },
  ],
  reactions: [
    {
      id: 'count_visit',
      label: label('cells.care.reaction.count_visit'),
      on: { action: 'register', when: 'keyPerson != null' },
      act: {
        on: { field: 'keyPerson' },
        action: 'record_visit',
        input: { lastVisitedOn: { from: 'visitedOn' }, lastContact: { from: 'contact' } },
      },
    },
  ],
})
