import type { UnsentItem } from './field-door.ts'
import { type ItemResult, itemsMax, type OfflinePhoto, type SignedItem } from './protocol.ts'

export type QueuedPhoto = OfflinePhoto & {
  /** The file that it became. */
  fileId: string | null
  /** Where its upload stands at the server, to go on from another day. */
  url: string | null
  sent: number
}

/** One of the phone's own actions on its way, as the phone keeps it. */
export type Queued = Pick<
  UnsentItem,
  'clientKey' | 'ledger' | 'entryId' | 'after' | 'action' | 'effectiveAt'
> & {
  no: number
  /** The client key of what it came of, where it names the entry that came of that one. */
  of?: string
  input: Record<string, unknown>
  signed: SignedItem
  photos: QueuedPhoto[]
  /** Why it waits for a person; null while it is on its way. */
  conflict: { code: string; reason: string; entry: unknown } | null
}

/** The last of the phone's own actions on an entry, or on what a registration of its own will become. */
export function lastOn(queue: readonly Queued[], entry: { entryId: string } | { after: string }) {
  const chain = new Set('after' in entry ? [entry.after] : [])
  let last: Queued | undefined
  for (const item of inOrder(queue)) {
    const same = 'entryId' in entry ? item.entryId === entry.entryId : false
    if (same || chain.has(item.clientKey) || (item.after !== null && chain.has(item.after))) {
      chain.add(item.clientKey)
      last = item
    }
  }
  return last
}

/** Keys of what can't be sent: conflicts, and whatever follows one. */
function held(queue: readonly Queued[], waiting: ReadonlySet<string>): Set<string> {
  const keys = new Set(waiting)
  const waits = (before: string | null | undefined) => typeof before === 'string' && keys.has(before)
  for (const item of inOrder(queue))
    if (item.conflict || waits(item.after) || waits(item.of)) keys.add(item.clientKey)
  return keys
}

/**
 * What is sent next: in the order in which it was made, up to the first whose photos have not arrived. What waits for a
 * person holds up only what follows it on the same entry, or came of it.
 * @param waiting keys of what the server asked to be sent later
 */
export function nextBatch(queue: readonly Queued[], waiting: ReadonlySet<string>): Queued[] {
  const keys = held(queue, waiting)
  const free = inOrder(queue).filter(({ clientKey }) => !keys.has(clientKey))
  const blocked = free.findIndex(({ photos }) => photos.some(({ fileId }) => fileId === null))
  return free.slice(0, blocked < 0 ? itemsMax : Math.min(blocked, itemsMax))
}

/** The photo that must arrive before anything else can be sent. */
export function nextPhoto(
  queue: readonly Queued[],
  waiting: ReadonlySet<string>,
): { item: Queued; photo: QueuedPhoto } | undefined {
  const keys = held(queue, waiting)
  for (const item of inOrder(queue)) {
    if (keys.has(item.clientKey)) continue
    const photo = item.photos.find(({ fileId }) => fileId === null)
    if (photo) return { item, photo }
  }
  return undefined
}

/**
 * What becomes of the queue by the server's answers. What arrived leaves it; what follows a registration that arrived
 * knows its entry from then on; a conflict stays until a person settles it.
 */
export function afterResults(queue: readonly Queued[], results: readonly ItemResult[]): Queued[] {
  const byKey = new Map(results.map((result) => [result.clientKey, result]))
  const entryOf = (after: string | null) => {
    const result = after === null ? undefined : byKey.get(after)
    if (result?.outcome !== 'done' && result?.outcome !== 'settled') return undefined
    return result.result?.entryId
  }
  return queue.flatMap((item) => {
    const result = byKey.get(item.clientKey)
    if (result?.outcome === 'done' || result?.outcome === 'settled') return []
    const known = { ...item, entryId: item.entryId ?? entryOf(item.after) ?? null }
    if (result?.outcome !== 'conflict') return [known]
    const { code, reason, entry } = result
    return [{ ...known, conflict: { code, reason, entry } }]
  })
}

export function inOrder(queue: readonly Queued[]): Queued[] {
  return queue.toSorted((a, b) => a.no - b.no)
}
