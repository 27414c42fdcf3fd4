import { createHash, type Hash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { newId } from '#kernel/db/server'
import { AppError, isAppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defaultSizeLimit, type StoredFile } from '../model/stored-file.ts'
import { chunksOf, tooLarge } from './file-folder.ts'
import { type FileDeps, kindOfUpload, takeIn } from './files.ts'
import { checkQuotas } from './quotas.ts'
import {
  dropExpired,
  dropUpload,
  findUploadOf,
  finishUpload,
  insertUpload,
  listUploads,
  noteReceived,
  takeTurn,
  type UploadRow,
} from './upload-store.ts'

const hourMs = 3_600_000
/** Since the last byte that came. */
const lifeMs = 24 * hourMs
const unfinishedMax = 20
/** As many times the largest file as an account may have under way. */
const filesMax = 10
/** So much at most is sent again after a process has died. */
const flushBytes = 1 << 20

/** Of the sums that a client may send along with a piece. */
export const checksums = ['sha1', 'sha256', 'sm3'] as const
export type Checksum = { algorithm: (typeof checksums)[number]; sum: Buffer }

export type NewUpload = { name: string; contentType: string; purpose: string | null; length: number }

const expiryFrom = (now: Date) => new Date(now.getTime() + lifeMs)

/**
 * Opens an upload that comes in pieces: what would be refused at its end is refused now.
 * @throws AppError files.type_refused, files.heic, files.too_large, files.empty, files.too_many_uploads
 */
export async function openUpload(deps: FileDeps, actor: Actor, upload: NewUpload): Promise<UploadRow> {
  const sizeLimit = deps.sizeLimit ?? defaultSizeLimit
  kindOfUpload(upload.contentType, upload.name)
  if (upload.length === 0) throw new AppError('files.empty')
  if (upload.length > sizeLimit) throw tooLarge(sizeLimit)
  await deps.db.transaction().execute((tx) => checkQuotas(tx, actor.organisationId, upload.length))
  const now = deps.now()
  const { accountId } = actor
  const begun = { received: 0, expiresAt: expiryFrom(now), fileId: null }
  const row: UploadRow = { id: newId(now), accountId, ...upload, ...begun }
  await deps.folder.parts.create(row.id)
  if (await insertUpload(deps.db, row, now, { unfinishedMax, bytesMax: filesMax * sizeLimit })) return row
  await deps.folder.parts.remove(row.id)
  throw new AppError('files.too_many_uploads', { status: 429, params: { count: unfinishedMax } })
}

/** @throws AppError http.not_found where there is none of the actor's, or its part is lost */
export async function getUpload({ db, folder, now }: FileDeps, actor: Actor, id: string): Promise<UploadRow> {
  await folder.parts.settle(keyOf(actor, id))
  const row = await findUploadOf(db, actor.accountId, id, now())
  if (!row) throw notFound()
  if (row.fileId !== null) return row
  const part = await folder.parts.continue(id, row.received)
  if (!part) throw await forgotten(db, id)
  await part.close()
  return row
}

/** What came of it is lost, as after a restore: the client begins anew. */
async function forgotten(db: FileDeps['db'], id: string): Promise<AppError> {
  await dropUpload(db, id)
  return notFound()
}

type Piece = { id: string; offset: number; stream: Readable; checksum: Checksum | null }

/**
 * Takes the next piece, and keeps as much of it as came before a line broke; with a checksum all of it or nothing.
 * The last piece makes it a file.
 * @throws AppError files.offset_mismatch (409), files.taken_over (409), files.checksum_mismatch (460), and what
 *   `storeUpload` refuses
 */
export async function receivePiece(deps: FileDeps, actor: Actor, piece: Piece): Promise<UploadRow> {
  const { stream } = piece
  const taken = () => stream.destroy(new AppError('files.taken_over', { status: 409 }))
  const { before, ended } = deps.folder.parts.begin(keyOf(actor, piece.id), taken)
  try {
    await before
    return await takePiece(deps, actor, piece)
  } finally {
    ended()
  }
}

/** Whose upload: nobody waits for, or ends, what another account sends. */
const keyOf = ({ accountId }: Actor, id: string) => `${accountId} ${id}`

async function takePiece(deps: FileDeps, actor: Actor, piece: Piece): Promise<UploadRow> {
  const { db, folder, now } = deps
  const turn = randomUUID()
  const row = await takeTurn(db, { accountId: actor.accountId, id: piece.id }, turn, now())
  if (!row) throw notFound()
  if (piece.offset !== row.received)
    throw new AppError('files.offset_mismatch', { status: 409, params: { offset: row.received } })
  if (row.fileId !== null) return row
  const part = await folder.parts.continue(row.id, row.received)
  if (!part) throw await forgotten(db, row.id)
  try {
    const received = await new Writing(deps, row, turn, part).write(piece)
    if (received < row.length) return { ...row, received, expiresAt: expiryFrom(now()) }
  } finally {
    await part.close()
  }
  const file = await finish(deps, actor, row)
  return { ...row, received: row.length, fileId: file.id }
}

class Writing {
  readonly #deps: FileDeps
  readonly #row: UploadRow
  readonly #turn: string
  readonly #part: FileHandle
  #position: number
  #noted: number

  constructor(deps: FileDeps, row: UploadRow, turn: string, part: FileHandle) {
    this.#deps = deps
    this.#row = row
    this.#turn = turn
    this.#part = part
    this.#position = row.received
    this.#noted = row.received
  }

  async write({ stream, checksum }: Piece): Promise<number> {
    const digest = checksum && createHash(checksum.algorithm)
    try {
      await this.#pour(stream, digest)
    } catch (error) {
      if (!digest) await this.#note()
      throw error
    }
    if (checksum && digest && !digest.digest().equals(checksum.sum))
      throw new AppError('files.checksum_mismatch', { status: 460 })
    await this.#note()
    return this.#position
  }

  async #pour(stream: Readable, digest: Hash | null): Promise<void> {
    for await (const chunk of chunksOf(stream)) {
      if (this.#position + chunk.length > this.#row.length)
        throw new AppError('files.longer_than_announced', { params: { length: this.#row.length } })
      await this.#part.write(chunk, 0, chunk.length, this.#position)
      this.#position += chunk.length
      digest?.update(chunk)
      if (!digest && this.#position - this.#noted >= flushBytes) await this.#note()
    }
  }

  /** On the disk first, then in the table: where the next piece begins is never beyond what is there. */
  async #note(): Promise<void> {
    if (this.#position === this.#noted) return
    await this.#part.datasync()
    const { db, now } = this.#deps
    const mine = { id: this.#row.id, turn: this.#turn }
    if (!(await noteReceived(db, mine, this.#position, expiryFrom(now()))))
      throw new AppError('files.taken_over', { status: 409 })
    this.#noted = this.#position
  }
}

/** Makes a file of what came. Asked twice, it is the same file: the upload's id is its client key. */
async function finish(deps: FileDeps, actor: Actor, row: UploadRow): Promise<StoredFile> {
  const { db, folder } = deps
  const { id, name, purpose } = row
  try {
    const kind = kindOfUpload(row.contentType, name)
    const draft = await folder.receive(createReadStream(folder.parts.pathOf(id)), row.length)
    const arrived = { actor, name, kind, draft, clientKey: id, purpose: purpose ?? undefined }
    const file = await takeIn(deps, arrived)
    await finishUpload(db, id, file.id)
    await folder.parts.remove(id)
    return file
  } catch (error) {
    // What will never be taken is forgotten; what may pass, as a scanner that is down, can be sent on later.
    if (isAppError(error) && error.status < 500 && error.status !== 409) await removeUpload(deps, id)
    throw error
  }
}

/** Gives an upload up, with what came of it. */
export async function removeUpload({ db, folder }: FileDeps, id: string): Promise<void> {
  await dropUpload(db, id)
  await folder.parts.remove(id)
}

/** Forgets uploads that nobody went on with, and parts that no upload knows of. Run as a leased job. */
export async function sweepUploads({ db, folder, now }: FileDeps): Promise<void> {
  for (const id of await dropExpired(db, now())) await folder.parts.remove(id)
  const old = await folder.parts.listBefore(new Date(now().getTime() - 2 * lifeMs))
  const known = await listUploads(db, old)
  for (const id of old) if (!known.has(id)) await folder.parts.remove(id)
}
