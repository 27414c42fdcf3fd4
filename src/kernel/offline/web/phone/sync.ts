import type { ItemResult, ItemResults, KeptConflict } from '../../model/protocol.ts'
import { afterResults, nextBatch, nextPhoto, type Queued } from '../../model/queue.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Tables } from '../store/tables.ts'
import { type Line, troubleOf } from './line.ts'
import { forget, type OpenStore } from './opened.ts'

type Pushing = { line: Line; tables: Tables; store: OpenStore; signal: AbortSignal; changed: () => void }

/** Sends what is unsent, in its order, until nothing is left that can go. @throws what the line throws */
export async function push(pushing: Pushing): Promise<void> {
  const { line, store, changed } = pushing
  const waiting = new Set<string>()
  for (;;) {
    const batch = nextBatch(store.queue, waiting)
    if (batch.length > 0) {
      const items = batch.map(({ signed, photos }) => ({
        signed,
        files: photos.flatMap(({ fileId }) => fileId ?? []),
      }))
      const { results } = await line.post<ItemResults>('/api/offline/items', { items })
      await note(store, results, waiting)
      changed()
      continue
    }
    const next = nextPhoto(store.queue, waiting)
    if (!next) return
    await sendPhoto(pushing, next.item, waiting)
    changed()
  }
}

async function note(store: OpenStore, results: readonly ItemResult[], waiting: Set<string>): Promise<void> {
  for (const { outcome, clientKey } of results)
    if (outcome === 'waits' || outcome === 'missing') waiting.add(clientKey)
  await store.setQueue(afterResults(store.queue, results))
}

/** The first photo of an item that has not arrived. One that is refused goes sealed: the server keeps it as a conflict. */
async function sendPhoto(
  { line, tables, store, signal, changed }: Pushing,
  { clientKey, ledger, photos }: Queued,
  waiting: Set<string>,
): Promise<void> {
  const index = photos.findIndex(({ fileId }) => fileId === null)
  const photo = photos[index]
  if (!photo) return
  const change = (to: Partial<typeof photo>) =>
    store.changeItem(clientKey, (item) => ({
      ...item,
      photos: item.photos.map((one, at) => (at === index ? { ...one, ...to } : one)),
    }))
  const blob = await store.photo(clientKey, index, photo.mediaType)
  const file = new File([blob], photo.name, { type: photo.mediaType })
  // Writes follow one another: a later one must not be overtaken by an earlier.
  let written: Promise<void> = Promise.resolve()
  const keep = (to: Partial<typeof photo>) => {
    written = written.then(() => change(to)).then(changed)
  }
  try {
    const fileId = await line.sendPhoto(file, `${ledger}/${photo.field}`, {
      url: photo.url,
      signal,
      onOpened: (url) => keep({ url }),
      onSent: (sent) => keep({ sent }),
    })
    await written
    await change({ fileId, sent: photo.size })
  } catch (error) {
    await written
    const { status } = troubleOf(error)
    if (status < 400 || status >= 500 || status === 401 || status === 429) throw error
    const result = await bringSealed(line, tables, clientKey)
    if (result) await note(store, [result], waiting)
    else waiting.add(clientKey)
  }
}

/** Brings in a sealed item with the parts of its photos; whose it is doesn't matter. */
export async function bringSealed(
  line: Line,
  tables: Tables,
  clientKey: string,
): Promise<ItemResult | undefined> {
  const row = await tables.sealed.get(clientKey)
  if (!row) return undefined
  const body = { clientKey, envelope: row.envelope }
  for (let round = 0; round < 3; round++) {
    const result = await line.post<ItemResult>('/api/offline/sealed', body)
    if (result.outcome !== 'missing') return result
    for (const { photo, part } of result.parts) {
      const piece = await tables.parts.get([clientKey, photo, part])
      if (piece) await line.post('/api/offline/sealed-parts', piece)
    }
  }
  return undefined
}

/**
 * Brings in whatever is sealed on the phone but what the open store sends itself. What has no answer or can't be opened
 * stays for another time; nothing is given up here.
 */
export async function bringAllSealed(line: Line, tables: Tables, open: OpenStore | null): Promise<void> {
  const own = new Set(open?.queue.map(({ clientKey }) => clientKey))
  const rows = await tables.sealed.orderBy('accountId').toArray()
  for (const { clientKey } of rows.toSorted((a, b) => a.no - b.no)) {
    if (own.has(clientKey)) continue
    try {
      const result = await bringSealed(line, tables, clientKey)
      if (result && result.outcome !== 'waits') await forget(tables, [clientKey])
    } catch (error) {
      const { status } = troubleOf(error)
      if (status < 400 || status === 401 || status >= 500) throw error
    }
  }
}

/** Takes what has changed since the last time, and the conflicts that the server keeps. */
export async function pull(line: Line, store: OpenStore): Promise<void> {
  const { cursor } = store.carrying
  const { deviceId } = store.vault.row
  const snapshot = await line.get<Snapshot>('/api/offline/snapshot', {
    device: deviceId,
    ...(cursor === null ? {} : { since: cursor }),
  })
  await store.take(snapshot)
  const kept = await line.get<KeptConflict[]>('/api/offline/conflicts')
  await store.setKept(kept)
  await store.vault.noteSync(snapshot.at)
}
