import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'identity.screen.organisation': 'Organisation',
  'identity.screen.person': 'Person',
}
