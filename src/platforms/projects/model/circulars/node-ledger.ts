import { defineLedger, holder, type LedgerInput, role } from '#kernel/ledgers/model'
import { label } from './labels.ts'
import { demonstrationField, projectField, reason } from '../ledger-words.ts'
import { orderField, supervisionActions } from './supervision-actions.ts'

const nodeKinds = ['milestone', 'procedure', 'plan_task', 'other'] as const

const watchers = [role('supervisor'), role('project_office')]

const course: LedgerInput['actions'] = [
  {
    id: 'register',
    word: 'register',
    label: label('circulars.node.action.register'),
    to: 'watched',
    by: watchers,
    input: ['title', 'project', 'kind', 'node', 'dueOn', 'demonstration'],
    opens: [{ task: 'node', assign: { to: 'input' } }],
    leadTask: 'node',
  },
  {
    id: 'report_progress',
    word: 'report',
    label: label('circulars.node.action.report_progress'),
    from: ['watched', 'reported'],
    by: [holder('node'), ...watchers],
    input: ['progress', 'evidence'],
  },
  {
    id: 'complete',
    word: 'complete',
    label: label('circulars.node.action.complete'),
    from: ['watched'],
    to: 'reported',
    by: [holder('node')],
    input: ['progress', 'evidence'],
    closes: ['node', 'supervision'],
    opens: [{ task: 'verify', assign: { to: 'registrant' } }],
  },
  {
    id: 'verify',
    word: 'verify',
    label: label('circulars.node.action.verify'),
    from: ['reported'],
    byOutcome: { passed: 'met', failed: 'watched' },
    outcomes: [
      { id: 'passed', label: label('circulars.node.outcome.passed') },
      { id: 'failed', label: label('circulars.node.outcome.failed') },
    ],
    by: [holder('verify'), ...watchers],
    closes: ['verify'],
    opens: [{ task: 'node', assign: { to: 'holder', task: 'node' }, whenOutcome: 'failed' }],
    evidence: [{ kind: 'value', field: 'progress' }],
  },
  {
    id: 'release',
    word: 'void',
    label: label('circulars.node.action.release'),
    from: ['watched', 'reported'],
    to: 'released',
    by: watchers,
    closes: 'all',
    asks: [reason],
  },
  {
    id: 'answer_order',
    word: 'answer',
    label: label('circulars.node.action.answer_order'),
    from: ['watched'],
    by: [holder('supervision')],
    closes: ['supervision'],
    asks: [{ name: 'text', label: label('circulars.node.field.reply'), kind: 'long_text', required: true }],
  },
]

/** 节点督导 (F12): a dated node of a project, watched until it is met: reminded, supervised and circulated by the ladder. */
export const nodeLedger = defineLedger({
  id: 'supervision_node',
  title: label('circulars.node.ledger'),
  prefix: 'JDC',
  titleField: 'title',
  fields: [
    { name: 'title', label: label('circulars.node.field.title'), kind: 'text', required: true, column: true },
    projectField,
    {
      name: 'kind',
      label: label('circulars.node.field.kind'),
      kind: 'choice',
      required: true,
      filter: true,
      options: nodeKinds.map((value) => ({ value, label: label(`circulars.node.kind.${value}`) })),
    },
    { name: 'node', label: label('circulars.node.field.node'), kind: 'text' },
    {
      name: 'dueOn',
      label: label('circulars.node.field.dueOn'),
      kind: 'date',
      required: true,
      filter: true,
      column: true,
    },
    { name: 'progress', label: label('circulars.node.field.progress'), kind: 'long_text' },
    { name: 'evidence', label: label('circulars.node.field.evidence'), kind: 'files' },
    orderField,
    demonstrationField,
  ],
  stages: [
    { id: 'watched', label: label('circulars.node.stage.watched'), open: true },
    { id: 'reported', label: label('circulars.node.stage.reported'), open: true },
    { id: 'met', label: label('circulars.node.stage.met'), open: false },
    { id: 'released', label: label('circulars.node.stage.released'), open: false },
  ],
  tasks: [
    {
      kind: 'node',
      label: label('circulars.node.task.node'),
      dueFrom: 'dueOn',
      ladder: [
        { step: 'remind', hoursAfterDue: -72 },
        { step: 'supervise', hoursAfterDue: 24 },
        { step: 'circulate', hoursAfterDue: 120 },
      ],
    },
    {
      kind: 'verify',
      label: label('circulars.node.task.verify'),
      limit: { unit: 'working_days', count: 2 },
    },
    {
      kind: 'supervision',
      label: label('circulars.node.task.supervision'),
      dueFrom: 'answerOn',
      ladder: [{ step: 'remind', hoursAfterDue: 1 }],
    },
  ],
  actions: [
    ...course,
    ...supervisionActions('node', { open: ['watched', 'reported'], worked: ['watched'], task: 'node' }),
  ],
})
