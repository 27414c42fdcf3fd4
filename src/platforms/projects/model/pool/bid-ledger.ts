import { defineLedger, holder, type LedgerInput, registrant, role, type Values } from '#kernel/ledgers/model'
import { label } from '../labels.ts'
import {
  commentAction,
  demonstrationField,
  leader,
  office,
  projectField,
  reason,
  voidAction,
} from '../ledger-words.ts'

/** The sum of what has arrived; null where nothing was recorded. */
export function paidOf(values: Values): number | null {
  const { payments } = values
  if (!Array.isArray(payments) || payments.length === 0) return null
  return payments.reduce<number>((sum, item) => {
    const fen = item && typeof item === 'object' && !Array.isArray(item) ? item['fen'] : null
    return sum + (typeof fen === 'number' ? fen : 0)
  }, 0)
}

const bidFields: LedgerInput['fields'] = [
  { name: 'title', label: label('projects.bid.field.title'), kind: 'text', required: true, column: true },
  projectField,
  {
    name: 'channel',
    label: label('projects.bid.field.channel'),
    kind: 'entry',
    ledger: 'funding_channel',
    required: true,
    filter: true,
    column: true,
  },
  {
    name: 'year',
    label: label('projects.bid.field.year'),
    kind: 'number',
    whole: true,
    min: 2000,
    max: 2100,
    required: true,
    filter: true,
    column: true,
  },
  {
    name: 'appliedFen',
    label: label('projects.bid.field.appliedFen'),
    kind: 'money',
    required: true,
    filter: true,
    column: true,
  },
  { name: 'dueOn', label: label('projects.bid.field.dueOn'), kind: 'date', required: true, filter: true },
  { name: 'submittedOn', label: label('projects.bid.field.submittedOn'), kind: 'date', filter: true },
  { name: 'documentNo', label: label('projects.bid.field.documentNo'), kind: 'text' },
  { name: 'papers', label: label('projects.bid.field.papers'), kind: 'files' },
  { name: 'approvedFen', label: label('projects.bid.field.approvedFen'), kind: 'money' },
  { name: 'approvedOn', label: label('projects.bid.field.approvedOn'), kind: 'date' },
  { name: 'approvalNo', label: label('projects.bid.field.approvalNo'), kind: 'text' },
  {
    name: 'grantedFen',
    label: label('projects.bid.field.grantedFen'),
    kind: 'money',
    filter: true,
    column: true,
  },
  { name: 'grantedOn', label: label('projects.bid.field.grantedOn'), kind: 'date' },
  { name: 'replies', label: label('projects.bid.field.replies'), kind: 'files' },
  {
    name: 'payments',
    label: label('projects.bid.field.payments'),
    kind: 'list',
    items: [
      { name: 'on', label: label('projects.bid.field.paid_on'), kind: 'date', required: true },
      { name: 'fen', label: label('projects.bid.field.paid_fen'), kind: 'money', required: true },
      { name: 'note', label: label('projects.packaging.field.note'), kind: 'text' },
    ],
  },
  { name: 'paidFen', label: label('projects.bid.field.paidFen'), kind: 'money', derived: true, column: true },
  demonstrationField,
]

export const bidStages = ['drafting', 'reported', 'approved', 'granted', 'paid', 'refused'] as const

const bidActions: LedgerInput['actions'] = [
  {
    id: 'register',
    word: 'register',
    label: label('projects.bid.action.register'),
    to: 'drafting',
    by: [office, role('steward')],
    input: ['title', 'project', 'channel', 'year', 'appliedFen', 'dueOn', 'demonstration'],
    opens: [{ task: 'submit', assign: { to: 'actor' } }],
  },
  {
    id: 'submit',
    word: 'complete',
    label: label('projects.bid.action.submit'),
    from: ['drafting'],
    to: 'reported',
    by: [holder('submit'), office],
    input: ['appliedFen', 'submittedOn', 'documentNo', 'papers'],
    evidence: [
      { kind: 'value', field: 'submittedOn' },
      { kind: 'files', field: 'papers', min: 1 },
    ],
    closes: ['submit'],
    opens: [{ task: 'follow', assign: { to: 'registrant' } }],
  },
  {
    id: 'approve',
    word: 'approve',
    label: label('projects.bid.action.approve'),
    from: ['reported'],
    to: 'approved',
    by: [holder('follow'), office],
    heldBy: 'none',
    input: ['approvedFen', 'approvedOn', 'approvalNo', 'replies'],
    evidence: [
      { kind: 'value', field: 'approvedFen' },
      { kind: 'value', field: 'approvalNo' },
    ],
    closes: ['follow'],
    opens: [{ task: 'collect', assign: { to: 'registrant' } }],
  },
  {
    id: 'refuse',
    word: 'refuse',
    label: label('projects.bid.action.refuse'),
    from: ['reported'],
    to: 'refused',
    by: [holder('follow'), office],
    input: ['replies'],
    closes: 'all',
    asks: [reason],
  },
  {
    id: 'grant',
    word: 'issue',
    label: label('projects.bid.action.grant'),
    from: ['approved'],
    to: 'granted',
    by: [holder('collect'), office],
    heldBy: 'none',
    input: ['grantedFen', 'grantedOn', 'replies'],
    evidence: [
      { kind: 'value', field: 'grantedFen' },
      { kind: 'value', field: 'grantedOn' },
    ],
  },
  {
    id: 'record_payments',
    word: 'report',
    label: label('projects.bid.action.record_payments'),
    from: ['granted'],
    by: [holder('collect'), office],
    input: ['payments'],
  },
  {
    id: 'close',
    word: 'close',
    label: label('projects.bid.action.close'),
    from: ['granted'],
    to: 'paid',
    by: [holder('collect'), office],
    closes: 'all',
    evidence: [
      { kind: 'value', field: 'paidFen' },
      { kind: 'condition', feel: 'paidFen >= grantedFen', label: label('projects.bid.paid_in_full') },
    ],
  },
  voidAction(['drafting'], [registrant, office]),
  commentAction([...bidStages], [registrant, office, role('steward'), leader]),
]

/** 资金申报 (F15): what was asked for of which channel, and what came of it. */
export const bidLedger = defineLedger(
  {
    id: 'funding_bid',
    title: label('projects.bid.ledger'),
    prefix: 'ZJ',
    titleField: 'title',
    fields: bidFields,
    stages: [
      ...bidStages.map((id) => ({
        id,
        label: label(`projects.bid.stage.${id}`),
        open: id !== 'paid' && id !== 'refused',
      })),
      { id: 'voided', label: label('projects.problem.stage.voided'), open: false },
    ],
    tasks: [
      {
        kind: 'submit',
        label: label('projects.bid.task.submit'),
        dueFrom: 'dueOn',
        ladder: [{ step: 'remind', hoursAfterDue: -72 }],
      },
      {
        kind: 'follow',
        label: label('projects.bid.task.follow'),
        limit: { unit: 'working_days', count: 30 },
      },
      {
        kind: 'collect',
        label: label('projects.bid.task.collect'),
        limit: { unit: 'working_days', count: 60 },
      },
    ],
    actions: bidActions,
  },
  (values) => ({ paidFen: paidOf(values) }),
)
