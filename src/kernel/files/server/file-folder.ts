import { createHash, randomUUID } from 'node:crypto'
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '#kernel/errors/model'
import { PartFolder } from './part-folder.ts'

const blank = Buffer.alloc(64 * 1024)
const draftAgeMsMax = 24 * 3_600_000

/** A content on disk that is not yet in its place. */
export type Draft = { path: string; handle: FileHandle; sha256: Buffer; size: number }

/**
 * Contents under their SHA-256: `files/ab/cdef…`. A content is written beside, flushed, checked and then renamed, so
 * that what stands in its place is always whole.
 */
export class FileFolder {
  readonly #root: string
  readonly #drafts: string
  readonly #thumbnails: string
  readonly parts: PartFolder

  private constructor(root: string) {
    this.#root = root
    this.#drafts = join(root, '.incoming')
    this.#thumbnails = join(root, '.thumbnails')
    this.parts = new PartFolder(root)
  }

  /** Opens `<dataDir>/files`, and clears away what broken uploads left there a day ago or earlier. */
  static async open(dataDir: string, now: Date = new Date()): Promise<FileFolder> {
    const folder = new FileFolder(join(dataDir, 'files'))
    try {
      await mkdir(folder.#drafts, { recursive: true, mode: 0o700 })
      for (const name of await readdir(folder.#drafts)) {
        const path = join(folder.#drafts, name)
        // Another process may be clearing away, too.
        const left = await stat(path).catch(() => undefined)
        if (left && now.getTime() - left.mtimeMs > draftAgeMsMax) await rm(path, { force: true })
      }
    } catch (cause) {
      const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'
      throw new AppError('files.folder_unwritable', {
        status: 500,
        params: { folder: folder.#root, reason },
        cause,
      })
    }
    return folder
  }

  /**
   * Writes a stream down as a draft, and stops as soon as it passes the limit. The caller keeps or discards it.
   * @throws AppError files.too_large, files.empty, files.interrupted
   */
  async receive(stream: Readable, sizeLimit: number): Promise<Draft> {
    const path = join(this.#drafts, randomUUID())
    const handle = await open(path, 'wx+', 0o600)
    const digest = createHash('sha256')
    let size = 0
    try {
      for await (const chunk of chunksOf(stream)) {
        size += chunk.length
        if (size > sizeLimit) throw tooLarge(sizeLimit)
        digest.update(chunk)
        await handle.appendFile(chunk)
      }
      if (size === 0) throw new AppError('files.empty')
      await handle.sync()
      return { path, handle, sha256: digest.digest(), size }
    } catch (error) {
      await handle.close()
      await unlink(path)
      throw error
    }
  }

  async discard(draft: Draft): Promise<void> {
    await draft.handle.close()
    await unlink(draft.path)
  }

  /** Puts a draft in its place; a content that already stands there stays, and the draft goes. */
  async keep(draft: Draft): Promise<void> {
    const { folder, path } = this.#placeOf(draft.sha256)
    const standing = await stat(path).catch(() => undefined)
    if (standing?.size === draft.size) return this.discard(draft)
    await draft.handle.close()
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(draft.path, path)
    for (const changed of [folder, this.#root]) await flushFolder(changed)
  }

  /** @throws AppError files.content_missing when the content isn't there with the size that it should have */
  async read(sha256: Buffer, size: number, name: string): Promise<Readable> {
    const handle = await open(this.#placeOf(sha256).path, 'r').catch(() => undefined)
    const standing = await handle?.stat()
    if (handle && standing?.size === size) return handle.createReadStream()
    await handle?.close()
    throw new AppError('files.content_missing', { status: 500, params: { name } })
  }

  /** Where a content stands, for what reads files by their path. */
  pathOf(sha256: Buffer): string {
    return this.#placeOf(sha256).path
  }

  /** A small copy of a content, if one was made. */
  async readThumbnail(sha256: Buffer, size: string): Promise<Buffer | undefined> {
    return readFile(join(this.#thumbnailsOf(sha256), `${size}.webp`)).catch(() => undefined)
  }

  /** Keeps a small copy as long as the content itself stands: one that is removed meanwhile takes it along. */
  async keepThumbnail(sha256: Buffer, size: string, bytes: Buffer): Promise<void> {
    const folder = this.#thumbnailsOf(sha256)
    const draft = join(this.#drafts, randomUUID())
    await writeFile(draft, bytes, { mode: 0o600 })
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(draft, join(folder, `${size}.webp`))
    if (!(await this.holds(sha256))) await blankFolder(folder)
  }

  /** Whether a content stands in its place, whole where its size is told. */
  async holds(sha256: Buffer, size?: number): Promise<boolean> {
    const standing = await stat(this.#placeOf(sha256).path).catch(() => undefined)
    return standing !== undefined && (size === undefined || standing.size === size)
  }

  /** Overwrites a content with its small copies and takes them away; one that is not there is gone already. */
  async remove(sha256: Buffer): Promise<void> {
    const { folder, path } = this.#placeOf(sha256)
    if (await blankFile(path)) await flushFolder(folder)
    await blankFolder(this.#thumbnailsOf(sha256))
  }

  #placeOf(sha256: Buffer): { folder: string; path: string } {
    const hex = sha256.toString('hex')
    const folder = join(this.#root, hex.slice(0, 2))
    return { folder, path: join(folder, hex.slice(2)) }
  }

  #thumbnailsOf(sha256: Buffer): string {
    const hex = sha256.toString('hex')
    return join(this.#thumbnails, hex.slice(0, 2), hex.slice(2))
  }
}

/** Overwrites a file before it takes it away; false when there was none. */
async function blankFile(path: string): Promise<boolean> {
  const handle = await open(path, 'r+').catch(() => undefined)
  if (!handle) return false
  try {
    const { size } = await handle.stat()
    for (let at = 0; at < size; at += blank.length)
      await handle.write(blank, 0, Math.min(blank.length, size - at), at)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await unlink(path)
  return true
}

async function blankFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch((): string[] => [])) await blankFile(join(folder, name))
  await rm(folder, { recursive: true, force: true })
}

/** The chunks as they come, without destroying the stream when the reader stops: the caller still has to answer on it. */
export async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false }))
      yield Buffer.from(chunk as Uint8Array)
  } catch (cause) {
    throw new AppError('files.interrupted', { cause })
  }
}

export function tooLarge(sizeLimit: number): AppError {
  const limit = Math.floor(sizeLimit / 1024 / 102.4) / 10
  return new AppError('files.too_large', { status: 413, params: { limit } })
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
