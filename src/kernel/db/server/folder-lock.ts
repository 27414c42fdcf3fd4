import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '#kernel/errors/model'

type FolderLock = { release(): void }

/**
 * Takes a folder for this process alone. PGlite takes no lock of its own and two processes would ruin the data.
 * The lock is the operating system's (an exclusive transaction on a small SQLite file), so that it ends with the
 * process however that ends, and nobody has to clear up after a kill -9.
 * @throws AppError db.in_use, db.folder_not_writable
 */
export function lockFolder(folder: string): FolderLock {
  const holder = join(folder, 'lock.pid')
  let database: DatabaseSync
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    database = new DatabaseSync(join(folder, 'lock.sqlite'))
  } catch (error) {
    throw new AppError('db.folder_not_writable', { status: 500, params: { folder }, cause: error })
  }
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (String(error).includes('readonly') || String(error).includes('unable to open')) {
      throw new AppError('db.folder_not_writable', { status: 500, params: { folder }, cause: error })
    }
    throw new AppError('db.in_use', {
      status: 423,
      params: { folder, pid: readHolder(holder) },
      cause: error,
    })
  }
  try {
    writeFileSync(holder, `${process.pid}\n`)
  } catch (error) {
    database.close()
    throw new AppError('db.folder_not_writable', { status: 500, params: { folder }, cause: error })
  }
  return {
    release: () => {
      database.close()
    },
  }
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return '?'
  }
}
