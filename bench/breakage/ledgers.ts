import type { LedgerInput } from '#kernel/ledgers/model'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const steward = { who: 'role', role: 'steward' } as const
const office = { who: 'role', role: 'project_office' } as const
const subject = {
  name: 'subject',
  label: text('事由', 'Subject'),
  kind: 'text',
  required: true,
  column: true,
} as const
const stages: LedgerInput['stages'] = [
  { id: 'registered', label: text('已登记', 'Registered'), open: true },
  { id: 'closed', label: text('已销号', 'Closed'), open: false },
]

/** What a registration makes happen: one of these for each, never two. */
const echoLedger: LedgerInput = {
  id: 'break_echo',
  title: text('回声试验台账', 'Echoes'),
  prefix: 'PE',
  titleField: 'subject',
  fields: [subject],
  stages,
  tasks: [{ kind: 'read', label: text('阅', 'Read'), limit: { unit: 'working_days', count: 5 } }],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'registered',
      by: [steward, { who: 'system' }],
      input: 'all',
      opens: [{ task: 'read', assign: { to: 'role', role: 'project_office' } }],
    },
    {
      id: 'close',
      word: 'close',
      label: text('销号', 'Close'),
      from: ['registered'],
      to: 'closed',
      by: [office],
      closes: 'all',
    },
  ],
}

/** Every part of the engine that runs by itself has something to do here: relay, ladder, reactions, serials, sealing. */
const caseLedger: LedgerInput = {
  id: 'break_case',
  title: text('断电试验台账', 'Cases'),
  prefix: 'PC',
  titleField: 'subject',
  fields: [
    subject,
    { name: 'cost', label: text('费用', 'Cost'), kind: 'money', filter: true },
    { name: 'dueOn', label: text('要求完成日期', 'Due on'), kind: 'date' },
  ],
  stages,
  tasks: [
    {
      kind: 'handle',
      label: text('办理', 'Handle'),
      dueFrom: 'dueOn',
      limit: { unit: 'working_days', count: 5 },
      ladder: [
        { step: 'remind', hoursAfterDue: 0 },
        { step: 'supervise', hoursAfterDue: 1 },
      ],
    },
  ],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'registered',
      by: [steward, office],
      input: 'all',
      opens: [{ task: 'handle', assign: { to: 'role', role: 'project_office' } }],
    },
    {
      id: 'report',
      word: 'report',
      label: text('填报', 'Report'),
      from: ['registered'],
      by: [steward, office],
      input: 'all',
    },
    {
      id: 'comment',
      word: 'comment',
      label: text('留言', 'Comment'),
      from: ['registered', 'closed'],
      by: [steward, office],
      asks: [{ name: 'text', label: text('内容', 'Text'), kind: 'long_text', required: true }],
    },
    {
      id: 'close',
      word: 'close',
      label: text('销号', 'Close'),
      from: ['registered'],
      to: 'closed',
      by: [office, steward],
      closes: 'all',
    },
  ],
  reactions: [
    {
      id: 'echo',
      label: text('登记回声', 'Register an echo'),
      on: { action: 'register' },
      register: { ledger: 'break_echo', fields: { subject: { of: 'no' } }, link: 'caused_by' },
    },
  ],
}

/** In the order in which they can be published. */
export const breakageLedgers = [echoLedger, caseLedger]
