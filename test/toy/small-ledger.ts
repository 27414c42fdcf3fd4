import { type LedgerInput, parseDefinition } from '#kernel/ledgers/model'

/** A small ledger, to say what is wrong with. */
export const text = (en: string) => ({ 'zh-CN': en, en })
export type SmallField = LedgerInput['fields'][number]
export type SmallAction = LedgerInput['actions'][number]
const steward = { who: 'role' as const, role: 'steward' }
export const options = [
  { value: 'road', label: text('Road') },
  { value: 'water', label: text('Water') },
]
const fields: SmallField[] = [
  { name: 'subject', label: text('Subject'), kind: 'text', required: true },
  { name: 'category', label: text('Category'), kind: 'choice', options },
  { name: 'cost', label: text('Cost'), kind: 'money' },
]
const register: SmallAction = {
  id: 'register',
  word: 'register',
  label: text('Register'),
  to: 'open',
  by: [steward],
  input: 'all',
}
const check: SmallAction = {
  id: 'check',
  word: 'verify',
  label: text('Check'),
  from: ['open'],
  by: [steward],
  byOutcome: { passed: 'closed', failed: 'open' },
}

export const small = (
  more: Partial<SmallField>[],
  action: Partial<SmallAction> = {},
  changed: Partial<LedgerInput> = {},
): LedgerInput => ({
  id: 'small',
  title: text('Small'),
  prefix: 'S',
  titleField: 'subject',
  fields: [
    ...fields,
    ...more.map((field) => ({ name: 'extra', label: text('Extra'), kind: 'text' as const, ...field })),
  ],
  stages: [
    { id: 'open', label: text('Open'), open: true },
    { id: 'closed', label: text('Closed'), open: false },
  ],
  tasks: [{ kind: 'look', label: text('Look') }],
  actions: [register, { ...check, ...action }],
  ...changed,
})

export type Item = { path: string; code: string; params: Record<string, string> }
/** What is wrong with a definition, each with its place. */
export function faultsOf(input: LedgerInput): Item[] {
  try {
    parseDefinition(input)
    return []
  } catch (error) {
    return (error as { items: Item[] }).items
  }
}
