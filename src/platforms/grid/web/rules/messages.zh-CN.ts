export const zhCN = {
  'grid.rules.title': '规则',
  'grid.rules.text': '由数据规定的规则：在草稿上改，说明理由后发布；各版本都保留。',
  'grid.rules.hotline': '热线工单',
  'grid.rules.about.hotline': '新收的工单按发布的版本计时；在办工单的时限不变。已发布过的类别只能停用。',
  'grid.rules.portal': '公众端',
  'grid.rules.about.portal':
    '在“直接办理”的次数内无须验证，其后须经验证，到了上限就谢绝；再继续的，限制使用一段时间。重办期限在事项分类目录里。',
  'grid.rules.class.add': '增加类别',
  'grid.rules.class.remove': '去掉',
  'grid.rules.class.new': '新类别',
  'grid.rules.name.zh-CN': '中文名称',
  'grid.rules.name.en': '英文名称',
  'grid.rules.code.hint': '英文小写字母、数字和下划线；发布后不再改动。',
} as const
