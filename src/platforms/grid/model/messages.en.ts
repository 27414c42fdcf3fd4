import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'grid.platform': 'Grid',
  'grid.section.people': 'People and visits',
  'grid.section.channels': 'Ways in',
  'grid.section.rules': 'Catalogue',
}
