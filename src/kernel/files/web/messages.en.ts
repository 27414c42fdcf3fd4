import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'files.screen.choose': 'Choose files',
  'files.screen.drop': 'or drop them here',
  'files.screen.sending': 'Sending…',
  'files.screen.remove': 'Remove',
  'files.screen.unseen': 'A file, not for you to see',
  'files.screen.look': 'Look at',
  'files.screen.place': '{at} of {count}',
  'files.screen.download': 'Download',
  'files.screen.close': 'Close',
  'files.screen.pixels': 'Actual size',
  'files.screen.previous': 'Previous',
  'files.screen.next': 'Next',
}
