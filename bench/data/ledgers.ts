import type { LedgerInput } from '#kernel/ledgers/model'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const steward = { who: 'role', role: 'steward' } as const
const office = { who: 'role', role: 'project_office' } as const
const unit = { who: 'role', role: 'unit_handler' } as const
const handler = { who: 'holder', task: 'handle' } as const
const reason = { name: 'reason', label: text('理由', 'Reason'), kind: 'text', required: true } as const

export const categories = ['road', 'water', 'power', 'heating', 'waste', 'other'] as const
export const channels = ['patrol', 'hotline', 'portal', 'assigned'] as const
const option = (value: string) => ({ value, label: text(value, value) })

/** The ledgers, with the share of all entries that each holds. The list is measured on `bench_list`. */
export const benchLedgers: readonly { id: string; prefix: string; share: number }[] = [
  { id: 'bench_list', prefix: 'BL', share: 0.028 },
  { id: 'bench_a', prefix: 'BA', share: 0.2 },
  { id: 'bench_b', prefix: 'BB', share: 0.16 },
  { id: 'bench_c', prefix: 'BC', share: 0.14 },
  { id: 'bench_d', prefix: 'BD', share: 0.12 },
  { id: 'bench_e', prefix: 'BE', share: 0.1 },
  { id: 'bench_f', prefix: 'BF', share: 0.08 },
  { id: 'bench_g', prefix: 'BG', share: 0.06 },
  { id: 'bench_h', prefix: 'BH', share: 0.05 },
  { id: 'bench_i', prefix: 'BI', share: 0.03 },
  { id: 'bench_j', prefix: 'BJ', share: 0.02 },
  { id: 'bench_k', prefix: 'BK', share: 0.012 },
]

/** Entries of `bench_list` at every size that has room for them. */
export const listEntriesTarget = 28_000

const fields: LedgerInput['fields'] = [
  { name: 'subject', label: text('事由', 'Subject'), kind: 'text', required: true, column: true },
  {
    name: 'category',
    label: text('类别', 'Category'),
    kind: 'choice',
    filter: true,
    column: true,
    options: categories.map(option),
  },
  {
    name: 'channel',
    label: text('来源', 'Channel'),
    kind: 'choice',
    filter: true,
    options: channels.map(option),
  },
  { name: 'cost', label: text('费用', 'Cost'), kind: 'money', filter: true, column: true },
  { name: 'foundOn', label: text('发现日期', 'Found on'), kind: 'date', filter: true },
  { name: 'description', label: text('情况', 'Description'), kind: 'long_text' },
  { name: 'contact', label: text('联系人', 'Contact'), kind: 'text', sensitivity: 2 },
  { name: 'dueOn', label: text('要求完成日期', 'Due on'), kind: 'date' },
]

const stages: LedgerInput['stages'] = [
  { id: 'registered', label: text('已登记', 'Registered'), open: true },
  { id: 'accepted', label: text('已受理', 'Accepted'), open: true },
  { id: 'handling', label: text('办理中', 'Handling'), open: true },
  { id: 'suspended', label: text('挂账', 'Suspended'), open: true },
  { id: 'completed', label: text('已办结', 'Completed'), open: true },
  { id: 'verified', label: text('已核查', 'Verified'), open: true },
  { id: 'closed', label: text('已销号', 'Closed'), open: false },
  { id: 'voided', label: text('已作废', 'Voided'), open: false },
]

const tasks: LedgerInput['tasks'] = [
  { kind: 'dispatch', label: text('派遣', 'Dispatch'), limit: { unit: 'working_hours', count: 4 } },
  {
    kind: 'handle',
    label: text('办理', 'Handle'),
    dueFrom: 'dueOn',
    limit: { unit: 'working_days', count: 5 },
    ladder: [
      { step: 'remind', hoursAfterDue: -24 },
      { step: 'supervise', hoursAfterDue: 0 },
      { step: 'circulate', hoursAfterDue: 72 },
    ],
  },
  { kind: 'verify', label: text('核查', 'Verify'), limit: { unit: 'working_days', count: 2 } },
  { kind: 'close', label: text('销号', 'Close'), limit: { unit: 'working_days', count: 2 } },
]

const open = stages.filter((stage) => stage.open).map((stage) => stage.id)

