import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createPublicKey } from 'node:crypto'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import {
  type DatabaseHandle,
  discoverMigrations,
  migrate,
  type Migration,
  openDatabase,
  type Tx,
} from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Verification } from '#kernel/ledgers/model'
import { checkpointFile, verifyLog } from '#kernel/ledgers/server'
import type { DataFolder } from '../data-folder.ts'
import {
  checkpointsName,
  erasuresName,
  installationName,
  isFilePart,
  keysName,
  type Manifest,
  tableOf,
} from './backup-format.ts'
import { checkBackup } from './check-backup.ts'
import {
  findFilled,
  insertLines,
  listTables,
  openTables,
  prepareSession,
  setSequence,
  type Table,
} from './tables-store.ts'
import { eraseSince, readLists, restoredSuffix } from './restore-erasures.ts'
import { readTar, type TarEntry } from './tar.ts'

type Options = {
  file: string
  folder: DataFolder
  databaseUrl: string | undefined
  /** A list of erasures that is newer than the backup, as the installation keeps it. */
  erasures?: string | undefined
  onProgress?: ((done: { table: string; rows: number }) => void) | undefined
}

export type Restored = {
  manifest: Manifest
  hasKeys: boolean
  verification: Verification
  /** Erasures that the backup didn't have, done again; undefined where there was no list but the backup's own. */
  erasedAgain: number | undefined
}

/**
 * Puts a backup into an empty place, and verifies the log there. The backup is read whole and checked before anything
 * is written; where the restoring itself fails, what it had written is taken away again.
 * @throws AppError backup.damaged, backup.other_version, backup.other_keys, backup.not_empty
 */
export async function restoreBackup(options: Options): Promise<Restored> {
  const { file, folder, databaseUrl } = options
  const manifest = await checkBackup(file)
  const migrations = knownMigrations(manifest)
  const had = await refuseFilledFolder(folder)
  await refuseOtherKeys(folder, manifest)
  const listed = await readLists(options, manifest)
  await mkdir(folder.root, { recursive: true, mode: 0o700 })
  try {
    const handle = await openDatabase({ url: databaseUrl, dataDir: folder.embedded, poolSize: 2 })
    try {
      await refuseFilledDatabase(handle)
      await migrate(handle, migrations)
      await load(handle, options, manifest)
      await migrate(handle)
      const done = await eraseSince(handle, options, manifest, listed)
      await handle.script('analyze')
      const verification = await verifyLog({
        handle,
        checkpoints: checkpointFile(folder.checkpoints),
        publicKey: createPublicKey(manifest.publicKey),
        replay: 'all',
      })
      const erasedAgain = listed === undefined ? undefined : done
      return { manifest, hasKeys: existsSync(folder.keys), verification, erasedAgain }
    } finally {
      await handle.close()
    }
  } catch (error) {
    await clear(folder, had)
    throw error
  }
}

/** The migrations that the backup's tables were made by; those that came later follow once the rows are in. */
function knownMigrations(manifest: Manifest): Migration[] {
  const known = new Map(discoverMigrations().map((migration) => [migration.number, migration]))
  return manifest.migrations.map(({ number, name, hash }) => {
    const migration = known.get(number)
    if (migration?.hash !== hash)
      throw new AppError('backup.other_version', { params: { name, version: manifest.version } })
    return migration
  })
}

/** Only a key file and a list of erasures may be there already. Answers what was there. */
async function refuseFilledFolder(folder: DataFolder): Promise<Set<string>> {
  const names = existsSync(folder.root) ? await readdir(folder.root) : []
  const known = [folder.keys, folder.erasures]
  const other = names.find((name) => !known.includes(join(folder.root, name)))
  if (other !== undefined)
    throw new AppError('backup.not_empty', { params: { place: folder.root, found: other } })
  return new Set(names)
}

async function refuseOtherKeys(folder: DataFolder, manifest: Manifest): Promise<void> {
  if (!existsSync(folder.keys)) return
  const keys = await loadOrCreateKeys(folder.keys)
  if (keys.signing.id !== manifest.keyId)
    throw new AppError('backup.other_keys', { params: { file: folder.keys } })
}

async function refuseFilledDatabase(handle: DatabaseHandle): Promise<void> {
  const table = await findFilled(handle.db)
  if (table !== undefined)
    throw new AppError('backup.not_empty', { params: { place: handle.kind, found: table } })
}

async function clear(folder: DataFolder, had: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder.root).catch(() => []))
    if (!had.has(name)) await rm(join(folder.root, name), { recursive: true, force: true })
}

/** Rows in one transaction, and beside it the files. */
async function load(handle: DatabaseHandle, options: Options, manifest: Manifest): Promise<void> {
  await handle.db.transaction().execute(async (tx) => {
    await prepareSession(tx)
    const tables = tablesOf(await listTables(tx), manifest)
    const close = await openTables(tx, [...tables.values()])
    const counts = new Map<string, number>()
    for await (const entry of readTar(options.file)) {
      const table = tables.get(tableOf(entry.name) ?? '')
      if (!table) {
        await writePart(options.folder, entry)
        continue
      }
      const rows = (counts.get(table.name) ?? 0) + (await loadPart(tx, table, entry))
      counts.set(table.name, rows)
      options.onProgress?.({ table: table.name, rows })
    }
    await close()
    for (const { name, value } of manifest.sequences) await setSequence(tx, name, value)
  })
}

/** The tables as they are here, with their columns in the order of the backup. */
function tablesOf(here: readonly Table[], manifest: Manifest): Map<string, Table> {
  const found = new Map<string, Table>()
  for (const { name, columns } of manifest.tables) {
    const table = here.find((one) => one.name === name)
    const ordered = columns.map((column) => table?.columns.find((one) => one.name === column))
    if (!table || ordered.some((column) => column === undefined) || ordered.length !== table.columns.length)
      throw new AppError('backup.other_version', { params: { name, version: manifest.version } })
    found.set(name, { name, columns: ordered.flatMap((column) => column ?? []) })
  }
  return found
}

const batchRows = 2000
const batchBytes = 4_000_000

async function loadPart(tx: Tx, table: Table, entry: TarEntry): Promise<number> {
  let rows = 0
  let batch: string[] = []
  let size = 0
  const flush = async () => {
    if (batch.length > 0) await insertLines(tx, table, batch)
    rows += batch.length
    batch = []
    size = 0
  }
  for await (const line of linesOf(entry)) {
    batch.push(line)
    size += line.length
    if (batch.length >= batchRows || size >= batchBytes) await flush()
  }
  await flush()
  return rows
}

async function* linesOf(entry: TarEntry): AsyncGenerator<string> {
  let rest: Buffer[] = []
  for await (const chunk of entry.chunks()) {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8')
      rest = []
      start = end + 1
    }
    if (start < chunk.length) rest.push(chunk.subarray(start))
  }
}

function targetOf(folder: DataFolder, part: string): string | undefined {
  if (part === checkpointsName) return checkpointFile(folder.checkpoints)
  if (part === erasuresName) return `${folder.erasures}${restoredSuffix}`
  if (part === installationName) return folder.settings
  if (part === keysName) return existsSync(folder.keys) ? undefined : folder.keys
  return isFilePart(part) ? join(folder.files, part.slice('files/'.length)) : undefined
}

async function writePart(folder: DataFolder, entry: TarEntry): Promise<void> {
  const target = targetOf(folder, entry.name)
  if (target === undefined) return
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  const handle = await open(target, 'wx', 0o600)
  try {
    for await (const chunk of entry.chunks()) await handle.writeFile(chunk)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
