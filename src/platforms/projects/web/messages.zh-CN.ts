export const zhCN = {
  'projects.section.planning': '谋划与准入',
  'projects.section.procedures': '手续与进度',
  'projects.section.service': '服务与调度',
  'projects.section.problems': '问题与督查',
  'projects.section.figures': '投资与指标',
} as const
