export const zhCN = {
  'grid.platform': '网格',
} as const
