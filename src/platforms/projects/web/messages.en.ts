import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'projects.section.planning': 'Planning and entry',
  'projects.section.procedures': 'Procedures',
  'projects.section.service': 'Stewards and meetings',
  'projects.section.problems': 'Problems and checks',
  'projects.section.figures': 'Investment and figures',
}
