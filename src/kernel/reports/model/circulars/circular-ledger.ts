import { holder, type LedgerInput, role, system } from '#kernel/ledgers/model'
import type { LocalText } from '#kernel/i18n/model'
import { label } from './labels.ts'
import { circularKinds } from './period.ts'

type Field = LedgerInput['fields'][number]
type Action = LedgerInput['actions'][number]
type Parties = Action['by']

/** What one ledger of circulars says otherwise than another. */
export type CircularLedger = {
  id: string
  title: LocalText
  prefix: string
  /** How numbers read: `{division}〔{year}〕{no}`, without gaps in a district's year. */
  number: string
  /** Who drafts and issues. */
  offices: Parties
  /** Who may review and withdraw besides. */
  leaders: Parties
  /** Facts of the content that stand on the entry, between its moments and its hash. */
  facts: readonly Field[]
  demonstration: Field
  reason: NonNullable<Action['asks']>[number]
  comment: (from: string[], by: Parties) => Action
}

const supervisor = role('supervisor')

const fieldsOf = ({ facts, demonstration }: CircularLedger): Field[] => [
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
  ...facts,
  { name: 'contentHash', label: label('circulars.field.contentHash'), kind: 'text', required: true },
  { name: 'draftedBy', label: label('circulars.field.draftedBy'), kind: 'account', required: true },
  { name: 'replyBy', label: label('circulars.field.replyBy'), kind: 'date', filter: true },
  { name: 'copies', label: label('circulars.field.copies'), kind: 'text' },
  demonstration,
]

const toReview = (of: CircularLedger): Action[] => [
  {
    // Registered by the kernel alone, together with its content: nobody types figures into a circular.
    id: 'register',
    word: 'register',
    label: label('circulars.action.register'),
    to: 'drafted',
    by: [system],
    input: fieldsOf(of).flatMap(({ name, derived }) =>
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
    by: [holder('draft'), ...of.offices, supervisor],
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
    by: [holder('review'), supervisor, ...of.leaders],
    otherThan: ['submit'],
    closes: ['review'],
    opens: [
      { task: 'issue', assign: { to: 'registrant' }, whenOutcome: 'passed' },
      { task: 'draft', assign: { to: 'registrant' }, whenOutcome: 'returned' },
    ],
    asks: [{ name: 'opinion', label: label('circulars.field.opinion'), kind: 'text' }],
  },
]

const issued = ({ id, number, offices }: CircularLedger): Action[] => [
  {
    id: 'issue',
    word: 'issue',
    label: label('circulars.action.issue'),
    from: ['reviewed'],
    to: 'issued',
    by: [holder('issue'), ...offices, supervisor],
    input: ['replyBy', 'copies'],
    closes: ['issue'],
    opens: [
      { task: 'receipt', assign: { to: 'each' } },
      { task: 'reply', assign: { to: 'each' } },
    ],
    evidence: [{ kind: 'value', field: 'replyBy' }],
    serial: {
      id,
      field: 'number',
      pattern: number,
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
    by: [...offices, supervisor],
    evidence: [
      { kind: 'no_task', task: 'receipt' },
      { kind: 'no_task', task: 'reply' },
    ],
  },
]

const ends = ({ offices, leaders, reason, comment }: CircularLedger): Action[] => [
  {
    // A withdrawn circular stays where it was, with its number, its content and why it was withdrawn.
    id: 'withdraw',
    word: 'void',
    label: label('circulars.action.withdraw'),
    from: ['issued', 'archived'],
    to: 'withdrawn',
    by: [...offices, supervisor, ...leaders],
    closes: 'all',
    asks: [reason],
  },
  {
    id: 'discard',
    word: 'void',
    label: label('circulars.action.discard'),
    from: ['drafted', 'reviewing', 'reviewed'],
    to: 'discarded',
    by: [...offices, supervisor],
    closes: 'all',
    asks: [reason],
  },
  comment(
    ['drafted', 'reviewing', 'reviewed', 'issued', 'archived'],
    [...offices, supervisor, ...leaders, holder('reply')],
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
export const circularLedger = (of: CircularLedger): LedgerInput => ({
  id: of.id,
  title: of.title,
  prefix: of.prefix,
  titleField: 'title',
  fields: fieldsOf(of),
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
  actions: [...toReview(of), ...issued(of), ...ends(of)],
  statistics: { handling: ['reply'], response: ['receipt'] },
})
