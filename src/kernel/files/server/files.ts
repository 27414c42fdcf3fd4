import type { Readable } from 'node:stream'
import { type Database, newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import { declaredKind, type FileKind, fileKinds, isNamedHeif } from '../model/media-types.ts'
import { defaultSizeLimit, type StoredFile } from '../model/stored-file.ts'
import type { ScanState } from '../model/keeping.ts'
import { cleanImage, type Kept } from './clean-image.ts'
import { checkContent } from './content-check.ts'
import { findErasedFile } from './erasure-store.ts'
import type { Draft, FileFolder } from './file-folder.ts'
import { tooLarge } from './file-folder.ts'
import { type FileRow, findFile, findUpload, insertFile, listFiles } from './file-store.ts'
import { noteSource } from './image-store.ts'
import { type Images, isImageKind } from './images.ts'
import { checkQuotas } from './quotas.ts'
import { scanDraft } from './scanning.ts'
import { thumbnailOf } from './thumbnails.ts'

/**
 * What the areas above know of a file: whether it hangs on anything, and whether the actor may see one of the things
 * it hangs on. Given by the composition root, since what files hang on stands above this area.
 */
export type AttachmentAccess = (
  db: Database,
  actor: Actor,
  fileId: string,
) => Promise<'unattached' | 'readable' | 'hidden'>

export type FileDeps = {
  db: Database
  folder: FileFolder
  attachmentAccess: AttachmentAccess
  images: Images
  /** Whether the field `ledger/field` declares that it keeps images as they were sent; none does without. */
  keepsOriginal?: (purpose: string) => boolean
  now: () => Date
  /** Bytes; 20 MB unless told. */
  sizeLimit?: number
}

type Upload = {
  actor: Actor
  /** The field that the file is meant for, `ledger/field`. */
  purpose?: string | undefined
  name: string
  contentType: string
  /** Bytes as the client announced them, if it did. */
  announcedSize: number | undefined
  stream: Readable
  clientKey: string | null
}

/**
 * Takes an upload in: what it is must be allowed, be what it was declared as, and fit the limit. The same content is
 * stored once, under as many names and accounts as it comes.
 */
export async function storeUpload(deps: FileDeps, upload: Upload): Promise<StoredFile> {
  const { name, contentType, announcedSize, stream } = upload
  const sizeLimit = deps.sizeLimit ?? defaultSizeLimit
  try {
    const kind = kindOfUpload(contentType, name)
    if (announcedSize !== undefined && announcedSize > sizeLimit) throw tooLarge(sizeLimit)
    const draft = await deps.folder.receive(stream, sizeLimit)
    return await takeIn(deps, { ...upload, kind, draft })
  } finally {
    // What is left of a refused upload is read and dropped, so that the client gets to read the answer.
    stream.resume()
  }
}

/** @throws AppError files.heic, files.type_refused */
export function kindOfUpload(contentType: string, name: string): FileKind {
  const kind = declaredKind(contentType, name)
  if (kind) return kind
  if (isNamedHeif(contentType, name)) throw new AppError('files.heic', { status: 415, params: { name } })
  throw new AppError('files.type_refused', { status: 415 })
}

type Arrived = Pick<Upload, 'actor' | 'name' | 'clientKey' | 'purpose'> & { kind: FileKind; draft: Draft }

/** Checks what has arrived whole, makes of it what is kept, and gives it its row. */
export async function takeIn(deps: FileDeps, arrived: Arrived): Promise<StoredFile> {
  const { kind, draft, name, purpose } = arrived
  const original = isImageKind(kind) && purpose !== undefined && (deps.keepsOriginal?.(purpose) ?? false)
  let scan: ScanState
  try {
    await deps.db.transaction().execute((tx) => checkQuotas(tx, arrived.actor.organisationId, draft.size))
    await checkContent(draft.handle, { kind, name, size: draft.size })
    scan = await scanDraft(deps, draft, { name, accountId: arrived.actor.accountId })
    if (original) await deps.images.check(draft.path, kind, name)
  } catch (error) {
    await deps.folder.discard(draft)
    throw error
  }
  const kept: Kept =
    isImageKind(kind) && !original
      ? await cleanImage(deps, draft, kind, name)
      : { sha256: draft.sha256, size: draft.size, draft, reencoded: false }
  if (kept.draft) await deps.folder.keep(kept.draft)
  const { mediaType } = fileKinds[kind]
  const file = await register(deps, arrived, { ...kept, source: draft.sha256, mediaType, original, scan })
  // Whoever looks first has it made where this fails.
  if (isImageKind(kind))
    await thumbnailOf(deps, { sha256: kept.sha256, mediaType, name }, 'small').catch(() => undefined)
  return file
}

type Content = {
  sha256: Buffer
  size: number
  reencoded: boolean
  source: Buffer
  mediaType: string
  original: boolean
  scan: ScanState
}

async function register(
  { db, folder, now }: FileDeps,
  { actor, name, clientKey }: Pick<Upload, 'actor' | 'name' | 'clientKey'>,
  { sha256, size, mediaType, reencoded, source, original, scan }: Content,
): Promise<StoredFile> {
  const at = now()
  const { accountId, positionId, organisationId } = actor
  const row: FileRow = { id: newId(at), sha256, size, mediaType, name, accountId, at, original, scan }
  const isNew = await db.transaction().execute(async (tx) => {
    const inserted = await insertFile(tx, { ...row, positionId, organisationId, clientKey, reencoded })
    if (inserted) await checkQuotas(tx, organisationId, 0)
    if (inserted && reencoded) await noteSource(tx, source, sha256)
    // The same content may just have been erased by law, between its being found here and its being wanted again.
    if (inserted && !(await folder.holds(sha256))) throw new AppError('files.interrupted', { status: 409 })
    return inserted
  })
  if (isNew) return presentFile(row)
  const earlier = clientKey === null ? undefined : await findUpload(db, actor.accountId, clientKey)
  if (earlier?.sha256.equals(sha256) && earlier.name === name) return presentFile(earlier)
  throw new AppError('files.client_key_reused', { status: 409 })
}

/**
 * A file that the actor may see: their own until it hangs on something, then whoever may see what it hangs on.
 * @throws AppError http.not_found, files.erased and files.removed (410)
 */
export async function getFile(
  { db, attachmentAccess }: FileDeps,
  actor: Actor,
  id: string,
): Promise<FileRow> {
  const row = (await findFile(db, id)) ?? (await findErasedFile(db, id))
  if (!row) throw notFound()
  const access = await attachmentAccess(db, actor, id)
  if (access === 'hidden') throw notFound()
  if (access === 'unattached' && row.accountId !== actor.accountId) throw notFound()
  if (!('erasedAt' in row)) return row
  const { erasedAt, certificate, removedAt } = row
  if (erasedAt === null)
    throw new AppError('files.removed', { status: 410, params: { date: shanghaiDate(removedAt ?? row.at) } })
  throw new AppError('files.erased', { status: 410, params: { date: shanghaiDate(erasedAt), certificate } })
}

/**
 * Nobody opens what a scanner found something in, or has not looked at yet though it should.
 * @throws AppError files.infected_kept (403), files.waiting_for_scan (409)
 */
export function refuseUnsafe({ scan, name }: Pick<FileRow, 'scan' | 'name'>): void {
  if (scan === 'infected') throw new AppError('files.infected_kept', { status: 403, params: { name } })
  if (scan === 'waiting') throw new AppError('files.waiting_for_scan', { status: 409, params: { name } })
}

/** A file to be hung on something; whether the field that it hangs in keeps images as they were sent. */
export type Attachment = { id: string; keepsOriginal: boolean }

/**
 * Checks that an actor may hang files on something: all are there, and each is their own upload or one that they may
 * see already. Otherwise naming an id would be a way to open a file. An image that was kept as it came, with where it
 * was taken, goes into a field that declares so only.
 * @throws AppError http.not_found, files.original_elsewhere
 */
export async function checkAttachable(
  db: Database,
  attachmentAccess: AttachmentAccess,
  actor: Actor,
  files: readonly Attachment[],
): Promise<void> {
  const ids = files.map(({ id }) => id)
  const rows = new Map((await listFiles(db, ids)).map((row) => [row.id, row]))
  for (const { id, keepsOriginal } of files) {
    const row = rows.get(id)
    if (!row) throw notFound()
    if (row.original && !keepsOriginal)
      throw new AppError('files.original_elsewhere', { status: 409, params: { name: row.name } })
    if (row.accountId === actor.accountId) continue
    if ((await attachmentAccess(db, actor, id)) !== 'readable') throw notFound()
  }
}

/** What is told of a file beside its content. */
export function presentFile(row: FileRow): StoredFile {
  return {
    id: row.id,
    sha256: row.sha256.toString('hex'),
    size: row.size,
    mediaType: row.mediaType,
    name: row.name,
    at: row.at.toISOString(),
    scan: row.scan,
  }
}
