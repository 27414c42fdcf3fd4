import { AppError } from '#kernel/errors/model'
import type {
  FieldSession,
  FieldState,
  QueuedAction,
  RaisedAction,
  Unlocked,
} from '../../model/field-door.ts'
import type { ItemResult, Settlement } from '../../model/protocol.ts'
import type { Carried, LeaseAnswer } from '../../model/snapshot.ts'
import { newPhoneKey } from '../crypto/seal.ts'
import type { Tables } from '../store/tables.ts'
import { Vault } from '../store/vault.ts'
import { type Line, troubleOf } from './line.ts'
import { makeItems } from './make-item.ts'
import { OpenStore } from './opened.ts'
import { bringAllSealed, pull, push } from './sync.ts'
import { unknownSession } from './unknown-session.ts'

type Options = {
  tables: Tables
  line: Line
  /** Rounds of the PIN's derivation, where a test has no time. */
  rounds?: number
  /** Retries by itself; off where a test says when. */
  retries?: boolean
}

const retryMs = [5_000, 15_000, 60_000, 300_000]
const freshMs = 60_000

/** One phone: whose store it shows, whether it is open, and the way to the server. Screens read `session` and `store`. */
export class FieldPhone {
  readonly #options: Options
  readonly #listeners = new Set<() => void>()
  readonly #keepers = new Set<() => Promise<void>>()
  #vault: Vault | undefined
  #store: OpenStore | null = null
  #session: FieldSession = unknownSession
  #syncing: Promise<void> | null = null
  #writing: Promise<unknown> = Promise.resolve()
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #stop = new AbortController()
  readonly #ready: Promise<void>

  constructor(options: Options) {
    this.#options = options
    this.#ready = this.#begin()
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
  readonly session = () => this.#session
  /** What is open, a new object with every change; null while nothing is. */
  readonly store = () => this.#shown
  #shown: { store: OpenStore } | null = null

  async #begin(): Promise<void> {
    const { tables } = this.#options
    const current = await tables.current.get('current')
    this.#vault = current && (await Vault.find(tables, current.accountId))
    await this.#vault?.live()
    await this.#tell()
  }

  /** Ends what runs by itself. */
  close(): void {
    this.#stop.abort()
    clearTimeout(this.#timer)
    this.#listeners.clear()
  }

  async #tell(change: Partial<FieldSession> = {}): Promise<void> {
    const { row } = this.#vault ?? {}
    const store = this.#vault?.isOpen ? this.#store : null
    const own = new Set(store?.queue.map(({ clientKey }) => clientKey))
    const sealed = (await this.#options.tables.sealed.toCollection().primaryKeys()).filter(
      (key) => !own.has(key),
    )
    const conflicts = new Set([
      ...(store?.queue.filter(({ conflict }) => conflict !== null) ?? []).map(({ clientKey }) => clientKey),
      ...(store?.kept ?? []).map(({ conflict }) => conflict.clientKey),
    ])
    this.#session = {
      ...this.#session,
      state: this.#stateNow(),
      worker: row?.worker ?? null,
      leaseUntil: row?.lease?.until ?? null,
      triesLeft: row ? row.triesMax - row.tries : 0,
      lastSyncAt: row?.lastSyncAt ?? null,
      unsent: store?.queue.filter(({ conflict }) => conflict === null).length ?? 0,
      conflicts: conflicts.size,
      sealed: sealed.length,
      cut: store?.carrying.cut ?? [],
      ...change,
    }
    this.#shown = store && { store }
    for (const listener of this.#listeners) listener()
  }

