import { createPublicKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { DatabaseHandle } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { FileFolder, removeErasedContents } from '#kernel/files/server'
import {
  appendErasure,
  checkErasures,
  type ErasureLine,
  eraseRestored,
  readErasures,
} from '#kernel/ledgers/server'
import type { DataFolder } from '../data-folder.ts'
import type { Manifest } from './backup-format.ts'

/** Under this name the backup's own list lies beside, until it is held against the others. */
export const restoredSuffix = '.restored'

type Lists = { folder: DataFolder; erasures?: string | undefined }

/**
 * The lists of erasures that are not the backup's: the one named, and one that lies in the folder already. Undefined
 * where there is neither, so that nobody can tell what was erased since.
 * @throws AppError ledgers.erasure_line for one that this installation didn't sign
 */
export async function readLists(
  { folder, erasures }: Lists,
  { publicKey }: Manifest,
): Promise<ErasureLine[] | undefined> {
  if (erasures !== undefined && !existsSync(erasures))
    throw new AppError('cli.unreadable_file', { params: { file: erasures, reason: 'ENOENT' } })
  const files = [erasures, folder.erasures].flatMap((file) =>
    file !== undefined && existsSync(file) ? file : [],
  )
  if (files.length === 0) return undefined
  const lines = merge(await Promise.all(files.map(readErasures)))
  checkErasures(lines, createPublicKey(publicKey))
  return lines
}

/** One list of several: longer ones go on where the shorter ones end. */
function merge(lists: readonly ErasureLine[][]): ErasureLine[] {
  const merged = new Map<number, ErasureLine>()
  for (const line of lists.flat()) {
    const known = merged.get(line.no)
    if (known && known.certificate !== line.certificate)
      throw new AppError('backup.erasures_differ', { params: { no: line.no } })
    merged.set(line.no, line)
  }
  return [...merged.values()].toSorted((a, b) => a.no - b.no)
}

/**
 * Does again what was erased after the backup was made, before anybody can read it, and leaves the whole list in the
 * folder. Answers how many there were.
 */
export async function eraseSince(
  handle: DatabaseHandle,
  { folder }: Lists,
  { publicKey }: Manifest,
  listed: readonly ErasureLine[] = [],
): Promise<number> {
  const restored = `${folder.erasures}${restoredSuffix}`
  const lines = merge([await readErasures(restored), [...listed]])
  await rm(restored, { force: true })
  if (lines.length === 0) return 0
  const done = await eraseRestored(handle, createPublicKey(publicKey), lines)
  await removeErasedContents({ db: handle.db, folder: await FileFolder.open(folder.root) })
  const there = new Set((await readErasures(folder.erasures)).map(({ no }) => no))
  for (const line of lines) if (!there.has(line.no)) await appendErasure(folder.erasures, line)
  return done
}
