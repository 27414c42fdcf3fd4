import { defineLedger, holder, registrant, role } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import {
  advocates,
  bureau,
  commentAction,
  demonstrationField,
  leader,
  office,
  projectField,
  voidAction,
} from '../ledger-words.ts'

/** 要素: what a project needs from outside to be built and to run. */
export const factorKinds = [
  'land',
  'power',
  'water',
  'gas',
  'finance',
  'labour',
  'transport',
  'environment',
  'other',
] as const

/**
 * 要素需求 (F14): how much of what a project needs by when. A ledger of its own beside the problems: a problem is
 * struck off when what stood in the way is gone, a request is answered with a quantity and a day.
 */
export const factorLedger = defineLedger({
  id: 'factor_request',
  title: label('projects.factor.ledger'),
  prefix: 'YS',
  titleField: 'title',
  fields: [
    {
      name: 'title',
      label: label('projects.factor.field.title'),
      kind: 'text',
      required: true,
      column: true,
    },
    projectField,
    {
      name: 'factor',
      label: label('projects.factor.field.factor'),
      kind: 'choice',
      required: true,
      filter: true,
      column: true,
      options: choices(factorKinds, (value) => `projects.factor.kind.${value}`),
    },
    {
      name: 'quantity',
      label: label('projects.factor.field.quantity'),
      kind: 'number',
      min: 0,
      column: true,
    },
    {
      name: 'quantityUnit',
      label: label('projects.factor.field.quantityUnit'),
      kind: 'text',
      max: 20,
      column: true,
    },
    {
      name: 'neededBy',
      label: label('projects.factor.field.neededBy'),
      kind: 'date',
      required: true,
      filter: true,
      column: true,
    },
    { name: 'description', label: label('projects.problem.field.description'), kind: 'long_text' },
    { name: 'provided', label: label('projects.factor.field.provided'), kind: 'number', min: 0 },
    { name: 'answer', label: label('projects.factor.field.answer'), kind: 'long_text' },
    { name: 'evidence', label: label('projects.problem.field.evidence'), kind: 'files' },
    demonstrationField,
  ],
  stages: [
    { id: 'registered', label: label('projects.problem.stage.registered'), open: true },
    { id: 'handling', label: label('projects.problem.stage.handling'), open: true },
    { id: 'answered', label: label('projects.factor.stage.answered'), open: true },
    { id: 'met', label: label('projects.factor.stage.met'), open: false },
    { id: 'unmet', label: label('projects.factor.stage.unmet'), open: false },
    { id: 'voided', label: label('projects.problem.stage.voided'), open: false },
  ],
  tasks: [
    {
      kind: 'dispatch',
      label: label('projects.problem.task.dispatch'),
      limit: { unit: 'working_days', count: 1 },
    },
    {
      kind: 'provide',
      label: label('projects.factor.task.provide'),
      dueFrom: 'neededBy',
      ladder: [
        { step: 'remind', hoursAfterDue: -72 },
        { step: 'supervise', hoursAfterDue: 24 },
      ],
    },
    {
      kind: 'confirm',
      label: label('projects.factor.task.confirm'),
      limit: { unit: 'working_days', count: 3 },
    },
  ],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: label('projects.factor.action.register'),
      to: 'registered',
      by: advocates,
      input: [
        'title',
        'project',
        'factor',
        'quantity',
        'quantityUnit',
        'neededBy',
        'description',
        'demonstration',
      ],
      opens: [{ task: 'dispatch', assign: { to: 'role', role: 'bureau_handler' } }],
    },
    {
      id: 'dispatch',
      word: 'dispatch',
      label: label('projects.problem.action.dispatch'),
      from: ['registered'],
      to: 'handling',
      by: [holder('dispatch'), office],
      closes: ['dispatch'],
      opens: [{ task: 'provide', assign: { to: 'input' } }],
      leadTask: 'provide',
    },
    {
      id: 'provide',
      word: 'complete',
      label: label('projects.factor.action.provide'),
      from: ['handling'],
      to: 'answered',
      by: [holder('provide')],
      input: ['provided', 'answer', 'evidence'],
      evidence: [{ kind: 'value', field: 'answer' }],
      closes: ['provide'],
      opens: [{ task: 'confirm', assign: { to: 'registrant' } }],
    },
    {
      id: 'confirm',
      word: 'verify',
      label: label('projects.factor.action.confirm'),
      from: ['answered'],
      byOutcome: { passed: 'met', failed: 'handling', unmet: 'unmet' },
      outcomes: [
        { id: 'passed', label: label('projects.factor.outcome.met') },
        { id: 'failed', label: label('projects.factor.outcome.more') },
        { id: 'unmet', label: label('projects.factor.outcome.unmet') },
      ],
      by: [holder('confirm'), office],
      closes: ['confirm'],
      opens: [{ task: 'provide', assign: { to: 'holder', task: 'provide' }, whenOutcome: 'failed' }],
    },
    voidAction(['registered'], [registrant, bureau, office]),
    commentAction(
      ['registered', 'handling', 'answered', 'met', 'unmet'],
      [registrant, holder('provide'), bureau, office, role('sponsor'), leader],
    ),
  ],
})
