import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import { choices, label } from './labels.ts'

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

const role = (name: string) => ({ who: 'role', role: name }) as const
const holder = (task: string) => ({ who: 'holder', task }) as const
const registrant = { who: 'registrant' } as const
const bureau = role('bureau_handler')
const office = role('project_office')
const reason = {
  name: 'reason',
  label: label('projects.field.reason'),
  kind: 'text',
  required: true,
} as const
const open = ['registered', 'handling', 'completed', 'verified']

const actions: LedgerInput['actions'] = [
  {
    id: 'register',
    word: 'register',
    label: label('projects.problem.action.register'),
    to: 'registered',
    by: [role('steward'), role('sponsor'), role('steward_secretary'), role('task_force_leader'), office],
    input: ['title', 'project', 'kind', 'description', 'proposal', 'demonstration'],
    opens: [{ task: 'dispatch', assign: { to: 'role', role: 'bureau_handler' } }],
  },
  {
    id: 'dispatch',
    word: 'dispatch',
    label: label('projects.problem.action.dispatch'),
    from: ['registered'],
    to: 'handling',
    by: [holder('dispatch'), office],
    input: ['dueOn'],
    closes: ['dispatch'],
    opens: [{ task: 'handle', assign: { to: 'input' } }],
    leadTask: 'handle',
  },
  {
    id: 'acknowledge',
    word: 'acknowledge',
    label: label('projects.problem.action.acknowledge'),
    from: ['handling'],
    by: [holder('handle')],
  },
  {
    id: 'transfer',
    word: 'transfer',
    label: label('projects.problem.action.transfer'),
    from: ['handling'],
    by: [holder('handle'), bureau],
    closes: ['handle'],
    opens: [{ task: 'handle', assign: { to: 'input' } }],
    leadTask: 'handle',
    asks: [reason],
  },
  {
    id: 'send_back',
    word: 'send_back',
    label: label('projects.problem.action.send_back'),
    from: ['handling'],
    to: 'registered',
    by: [holder('handle')],
    closes: ['handle'],
    opens: [{ task: 'dispatch', assign: { to: 'holder', task: 'dispatch' } }],
    asks: [reason],
  },
  {
    id: 'complete',
    word: 'complete',
    label: label('projects.problem.action.complete'),
    from: ['handling'],
    to: 'completed',
    by: [holder('handle')],
    input: ['measures', 'evidence'],
    closes: ['handle'],
    opens: [{ task: 'verify', assign: { to: 'registrant' } }],
  },
  {
    id: 'attach_evidence',
    word: 'report',
    label: label('projects.problem.action.attach_evidence'),
    from: ['handling', 'completed', 'verified'],
    by: [holder('handle'), role('unit_handler'), registrant, bureau, office],
    input: ['evidence'],
  },
  {
    id: 'verify',
    word: 'verify',
    label: label('projects.problem.action.verify'),
    from: ['completed'],
    byOutcome: { passed: 'verified', failed: 'handling' },
    outcomes: [
      { id: 'passed', label: label('projects.problem.outcome.passed') },
      { id: 'failed', label: label('projects.problem.outcome.failed') },
    ],
    by: [holder('verify'), bureau, office],
    closes: ['verify'],
    opens: [
      { task: 'close', assign: { to: 'registrant' }, whenOutcome: 'passed' },
      { task: 'handle', assign: { to: 'holder', task: 'handle' }, whenOutcome: 'failed' },
    ],
  },
  {
    // 销号: struck off only when it is solved and proved, confirmed by whoever reported it.
    id: 'close',
    word: 'close',
    label: label('projects.problem.action.close'),
    from: ['completed', 'verified'],
    to: 'closed',
    by: [registrant, holder('close'), bureau, office],
    closes: 'all',
    evidence: [
      { kind: 'files', field: 'evidence', min: 1 },
      { kind: 'done', action: 'verify', outcome: 'passed' },
    ],
  },
  {
    id: 'void',
    word: 'void',
    label: label('projects.problem.action.void'),
    from: ['registered'],
    to: 'voided',
    by: [registrant, bureau, office],
    closes: 'all',
    asks: [reason],
  },
  {
    id: 'reopen',
    word: 'reopen',
    label: label('projects.problem.action.reopen'),
    from: ['closed'],
    to: 'handling',
    by: [registrant, office],
    opens: [{ task: 'handle', assign: { to: 'holder', task: 'handle' } }],
    asks: [reason],
  },
  {
    id: 'comment',
    word: 'comment',
    label: label('projects.problem.action.comment'),
    from: [...open, 'closed'],
    by: [registrant, holder('handle'), bureau, office, role('sponsor'), role('district_leader')],
    asks: [{ name: 'text', label: label('projects.field.comment'), kind: 'long_text', required: true }],
  },
]

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
    {
      name: 'project',
      label: label('projects.problem.field.project'),
      kind: 'entry',
      ledger: 'project',
      required: true,
      filter: true,
      column: true,
    },
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
    { name: 'dueOn', label: label('projects.problem.field.dueOn'), kind: 'date', filter: true, column: true },
    { name: 'measures', label: label('projects.problem.field.measures'), kind: 'long_text' },
    { name: 'evidence', label: label('projects.problem.field.evidence'), kind: 'files' },
    { name: 'demonstration', label: label('projects.field.demonstration'), kind: 'boolean', filter: true },
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
  ],
  actions,
})
