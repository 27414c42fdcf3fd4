import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import { wholeActions } from './whole-actions.ts'
import { atWork, label } from './whole-words.ts'

type TaskInput = NonNullable<LedgerInput['tasks']>[number]

const open = (stage: string) => ({ id: stage, label: label(stage), open: true })
const ended = (stage: string) => ({ id: stage, label: label(stage), open: false })
const days = (count: number) => ({ unit: 'working_days', count }) as const

const task = (kind: string, rest: Partial<TaskInput> = {}): TaskInput => ({
  kind,
  label: label(kind),
  ...rest,
})

/** From the whole time, which nobody acts on by itself, down to the hour in which an order is signed for. */
const tasks: TaskInput[] = [
  task('total', { limit: days(60), todo: false }),
  task('accept', { limit: days(2), within: 'total' }),
  task('supplement', { limit: { unit: 'calendar_days', count: 10 } }),
  task('dispatch', { limit: { unit: 'working_hours', count: 4 }, within: 'total' }),
  task('sign', { limit: { unit: 'hours', count: 2 }, within: 'handle', todo: false }),
  task('handle', {
    dueFrom: 'dueOn',
    limit: days(5),
    within: 'total',
    ladder: [
      { step: 'remind', hoursAfterDue: -24 },
      { step: 'supervise', hoursAfterDue: 0 },
      { step: 'circulate', hoursAfterDue: 72 },
    ],
  }),
  task('support', {
    limit: { unit: 'working_half_days', count: 5 },
    within: 'handle',
    supports: 'handle',
    join: 'all',
  }),
  task('extension', { limit: days(1) }),
  task('suspension', { limit: days(1) }),
  task('suspension_review', { dueFrom: 'reviewOn' }),
  task('supervision', { dueFrom: 'answerOn' }),
  task('verify', { limit: days(2), within: 'total' }),
  task('review', { limit: days(3), within: 'total' }),
  task('publicity', { limit: { unit: 'calendar_days', count: 5 }, todo: false }),
  task('publish', { limit: days(2), within: 'total' }),
  task('objection', { limit: days(3) }),
  task('approve', { limit: days(3), within: 'total' }),
  task('issue', { limit: days(1), within: 'total' }),
  task('close', { limit: days(2) }),
  task('archive', { limit: days(10) }),
  task('appeal', { limit: days(5) }),
]

/** A permit that can go through every word of the field: what the engine's tests take it through. */
export const wholeLedger = defineLedger({
  id: 'whole',
  title: label('Whole'),
  prefix: 'WHO',
  titleField: 'subject',
  fields: [
    { name: 'subject', label: label('Subject'), kind: 'text', required: true, column: true },
    { name: 'dueOn', label: label('Due on'), kind: 'date' },
    { name: 'cost', label: label('Cost'), kind: 'money', filter: true },
    { name: 'proof', label: label('Proof'), kind: 'files' },
    { name: 'permitNo', label: label('Permit no.'), kind: 'text', derived: true, filter: true },
  ],
  stages: [
    ...atWork.map(open),
    ended('closed'),
    ended('archived'),
    ended('refused'),
    ended('voided'),
    ended('merged'),
  ],
  tasks,
  actions: wholeActions,
})
