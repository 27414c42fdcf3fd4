import { begin, leaseState, live, trustedTime } from '../../model/lease-clock.ts'
import type { LeaseAnswer } from '../../model/snapshot.ts'
import type { Unlocked } from '../../model/field-door.ts'
import { random, toBytes, utf8 } from '../crypto/bytes.ts'
import type { Closed, Row, Tables, VaultRow } from './tables.ts'

/** OWASP's figure for PBKDF2 with SHA-256 (2023): half a second on a cheap phone. */
const pinRounds = 600_000

const aes = { name: 'AES-GCM', length: 256 } as const

/**
 * The encrypted store of one account on this phone. The data key stands under a key that is made of the PIN and of the
 * server's half; the half is there only while the lease holds.
 */
export class Vault {
  row: VaultRow
  readonly #tables: Tables
  #key: CryptoKey | null = null
  #livedAt = performance.now()

  constructor(tables: Tables, row: VaultRow) {
    this.#tables = tables
    this.row = row
  }

  static async find(tables: Tables, accountId: number): Promise<Vault | undefined> {
    const row = await tables.vaults.get(accountId)
    return row && new Vault(tables, row)
  }

  /** A new store, open; one that was there before for the account is taken away. */
  static async create(
    tables: Tables,
    made: { pin: string; deviceId: string; lease: LeaseAnswer; rounds?: number },
  ): Promise<Vault> {
    const { pin, deviceId, lease, rounds = pinRounds } = made
    const salt = random(16)
    const half = await importHalf(lease.half)
    const raw = random(32)
    const { accountId } = lease.worker
    const wrapped = await close(await keyOf(pin, salt, rounds, half), raw, `vault/${accountId}/${deviceId}`)
    const row: VaultRow = {
      accountId,
      worker: lease.worker,
      deviceId,
      salt,
      rounds,
      wrapped,
      half,
      lease: { id: lease.leaseId, until: lease.until },
      clock: clockOf(lease),
      tries: 0,
      triesMax: lease.pinTries,
      sealTo: lease.sealing,
      lastSyncAt: null,
    }
    const vault = new Vault(tables, row)
    vault.#key = await crypto.subtle.importKey('raw', raw, aes, false, ['encrypt', 'decrypt'])
    raw.fill(0)
    await tables.transaction('rw', tables.vaults, tables.rows, async () => {
      await tables.rows.where('[accountId+key]').between([accountId, ''], [accountId, '\uffff']).delete()
      await tables.vaults.put(row)
    })
    return vault
  }

  get isOpen(): boolean {
    return this.#key !== null
  }

  get state(): 'open' | 'locked' | 'lapsed' | 'destroyed' {
    const { wrapped, half, clock } = this.row
    if (wrapped === null) return 'destroyed'
    if (half === null || clock === null || leaseState(clock, Date.now()) !== 'holds') return 'lapsed'
    return this.#key ? 'open' : 'locked'
  }

  now(): Date {
    const { clock } = this.row
    return new Date(clock ? trustedTime(clock, Date.now()) : Date.now())
  }

