import { defineLedger } from '#kernel/ledgers/model'
import { orderField } from './circulars/supervision-actions.ts'
import { choices, label } from './labels.ts'
import { demonstrationField, projectField } from './ledger-words.ts'
import { problemActions } from './problem-actions.ts'

/** What holds projects up, in the words of the ledgers that the pages describe. */
export const problemKinds = [
  'land',
  'demolition',
  'approval',
  'environment',
  'power',
  'access',
  'finance',
  'labour',
  'fire_safety',
  'other',
] as const

/** The problem ledger (F11, 问题台账与销号制): each problem has a unit, a person and a date, and ends on evidence. */
export const problemLedger = defineLedger({
  id: 'problem',
  title: label('projects.problem.ledger'),
  prefix: 'WT',
  titleField: 'title',
  fields: [
    {
      name: 'title',
      label: label('projects.problem.field.title'),
      kind: 'text',
      required: true,
      column: true,
    },
    projectField,
    {
      name: 'kind',
      label: label('projects.problem.field.kind'),
      kind: 'choice',
      required: true,
      filter: true,
      column: true,
      options: choices(problemKinds, (value) => `projects.problem.kind.${value}`),
    },
    { name: 'description', label: label('projects.problem.field.description'), kind: 'long_text' },
    { name: 'proposal', label: label('projects.problem.field.proposal'), kind: 'long_text' },
    { name: 'informant', label: label('projects.problem.field.informant'), kind: 'person' },
    {
      name: 'informantPhone',
      label: label('projects.problem.field.informantPhone'),
      kind: 'text',
      sensitivity: 2,
      secretOf: 'informant',
      fill: { element: 'person.phone', from: 'informant' },
    },
    {
      name: 'visit',
      label: label('projects.visit.field.visit'),
      kind: 'entry',
      ledger: 'visit',
      filter: true,
    },
    { name: 'dueOn', label: label('projects.problem.field.dueOn'), kind: 'date', filter: true, column: true },
    { name: 'measures', label: label('projects.problem.field.measures'), kind: 'long_text' },
    { name: 'evidence', label: label('projects.problem.field.evidence'), kind: 'files' },
    orderField,
    demonstrationField,
  ],
  stages: [
    { id: 'registered', label: label('projects.problem.stage.registered'), open: true },
    { id: 'handling', label: label('projects.problem.stage.handling'), open: true },
    { id: 'completed', label: label('projects.problem.stage.completed'), open: true },
    { id: 'verified', label: label('projects.problem.stage.verified'), open: true },
    { id: 'closed', label: label('projects.problem.stage.closed'), open: false },
    { id: 'voided', label: label('projects.problem.stage.voided'), open: false },
  ],
  tasks: [
    {
      kind: 'dispatch',
      label: label('projects.problem.task.dispatch'),
      limit: { unit: 'working_days', count: 1 },
    },
    {
      kind: 'handle',
      label: label('projects.problem.task.handle'),
      dueFrom: 'dueOn',
      limit: { unit: 'working_days', count: 10 },
      ladder: [
        { step: 'remind', hoursAfterDue: -24 },
        { step: 'supervise', hoursAfterDue: 24 },
        { step: 'circulate', hoursAfterDue: 120 },
      ],
    },
    {
      kind: 'verify',
      label: label('projects.problem.task.verify'),
      limit: { unit: 'working_days', count: 3 },
    },
    { kind: 'close', label: label('projects.problem.task.close'), limit: { unit: 'working_days', count: 2 } },
    {
      kind: 'support',
      label: label('projects.problem.task.support'),
      limit: { unit: 'working_days', count: 3 },
      within: 'handle',
      supports: 'handle',
      join: 'all',
    },
    {
      kind: 'extension',
      label: label('projects.problem.task.extension'),
      limit: { unit: 'working_days', count: 1 },
    },
    { kind: 'supervision', label: label('projects.problem.task.supervision'), dueFrom: 'answerOn' },
  ],
  actions: problemActions,
})
