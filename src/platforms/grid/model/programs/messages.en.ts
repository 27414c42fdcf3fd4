import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'programs.title': 'Programs',
  'programs.text': 'Programs of others report (Open311) or hand over hotline orders by a key.',
  'programs.none': 'No key has been issued yet.',
  'programs.name': 'Name',
  'programs.contact': 'Who answers for it',
  'programs.uses': 'May',
  'programs.use.open311': 'report by Open311',
  'programs.use.hotline': 'carry hotline orders',
  'programs.divisionCode': 'Place',
  'programs.perDay': 'A day',
  'programs.publishes': 'Reports are shown to the public at once',
  'programs.today': 'Today',
  'programs.state': 'State',
  'programs.active': 'valid, ends with {hint}',
  'programs.revoked': 'revoked by {name}',
  'programs.issue': 'Issue a key',
  'programs.key': 'The key is shown this once; give it to who answers for the program:',
  'programs.revoke': 'Revoke',
  'programs.revoke.sure': 'The program can report nothing from then on. Revoke?',
}
