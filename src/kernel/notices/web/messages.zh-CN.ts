export const zhCN = {
  'notices.screen.title': '消息',
  'notices.screen.all': '全部',
  'notices.screen.unread': '未读',
  'notices.screen.read_all': '全部标为已读',
  'notices.screen.empty': '没有消息',
  'notices.screen.empty.unread': '没有未读消息',
  'notices.screen.is_unread': '未读',
  'notices.screen.urgent': '紧急',
} as const
