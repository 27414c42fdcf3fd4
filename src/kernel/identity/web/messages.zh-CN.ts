export const zhCN = {
  'identity.screen.organisation': '所在单位',
  'identity.screen.person': '人员',
} as const
