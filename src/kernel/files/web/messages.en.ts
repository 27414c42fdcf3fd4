import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'files.screen.choose': 'Choose files',
  'files.screen.drop': 'or drop them here',
  'files.screen.sending': 'Sending…',
  'files.screen.remove': 'Remove',
  'files.screen.unseen': 'A file, not for you to see',
}
