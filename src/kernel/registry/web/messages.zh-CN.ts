export const zhCN = {
  'registry.screen.unseen': '已有记录，您无权查看',
} as const
