import type { FieldSession } from '../../model/field-door.ts'

/** Until the phone's tables were read. */
export const unknownSession: FieldSession = {
  state: 'loading',
  worker: null,
  leaseUntil: null,
  triesLeft: 0,
  online: true,
  syncing: false,
  lastSyncAt: null,
  trouble: null,
  unsent: 0,
  conflicts: 0,
  sealed: 0,
  cut: [],
}
