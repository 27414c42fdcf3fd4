import { heldAt } from '#kernel/identity/server'
import type { Database } from '#kernel/db/server'
import { findMade, type LeaseRow, type Made } from './device-store.ts'
import { findItem, findItems, type ItemRow } from './item-store.ts'

/**
 * What is read for the items of one upload, once for all of them: the lease and phone that they name, whether its maker
 * held the position then, and which of them came before.
 */
export class Upload {
  readonly #db: Database
  readonly #made = new Map<string, Promise<Made | undefined>>()
  readonly #held = new Map<string, Promise<boolean>>()
  readonly #items = new Map<string, ItemRow>()
  /** Of which items it is known that they had not come when the upload began. */
  readonly #looked = new Set<string>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Looks for all of an account's items by one statement. */
  async lookFor(accountId: number, clientKeys: readonly string[]): Promise<void> {
    for (const row of await findItems(this.#db, accountId, clientKeys)) this.remember(row)
    for (const clientKey of clientKeys) this.#looked.add(placeOf(accountId, clientKey))
  }

  made(leaseId: string, deviceId: string): Promise<Made | undefined> {
    return once(this.#made, `${leaseId}/${deviceId}`, () => findMade(this.#db, leaseId, deviceId))
  }

  heldThen({ accountId, positionId }: LeaseRow, effectiveAt: string): Promise<boolean> {
    return once(this.#held, `${accountId}/${positionId}/${effectiveAt}`, () =>
      heldAt(this.#db, accountId, positionId, new Date(effectiveAt)),
    )
  }

  remember(row: ItemRow): void {
    this.#items.set(placeOf(row.accountId, row.clientKey), row)
  }

  /** Whether the item came before. One that comes by another way meanwhile is met when it is claimed. */
  async cameBefore(accountId: number, clientKey: string): Promise<ItemRow | undefined> {
    const place = placeOf(accountId, clientKey)
    const known = this.#items.get(place)
    return known || this.#looked.has(place) ? known : findItem(this.#db, accountId, clientKey)
  }

  /** An item as it stands: what this upload did with it, else what the database says now. */
  async standing(accountId: number, clientKey: string): Promise<ItemRow | undefined> {
    const known = this.#items.get(placeOf(accountId, clientKey))
    return known?.state === 'done' ? known : findItem(this.#db, accountId, clientKey)
  }
}

const placeOf = (accountId: number, clientKey: string) => `${accountId}/${clientKey.toLowerCase()}`

function once<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const there = known.get(key)
  if (there) return there
  const reading = read()
  known.set(key, reading)
  return reading
}
