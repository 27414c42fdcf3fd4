import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import type { ServerPlatform } from '#kernel/ledgers/server'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })

type Bound = {
  name: string
  zh: string
  en: string
  element: 'person.phone' | 'person.address'
  purpose?: string
}

/** A ledger of one stage about a person, with fields that are filled from the register: when it is registered, and later. */
export function filledLedger(id: string, prefix: string, bound: readonly Bound[]): LedgerInput {
  const by = (['registrar', 'steward'] as const).map((role) => ({ who: 'role' as const, role }))
  return {
    id,
    title: text('走访台账', 'Visits'),
    prefix,
    titleField: 'matter',
    fields: [
      { name: 'matter', label: text('事项', 'Matter'), kind: 'text', required: true },
      { name: 'person', label: text('当事人', 'Person'), kind: 'person' },
      ...bound.map(({ name, zh, en, element, purpose }) => ({
        name,
        label: text(zh, en),
        kind: 'text' as const,
        secretOf: 'person',
        fill: { element, from: 'person', ...(purpose === undefined ? {} : { purpose }) },
      })),
    ],
    stages: [{ id: 'open', label: text('在办', 'Open'), open: true, idle: true }],
    actions: [
      { id: 'register', word: 'register', label: text('登记', 'Register'), to: 'open', by, input: 'all' },
      {
        id: 'note',
        word: 'report',
        label: text('填报', 'Report'),
        from: ['open'],
        by,
        input: bound.map(({ name }) => name),
      },
    ],
  }
}

export const platformOf = (input: LedgerInput): ServerPlatform => ({
  id: `${input.id}s`,
  open: async () => ({ ledgers: [defineLedger(input)], routes: () => [], close: async () => undefined }),
})
