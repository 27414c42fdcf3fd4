import { translate } from '#kernel/i18n/model'
import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import { label } from './labels.ts'
import './messages.ts'

export const shifts = ['day', 'night'] as const
export type Shift = (typeof shifts)[number]

/** What was open when the shift ended: recorded by the house, never typed. */
export const snapshotCounts = ['open', 'overdue', 'dueToday', 'unacknowledged'] as const
export type SnapshotCount = (typeof snapshotCounts)[number]

const dispatcher = { who: 'role', role: 'dispatcher' } as const

const fields: LedgerInput['fields'] = [
  {
    name: 'title',
    label: label('dispatching.handover.field.title'),
    kind: 'text',
    derived: true,
    column: true,
  },
  {
    name: 'day',
    label: label('dispatching.handover.field.day'),
    kind: 'date',
    required: true,
    filter: true,
  },
  {
    name: 'shift',
    label: label('dispatching.handover.field.shift'),
    kind: 'choice',
    required: true,
    options: shifts.map((value) => ({ value, label: label(`dispatching.handover.shift.${value}`) })),
  },
  {
    name: 'outgoing',
    label: label('dispatching.handover.field.outgoing'),
    kind: 'account',
    required: true,
    column: true,
  },
  {
    name: 'incoming',
    label: label('dispatching.handover.field.incoming'),
    kind: 'account',
    required: true,
    column: true,
  },
  ...snapshotCounts.map((name) => ({
    name,
    label: label(`dispatching.handover.field.${name}`),
    kind: 'number' as const,
    whole: true,
    min: 0,
    column: true,
  })),
  {
    name: 'matters',
    label: label('dispatching.handover.field.matters'),
    kind: 'list',
    items: [
      {
        name: 'incident',
        label: label('dispatching.handover.field.matter'),
        kind: 'entry',
        ledger: 'incident',
        required: true,
      },
      { name: 'watch', label: label('dispatching.handover.field.watch'), kind: 'text' },
    ],
  },
  { name: 'notes', label: label('dispatching.handover.field.notes'), kind: 'long_text' },
]

const nameOf = (day: unknown, shift: unknown): string =>
  translate('zh-CN', 'dispatching.handover.name', {
    day: typeof day === 'string' ? day : '',
    shift: shifts.some((known) => known === shift)
      ? translate('zh-CN', `dispatching.handover.shift.${shift as Shift}`)
      : '',
  })

/** 交接班: who leaves signs by registering it, who comes signs for it; what was open stands in it by number. */
export const handoverLedger = defineLedger(
  {
    id: 'shift_handover',
    title: label('dispatching.handover.ledger'),
    prefix: 'JB',
    titleField: 'title',
    fields,
    stages: [
      { id: 'handed_over', label: label('dispatching.handover.stage.handed_over'), open: true },
      { id: 'taken_over', label: label('dispatching.handover.stage.taken_over'), open: false },
      { id: 'declined', label: label('dispatching.handover.stage.declined'), open: false },
      { id: 'voided', label: label('dispatching.handover.stage.voided'), open: false },
    ],
    tasks: [
      {
        kind: 'take_over',
        label: label('dispatching.handover.task.take_over'),
        limit: { unit: 'hours', count: 2 },
        ladder: [{ step: 'remind', hoursAfterDue: 0 }],
      },
    ],
    actions: [
      {
        id: 'register',
        word: 'register',
        label: label('dispatching.handover.action.register'),
        to: 'handed_over',
        by: [dispatcher],
        input: ['day', 'shift', 'outgoing', 'incoming', 'matters', 'notes'],
        opens: [{ task: 'take_over', assign: { to: 'input' } }],
        byProgram: true,
      },
      {
        // By the house, together with the registration: nobody types what was open.
        id: 'count',
        word: 'report',
        label: label('dispatching.handover.action.count'),
        from: ['handed_over'],
        by: [{ who: 'system' }],
        input: [...snapshotCounts],
        byProgram: true,
      },
      {
        id: 'take_over',
        word: 'acknowledge',
        label: label('dispatching.handover.action.take_over'),
        from: ['handed_over'],
        to: 'taken_over',
        by: [{ who: 'holder', task: 'take_over' }],
        closes: ['take_over'],
        asks: [{ name: 'remark', label: label('dispatching.handover.field.remark'), kind: 'text' }],
      },
      {
        id: 'decline',
        word: 'refuse',
        label: label('dispatching.handover.action.decline'),
        from: ['handed_over'],
        to: 'declined',
        by: [{ who: 'holder', task: 'take_over' }],
        closes: 'all',
        asks: [
          { name: 'reason', label: label('dispatching.handover.field.reason'), kind: 'text', required: true },
        ],
      },
      {
        id: 'void',
        word: 'void',
        label: label('dispatching.handover.action.void'),
        from: ['handed_over'],
        to: 'voided',
        by: [{ who: 'registrant' }],
        closes: 'all',
        asks: [
          { name: 'reason', label: label('dispatching.handover.field.reason'), kind: 'text', required: true },
        ],
      },
      {
        id: 'comment',
        word: 'comment',
        label: label('dispatching.handover.action.comment'),
        from: ['handed_over', 'taken_over', 'declined'],
        by: [dispatcher],
        asks: [
          {
            name: 'text',
            label: label('dispatching.handover.field.comment'),
            kind: 'long_text',
            required: true,
          },
        ],
      },
    ],
  },
  ({ day, shift }) => ({ title: nameOf(day, shift) }),
)
