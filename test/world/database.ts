import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import { type DatabaseHandle, migrate, openDatabase } from '#kernel/db/server'
import { lendEmbedded } from './lent-database.ts'

/**
 * An empty database with all tables, of the caller's own: embedded, or on the PostgreSQL that YIWANG_TEST_DATABASE
 * names. Closing it removes it.
 */
export async function openTestDatabase(): Promise<DatabaseHandle> {
  const url = process.env['YIWANG_TEST_DATABASE']
  if (url === undefined || url === 'embedded') return lendEmbedded()
  const template = await (templates[url] ??= makeTemplate(url))
  const outer = await openDatabase({ url, poolSize: 1 })
  const name = newName()
  await outer.script(`create database ${name} template ${template}`)
  const handle = await openDatabase({ url: named(url, name) })
  return {
    ...handle,
    close: async () => {
      await handle.close()
      await outer.script(`drop database ${name} with (force)`)
      await outer.close()
    },
  }
}

/** By server: a database that the migrations were applied to once, to be copied. */
const templates: Record<string, Promise<string>> = {}
after(async () => {
  for (const [url, template] of Object.entries(templates)) {
    const outer = await openDatabase({ url, poolSize: 1 })
    await outer.script(`drop database if exists ${await template} with (force)`)
    await outer.close()
  }
})

async function makeTemplate(url: string): Promise<string> {
  const name = newName()
  const outer = await openDatabase({ url, poolSize: 1 })
  try {
    await outer.script(`create database ${name}`)
    const handle = await openDatabase({ url: named(url, name) })
    try {
      await migrate(handle)
    } finally {
      await handle.close()
    }
  } finally {
    await outer.close()
  }
  return name
}

const newName = () => `yiwang_test_${randomUUID().replaceAll('-', '')}`

function named(url: string, database: string): string {
  const inner = new URL(url)
  inner.pathname = `/${database}`
  return inner.href
}
