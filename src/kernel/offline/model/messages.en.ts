import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.offline.device_revoked': 'This phone was taken out of use and works no more without a line.',
  'error.offline.key_reused': 'Another item came under the same key.',
  'error.offline.forged': 'The item’s signature is wrong.',
  'error.offline.bad_item': 'The item can’t be read.',
  'error.offline.bad_photo': 'The photo is not the one that the item tells of.',
  'error.offline.too_many_parts': 'Too many photos wait; please send later.',
  'error.offline.future': 'The time may not be later than now.',
  'error.offline.revoked_since': 'The phone had been reported lost by then.',
  'error.offline.lease_ended': 'The lease had ended by then.',
  'error.offline.position_ended': 'The position was not held any more by then.',
  'error.offline.earlier_undone': 'The step that it follows was not done.',
  'error.offline.locked': 'What the phone carries is not open; enter the PIN first.',
  'error.offline.short_pin': 'The PIN needs six characters.',
  'error.offline.unknown_entry': 'The phone doesn’t carry this entry.',
  'error.offline.too_many_photos': 'At most {count} photos at once.',
  'error.offline.photo_too_large': 'Each photo must have content and at most {mb} MB.',
  'error.offline.no_entry': 'There is no entry to go on with.',
  'error.offline.no_comment': 'This ledger takes no comments.',
}
