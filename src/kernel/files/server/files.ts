import type { Readable } from 'node:stream'
import { type Database, newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import { declaredKind, fileKinds } from '../model/media-types.ts'
import { defaultSizeLimit, type StoredFile } from '../model/stored-file.ts'
import { checkContent } from './content-check.ts'
import { findErasedFile } from './erasure-store.ts'
import type { Draft, FileFolder } from './file-folder.ts'
import { tooLarge } from './file-folder.ts'
import { type FileRow, findFile, findUpload, insertFile, listFiles } from './file-store.ts'

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
  now: () => Date
  /** Bytes; 20 MB unless told. */
  sizeLimit?: number
}

type Upload = {
  actor: Actor
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
    const kind = declaredKind(contentType, name)
    if (!kind) throw new AppError('files.type_refused', { status: 415 })
    if (announcedSize !== undefined && announcedSize > sizeLimit) throw tooLarge(sizeLimit)
    const draft = await deps.folder.receive(stream, sizeLimit)
    try {
      await checkContent(draft.handle, { kind, name, size: draft.size })
    } catch (error) {
      await deps.folder.discard(draft)
      throw error
    }
    await deps.folder.keep(draft)
    return await register(deps, upload, draft, fileKinds[kind].mediaType)
  } finally {
    // What is left of a refused upload is read and dropped, so that the client gets to read the answer.
    stream.resume()
  }
}

async function register(
  { db, folder, now }: FileDeps,
  { actor, name, clientKey }: Upload,
  { sha256, size }: Draft,
  mediaType: string,
): Promise<StoredFile> {
  const at = now()
  const row: FileRow = { id: newId(at), sha256, size, mediaType, name, accountId: actor.accountId, at }
  const isNew = await db.transaction().execute(async (tx) => {
    const inserted = await insertFile(tx, { ...row, positionId: actor.positionId, clientKey })
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
 * @throws AppError http.not_found, files.erased (410)
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
  const { erasedAt, certificate } = row
  throw new AppError('files.erased', { status: 410, params: { date: shanghaiDate(erasedAt), certificate } })
}

/**
 * Checks that an actor may hang files on something: all are there, and each is their own upload or one that they may
 * see already. Otherwise naming an id would be a way to open a file.
 * @throws AppError http.not_found
 */
export async function checkAttachable(
  db: Database,
  attachmentAccess: AttachmentAccess,
  actor: Actor,
  ids: readonly string[],
): Promise<void> {
  const rows = new Map((await listFiles(db, ids)).map((row) => [row.id, row]))
  for (const id of ids) {
    const row = rows.get(id)
    if (!row) throw notFound()
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
  }
}
