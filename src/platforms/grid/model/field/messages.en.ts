import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.grid.patrol_ahead': 'The patrol lies in the future: check the phone’s clock',
}
