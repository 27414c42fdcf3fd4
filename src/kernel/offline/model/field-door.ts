import type { EntryAnswer, LedgerAnswer, TaskRow } from '#kernel/ledgers/model'
import type { Settlement } from './protocol.ts'
import type { CarriedCell, CarriedHousehold, CarriedPerson, CarriedPlace } from './snapshot.ts'

/**
 * What the screens of the field are built on: the web door gives each of these, and needs no line for any of them but
 * where it says so.
 *
 * - `absent`: nothing of this account is on this phone; `setUp` with a line.
 * - `locked`: `unlock` with the PIN.
 * - `lapsed`: the lease is over, or the clock was set back: a contact (`syncNow`) gives a new one, then `unlock`.
 * - `destroyed`: too many wrong PINs, or revoked; what was unsent is still there, sealed. `setUp` again with a line.
 * - `open`: everything below answers.
 */
export type FieldState = 'loading' | 'absent' | 'locked' | 'lapsed' | 'destroyed' | 'open'

export type FieldSession = {
  state: FieldState
  /** Whose store it is; null where it is nobody's. */
  worker: { accountId: number; positionId: number; name: string } | null
  leaseUntil: string | null
  /** Wrong PINs that are left. */
  triesLeft: number
  /** Whether the last attempt to reach the server came through. */
  online: boolean
  syncing: boolean
  lastSyncAt: string | null
  /** Why the last sync stopped: a problem's code, `sign_in` where the session has ended; null where all went. */
  trouble: string | null
  unsent: number
  conflicts: number
  /** Sealed items on this phone that are not in the open store: of another account, or of a store that was destroyed. */
  sealed: number
  /** Kinds of which there was more than the phone carries. */
  cut: readonly string[]
}

/** `unsent`: how many of the phone's own actions on the task's entry have not arrived. */
export type OfflineTask = TaskRow & { unsent: number }

export type OfflineEntry = {
  entry: EntryAnswer
  definition: LedgerAnswer | undefined
  unsent: readonly UnsentItem[]
}

/** One of the phone's own actions on its way. */
export type UnsentItem = {
  clientKey: string
  ledger: string
  /** Null where the entry was registered on the phone; then `after` is the registration's client key. */
  entryId: string | null
  after: string | null
  action: string
  input: Readonly<Record<string, unknown>>
  effectiveAt: string
  photos: readonly { field: string; name: string; size: number; sent: number; blob: () => Promise<Blob> }[]
  /** `conflict`: waits for a person. */
  state: 'waiting' | 'sending' | 'conflict'
}

/** An action that could not be done as it was meant, beside the entry as it stands now. */
export type Conflict = UnsentItem & {
  code: string
  reason: string
  /** Null where it is gone from sight. */
  entry: EntryAnswer | null
  /** Which settlements can be asked for now. */
  can: readonly Settlement['how'][]
}

export type QueuedAction = {
  ledger: string
  action: string
  input: Readonly<Record<string, unknown>>
  /** Now by the phone's trusted time unless told. */
  effectiveAt?: string
  /** Each goes into the field of kind `files` that is named. */
  photos?: readonly { field: string; name: string; blob: Blob }[]
} & (
  | { entryId: string }
  /** An entry that the phone itself registered and that has not arrived: the registration's client key. */
  | { after: string }
  /** A registration: where the entry lies, and what it came of. */
  | { divisionCode: string; of?: { field: string; after: string } }
  /** No entry's: `action` is the name by which the server knows what is told. */
  | { tells: true }
)

/** What comes of a registration in the same step: an entry that names it in the field `names`. */
export type RaisedAction = Pick<QueuedAction, 'ledger' | 'action' | 'input' | 'photos'> & {
  divisionCode: string
  names: string
}

export type Unlocked = 'open' | 'wrong_pin' | 'lapsed' | 'destroyed'

/** Names and signatures of the web door. */
export type FieldDoor = {
  useFieldSession: () => FieldSession
  /** Needs a line: makes this phone known, takes a lease and loads what it may carry. @throws ApiError */
  setUp: (pin: string, deviceName: string) => Promise<void>
  unlock: (pin: string) => Promise<Unlocked>
  /** Another PIN for what is open, without a line too; `open` where it was changed. A wrong one counts as a try. */
  changePin: (pin: string, next: string) => Promise<Unlocked>
  /** Forgets what is open; signing out calls it too. */
  lock: () => void
  /** Sends what is unsent, then asks for what has changed; never throws, `useFieldSession` tells how it went. */
  syncNow: () => Promise<void>
  /** Takes the store away from the phone; what is unsent stays, sealed. */
  wipe: () => Promise<void>

  useOfflineTasks: () => readonly OfflineTask[]
  useOfflineEntry: (id: string) => OfflineEntry | undefined
  useOfflineLedgers: () => readonly LedgerAnswer[]
  useOfflineLedger: (id: string) => LedgerAnswer | undefined
  useOfflinePersons: () => readonly CarriedPerson[]
  useOfflineHouseholds: () => readonly CarriedHousehold[]
  useOfflinePlaces: () => readonly CarriedPlace[]
  useOfflineCells: () => readonly CarriedCell[]
  /** What a platform lets phones carry, by its name; undefined where it is not there. */
  useOfflineReference: (name: string) => unknown

  /** Keeps something of the screens' own, encrypted with the rest; gone with the store. */
  keep: (name: string, value: unknown) => Promise<void>
  readKept: (name: string) => Promise<unknown>

  useUnsent: () => readonly UnsentItem[]
  useConflicts: () => readonly Conflict[]
  /**
   * Signs it, keeps it with a sealed copy, and sends it when there is a line. What it raises is kept with it or not at
   * all, with the same effective time and a key of its own. Answers its client key.
   */
  queueAction: (action: QueuedAction, ...raised: readonly RaisedAction[]) => Promise<string>
  /** Signs, keeps and sends something that is no entry's in the same way, by the name of who takes it. */
  tell: (name: string, input: Readonly<Record<string, unknown>>) => Promise<string>
  /** What is asked to be kept before the store is taken away, while it is open. Answers how to be asked no more. */
  beforeWipe: (keep: () => Promise<void>) => () => void
  /** Needs a line. @throws ApiError */
  settleConflict: (clientKey: string, settlement: Settlement) => Promise<void>
}
