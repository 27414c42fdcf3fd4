import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Keys, publicKeyPem, sign } from '#kernel/crypto/server'
import type { DatabaseHandle, Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { checkpointFile } from '#kernel/ledgers/server'
import type { DataFolder } from '../data-folder.ts'
import {
  checkpointsName,
  erasuresName,
  installationName,
  isFilePart,
  keysName,
  type Manifest,
  manifestName,
  partOf,
  readme,
  signatureName,
} from './backup-format.ts'
import {
  listApplied,
  listSequences,
  listTables,
  prepareSession,
  readLines,
  type Table,
} from './tables-store.ts'
import { TarWriter } from './tar.ts'

type Options = {
  handle: DatabaseHandle
  folder: DataFolder
  keys: Keys
  withKeys: boolean
  file: string
  version: string
  now: Date
  onProgress?: ((done: { table: string; rows: number }) => void) | undefined
}

const partBytes = 4_000_000

/**
 * Writes everything into one file: the rows of all tables in one snapshot, attachments and checkpoints; the same format
 * from and for either database. It appears under its name only when it is whole.
 * @throws AppError backup.cannot_write
 */
export async function makeBackup(options: Options): Promise<Manifest> {
  const { file, now } = options
  const draft = `${file}.part`
  await rm(draft, { force: true })
  let tar: TarWriter
  try {
    tar = await TarWriter.create(draft, now)
  } catch (error) {
    throw cannotWrite(file, error)
  }
  try {
    const manifest = await new Backup(tar, options).run()
    await tar.finish()
    await rename(draft, file)
    await syncFolder(dirname(file))
    return manifest
  } catch (error) {
    await tar.discard()
    await rm(draft, { force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? cannotWrite(file, error) : error
  }
}

function cannotWrite(file: string, cause: unknown): AppError {
  const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
  return new AppError('backup.cannot_write', { params: { file, reason }, cause })
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

class Backup {
  readonly #tar: TarWriter
  readonly #options: Options
  readonly #parts: Manifest['parts'] = []

  constructor(tar: TarWriter, options: Options) {
    this.#tar = tar
    this.#options = options
  }

  async run(): Promise<Manifest> {
    const { handle, folder, keys, withKeys, version, now } = this.#options
    await this.#add('README.txt', Buffer.from(readme))
    const checkpoints = checkpointFile(folder.checkpoints)
    // Measured before the snapshot, so that no line speaks of an action which the snapshot lacks.
    const checkpointBytes = existsSync(checkpoints) ? (await stat(checkpoints)).size : 0
    const rows = await handle.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => this.#database(tx))
    if (checkpointBytes > 0) await this.#copy(checkpointsName, checkpoints, checkpointBytes)
    // After the snapshot: an erasure that came since is done again by whoever restores.
    if (existsSync(folder.erasures)) await this.#add(erasuresName, await readFile(folder.erasures))
    await this.#files()
    if (existsSync(folder.settings)) await this.#add(installationName, await readFile(folder.settings))
    if (withKeys) await this.#add(keysName, await readFile(folder.keys))
    const manifest: Manifest = {
      format: 'yiwang-backup-1',
      at: now.toISOString(),
      version,
      database: handle.kind,
      keyId: keys.signing.id,
      publicKey: publicKeyPem(keys),
      ...rows,
      parts: this.#parts,
    }
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
    await this.#tar.add(manifestName, bytes.length, [bytes])
    const signature = Buffer.from(sign(keys, bytes).toString('base64'))
    await this.#tar.add(signatureName, signature.length, [signature])
    return manifest
  }

  async #database(tx: Tx): Promise<Pick<Manifest, 'migrations' | 'tables' | 'sequences'>> {
    await prepareSession(tx)
    const migrations = await listApplied(tx)
    const tables: Manifest['tables'] = []
    for (const table of await listTables(tx)) {
      const rows = await this.#rows(tx, table)
      tables.push({ name: table.name, columns: table.columns.map((column) => column.name), rows })
    }
    return { migrations, tables, sequences: await listSequences(tx) }
  }

  async #rows(tx: Tx, table: Table): Promise<number> {
    let rows = 0
    let number = 0
    let waiting: string[] = []
    let size = 0
    const flush = async () => {
      if (waiting.length === 0) return
      number += 1
      await this.#add(partOf(table.name, number), Buffer.from(`${waiting.join('\n')}\n`))
      waiting = []
      size = 0
    }
    for await (const lines of readLines(tx, table)) {
      rows += lines.length
      for (const line of lines) {
        waiting.push(line)
        size += line.length
      }
      this.#options.onProgress?.({ table: table.name, rows })
      if (size >= partBytes) await flush()
    }
    await flush()
    return rows
  }

  async #files(): Promise<void> {
    const { files } = this.#options.folder
    if (!existsSync(files)) return
    for (const name of (await readdir(files, { recursive: true })).toSorted()) {
      const part = `files/${name.replaceAll('\\', '/')}`
      if (!isFilePart(part)) continue
      const path = join(files, name)
      // What was erased by law since the folder was listed is not missed.
      const standing = await stat(path).catch(() => undefined)
      if (standing) await this.#copy(part, path, standing.size)
    }
  }

  async #add(name: string, bytes: Buffer): Promise<void> {
    this.#parts.push({ name, bytes: bytes.length, sm3: createHash('sm3').update(bytes).digest('hex') })
    await this.#tar.add(name, bytes.length, [bytes])
  }

  async #copy(name: string, path: string, size: number): Promise<void> {
    const digest = createHash('sm3')
    const read = async function* (): AsyncGenerator<Buffer> {
      if (size === 0) return
      for await (const chunk of createReadStream(path, { end: size - 1 }) as AsyncIterable<Buffer>) {
        digest.update(chunk)
        yield chunk
      }
    }
    await this.#tar.add(name, size, read())
    this.#parts.push({ name, bytes: size, sm3: digest.digest('hex') })
  }
}
