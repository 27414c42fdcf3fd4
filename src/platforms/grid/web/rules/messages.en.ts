import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'grid.rules.title': 'Rules',
  'grid.rules.text':
    'Rules that are data: changed in a draft, published with a reason; every version is kept.',
  'grid.rules.hotline': 'Hotline orders',
  'grid.rules.about.hotline':
    'New orders are timed by the version that is published; the limits of running orders stay. A class that was published can only be retired.',
  'grid.rules.portal': 'Portal',
  'grid.rules.about.portal':
    'Up to one number freely, up to another with a proof, beyond it refused; who goes on is blocked for a while. For how long a matter may be reopened stands in the catalogue.',
  'grid.rules.class.add': 'Add a class',
  'grid.rules.class.remove': 'Remove',
  'grid.rules.class.new': 'New class',
  'grid.rules.name.zh-CN': 'Chinese name',
  'grid.rules.name.en': 'English name',
  'grid.rules.code.hint': 'Small letters, digits and underscores; it stays once it is published.',
}
