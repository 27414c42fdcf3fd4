import { held, holder, type LedgerInput, registrant, role } from '#kernel/ledgers/model'
import { choices, label } from '../labels.ts'
import { commentAction, leader, office, reason, team } from '../ledger-words.ts'

type Actions = LedgerInput['actions']

const opinion = { name: 'opinion', label: label('projects.field.opinion'), kind: 'long_text' } as const
const outcome = (id: 'granted' | 'denied' | 'approved' | 'refused') => ({
  id,
  label: label(`projects.approval.outcome.${id}`),
})

/** What stops the clock by law: 行政许可法第四十五条 names the first eight; the others by the rules of their field. */
const specialStepKinds = [
  'hearing',
  'tender',
  'auction',
  'inspection',
  'testing',
  'quarantine',
  'appraisal',
  'expert_review',
  'assessment',
  'publicity',
  'revision',
  'other',
] as const

const document = ['documentNo', 'documentDate', 'validUntil', 'documents']
const documentNamed = { kind: 'value', field: 'documentNo' } as const

const intake: Actions = [
  {
    id: 'register',
    word: 'register',
    label: label('projects.approval.action.register'),
    to: 'submitted',
    by: team,
    input: [
      'title',
      'project',
      'procedure',
      'phase',
      'lane',
      'template',
      'templateVersion',
      'limitDays',
      'limitUnit',
      'extensionDaysMax',
      'basis',
      'materials',
      'demonstration',
    ],
    opens: [{ task: 'receive', assign: { to: 'input' } }],
    leadTask: 'receive',
  },
  {
    id: 'accept',
    word: 'accept',
    label: label('projects.approval.action.accept'),
    from: ['submitted'],
    to: 'handling',
    by: [holder('receive')],
    input: ['materials'],
    closes: ['receive'],
    opens: [{ task: 'decide', assign: { to: 'holder', task: 'receive' } }],
    leadTask: 'decide',
  },
  {
    id: 'refuse',
    word: 'refuse',
    label: label('projects.approval.action.refuse'),
    from: ['submitted'],
    to: 'refused',
    by: [holder('receive')],
    closes: 'all',
    asks: [reason],
  },
  {
    id: 'request_correction',
    word: 'request_correction',
    label: label('projects.approval.action.request_correction'),
    from: ['submitted'],
    to: 'correcting',
    by: [holder('receive')],
    pauses: { tasks: ['receive'] },
    opens: [{ task: 'supplement', assign: { to: 'registrant' } }],
    asks: [{ ...reason, label: label('projects.approval.field.missing') }],
  },
  {
    id: 'supplement',
    word: 'supplement',
    label: label('projects.approval.action.supplement'),
    from: ['correcting'],
    to: 'submitted',
    by: [holder('supplement'), office],
    input: ['materials', 'documents'],
    closes: ['supplement'],
    resumes: { tasks: ['receive'] },
    asks: [opinion],
  },
  {
    id: 'transfer',
    word: 'transfer',
    label: label('projects.approval.action.transfer'),
    from: ['submitted'],
    by: [holder('receive')],
    closes: ['receive'],
    opens: [{ task: 'receive', assign: { to: 'input' } }],
    leadTask: 'receive',
    asks: [reason],
  },
  {
    // 673号令第十三条：收到全部信息即为备案。
    id: 'file_at_once',
    word: 'issue',
    label: label('projects.approval.action.file_at_once'),
    from: ['submitted'],
    to: 'issued',
    by: [holder('receive')],
    when: { feel: 'limitDays = 0', reason: label('projects.approval.not_at_once') },
    input: document,
    closes: 'all',
    evidence: [documentNamed],
  },
]

