import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DatabaseHandle, openDatabase } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { dataFolder } from '../data-folder.ts'

/**
 * Opens the database that is there, and makes none.
 * @throws AppError verify.no_data
 */
export async function openExisting(
  dataDir: string,
  databaseUrl: string | undefined,
): Promise<DatabaseHandle> {
  const { embedded } = dataFolder(dataDir)
  if (databaseUrl === undefined && !existsSync(join(embedded, 'pg')))
    throw new AppError('verify.no_data', { params: { folder: dataDir } })
  return openDatabase({ url: databaseUrl, dataDir: embedded, poolSize: 1 })
}
