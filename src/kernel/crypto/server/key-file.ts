import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '#kernel/errors/model'
import type { CipherAlgorithm } from '../model/algorithms.ts'
import '../model/messages.ts'
import { KeyFile, type Keys, keysOf, newKeyFile } from './keys.ts'

type Options = {
  /** Make the file when it isn't there. Ask for it on a first run only: new keys can't open old data. */
  create?: boolean
  /** What new values are encrypted with; written into a new file, read from an old one. */
  cipher?: CipherAlgorithm
  now?: Date
}

/**
 * The keys of an installation, from a JSON file that stands outside the database and its backups.
 * @throws AppError `crypto.key_file_missing`, `…_unreadable`, `…_corrupt`, `…_exposed` (group or others can reach
 * it), `…_unwritable`
 */
export async function loadOrCreateKeys(file: string, options: Options = {}): Promise<Keys> {
  const existing = await readKeyFile(file)
  if (existing) return existing
  if (!options.create) throw new AppError('crypto.key_file_missing', { status: 500, params: { file } })
  await writeKeyFile(file, newKeyFile(options.now ?? new Date(), options.cipher ?? 'aes-256-gcm'))
  // Read back what stands there: another process may have been first.
  const created = await readKeyFile(file)
  if (!created) throw new AppError('crypto.key_file_missing', { status: 500, params: { file } })
  return created
}

async function readKeyFile(file: string): Promise<Keys | undefined> {
  let text: string
  try {
    const { mode } = await stat(file)
    // Windows has no such modes; there the folder's access list decides.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new AppError('crypto.key_file_exposed', {
        status: 500,
        params: { file, mode: (mode & 0o777).toString(8).padStart(3, '0') },
      })
    }
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof AppError) throw error
    if (isSystemError(error, 'ENOENT')) return undefined
    throw fileError('crypto.key_file_unreadable', file, error)
  }
  return parseKeyFile(file, text)
}

function parseKeyFile(file: string, text: string): Keys {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, and the text is secret.
    throw corrupt(file, 'not JSON')
  }
  const parsed = KeyFile.safeParse(json)
  if (!parsed.success) throw corrupt(file, parsed.error.issues[0]?.path.join('.') || 'not an object')
  try {
    return keysOf(parsed.data)
  } catch (error) {
    throw corrupt(file, error instanceof Error ? error.message : 'unusable key')
  }
}

/** Written beside, flushed, then linked into place: never half a file, and never over another process's. */
async function writeKeyFile(file: string, content: KeyFile): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const handle = await open(draft, 'wx', 0o600)
    try {
      await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    try {
      await link(draft, file)
    } catch (error) {
      if (!isSystemError(error, 'EEXIST')) throw error
    } finally {
      await unlink(draft)
    }
    await syncFolder(dirname(file))
  } catch (error) {
    throw fileError('crypto.key_file_unwritable', file, error)
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function corrupt(file: string, reason: string): AppError {
  return new AppError('crypto.key_file_corrupt', { status: 500, params: { file, reason } })
}

function fileError(code: `crypto.${string}`, file: string, cause: unknown): AppError {
  const reason = isSystemError(cause) ? String(cause.code) : 'unknown'
  return new AppError(code, { status: 500, params: { file, reason }, cause })
}

function isSystemError(error: unknown, code?: string): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && (code === undefined || error.code === code)
}
