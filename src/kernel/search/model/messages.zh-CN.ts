export const zhCN = {
  'search.kind.person': '人',
  'search.kind.household': '户',
  'search.kind.enterprise': '企业',
  'search.kind.place': '地点',
  'search.kind.entry': '条目',
  'search.kind.organisation': '单位',
  'search.kind.division': '行政区划',
} as const
