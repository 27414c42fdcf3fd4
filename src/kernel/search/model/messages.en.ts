import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'search.kind.person': 'Persons',
  'search.kind.household': 'Households',
  'search.kind.enterprise': 'Enterprises',
  'search.kind.place': 'Places',
  'search.kind.entry': 'Entries',
  'search.kind.organisation': 'Organisations',
  'search.kind.division': 'Divisions',
}