const handling: Actions = [
  {
    id: 'start_special_step',
    word: 'suspend',
    label: label('projects.approval.action.start_special_step'),
    from: ['handling'],
    to: 'special_step',
    by: [holder('decide')],
    pauses: { tasks: ['decide'] },
    opens: [{ task: 'special_step', assign: { to: 'holder', task: 'decide' } }],
    asks: [
      {
        name: 'kind',
        label: label('projects.approval.field.special_step'),
        kind: 'choice',
        required: true,
        options: choices(specialStepKinds, (value) => `projects.special_step.${value}`),
      },
      { ...reason, label: label('projects.approval.field.special_reason') },
      { name: 'until', label: label('projects.approval.field.until'), kind: 'date' },
    ],
  },
  {
    id: 'end_special_step',
    word: 'resume',
    label: label('projects.approval.action.end_special_step'),
    from: ['special_step'],
    to: 'handling',
    by: [holder('decide')],
    closes: ['special_step'],
    resumes: { tasks: ['decide'], of: ['start_special_step'] },
    asks: [{ ...opinion, label: label('projects.approval.field.finding') }],
  },
  {
    id: 'request_extension',
    word: 'request_extension',
    label: label('projects.approval.action.request_extension'),
    from: ['handling'],
    by: [holder('decide')],
    extends: { task: 'decide', unit: 'working_days', countMax: 60, timesMax: 1 },
    opens: [{ task: 'extension', assign: { to: 'holder', task: 'decide' } }],
    evidence: [
      {
        kind: 'condition',
        feel: 'input.count <= extensionDaysMax',
        label: label('projects.approval.extension_allowed'),
      },
    ],
  },
  {
    id: 'approve_extension',
    word: 'approve_extension',
    label: label('projects.approval.action.approve_extension'),
    from: ['handling'],
    by: [holder('extension')],
    outcomes: [outcome('approved'), outcome('refused')],
    closes: ['extension'],
  },
  {
    id: 'review',
    word: 'review',
    label: label('projects.approval.action.review'),
    from: ['handling'],
    to: 'reviewed',
    by: [holder('decide')],
    input: ['materials'],
    asks: [{ ...opinion, required: true }],
  },
  {
    id: 'send_back',
    word: 'send_back',
    label: label('projects.approval.action.send_back'),
    from: ['reviewed'],
    to: 'handling',
    by: [holder('decide')],
    asks: [reason],
  },
  {
    id: 'approve',
    word: 'approve',
    label: label('projects.approval.action.approve'),
    from: ['reviewed'],
    byOutcome: { granted: 'approved', denied: 'denied' },
    outcomes: [outcome('granted'), outcome('denied')],
    by: [holder('decide')],
    closes: ['decide', 'extension'],
    opens: [{ task: 'issue', assign: { to: 'holder', task: 'decide' }, whenOutcome: 'granted' }],
    leadTask: 'issue',
    asks: [{ ...opinion, required: true }],
  },
  {
    id: 'issue',
    word: 'issue',
    label: label('projects.approval.action.issue'),
    from: ['approved'],
    to: 'issued',
    by: [holder('issue')],
    input: document,
    closes: 'all',
    evidence: [documentNamed],
  },
]

const open = ['submitted', 'correcting', 'handling', 'special_step', 'reviewed', 'approved']
const ends: Actions = [
  {
    id: 'withdraw',
    word: 'void',
    label: label('projects.approval.action.withdraw'),
    from: open,
    to: 'withdrawn',
    by: [registrant, office],
    closes: 'all',
    asks: [reason],
  },
  {
    // 行政许可法第六十九条：撤销；被许可的事项不再算已办。
    id: 'revoke',
    word: 'void',
    label: label('projects.approval.action.revoke'),
    from: ['issued'],
    to: 'revoked',
    by: [held('issue'), held('receive')],
    asks: [reason],
  },
  commentAction(
    [...open, 'issued', 'refused', 'denied', 'withdrawn', 'revoked'],
    [...team, held('receive'), role('sponsor'), leader],
  ),
]

/** From the application to the document, in the words of 行政许可法; what it knows as an end, too. */
export const approvalActions: Actions = [...intake, ...handling, ...ends]
