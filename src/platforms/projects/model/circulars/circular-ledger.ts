import { defineLedger, holder, type LedgerInput, role, system } from '#kernel/ledgers/model'
import { label } from './labels.ts'
import { commentAction, demonstrationField, leader, office, reason } from '../ledger-words.ts'
import { circularKinds } from './period.ts'

const supervisor = role('supervisor')

const fields: LedgerInput['fields'] = [
  { name: 'title', label: label('circulars.field.title'), kind: 'text', required: true, column: true },
  { name: 'number', label: label('circulars.field.number'), kind: 'text', derived: true, column: true },
  {
    name: 'kind',
    label: label('circulars.field.kind'),
    kind: 'choice',
    required: true,
    filter: true,
    column: true,
    options: circularKinds.map((value) => ({ value, label: label(`circulars.kind.${value}`) })),
  },
  { name: 'from', label: label('circulars.field.from'), kind: 'date', required: true },
  {
    name: 'to',
    label: label('circulars.field.to'),
    kind: 'date',
    required: true,
    filter: true,
    column: true,
  },
  { name: 'effectiveBy', label: label('circulars.field.effectiveBy'), kind: 'text', required: true },
  { name: 'recordedBy', label: label('circulars.field.recordedBy'), kind: 'text', required: true },
  { name: 'ruleNo', label: label('circulars.field.ruleNo'), kind: 'number', required: true, whole: true },
  { name: 'contentHash', label: label('circulars.field.contentHash'), kind: 'text', required: true },
  { name: 'draftedBy', label: label('circulars.field.draftedBy'), kind: 'account', required: true },
  { name: 'replyBy', label: label('circulars.field.replyBy'), kind: 'date', filter: true },
  { name: 'copies', label: label('circulars.field.copies'), kind: 'text' },
  demonstrationField,
]

const toReview: LedgerInput['actions'] = [
  {
    // Registered by the kernel alone, together with its content: nobody types figures into a circular.
    id: 'register',
    word: 'register',
    label: label('circulars.action.register'),
    to: 'drafted',
    by: [system],
    input: fields.flatMap(({ name, derived }) =>
      derived || ['replyBy', 'copies'].includes(name) ? [] : name,
    ),
    opens: [{ task: 'draft', assign: { to: 'registrant' } }],
  },
  {
    id: 'submit',
    word: 'complete',
    label: label('circulars.action.submit'),
    from: ['drafted'],
    to: 'reviewing',
    by: [holder('draft'), office, supervisor],
    closes: ['draft'],
    // Somebody else of the same office: other eyes are asked for below.
    opens: [{ task: 'review', assign: { to: 'holder', task: 'draft' } }],
  },
  {
    id: 'review',
    word: 'review',
    label: label('circulars.action.review'),
    from: ['reviewing'],
    byOutcome: { passed: 'reviewed', returned: 'drafted' },
    outcomes: [
      { id: 'passed', label: label('circulars.outcome.passed') },
      { id: 'returned', label: label('circulars.outcome.returned') },
    ],
    by: [holder('review'), supervisor, leader],
    otherThan: ['submit'],
    closes: ['review'],
    opens: [
      { task: 'issue', assign: { to: 'registrant' }, whenOutcome: 'passed' },
      { task: 'draft', assign: { to: 'registrant' }, whenOutcome: 'returned' },
    ],
    asks: [{ name: 'opinion', label: label('circulars.field.opinion'), kind: 'text' }],
  },
]

const issued: LedgerInput['actions'] = [
  {
    id: 'issue',
    word: 'issue',
    label: label('circulars.action.issue'),
    from: ['reviewed'],
    to: 'issued',
    by: [holder('issue'), office, supervisor],
    input: ['replyBy', 'copies'],
    closes: ['issue'],
    opens: [
      { task: 'receipt', assign: { to: 'each' } },
      { task: 'reply', assign: { to: 'each' } },
    ],
    evidence: [{ kind: 'value', field: 'replyBy' }],
    serial: {
      id: 'circular',
      field: 'number',
      pattern: label('circulars.number')['zh-CN'],
      per: 'year',
      scope: 'district',
    },
    heldBy: 'none',
  },
  {
    id: 'acknowledge',
    word: 'acknowledge',
    label: label('circulars.action.acknowledge'),
    from: ['issued'],
    by: [holder('receipt')],
    own: true,
    closes: ['receipt'],
  },
  {
    id: 'reply',
    word: 'answer',
    label: label('circulars.action.reply'),
    from: ['issued'],
    by: [holder('reply')],
    own: true,
    closes: ['receipt', 'reply'],
    asks: [
      { name: 'text', label: label('circulars.field.reply'), kind: 'long_text', required: true },
      { name: 'proofs', label: label('circulars.field.proofs'), kind: 'files' },
    ],
  },
  {
    id: 'file_away',
    word: 'archive',
    label: label('circulars.action.file_away'),
    from: ['issued'],
    to: 'archived',
    by: [office, supervisor],
    evidence: [
      { kind: 'no_task', task: 'receipt' },
      { kind: 'no_task', task: 'reply' },
    ],
  },
]

const ends: LedgerInput['actions'] = [
  {
    // A withdrawn circular stays where it was, with its number, its content and why it was withdrawn.
    id: 'withdraw',
    word: 'void',
    label: label('circulars.action.withdraw'),
    from: ['issued', 'archived'],
    to: 'withdrawn',
    by: [office, supervisor, leader],
    closes: 'all',
    asks: [reason],
  },
  {
    id: 'discard',
    word: 'void',
    label: label('circulars.action.discard'),
    from: ['drafted', 'reviewing', 'reviewed'],
    to: 'discarded',
    by: [office, supervisor],
    closes: 'all',
    asks: [reason],
  },
  commentAction(
    ['drafted', 'reviewing', 'reviewed', 'issued', 'archived'],
    [office, supervisor, leader, holder('reply')],
  ),
]

const stage = (
  id: 'drafted' | 'reviewing' | 'reviewed' | 'issued' | 'archived' | 'withdrawn' | 'discarded',
  open: boolean,
) => ({
  id,
  label: label(`circulars.stage.${id}`),
  open,
})

/** 通报: drafted from figures, reviewed by other eyes, issued under a number, signed for and answered. */
export const circularLedger = defineLedger({
  id: 'circular',
  title: label('circulars.ledger'),
  prefix: 'TB',
  titleField: 'title',
  fields,
  stages: [
    stage('drafted', true),
    stage('reviewing', true),
    stage('reviewed', true),
    // When all have answered it waits for nobody until it is filed.
    { ...stage('issued', true), idle: true },
    stage('archived', false),
    stage('withdrawn', false),
    stage('discarded', false),
  ],
  tasks: [
    { kind: 'draft', label: label('circulars.task.draft'), limit: { unit: 'working_days', count: 2 } },
    { kind: 'review', label: label('circulars.task.review'), limit: { unit: 'working_days', count: 1 } },
    { kind: 'issue', label: label('circulars.task.issue'), limit: { unit: 'working_days', count: 1 } },
    { kind: 'receipt', label: label('circulars.task.receipt'), limit: { unit: 'working_days', count: 1 } },
    {
      kind: 'reply',
      label: label('circulars.task.reply'),
      dueFrom: 'replyBy',
      ladder: [
        { step: 'remind', hoursAfterDue: -24 },
        { step: 'supervise', hoursAfterDue: 24 },
      ],
    },
  ],
  actions: [...toReview, ...issued, ...ends],
  statistics: { handling: ['reply'], response: ['receipt'] },
})
