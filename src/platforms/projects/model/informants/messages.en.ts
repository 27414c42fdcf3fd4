import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'projects.problem.field.informant': 'Reported by',
  'projects.problem.field.informantPhone': 'Phone of who reported it',
}
