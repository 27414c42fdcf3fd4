import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'registry.elements.title': 'Data elements',
  'registry.elements.text':
    'Who answers for each fact, on which ground it is held, how long it counts as fresh, and which forms it may fill. Collected once, used everywhere.',
  'registry.elements.code': 'Data element',
  'registry.elements.owner': 'Role that owns it',
  'registry.elements.class': 'Class',
  'registry.elements.basis': 'Legal basis',
  'registry.elements.fresh': 'Fresh for',
  'registry.elements.fresh.days': '{count, plural, one {# day} other {# days}}',
  'registry.elements.fresh.always': 'does not age',
  'registry.elements.fresh.hint': 'Days; empty: it does not age',
  'registry.elements.ledgers': 'Ledgers that it may fill',
  'registry.elements.roles': 'Roles whose forms it may fill',
  'registry.elements.all': 'all',
  'registry.elements.limits.ledgers': 'ledgers: {what}',
  'registry.elements.limits.roles': 'roles: {what}',
  'registry.elements.limits': 'May fill',
  'registry.elements.save': 'Save as a new version',
  'registry.elements.saved': 'Saved as version {version}',
  'registry.elements.history': 'Versions',
  'registry.elements.version': 'Version {version}',
  'registry.elements.program': 'as delivered',
  'registry.elements.basis.missing': 'Say the legal basis',
}
