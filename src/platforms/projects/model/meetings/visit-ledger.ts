import { defineLedger, type LedgerInput, registrant, role } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import { commentAction, demonstrationField, office, projectField, reason } from '../ledger-words.ts'
import './messages.ts'

export const placeSources = ['phone', 'map'] as const

const visitors = [
  'steward',
  'steward_secretary',
  'sponsor',
  'task_force_leader',
  'township_leader',
  'project_office',
  'district_leader',
].map(role)

const place: LedgerInput['fields'] = [
  {
    name: 'longitude',
    label: label('projects.visit.field.longitude'),
    kind: 'number',
    min: -180,
    max: 180,
  },
  { name: 'latitude', label: label('projects.visit.field.latitude'), kind: 'number', min: -90, max: 90 },
  {
    name: 'accuracyMetres',
    label: label('projects.visit.field.accuracyMetres'),
    kind: 'number',
    min: 0,
    max: 100_000,
    unit: label('projects.visit.metres'),
  },
  {
    name: 'placeFrom',
    label: label('projects.visit.field.placeFrom'),
    kind: 'choice',
    options: choices(placeSources, (value) => `projects.visit.place_from.${value}`),
  },
]

const later = ['companions', 'demands', 'photos', 'nextOn', ...place.map(({ name }) => name)]

/** 走访服务: who was at a project when, what was seen there, and when somebody comes again. A record, not a procedure. */
export const visitLedger = defineLedger({
  id: 'visit',
  title: label('projects.visit.ledger'),
  prefix: 'ZF',
  titleField: 'seen',
  fields: [
    { name: 'seen', label: label('projects.visit.field.seen'), kind: 'text', required: true, column: true },
    projectField,
    {
      name: 'visitor',
      label: label('projects.visit.field.visitor'),
      kind: 'account',
      required: true,
      filter: true,
      column: true,
    },
    {
      name: 'visitedOn',
      label: label('projects.visit.field.visitedOn'),
      kind: 'date',
      required: true,
      filter: true,
      column: true,
    },
    { name: 'companions', label: label('projects.visit.field.companions'), kind: 'text' },
    { name: 'demands', label: label('projects.visit.field.demands'), kind: 'long_text' },
    { name: 'photos', label: label('projects.visit.field.photos'), kind: 'files' },
    ...place,
    {
      name: 'nextOn',
      label: label('projects.visit.field.nextOn'),
      kind: 'date',
      filter: true,
      column: true,
    },
    demonstrationField,
  ],
  stages: [
    { id: 'recorded', label: label('projects.visit.stage.recorded'), open: false },
    { id: 'voided', label: label('projects.problem.stage.voided'), open: false },
  ],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: label('projects.visit.action.register'),
      to: 'recorded',
      by: visitors,
      input: 'all',
      evidence: [
        {
          kind: 'condition',
          feel: 'visitedOn <= today',
          label: label('projects.visit.condition.not_future'),
        },
        {
          kind: 'condition',
          feel: 'nextOn = null or nextOn >= visitedOn',
          label: label('projects.visit.condition.next_after'),
        },
      ],
    },
    {
      id: 'amend',
      word: 'report',
      label: label('projects.visit.action.amend'),
      from: ['recorded'],
      by: [registrant, office],
      input: later,
    },
    commentAction(['recorded'], [registrant, ...visitors]),
    {
      id: 'void',
      word: 'void',
      label: label('projects.problem.action.void'),
      from: ['recorded'],
      to: 'voided',
      by: [registrant, office],
      asks: [reason],
    },
  ],
})
