import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'registry.duplicates.title': 'Possible duplicates',
  'registry.duplicates.text':
    'Pairs of records that may be one object, the likeliest first; only where both lie within your scope.',
  'registry.duplicates.behind': 'Some recent changes are still being compared.',
  'registry.duplicates.band': 'Likelihood',
  'registry.duplicates.any_kind': 'All kinds',
  'registry.duplicates.any_band': 'Any likelihood',
  'registry.duplicates.open_ones': 'To be decided',
  'registry.duplicates.decided': 'Found to be two',
  'registry.duplicates.state': 'State',
  'registry.duplicates.none': 'No possible duplicates to decide',
  'registry.duplicates.none_found': 'Nothing matches',
  'registry.duplicates.total': '{count, plural, one {# pair} other {# pairs}}',
  'registry.duplicates.pair': 'The two records',
  'registry.duplicates.score': 'Points',
  'registry.duplicates.reasons': 'Reasons',
  'registry.duplicates.side.left': 'A',
  'registry.duplicates.side.right': 'B',
  'registry.duplicates.distinct': 'Not the same',
  'registry.duplicates.distinct.reason': 'Note (may be left out)',
  'registry.duplicates.distinct.done': 'Remembered: they are two',
  'registry.duplicates.distinct.said': 'Found to be two on {at}. {reason}',
  'registry.duplicates.distinct.undo': 'Take it back',
  'registry.duplicates.open_object': 'Open',
  'registry.duplicates.proposals': 'Perhaps registered already',
  'registry.duplicates.proposals.text': 'Check before you register: nobody should be in the register twice.',
  'registry.duplicates.held.idNumber':
    'This identity number is held already, not for you to see; it can’t be registered again.',
  'registry.duplicates.held.creditCode':
    'This credit code is held already, not for you to see; it can’t be registered again.',
}
