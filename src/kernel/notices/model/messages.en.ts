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
  'notices.out.task_opened': 'Yiwang: A new to-do{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.tasks_opened':
    'Yiwang: Several new to-dos{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.reminded':
    'Yiwang: Reminder: please handle it{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.supervised':
    'Yiwang: Under supervision: due and not completed{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.circulated':
    'Yiwang: Circulated: overdue and not completed{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.entry_closed': 'Yiwang: Closed{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.entry_answered': 'Yiwang: Answered{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.entry_voided': 'Yiwang: Voided{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.change_requested':
    'Yiwang: A change of the register waits for your decision{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.change_approved':
    'Yiwang: Your change of the register was approved{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.change_refused':
    'Yiwang: Your change of the register was refused{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.digest':
    'Yiwang: Summary of unread notices{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'notices.out.code': 'Yiwang: {code} is your code, good for {minutes} minutes. Tell it to nobody.',
  'notices.out.trial': 'Yiwang: A trial message{hasNo, select, yes { ({no})} other {}}. Sign in to see it.',
  'error.notices.bad_contact': 'Give a phone number or an account name of letters, digits and _ . @ + -.',
  'error.notices.bad_address': 'Give an http or https address without user name and password.',
  'error.notices.address_refused':
    '{host} stands for this machine or an inner network and is not among the addresses that were named.',
  'error.notices.adapter_off': 'This channel is switched off; nothing leaves by it.',
  'error.notices.no_contact': 'Say in the settings of notices first how you can be reached.',
  'error.notices.text_empty': 'Write the text.',
  'error.notices.text_placeholder':
    'The place of the number (no in braces) is the only one there is; no other braces may stand here.',
  'error.notices.text_number': 'A text that goes outside can’t hold a long number.',
  'error.notices.text_changed': 'Somebody changed this text meanwhile: load it again.',
}