  #stateNow(): FieldState {
    return this.#vault ? this.#vault.state : 'absent'
  }

  /** Makes this phone known for who is signed in, under a PIN. */
  async setUp(pin: string, deviceName: string): Promise<void> {
    await this.#ready
    const { line, tables, rounds } = this.#options
    refuseShort(pin)
    const key = await newPhoneKey()
    const device = await line.post<{ id: string }>(
      '/api/offline/devices',
      { name: deviceName, publicKey: key.publicKey },
      crypto.randomUUID(),
    )
    const lease = await line.post<LeaseAnswer>(`/api/offline/devices/${device.id}/leases`)
    const made = { pin, deviceId: device.id, lease, ...(rounds === undefined ? {} : { rounds }) }
    this.#vault?.lock()
    this.#vault = await Vault.create(tables, made)
    this.#store = await OpenStore.begin(tables, this.#vault, key)
    await tables.current.put({ id: 'current', accountId: lease.worker.accountId })
    await this.#tell({ online: true, trouble: null })
    await this.syncNow()
  }

  async unlock(pin: string): Promise<Unlocked> {
    await this.#ready
    if (!this.#vault) return 'lapsed'
    const outcome = await this.#vault.unlock(pin)
    if (outcome === 'open') this.#store = await OpenStore.read(this.#options.tables, this.#vault)
    await this.#tell()
    if (outcome === 'open') this.#again(0)
    return outcome
  }

  async changePin(pin: string, next: string): Promise<Unlocked> {
    refuseShort(next)
    if (!this.#vault?.isOpen) throw new AppError('offline.locked', { status: 409 })
    const outcome = await this.#vault.changePin(pin, next)
    await this.#tell()
    return outcome
  }

  lock(): void {
    this.#vault?.lock()
    this.#store = null
    void this.#tell()
  }

  /** What is asked to be kept before the store is taken away, while it is open. Answers how to be asked no more. */
  beforeWipe(keep: () => Promise<void>): () => void {
    this.#keepers.add(keep)
    return () => void this.#keepers.delete(keep)
  }

  /** What screens hold that is not sealed yet. What can't be kept doesn't hold the wiping up. */
  async #keepAll(): Promise<void> {
    if (this.#vault?.isOpen) await Promise.allSettled([...this.#keepers].map((keep) => keep()))
  }

  async wipe(): Promise<void> {
    await this.#ready
    await this.#keepAll()
    await this.#vault?.destroy()
    this.#store = null
    await this.#tell()
  }

  /** Notes that time passes; at the lease's end the store closes. */
  async live(): Promise<void> {
    await this.#ready
    await this.#vault?.live()
    if (this.#stateNow() !== this.#session.state) await this.#tell()
  }

  /** One after the other, so that each knows what came before it on its entry. */
  queueAction(action: QueuedAction, ...raised: readonly RaisedAction[]): Promise<string> {
    const done = this.#writing.then(() => this.#keep(action, raised))
    this.#writing = done.catch(() => undefined)
    return done
  }

  async #keep(action: QueuedAction, raised: readonly RaisedAction[]): Promise<string> {
    await this.live()
    const [vault, store] = [this.#vault, this.#store]
    const { accountId, deviceId, lease, sealTo } = vault?.row ?? {}
    if (!vault?.isOpen || !store || !lease || !sealTo || deviceId === undefined || accountId === undefined)
      throw new AppError('offline.locked', { status: 409 })
    const making = {
      key: store.key,
      deviceId,
      leaseId: lease.id,
      accountId,
      no: store.nextNo,
      now: vault.now(),
      sealTo,
      seqOf: (id: string) => (store.carrying.things.get(`entry/${id}`) as Carried['entry'] | undefined)?.seq,
    }
    const made = await makeItems(making, store.queue, action, raised)
    await store.add(made)
    await this.#tell()
    this.#again(0)
    return made[0].queued.clientKey
  }

  /** Something of the screens' own, kept encrypted with the rest: a track that is being walked. */
  async keep(name: string, value: unknown): Promise<void> {
    if (!this.#store) throw new AppError('offline.locked', { status: 409 })
    await this.#store.keep(name, value)
  }

  async readKept(name: string): Promise<unknown> {
    return this.#store?.vault.getJson(`own/${name}`)
  }

  async settleConflict(clientKey: string, settlement: Settlement): Promise<void> {
    const store = this.#store
    if (!store) throw new AppError('offline.locked', { status: 409 })
    await this.#options.line.post<ItemResult>(`/api/offline/conflicts/${clientKey}/settlement`, settlement)
    await store.setQueue(store.queue.filter((item) => item.clientKey !== clientKey))
    await store.setKept(store.kept.filter(({ conflict }) => conflict.clientKey !== clientKey))
    await this.#tell()
    await this.syncNow()
  }

  /** What runs already is waited for: what was added meanwhile goes with the next round. */
  async syncNow(): Promise<void> {
    await this.#ready
    await this.#syncing
    this.#syncing ??= this.#sync().finally(() => {
      this.#syncing = null
    })
    await this.#syncing
  }

  async #sync(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#tell({ syncing: true })
    try {
      await this.#contact()
      await this.#exchange()
      this.#failures = 0
      await this.#tell({ syncing: false, online: true, trouble: null })
      this.#again(freshMs)
    } catch (error) {
      const { status, code } = troubleOf(error)
      await this.#tell({ syncing: false, online: status > 0, trouble: status === 401 ? 'sign_in' : code })
      this.#again(retryMs[Math.min(this.#failures, retryMs.length - 1)] ?? freshMs)
      this.#failures += 1
    }
  }

  /** Who is signed in decides whose store is shown; the server's word on the phone acts now. */
  async #contact(): Promise<void> {
    const { line, tables } = this.#options
    const { account } = await line.get<{ account: { id: number } }>('/api/session')
    if (this.#vault?.row.accountId !== account.id) {
      this.#vault?.lock()
      this.#store = null
      this.#vault = await Vault.find(tables, account.id)
      if (this.#vault) await tables.current.put({ id: 'current', accountId: account.id })
    }
    const vault = this.#vault
    if (!vault || vault.state === 'destroyed') return
    try {
      await vault.renew(await line.post<LeaseAnswer>(`/api/offline/devices/${vault.row.deviceId}/leases`))
    } catch (error) {
      if (troubleOf(error).status !== 410) throw error
      await this.#keepAll()
      await vault.destroy()
      this.#store = null
    }
  }

  async #exchange(): Promise<void> {
    const { line, tables } = this.#options
    const store = this.#vault?.isOpen ? this.#store : null
    if (store) {
      const changed = () => void this.#tell()
      await push({ line, tables, store, signal: this.#stop.signal, changed })
    }
    await bringAllSealed(line, tables, store)
    if (store && this.#store === store) await pull(line, store)
  }

  #again(afterMs: number): void {
    if (this.#options.retries === false || this.#stop.signal.aborted) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.syncNow(), afterMs)
  }
}

function refuseShort(pin: string): void {
  if (pin.length < 6) throw new AppError('offline.short_pin', { path: 'pin' })
}