const opening: LedgerInput['actions'] = [
  {
    id: 'register',
    word: 'register',
    label: text('登记', 'Register'),
    to: 'registered',
    by: [steward, office, unit],
    input: 'all',
    opens: [{ task: 'dispatch', assign: { to: 'role', role: 'project_office' } }],
  },
  {
    id: 'accept',
    word: 'accept',
    label: text('受理', 'Accept'),
    from: ['registered'],
    to: 'accepted',
    by: [office],
  },
  {
    id: 'dispatch',
    word: 'dispatch',
    label: text('派遣', 'Dispatch'),
    from: ['registered', 'accepted'],
    to: 'handling',
    by: [{ who: 'holder', task: 'dispatch' }],
    input: ['dueOn'],
    closes: ['dispatch'],
    opens: [{ task: 'handle', assign: { to: 'input' } }],
    leadTask: 'handle',
  },
  {
    id: 'void',
    word: 'void',
    label: text('作废', 'Void'),
    from: ['registered', 'accepted'],
    to: 'voided',
    by: [office],
    closes: 'all',
    asks: [reason],
  },
]

const handling: LedgerInput['actions'] = [
  {
    id: 'acknowledge',
    word: 'acknowledge',
    label: text('签收', 'Acknowledge'),
    from: ['handling'],
    by: [handler],
  },
  {
    id: 'transfer',
    word: 'transfer',
    label: text('转办', 'Transfer'),
    from: ['handling'],
    by: [handler],
    closes: ['handle'],
    opens: [{ task: 'handle', assign: { to: 'input' } }],
    leadTask: 'handle',
    asks: [reason],
  },
  {
    id: 'send_back',
    word: 'send_back',
    label: text('退回', 'Send back'),
    from: ['handling'],
    to: 'registered',
    by: [handler],
    closes: ['handle'],
    opens: [{ task: 'dispatch', assign: { to: 'holder', task: 'dispatch' } }],
    asks: [reason],
  },
  {
    id: 'suspend',
    word: 'suspend',
    label: text('挂账', 'Suspend'),
    from: ['handling'],
    to: 'suspended',
    by: [office],
    asks: [reason],
  },
  {
    id: 'resume',
    word: 'resume',
    label: text('恢复', 'Resume'),
    from: ['suspended'],
    to: 'handling',
    by: [office],
  },
]

const ending: LedgerInput['actions'] = [
  {
    id: 'complete',
    word: 'complete',
    label: text('办结', 'Complete'),
    from: ['handling'],
    to: 'completed',
    by: [handler],
    input: ['cost'],
    closes: ['handle'],
    opens: [{ task: 'verify', assign: { to: 'registrant' } }],
  },
  {
    id: 'verify',
    word: 'verify',
    label: text('核查', 'Verify'),
    from: ['completed'],
    byOutcome: { passed: 'verified', failed: 'handling' },
    by: [{ who: 'holder', task: 'verify' }],
    closes: ['verify'],
    opens: [
      { task: 'close', assign: { to: 'role', role: 'project_office' }, whenOutcome: 'passed' },
      { task: 'handle', assign: { to: 'holder', task: 'handle' }, whenOutcome: 'failed' },
    ],
  },
  {
    id: 'close',
    word: 'close',
    label: text('销号', 'Close'),
    from: ['completed', 'verified'],
    to: 'closed',
    by: [office],
    closes: 'all',
    evidence: [{ kind: 'done', action: 'complete' }],
  },
  {
    id: 'report',
    word: 'report',
    label: text('填报', 'Report'),
    from: open,
    by: [steward, office, handler],
    input: 'all',
  },
  {
    id: 'comment',
    word: 'comment',
    label: text('留言', 'Comment'),
    from: [...open, 'closed'],
    by: [steward, office, handler],
    asks: [{ name: 'text', label: text('内容', 'Text'), kind: 'long_text', required: true }],
  },
]

/** A ledger as an administrator would post it: the same course for all, so that one set of histories serves them. */
export function benchLedger(id: string, prefix: string): LedgerInput {
  return {
    id,
    title: text(`测试台账 ${prefix}`, `Measured ledger ${prefix}`),
    prefix,
    titleField: 'subject',
    fields,
    stages,
    tasks,
    actions: [...opening, ...handling, ...ending],
  }
}
