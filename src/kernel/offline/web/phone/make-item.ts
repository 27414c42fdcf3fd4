import { AppError } from '#kernel/errors/model'
import type { QueuedAction, RaisedAction } from '../../model/field-door.ts'
import {
  OfflineItem,
  type OfflinePhoto,
  partBytes,
  photoBytesMax,
  photosMax,
  sealBinding,
  type SignedItem,
} from '../../model/protocol.ts'
import { lastOn, type Queued } from '../../model/queue.ts'
import { sha256, utf8 } from '../crypto/bytes.ts'
import { type PhoneKey, seal, type SealTo, signText } from '../crypto/seal.ts'
import type { SealedPartRow, SealedRow } from '../store/tables.ts'

export type PhotoBytes = OfflinePhoto & { bytes: Uint8Array<ArrayBuffer> }

type Making = {
  key: PhoneKey
  deviceId: string
  leaseId: string
  accountId: number
  no: number
  now: Date
  sealTo: SealTo
  /** The state in which the phone carries the entry. */
  seqOf: (entryId: string) => number | undefined
}

export type MadeItem = { queued: Queued; photos: PhotoBytes[]; sealed: SealedRow; parts: SealedPartRow[] }

/** @throws AppError offline.too_many_photos, offline.photo_too_large */
async function readPhotos(photos: QueuedAction['photos'] = []): Promise<PhotoBytes[]> {
  if (photos.length > photosMax)
    throw new AppError('offline.too_many_photos', { params: { count: photosMax } })
  return Promise.all(
    photos.map(async ({ field, name, blob }) => {
      if (blob.size > photoBytesMax || blob.size === 0)
        throw new AppError('offline.photo_too_large', { params: { mb: photoBytesMax / 1024 / 1024 } })
      const bytes = new Uint8Array(await blob.arrayBuffer())
      return {
        field,
        name: name.slice(0, 200),
        mediaType: blob.type || 'image/jpeg',
        size: bytes.length,
        sha256: await sha256(bytes),
        bytes,
      }
    }),
  )
}

/** An action and what it raised: actions of their own that name what comes of the first, as of the same time. */
export async function makeItems(
  making: Making,
  queue: readonly Queued[],
  action: QueuedAction,
  raised: readonly RaisedAction[],
): Promise<[MadeItem, ...MadeItem[]]> {
  const first = await makeItem(making, queue, action, await readPhotos(action.photos))
  const { effectiveAt, clientKey: after } = first.queued
  const made: [MadeItem, ...MadeItem[]] = [first]
  for (const { names, ...one } of raised) {
    const next = { ...making, no: making.no + made.length }
    const named = { ...one, effectiveAt, of: { field: names, after } }
    made.push(await makeItem(next, queue, named, await readPhotos(one.photos)))
  }
  return made
}

/**
 * An action as it is kept: signed, and sealed a second time for whoever may have to bring it in.
 * @throws AppError offline.unknown_entry where the phone doesn't carry what it is about
 */
async function makeItem(
  making: Making,
  queue: readonly Queued[],
  action: QueuedAction,
  photos: PhotoBytes[],
): Promise<MadeItem> {
  const clientKey = crypto.randomUUID()
  const what = whatOf(making, queue, action)
  const effectiveAt = action.effectiveAt ?? making.now.toISOString()
  const item = OfflineItem.parse({
    format: 'yiwang-offline-1',
    clientKey,
    deviceId: making.deviceId,
    leaseId: making.leaseId,
    no: making.no,
    effectiveAt,
    what,
    input: action.input,
    photos: photos.map(({ bytes: _, ...photo }) => photo),
  })
  const text = JSON.stringify(item)
  const signed: SignedItem = { text, signature: await signText(making.key, text) }
  const queued: Queued = {
    clientKey,
    no: making.no,
    ledger: action.ledger,
    entryId: what.kind === 'act' ? what.entryId : null,
    after: what.kind === 'act' ? what.after : null,
    ...(what.kind === 'register' && what.of ? { of: what.of.after } : {}),
    action: action.action,
    effectiveAt,
    input: { ...action.input },
    signed,
    photos: item.photos.map((photo) => ({ ...photo, fileId: null, url: null, sent: 0 })),
    conflict: null,
  }
  const envelope = await seal(making.sealTo, utf8(JSON.stringify(signed)), sealBinding(clientKey))
  const sealed = { clientKey, accountId: making.accountId, no: making.no, envelope }
  return { queued, photos, sealed, parts: await sealParts(making.sealTo, clientKey, photos) }
}

function whatOf({ seqOf }: Making, queue: readonly Queued[], action: QueuedAction): OfflineItem['what'] {
  if ('tells' in action) return { kind: 'tell', name: action.action }
  if ('divisionCode' in action) {
    const { ledger, divisionCode, of } = action
    return { kind: 'register', ledger, divisionCode, ...(of ? { of } : {}) }
  }
  const before = lastOn(queue, 'entryId' in action ? { entryId: action.entryId } : { after: action.after })
  const entryId = 'entryId' in action ? action.entryId : (before?.entryId ?? null)
  const act = { kind: 'act', entryId, action: action.action } as const
  if (before) return { ...act, after: before.clientKey, expectedSeq: null }
  const expectedSeq = entryId === null ? undefined : seqOf(entryId)
  if (expectedSeq === undefined) throw new AppError('offline.unknown_entry', { status: 404 })
  return { ...act, after: null, expectedSeq }
}

async function sealParts(
  to: SealTo,
  clientKey: string,
  photos: readonly PhotoBytes[],
): Promise<SealedPartRow[]> {
  const parts: SealedPartRow[] = []
  for (const [photo, { bytes }] of photos.entries())
    for (let part = 0; part * partBytes < bytes.length; part++) {
      const piece = bytes.slice(part * partBytes, (part + 1) * partBytes)
      const envelope = await seal(to, piece, sealBinding(clientKey, { photo, part }))
      parts.push({ clientKey, photo, part, envelope })
    }
  return parts
}
