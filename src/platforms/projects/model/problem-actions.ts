import type { LedgerInput } from '#kernel/ledgers/model'
import { supervisionActions } from './circulars/supervision-actions.ts'
import { label } from './labels.ts'

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

const course: LedgerInput['actions'] = [
  {
    id: 'register',
    word: 'register',
    label: label('projects.problem.action.register'),
    to: 'registered',
    by: [role('steward'), role('sponsor'), role('steward_secretary'), role('task_force_leader'), office],
    input: ['title', 'project', 'kind', 'description', 'proposal', 'visit', 'demonstration'],
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
    cap: 2,
    closes: ['handle', 'supervision'],
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
    closes: ['handle', 'supervision'],
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

/** What happens beside the course: more time, other units, a leader's word, whose matter it is in the end. */
const besides: LedgerInput['actions'] = [
  {
    // 审定: after two send-backs the project office settles whose matter it is, and that binds.
    id: 'adjudicate',
    word: 'adjudicate',
    label: label('projects.problem.action.adjudicate'),
    from: ['registered'],
    to: 'handling',
    by: [office],
    input: ['dueOn'],
    closes: ['dispatch'],
    opens: [{ task: 'handle', assign: { to: 'input' } }],
    leadTask: 'handle',
    asks: [reason],
  },
  {
    id: 'consult',
    word: 'consult',
    label: label('projects.problem.action.consult'),
    from: ['handling'],
    by: [holder('handle'), office],
    opens: [{ task: 'support', assign: { to: 'each' } }],
    asks: [{ name: 'question', label: label('projects.field.question'), kind: 'long_text', required: true }],
  },
  {
    id: 'contribute',
    word: 'contribute',
    label: label('projects.problem.action.contribute'),
    from: ['handling'],
    by: [holder('support')],
    own: true,
    closes: ['support'],
    asks: [{ name: 'opinion', label: label('projects.field.opinion'), kind: 'long_text', required: true }],
  },
  {
    id: 'request_extension',
    word: 'request_extension',
    label: label('projects.problem.action.request_extension'),
    from: ['handling'],
    by: [holder('handle')],
    extends: { task: 'handle', unit: 'working_days', countMax: 20, timesMax: 2 },
    opens: [{ task: 'extension', assign: { to: 'holder', task: 'dispatch' } }],
  },
  {
    id: 'approve_extension',
    word: 'approve_extension',
    label: label('projects.problem.action.approve_extension'),
    from: ['handling'],
    by: [holder('extension')],
    outcomes: [
      { id: 'approved', label: label('projects.problem.outcome.approved') },
      { id: 'refused', label: label('projects.problem.outcome.refused') },
    ],
    closes: ['extension'],
  },
  {
    id: 'instruct',
    word: 'supervise',
    label: label('projects.problem.action.instruct'),
    from: ['handling'],
    by: [role('district_leader'), role('sponsor')],
    opens: [{ task: 'supervision', assign: { to: 'holder', task: 'handle' } }],
    asks: [
      { name: 'instruction', label: label('projects.field.instruction'), kind: 'long_text', required: true },
      { name: 'answerOn', label: label('projects.field.answerOn'), kind: 'date', required: true },
    ],
  },
  {
    id: 'answer_instruction',
    word: 'answer',
    label: label('projects.problem.action.answer_instruction'),
    from: ['handling'],
    by: [holder('supervision')],
    closes: ['supervision'],
    asks: [{ name: 'text', label: label('projects.field.answer'), kind: 'long_text', required: true }],
  },
]

export const problemActions: LedgerInput['actions'] = [
  ...course,
  ...besides,
  ...supervisionActions('problem', { open, worked: ['handling'], task: 'handle' }),
]
