import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'search.open': 'Search',
  'search.title': 'Search',
  'search.placeholder': 'Name, pinyin, initials or number of an entry',
  'search.results': 'Search results',
  'search.recent': 'Recent searches',
  'search.recent.clear': 'Clear',
  'search.hint':
    'Chinese, pinyin or initials, one typing error allowed. A whole identity number or phone is looked up on Enter, and the look-up goes on record.',
  'search.none': 'Nothing that you may see is called “{q}”',
  'search.none.text': 'Check the spelling, or type less of it.',
  'search.near': 'similar',
  'search.all': '{kind}: all {count}',
  'search.all.more': '{kind}: the first {count}',
  'search.all.results': 'All results',
  'search.more': 'Only the first {count} are listed: type more of the name.',
  'search.number.title': 'This is a whole identity number or phone',
  'search.number.text':
    'It is no search text and is kept neither in the address nor in the browser. Press Enter or the button to look up whose it is; the look-up goes on record.',
  'search.number.no_right':
    'It is no search text, and to look up whose it is takes the right to read the register.',
  'search.number.look': 'Look up the whole number (goes on record)',
  'search.number.none': 'Nobody that you may see is registered with this number.',
  'search.size': '{count, plural, one {# person} other {# persons}}',
  'search.born': 'born {year}',
  'search.keys': '↑↓ choose · Enter open · Esc close',
  'search.page.kind': 'Kind',
  'search.page.everything': 'All',
  'search.page.ledger': 'Ledger',
  'search.page.division': 'Division',
  'search.page.total': '{count, plural, one {# result} other {# results}}',
  'search.page.total.more': 'over {count} results',
  'search.page.empty': 'Type what to look for',
}
