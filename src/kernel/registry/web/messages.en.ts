import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'registry.screen.unseen': 'Held, not for you to see',
}
