import { type Carrying, nothingCarried, take } from '../../model/carry.ts'
import type { KeptConflict } from '../../model/protocol.ts'
import { inOrder, type Queued } from '../../model/queue.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { PhoneKey } from '../crypto/seal.ts'
import type { Tables } from '../store/tables.ts'
import type { Vault } from '../store/vault.ts'
import type { MadeItem } from './make-item.ts'

type Meta = Pick<Carrying, 'cursor' | 'tasks' | 'cut'>

/** What stands open in memory of a store, each change written before it shows. */
export class OpenStore {
  readonly vault: Vault
  readonly key: PhoneKey
  readonly #tables: Tables
  carrying: Carrying = nothingCarried
  queue: readonly Queued[] = []
  /** Those that the server keeps, of whichever phone. */
  kept: readonly KeptConflict[] = []
  nextNo = 1

  private constructor(tables: Tables, vault: Vault, key: PhoneKey) {
    this.#tables = tables
    this.vault = vault
    this.key = key
  }

  /** A store that was just made: the key that the phone signs with is the first thing in it. */
  static async begin(tables: Tables, vault: Vault, key: PhoneKey): Promise<OpenStore> {
    await tables.rows.put(await vault.closeJson('meta/key', key))
    return new OpenStore(tables, vault, key)
  }

  static async read(tables: Tables, vault: Vault): Promise<OpenStore> {
    const store = new OpenStore(tables, vault, (await vault.getJson('meta/key')) as PhoneKey)
    const meta = (await vault.getJson('meta/carry')) as Meta | undefined
    const things = new Map(await vault.allJson('carry/'))
    store.carrying = meta ? { ...meta, things } : nothingCarried
    const queue = await vault.allJson('queue/')
    store.queue = inOrder(queue.map(([, value]) => value as Queued))
    store.kept = ((await vault.getJson('meta/kept')) as KeptConflict[] | undefined) ?? []
    store.nextNo = Number((await vault.getJson('meta/no')) ?? 0) + 1
    return store
  }

  /** Actions with their photos and their sealed copies, all or nothing. */
  async add(made: readonly MadeItem[]): Promise<void> {
    const { vault } = this
    const nextNo = Math.max(this.nextNo, ...made.map(({ queued }) => queued.no + 1))
    const rows = [await vault.closeJson('meta/no', nextNo - 1)]
    for (const { queued, photos } of made) {
      rows.push(await vault.closeJson(`queue/${queued.clientKey}`, queued))
      for (const [index, { bytes }] of photos.entries())
        rows.push(await vault.close(`photo/${queued.clientKey}/${index}`, bytes))
    }
    const { rows: table, sealed: items, parts: pieces } = this.#tables
    await this.#tables.transaction('rw', table, items, pieces, async () => {
      await table.bulkPut(rows)
      await items.bulkPut(made.map(({ sealed }) => sealed))
      await pieces.bulkPut(made.flatMap(({ parts }) => parts))
    })
    this.nextNo = nextNo
    this.queue = [...this.queue, ...made.map(({ queued }) => queued)]
  }

  async photo(clientKey: string, index: number, mediaType: string): Promise<Blob> {
    const bytes = await this.vault.get(`photo/${clientKey}/${index}`)
    return new Blob(bytes ? [bytes] : [], { type: mediaType })
  }

  /** The queue as it is from now on; what has left it leaves the phone with its photos and sealed copy. */
  async setQueue(queue: readonly Queued[]): Promise<void> {
    const { accountId } = this.vault.row
    const before = new Map(this.queue.map((item) => [item.clientKey, item]))
    const left = new Set(queue.map(({ clientKey }) => clientKey))
    const gone = [...before.keys()].filter((clientKey) => !left.has(clientKey))
    const changed = queue.filter((item) => before.get(item.clientKey) !== item)
    const rows = await Promise.all(
      changed.map((item) => this.vault.closeJson(`queue/${item.clientKey}`, item)),
    )
    const { rows: table, sealed, parts } = this.#tables
    await this.#tables.transaction('rw', table, sealed, parts, async () => {
      await table.bulkPut(rows)
      for (const clientKey of gone) {
        await table.delete([accountId, `queue/${clientKey}`])
        await table
          .where('[accountId+key]')
          .between(...span(accountId, `photo/${clientKey}/`))
          .delete()
      }
      await forget(this.#tables, gone)
    })
    this.queue = queue
  }

  async changeItem(clientKey: string, change: (item: Queued) => Queued): Promise<void> {
    await this.setQueue(this.queue.map((item) => (item.clientKey === clientKey ? change(item) : item)))
  }

  async take(snapshot: Snapshot): Promise<void> {
    const { vault } = this
    const { accountId } = vault.row
    const carrying = take(this.carrying, snapshot)
    const { cursor, tasks, cut } = carrying
    const rows = await Promise.all([
      ...snapshot.put.map(({ key, value }) => vault.closeJson(`carry/${key}`, value)),
      vault.closeJson('meta/carry', { cursor, tasks, cut }),
    ])
    const { rows: table } = this.#tables
    await this.#tables.transaction('rw', table, async () => {
      if (snapshot.full)
        await table
          .where('[accountId+key]')
          .between(...span(accountId, 'carry/'))
          .delete()
      await table.bulkDelete(snapshot.gone.map((key): [number, string] => [accountId, `carry/${key}`]))
      await table.bulkPut(rows)
    })
    this.carrying = carrying
  }

  async keep(name: string, value: unknown): Promise<void> {
    await this.#tables.rows.put(await this.vault.closeJson(`own/${name}`, value))
  }

  async setKept(kept: readonly KeptConflict[]): Promise<void> {
    await this.#tables.rows.put(await this.vault.closeJson('meta/kept', kept))
    this.kept = kept
  }
}

const span = (accountId: number, prefix: string): [[number, string], [number, string]] => [
  [accountId, prefix],
  [accountId, `${prefix}\uffff`],
]

/** Takes sealed copies away, once the server has what they say. */
export async function forget({ sealed, parts }: Tables, keys: readonly string[]): Promise<void> {
  await sealed.bulkDelete([...keys])
  for (const clientKey of keys)
    await parts
      .where('[clientKey+photo+part]')
      .between([clientKey, 0, 0], [clientKey, Number.MAX_SAFE_INTEGER, 0])
      .delete()
}
