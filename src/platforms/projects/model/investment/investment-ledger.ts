import { defineLedger, holder, type LedgerInput, role, system } from '#kernel/ledgers/model'
import { label } from '../labels.ts'
import {
  commentAction,
  demonstrationField,
  leader,
  office,
  projectField,
  team,
  voidAction,
} from '../ledger-words.ts'
import { amountKinds } from './light-rule.ts'
import { amountFields, evidenceFields } from './months.ts'

type Field = LedgerInput['fields'][number]
const standing = ['planned', 'due', 'reported']
const nameOf = (kind: (typeof amountKinds)[number]) => label(`projects.investment.amount.${kind}`)

const amounts: Field[] = amountKinds.flatMap((kind): Field[] => [
  { name: amountFields[kind], label: nameOf(kind), kind: 'money', column: true },
  {
    name: evidenceFields[kind],
    label: label(`projects.investment.evidence.${kind}`),
    kind: 'files',
    keepsOriginal: true,
  },
])

const record = (kind: (typeof amountKinds)[number]) => [amountFields[kind], evidenceFields[kind]]

/**
 * Investment by month (F14, F16): one entry is one project in one month, or its plan of a whole year. The month is what
 * the entry is about, and the effective time of an action is when the amount was reported, entered or paid: so a late
 * report of March stands in March's entry and says nothing of April, and a correction stands in the log beside what it
 * corrects. The entry itself is opened by the kernel, once for each project and month; every amount in it is somebody's.
 */
export const investmentLedger = defineLedger({
  id: 'investment',
  title: label('projects.investment.ledger'),
  prefix: 'TZ',
  titleField: 'title',
  fields: [
    {
      name: 'title',
      label: label('projects.investment.field.title'),
      kind: 'text',
      required: true,
      column: true,
    },
    { ...projectField, column: false },
    {
      name: 'period',
      label: label('projects.investment.field.period'),
      kind: 'text',
      required: true,
      filter: true,
      column: true,
    },
    { name: 'plannedFen', label: label('projects.investment.field.plannedFen'), kind: 'money', column: true },
    ...amounts,
    { name: 'note', label: label('projects.field.notes'), kind: 'long_text' },
    { name: 'dueOn', label: label('projects.investment.field.dueOn'), kind: 'date', filter: true },
    demonstrationField,
  ],
  stages: [
    { id: 'planned', label: label('projects.investment.stage.planned'), open: true, idle: true },
    { id: 'due', label: label('projects.investment.stage.due'), open: true, idle: true },
    { id: 'reported', label: label('projects.investment.stage.reported'), open: false },
    { id: 'voided', label: label('projects.stage.voided'), open: false },
  ],
  tasks: [
    {
      kind: 'report',
      label: label('projects.investment.task.report'),
      dueFrom: 'dueOn',
      ladder: [
        { step: 'remind', hoursAfterDue: -48 },
        { step: 'supervise', hoursAfterDue: 24 },
        { step: 'circulate', hoursAfterDue: 120 },
      ],
    },
  ],
  actions: [
    {
      id: 'open',
      word: 'register',
      label: label('projects.investment.action.open'),
      to: 'planned',
      by: [system],
      input: ['title', 'project', 'period', 'demonstration'],
    },
    {
      id: 'plan',
      word: 'report',
      label: label('projects.investment.action.plan'),
      from: standing,
      by: [office],
      input: ['plannedFen'],
    },
    {
      id: 'call',
      word: 'assign',
      label: label('projects.investment.action.call'),
      from: ['planned'],
      to: 'due',
      by: [system],
      input: ['dueOn'],
      opens: [{ task: 'report', assign: { to: 'role', role: 'steward' } }],
    },
    {
      id: 'report',
      word: 'report',
      label: label('projects.investment.action.report'),
      from: standing,
      to: 'reported',
      by: [...team, holder('report')],
      input: [...record('reported'), 'note'],
      closes: ['report'],
    },
    {
      id: 'enter',
      word: 'report',
      label: label('projects.investment.action.enter'),
      from: standing,
      by: [office],
      input: record('statistics'),
    },
    {
      id: 'pay',
      word: 'report',
      label: label('projects.investment.action.pay'),
      from: standing,
      by: team,
      input: record('paid'),
    },
    commentAction(standing, [...team, role('sponsor'), leader]),
    voidAction(standing, [office]),
  ],
})
