import { defineLedger, holder, registrant, role } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import {
  commentAction,
  demonstrationField,
  leader,
  office,
  projectField,
  voidAction,
} from '../ledger-words.ts'

/** What an idea's file is made of before money can be asked for it. */
export const packagingDocuments = [
  'proposal',
  'feasibility',
  'land',
  'environment',
  'energy',
  'finance_plan',
  'performance',
  'implementation',
  'consent',
  'other',
] as const

/** 包装材料 (F15): each document of an idea's file, who delivers it by when, and whether it was accepted. */
export const packagingLedger = defineLedger({
  id: 'packaging',
  title: label('projects.packaging.ledger'),
  prefix: 'BZ',
  titleField: 'title',
  fields: [
    {
      name: 'title',
      label: label('projects.packaging.field.title'),
      kind: 'text',
      required: true,
      column: true,
    },
    projectField,
    {
      name: 'document',
      label: label('projects.packaging.field.document'),
      kind: 'choice',
      required: true,
      filter: true,
      column: true,
      options: choices(packagingDocuments, (value) => `projects.packaging.document.${value}`),
    },
    {
      name: 'dueOn',
      label: label('projects.packaging.field.dueOn'),
      kind: 'date',
      required: true,
      filter: true,
      column: true,
    },
    { name: 'note', label: label('projects.packaging.field.note'), kind: 'long_text' },
    { name: 'papers', label: label('projects.packaging.field.papers'), kind: 'files' },
    demonstrationField,
  ],
  stages: [
    { id: 'wanted', label: label('projects.packaging.stage.wanted'), open: true },
    { id: 'delivered', label: label('projects.packaging.stage.delivered'), open: true },
    { id: 'accepted', label: label('projects.packaging.stage.accepted'), open: false },
    { id: 'voided', label: label('projects.problem.stage.voided'), open: false },
  ],
  tasks: [
    {
      kind: 'deliver',
      label: label('projects.packaging.task.deliver'),
      dueFrom: 'dueOn',
      ladder: [
        { step: 'remind', hoursAfterDue: -48 },
        { step: 'supervise', hoursAfterDue: 24 },
      ],
    },
    {
      kind: 'check',
      label: label('projects.packaging.task.check'),
      limit: { unit: 'working_days', count: 3 },
    },
  ],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: label('projects.packaging.action.register'),
      to: 'wanted',
      by: [office, role('steward'), role('steward_secretary')],
      input: ['title', 'project', 'document', 'dueOn', 'note', 'demonstration'],
      opens: [{ task: 'deliver', assign: { to: 'input' } }],
      leadTask: 'deliver',
    },
    {
      id: 'deliver',
      word: 'complete',
      label: label('projects.packaging.action.deliver'),
      from: ['wanted'],
      to: 'delivered',
      by: [holder('deliver'), office],
      input: ['papers', 'note'],
      evidence: [{ kind: 'files', field: 'papers', min: 1 }],
      closes: ['deliver'],
      opens: [{ task: 'check', assign: { to: 'registrant' } }],
    },
    {
      id: 'check',
      word: 'verify',
      label: label('projects.packaging.action.check'),
      from: ['delivered'],
      byOutcome: { passed: 'accepted', failed: 'wanted' },
      outcomes: [
        { id: 'passed', label: label('projects.packaging.outcome.passed') },
        { id: 'failed', label: label('projects.packaging.outcome.failed') },
      ],
      by: [holder('check'), office],
      closes: ['check'],
      opens: [{ task: 'deliver', assign: { to: 'holder', task: 'deliver' }, whenOutcome: 'failed' }],
      asks: [{ name: 'opinion', label: label('projects.field.opinion'), kind: 'long_text' }],
    },
    voidAction(['wanted', 'delivered'], [registrant, office]),
    commentAction(
      ['wanted', 'delivered', 'accepted'],
      [registrant, holder('deliver'), office, role('steward'), leader],
    ),
  ],
})
