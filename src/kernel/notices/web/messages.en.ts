import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'notices.screen.title': 'Notices',
  'notices.screen.all': 'All',
  'notices.screen.unread': 'Unread',
  'notices.screen.read_all': 'Mark all as read',
  'notices.screen.empty': 'No notices',
  'notices.screen.empty.unread': 'No unread notices',
  'notices.screen.is_unread': 'Unread',
  'notices.screen.urgent': 'Urgent',
}
