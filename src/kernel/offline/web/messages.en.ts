import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'offline.devices.title': 'Phones without a line',
  'offline.devices.what':
    'Phones that can work without a line. Each contact gives a lease of {hours} hours; after its end, or when it is revoked, what the phone carries can’t be opened, and what was not sent can still be brought in.',
  'offline.devices.none': 'No phone is known yet.',
  'offline.devices.name': 'Phone',
  'offline.devices.account': 'Used by',
  'offline.devices.contact': 'Last contact',
  'offline.devices.lease': 'Lease until',
  'offline.devices.items': 'Done offline',
  'offline.devices.conflicts': 'Open conflicts',
  'offline.devices.state': 'State',
  'offline.devices.revoke': 'Revoke',
  'offline.devices.revoked': 'Revoked',
  'offline.devices.revoke_title': 'Revoke “{name}”',
  'offline.devices.revoke_what':
    'This can’t be undone: at its next contact the phone clears what it carries, and after the lease nothing opens it. What was done on it after the time given does not count by itself; it waits for its maker.',
  'offline.devices.since': 'Counts no more from (now, if empty)',
  'offline.devices.reason': 'Reason',
  'offline.devices.cancel': 'Cancel',
}
