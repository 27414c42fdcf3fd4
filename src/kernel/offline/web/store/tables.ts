import { Dexie, type Table } from 'dexie'
import type { LeaseClock } from '../../model/lease-clock.ts'
import type { Envelope } from '../../model/protocol.ts'
import type { FieldSession } from '../../model/field-door.ts'
import type { SealTo } from '../crypto/seal.ts'

export type Closed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

/** What is known of an account's store without its PIN. */
export type VaultRow = {
  accountId: number
  worker: NonNullable<FieldSession['worker']>
  deviceId: string
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  /** The key of all that is stored, under PIN and the server's half; null when it was destroyed. */
  wrapped: Closed | null
  /** The server's half, which no script can read; there only while the lease holds. */
  half: CryptoKey | null
  lease: { id: string; until: string } | null
  clock: LeaseClock | null
  /** Wrong PINs since the last right one: counted before each is tried. */
  tries: number
  triesMax: number
  sealTo: SealTo
  lastSyncAt: string | null
}

/** An encrypted value; what it is bound to is its place. */
export type Row = { accountId: number; key: string } & Closed

/** An item that only the server can open. It outlives the store. */
export type SealedRow = { clientKey: string; accountId: number; no: number; envelope: Envelope }
export type SealedPartRow = { clientKey: string; photo: number; part: number; envelope: Envelope }

/** Which account's store the phone shows when nobody can be asked. */
export type CurrentRow = { id: 'current'; accountId: number }

export class Tables extends Dexie {
  declare readonly vaults: Table<VaultRow, number>
  declare readonly rows: Table<Row, [number, string]>
  declare readonly sealed: Table<SealedRow, string>
  declare readonly parts: Table<SealedPartRow, [string, number, number]>
  declare readonly current: Table<CurrentRow, string>

  constructor(name = 'yiwang-offline', options: ConstructorParameters<typeof Dexie>[1] = {}) {
    super(name, options)
    this.version(1).stores({
      vaults: 'accountId',
      rows: '[accountId+key]',
      sealed: 'clientKey, accountId',
      parts: '[clientKey+photo+part]',
      current: 'id',
    })
  }
}
