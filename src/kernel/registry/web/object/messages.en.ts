import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'registry.object.whole': 'See everything on it',
  'registry.object.printed':
    'Printed by {who}, {at}; it holds what they may see, identity numbers and phones masked.',
  'registry.object.households': 'Households',
  'registry.object.households.none': 'Belongs to no household',
  'registry.object.from_to': '{from} to {to}',
  'registry.object.died': 'Died on {on}',
  'registry.object.entries': 'In the ledgers',
  'registry.object.looks': 'Who looked at a whole number',
  'registry.object.looks.none': 'Nobody has looked yet',
  'registry.object.changes': 'Change log',
  'registry.object.changes.none': 'No changes on record (what was imported has its source)',
  'registry.object.registered': 'Registered',
  'registry.object.changed': 'Changed',
  'registry.object.on_request': 'on a request',
  'registry.object.members': 'the members changed',
  'registry.object.whole_sheet': 'Sheet with whole numbers',
  'registry.object.whole_sheet.text':
    'A sheet usually bears masked numbers only. With whole ones it needs a purpose; looking and exporting go on record.',
}
