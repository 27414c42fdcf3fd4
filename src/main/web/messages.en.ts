import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'signIn.title': 'Sign in',
  'signIn.headline': 'One net, many platforms',
  'signIn.text':
    'Registered, dispatched, handled, verified and struck off on one net, with evidence for every step.',
  'signIn.account': 'Account',
  'signIn.password': 'Password',
  'signIn.password.next': 'New password',
  'signIn.password.next.text': 'A new password must be set at the first sign-in.',
  'signIn.submit': 'Sign in',
  'signIn.missing.account': 'Enter the account',
  'signIn.missing.password': 'Enter the password',
  'signIn.demonstration': 'Demonstration: enter as',
  'signIn.demonstration.all': 'All {count} roles',
  'signIn.demonstration.text':
    'People, problems and some procedures of the demonstration district are invented.',
  'desk.navigation': 'Main navigation',
  'desk.navigation.open': 'Open the navigation',
  'desk.work': 'Work',
  'desk.todo': 'To do',
  'desk.ledgers': 'Ledgers',
  'desk.administration': 'Administration',
  'desk.accounts': 'Accounts',
  'desk.organisations': 'Organisations',
  'desk.identity_events': 'Trail of accounts',
  'desk.notices.unread':
    '{count, plural, =0 {No unread notices} one {# unread notice} other {# unread notices}}',
  'desk.position.switch': 'Switch position',
  'desk.password': 'Change password',
  'desk.password.current': 'Current password',
  'desk.password.text': 'Afterwards the account is signed out everywhere else.',
  'desk.password.done': 'The password has been changed',
  'desk.signOut': 'Sign out',
  'desk.skip': 'To the content',
  'desk.demonstration': 'Demonstration: people and demonstration data are invented',
  'desk.embedded': 'Trial database: a power cut may lose the latest data',
}
