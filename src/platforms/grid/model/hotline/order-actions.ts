import type { LedgerInput } from '#kernel/ledgers/model'
import { dispatcher, holder, supervisor, system } from '../incidents/action-parts.ts'
import { label } from './labels.ts'

type Actions = LedgerInput['actions']

const reason = { name: 'reason', label: label('hotline.field.reason'), kind: 'text', required: true } as const
const remark = { name: 'remark', label: label('hotline.field.remark'), kind: 'text' } as const
const ofTask = { name: 'task', label: label('hotline.field.task'), kind: 'text' } as const
const open = ['received', 'accepted', 'answered']
const verdicts = [
  { id: 'upheld', label: label('hotline.outcome.upheld') },
  { id: 'rejected', label: label('hotline.outcome.rejected') },
]

const course: Actions = [
  {
    // By file or program, together with its claim: see `take-order.ts`.
    id: 'register',
    word: 'register',
    label: label('hotline.action.register'),
    to: 'received',
    by: [dispatcher, system],
    byProgram: true,
    input: [
      'externalNo',
      'orderClass',
      'acceptCount',
      'acceptUnit',
      'words',
      'address',
      'claim',
      'incident',
      'demonstration',
    ],
    opens: [{ task: 'accept', assign: { to: 'role', role: 'dispatcher' } }],
  },
  {
    id: 'tie',
    word: 'link',
    label: label('hotline.action.tie'),
    from: ['received'],
    by: [system],
    byProgram: true,
    link: { relations: ['caused_by'], ledger: 'claim' },
  },
  {
    // 接单: the first answer, and who is to give the feedback.
    id: 'accept',
    word: 'accept',
    label: label('hotline.action.accept'),
    from: ['received'],
    to: 'accepted',
    by: [holder('accept')],
    closes: ['accept'],
    opens: [{ task: 'feedback', assign: { to: 'input' } }],
    leadTask: 'feedback',
    asks: [remark],
  },
  {
    // 不予受理 is answered to the hotline as well, with its reason.
    id: 'decline',
    word: 'complete',
    label: label('hotline.action.decline'),
    from: ['received'],
    to: 'answered',
    by: [holder('accept')],
    input: ['answer'],
    closes: ['accept'],
    opens: [{ task: 'hand_back', assign: { to: 'role', role: 'dispatcher' } }],
    evidence: [{ kind: 'value', field: 'answer' }],
  },
  {
    // What the incident came to, as the kernel tells it; what is answered, a person says.
    id: 'note_result',
    word: 'report',
    label: label('hotline.action.note_result'),
    from: [...open, 'returned'],
    by: [system],
    input: ['result'],
  },
  {
    id: 'feedback',
    word: 'complete',
    label: label('hotline.action.feedback'),
    from: ['accepted'],
    to: 'answered',
    by: [holder('feedback')],
    input: ['answer', 'solved'],
    closes: ['feedback'],
    opens: [{ task: 'hand_back', assign: { to: 'role', role: 'dispatcher' } }],
    evidence: [
      { kind: 'value', field: 'answer' },
      { kind: 'value', field: 'solved' },
    ],
  },
  {
    // Given once: by a file, or to a program that says that it has it. See `hand-back.ts`.
    id: 'hand_back',
    word: 'close',
    label: label('hotline.action.hand_back'),
    from: ['answered'],
    to: 'returned',
    by: [dispatcher, system],
    byProgram: true,
    closes: ['hand_back'],
    asks: [{ name: 'batch', label: label('hotline.field.batch'), kind: 'text', required: true }],
  },
  {
    // The hotline's own follow-up says that nothing is solved: it is worked on again, and answered again.
    id: 'not_solved',
    word: 'reopen',
    label: label('hotline.action.not_solved'),
    from: ['returned'],
    to: 'accepted',
    by: [dispatcher, system],
    opens: [{ task: 'feedback', assign: { to: 'input' } }],
    leadTask: 'feedback',
    asks: [reason],
  },
  {
    id: 'void',
    word: 'void',
    label: label('hotline.action.void'),
    from: ['received'],
    to: 'voided',
    by: [dispatcher],
    closes: 'all',
    asks: [reason],
  },
]

/** What the follow-up says of it, and what doesn't count against a unit. */
const judging: Actions = [
  {
    id: 'rate',
    word: 'rate',
    label: label('hotline.action.rate'),
    from: ['returned'],
    by: [dispatcher],
    rates: ['feedback'],
    asks: [remark],
  },
  {
    id: 'appeal',
    word: 'appeal',
    label: label('hotline.action.appeal'),
    from: ['returned'],
    by: [{ who: 'held', task: 'feedback' }],
  },
  {
    id: 'decide_appeal',
    word: 'decide_appeal',
    label: label('hotline.action.decide_appeal'),
    from: ['returned'],
    by: [supervisor],
    outcomes: verdicts,
  },
  {
    id: 'appeal_judgement',
    word: 'request_exclusion',
    label: label('hotline.action.appeal_judgement'),
    from: ['answered', 'returned'],
    by: [{ who: 'held', task: 'feedback' }],
    excludes: { measures: ['response', 'on_time', 'resolution'], own: true },
  },
  {
    id: 'exclude',
    word: 'request_exclusion',
    label: label('hotline.action.exclude'),
    from: ['answered', 'returned'],
    by: [dispatcher],
    excludes: { measures: ['response', 'on_time', 'resolution'] },
  },
  {
    id: 'decide_exclusion',
    word: 'decide_exclusion',
    label: label('hotline.action.decide_exclusion'),
    from: ['answered', 'returned'],
    by: [supervisor],
    outcomes: verdicts,
  },
]

const pressing: Actions = [
  {
    id: 'remind',
    word: 'remind',
    label: label('hotline.action.remind'),
    from: open,
    by: [system, dispatcher, supervisor],
    asks: [ofTask, remark],
  },
  {
    id: 'supervise',
    word: 'supervise',
    label: label('hotline.action.supervise'),
    from: open,
    by: [system, supervisor],
    asks: [ofTask, remark],
  },
  {
    id: 'comment',
    word: 'comment',
    label: label('hotline.action.comment'),
    from: [...open, 'returned'],
    by: [dispatcher, supervisor, holder('feedback')],
    asks: [{ name: 'text', label: label('hotline.field.text'), kind: 'long_text', required: true }],
  },
]

export const orderActions: Actions = [...course, ...judging, ...pressing]
