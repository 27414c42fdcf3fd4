import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'registry.holds.title': 'Holds',
  'registry.holds.none': 'Nothing restricts it.',
  'registry.holds.count': '{count, plural, one {1 hold} other {# holds}}',
  'registry.holds.place': 'Place a hold',
  'registry.holds.placed': 'Placed by {who}, {at}',
  'registry.holds.lifted': 'Lifted by {who}, {at}: {reason}',
  'registry.holds.lift': 'Lift',
  'registry.holds.lift_reason': 'Why it is lifted',
  'registry.holds.kind': 'Kind',
  'registry.holds.document': 'Number of the document',
  'registry.holds.reason': 'Reason',
  'registry.screen.unseen': 'Held, not for you to see',
}
