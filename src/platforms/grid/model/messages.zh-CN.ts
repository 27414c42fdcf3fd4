export const zhCN = {
  'grid.platform': '网格',
  'grid.section.people': '人员与走访',
  'grid.section.channels': '诉求渠道',
  'grid.section.rules': '目录与规则',
} as const