  async unlock(pin: string): Promise<Unlocked> {
    return this.#tryPin(pin, async (raw) => {
      this.#key = await crypto.subtle.importKey('raw', raw, aes, false, ['encrypt', 'decrypt'])
    })
  }

  /** Another PIN for the same store: the same key, wrapped anew. A wrong one counts like any other. */
  async changePin(pin: string, next: string): Promise<Unlocked> {
    return this.#tryPin(pin, async (raw, half) => {
      const { rounds, accountId, deviceId } = this.row
      const salt = random(16)
      const wrapped = await close(
        await keyOf(next, salt, rounds, half),
        raw,
        `vault/${accountId}/${deviceId}`,
      )
      await this.#change({ salt, wrapped })
    })
  }

  /** Each attempt counts before it is made, so that ending the program in between wins none. */
  async #tryPin(
    pin: string,
    onOpened: (raw: Uint8Array<ArrayBuffer>, half: CryptoKey) => Promise<void>,
  ): Promise<Unlocked> {
    await this.live()
    if (this.state === 'destroyed') return 'destroyed'
    if (this.state === 'lapsed') return 'lapsed'
    const left = await this.#countTry()
    const { half, wrapped, salt, rounds, accountId, deviceId } = this.row
    if (wrapped === null) return 'destroyed'
    if (half === null) return 'lapsed'
    if (left < 0) {
      await this.destroy()
      return 'destroyed'
    }
    const key = await keyOf(pin, salt, rounds, half)
    const raw = await open(key, wrapped, `vault/${accountId}/${deviceId}`).catch(() => null)
    if (raw !== null) {
      await onOpened(raw, half)
      raw.fill(0)
      await this.#change({ tries: 0 })
      return 'open'
    }
    if (left > 0) return 'wrong_pin'
    await this.destroy()
    return 'destroyed'
  }

  /** In one transaction, so that two pages don't share one count. */
  async #countTry(): Promise<number> {
    const { vaults } = this.#tables
    return this.#tables.transaction('rw', vaults, async () => {
      const stored = (await vaults.get(this.row.accountId)) ?? this.row
      this.row = { ...stored, tries: stored.tries + 1 }
      await vaults.update(stored.accountId, { tries: stored.tries + 1 })
      return this.row.triesMax - this.row.tries
    })
  }

  lock(): void {
    this.#key = null
  }

  /** Takes key and content away for good. What is sealed stays. */
  async destroy(): Promise<void> {
    this.#key = null
    const { accountId } = this.row
    this.row = { ...this.row, wrapped: null, half: null, lease: null, clock: null }
    await this.#tables.transaction('rw', this.#tables.vaults, this.#tables.rows, async () => {
      await this.#tables.vaults.put(this.row)
      await this.#tables.rows
        .where('[accountId+key]')
        .between([accountId, ''], [accountId, '\uffff'])
        .delete()
    })
  }

  async renew(lease: LeaseAnswer): Promise<void> {
    const half = await importHalf(lease.half)
    await this.#change({
      half,
      lease: { id: lease.leaseId, until: lease.until },
      clock: clockOf(lease),
      triesMax: lease.pinTries,
      sealTo: lease.sealing,
      worker: lease.worker,
    })
    this.#livedAt = performance.now()
  }

  noteSync(at: string): Promise<void> {
    return this.#change({ lastSyncAt: at })
  }

  /** Notes that time has passed; at the lease's end the half leaves the phone and the store closes. */
  async live(): Promise<void> {
    const { clock } = this.row
    if (!clock) return
    const elapsed = performance.now() - this.#livedAt
    this.#livedAt = performance.now()
    const now = live(clock, Date.now(), elapsed)
    const state = leaseState(now, Date.now())
    if (state !== 'holds') this.lock()
    if (state === 'over') await this.#change({ clock: now, half: null })
    else if (now !== clock) await this.#change({ clock: now })
  }

  async #change(change: Partial<VaultRow>): Promise<void> {
    this.row = { ...this.row, ...change }
    // What another page changed meanwhile stays as it is.
    await this.#tables.vaults.update(this.row.accountId, change)
  }

  /** Encrypted for its place, ready to be written within a transaction. */
  async close(key: string, value: Uint8Array<ArrayBuffer>): Promise<Row> {
    const { accountId } = this.row
    return { accountId, key, ...(await close(this.#opened(), value, `row/${accountId}/${key}`)) }
  }

  closeJson(key: string, value: unknown): Promise<Row> {
    return this.close(key, utf8(JSON.stringify(value)))
  }

  async openRow(row: Row): Promise<Uint8Array<ArrayBuffer>> {
    return open(this.#opened(), row, `row/${row.accountId}/${row.key}`)
  }

  async get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const row = await this.#tables.rows.get([this.row.accountId, key])
    return row && this.openRow(row)
  }

  async getJson(key: string): Promise<unknown> {
    const bytes = await this.get(key)
    return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as unknown)
  }

  /** Everything whose key begins so. */
  async allJson(prefix: string): Promise<[string, unknown][]> {
    const { accountId } = this.row
    const rows = await this.#tables.rows
      .where('[accountId+key]')
      .between([accountId, prefix], [accountId, `${prefix}\uffff`])
      .toArray()
    return Promise.all(
      rows.map(async (row): Promise<[string, unknown]> => {
        const bytes = await this.openRow(row)
        return [row.key.slice(prefix.length), JSON.parse(new TextDecoder().decode(bytes)) as unknown]
      }),
    )
  }

  #opened(): CryptoKey {
    if (!this.#key) throw new Error('the store is locked')
    return this.#key
  }
}

function clockOf({ from, until, serverTime }: LeaseAnswer) {
  const [begins, ends, time] = [from, until, serverTime].map((text) => Date.parse(text))
  return begin({ from: begins ?? 0, until: ends ?? 0, serverTime: time ?? 0 }, Date.now())
}

/** As a key that no script can read out again. */
function importHalf(half: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', toBytes(half), 'HKDF', false, ['deriveKey'])
}

/** Of both: without the server's half no guess of the PIN can be tried, and without the PIN the half opens nothing. */
async function keyOf(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
  half: CryptoKey,
): Promise<CryptoKey> {
  const { subtle } = crypto
  const typed = await subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits'])
  const bits = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    typed,
    256,
  )
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: bits, info: utf8('yiwang/vault/1') }
  return subtle.deriveKey(hkdf, half, aes, false, ['encrypt', 'decrypt'])
}

async function close(key: CryptoKey, value: Uint8Array<ArrayBuffer>, place: string): Promise<Closed> {
  const iv = random(12)
  const data = await crypto.subtle.encrypt({ name: aes.name, iv, additionalData: utf8(place) }, key, value)
  return { iv, data }
}

async function open(key: CryptoKey, { iv, data }: Closed, place: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: aes.name, iv, additionalData: utf8(place) }, key, data),
  )
}
