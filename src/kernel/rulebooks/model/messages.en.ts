import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'rulebooks.place': 'no. {no}',
  'rulebooks.nothing': 'none',
  'rulebooks.yes': 'yes',
  'rulebooks.no': 'no',
  'rulebooks.between': ', ',
  'rulebooks.colon': ': ',
  'rulebooks.semicolon': '; ',
  'error.rulebooks.faulty':
    '{count, plural, one {One thing} other {# things}} in the draft must be put right.',
  'error.rulebooks.no_draft': 'There is no draft to publish.',
  'error.rulebooks.same': 'The draft says what the version in force says: there is nothing to publish.',
  'error.rulebooks.changed_meanwhile':
    'Another version was published meanwhile. Look at what the draft changes again, then publish.',
  'error.rulebooks.draft_changed':
    'Somebody changed the draft meanwhile. Load the newest draft and make your changes there.',
  'error.rulebooks.key_reused': 'This request key was used to publish something else. Submit again.',
  'error.rulebooks.unreadable_version':
    'This program cannot read version {version} of the rule “{book}”: {reason}',
}
