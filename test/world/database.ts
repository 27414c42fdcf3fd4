import { randomUUID } from 'node:crypto'
import { type DatabaseHandle, migrate, openDatabase } from '#kernel/db/server'

/**
 * An empty database with all tables, of the caller's own: embedded, or on the PostgreSQL that YIWANG_TEST_DATABASE
 * names. Closing it removes it.
 */
export async function openTestDatabase(): Promise<DatabaseHandle> {
  const url = process.env['YIWANG_TEST_DATABASE']
  if (url === undefined || url === 'embedded') {
    const handle = await openDatabase()
    await migrateOrClose(handle)
    return handle
  }
  const outer = await openDatabase({ url, poolSize: 1 })
  const name = `yiwang_test_${randomUUID().replaceAll('-', '')}`
  await outer.script(`create database ${name}`)
  const inner = new URL(url)
  inner.pathname = `/${name}`
  const handle = await openDatabase({ url: inner.href })
  await migrateOrClose(handle)
  return {
    ...handle,
    close: async () => {
      await handle.close()
      await outer.script(`drop database ${name} with (force)`)
      await outer.close()
    },
  }
}

/** A database left open would keep the tests from ending. */
async function migrateOrClose(handle: DatabaseHandle): Promise<void> {
  try {
    await migrate(handle)
  } catch (error) {
    await handle.close()
    throw error
  }
}
