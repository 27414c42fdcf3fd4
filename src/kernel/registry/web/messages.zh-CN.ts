export const zhCN = {
  'registry.holds.title': '限制',
  'registry.holds.none': '没有限制。',
  'registry.holds.count': '{count} 项限制',
  'registry.holds.place': '设定限制',
  'registry.holds.placed': '{who} 于 {at} 设定',
  'registry.holds.lifted': '{who} 于 {at} 解除：{reason}',
  'registry.holds.lift': '解除',
  'registry.holds.lift_reason': '解除理由',
  'registry.holds.kind': '种类',
  'registry.holds.document': '依据文书号',
  'registry.holds.reason': '事由',
  'registry.screen.unseen': '已有记录，您无权查看',
} as const
