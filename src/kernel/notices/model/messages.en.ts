import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'notices.task_opened': 'To do: {title} ({no}){hasDue, select, yes {, due by {due}} other {}}',
  'notices.tasks_opened': '{count} new to-dos in the ledger “{ledger}”',
  'notices.reminded': 'Reminder: {title} ({no}) is waiting to be handled',
  'notices.supervised': 'Under supervision: {title} ({no}) is due and not completed',
  'notices.circulated': 'Circulated: {title} ({no}) is overdue and still not completed',
  'notices.entry_closed': 'Closed: {title} ({no})',
  'notices.entry_answered': 'Answered: {title} ({no})',
  'notices.change_requested': 'A change of the register is asked for and waits to be decided',
  'notices.change_approved': 'A change of the register that you asked for was approved',
  'notices.change_refused': 'A change of the register that you asked for was refused',
  'notices.entry_voided': 'Voided: {title} ({no})',
  'notices.digest':
    'Summary: {unread, plural, one {# unread notice} other {# unread notices}}, {urgent} urgent, {important} important',
  'error.notices.quiet_without_hours': 'Say from when to when.',
}
