import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { openSealed } from '#kernel/crypto/server'
import { AppError, isAppError } from '#kernel/errors/model'
import { storeUpload } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import { derivedKey } from '#kernel/ledgers/server'
import {
  Envelope,
  type ItemResult,
  type OfflineItem,
  partBytes,
  photoBytesMax,
  type PartUpload,
  sealBinding,
  type SealedUpload,
  SignedItem,
} from '../model/protocol.ts'
import { countParts, dropParts, listParts, putPart, readPart } from './item-store.ts'
import type { OfflineDeps } from './offline-deps.ts'
import { type FilesOf, takeItem } from './take-item.ts'

/** As many parts as an account may have waiting: ten of the largest photos. */
const partsMax = Math.ceil((10 * photoBytesMax) / partBytes)

/**
 * Does what a sealed item says, whoever is signed in on the phone that brings it.
 * @throws AppError crypto.not_authentic (400) and what `takeItem` throws
 */
export async function takeSealed(
  deps: OfflineDeps,
  actor: Actor,
  { clientKey, envelope }: SealedUpload,
): Promise<ItemResult> {
  const signed = signedIn(openSealed(deps.keys, envelope, sealBinding(clientKey)))
  const filesOf: FilesOf = async (maker, item) => {
    if (item.clientKey !== clientKey) throw new AppError('offline.bad_item')
    return filesOfParts(deps, actor, maker, item)
  }
  const result = await takeItem(deps, { actor, sealed: true }, signed, filesOf)
  if (result.outcome === 'done') await dropParts(deps.engine.handle.db, actor.accountId, clientKey)
  return result
}

function signedIn(bytes: Buffer): SignedItem {
  try {
    return SignedItem.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new AppError('offline.bad_item', { cause })
  }
}

/** Keeps a part of a sealed photo, sealed as it is. */
export async function takePart(
  { engine }: OfflineDeps,
  actor: Actor,
  { clientKey, photo, part, envelope }: PartUpload,
): Promise<void> {
  const { accountId } = actor
  const { db } = engine.handle
  if ((await countParts(db, accountId)) >= partsMax)
    throw new AppError('offline.too_many_parts', { status: 429 })
  const key = { accountId, clientKey, photo, part }
  await putPart(db, key, Buffer.from(JSON.stringify(envelope)), engine.clock.now())
}

async function filesOfParts(
  deps: OfflineDeps,
  carrier: Actor,
  maker: Actor,
  item: OfflineItem,
): ReturnType<FilesOf> {
  const { clientKey, photos } = item
  const there = await listParts(deps.engine.handle.db, carrier.accountId, clientKey)
  const known = new Set(there.map(({ photo, part }) => `${photo}/${part}`))
  const missing = photos.flatMap(({ size }, photo) =>
    Array.from({ length: Math.ceil(size / partBytes) }, (_, part) => ({ photo, part })).filter(
      ({ part }) => !known.has(`${photo}/${part}`),
    ),
  )
  if (missing.length > 0) return { missing }
  const files: string[] = []
  for (const photo of photos.keys()) files.push(await fileOf(deps, carrier, maker, item, photo))
  return { files }
}

async function fileOf(
  deps: OfflineDeps,
  carrier: Actor,
  maker: Actor,
  item: OfflineItem,
  photo: number,
): Promise<string> {
  const { clientKey, photos } = item
  const declared = photos[photo] as (typeof photos)[number]
  const pieces: Buffer[] = []
  for (let part = 0; part < Math.ceil(declared.size / partBytes); part++) {
    const key = { accountId: carrier.accountId, clientKey, photo, part }
    const content = await readPart(deps.engine.handle.db, key)
    const envelope = Envelope.parse(JSON.parse(content?.toString('utf8') ?? '{}'))
    pieces.push(openSealed(deps.keys, envelope, sealBinding(clientKey, { photo, part })))
  }
  const whole = Buffer.concat(pieces)
  // The phone signed what was photographed: nothing else can be put in its place.
  if (createHash('sha256').update(whole).digest('hex') !== declared.sha256)
    throw new AppError('offline.bad_photo')
  const stored = await storeUpload(deps.files, {
    actor: maker,
    name: declared.name,
    contentType: declared.mediaType,
    announcedSize: whole.length,
    stream: Readable.from([whole]),
    clientKey: derivedKey(`offline/photo/${clientKey}/${photo}`),
    purpose: await purposeOf(deps, maker, item, declared.field),
  })
  return stored.id
}

/** The ledger's field that the photo is for: it may declare that it keeps images as they were taken. */
async function purposeOf(
  { engine }: OfflineDeps,
  maker: Actor,
  { what }: OfflineItem,
  field: string,
): Promise<string | undefined> {
  if (what.kind === 'register') return `${what.ledger}/${field}`
  if (what.kind === 'tell' || what.entryId === null) return undefined
  try {
    return `${(await engine.get(maker, what.entryId)).known.code}/${field}`
  } catch (error) {
    if (isAppError(error) && error.status === 404) return undefined
    throw error
  }
}
