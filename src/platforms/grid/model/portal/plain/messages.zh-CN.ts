export const zhCN = {
  'portal.kind.rubbish': '垃圾、污水、异味',
  'portal.kind.road': '路面、井盖、路灯、公交',
  'portal.kind.supply': '供暖、水、电、燃气',
  'portal.kind.home': '小区、楼道、电梯',
  'portal.kind.street': '占道、乱停车、招牌',
  'portal.kind.noise': '噪声',
  'portal.kind.building_site': '工地',
  'portal.kind.green': '树木、绿地、河岸',
  'portal.kind.danger': '危险、隐患',
  'portal.kind.help': '需要帮助：看病、低保、上学、欠薪',
  'portal.kind.dispute': '纠纷',
  'portal.kind.idea': '建议',
} as const
