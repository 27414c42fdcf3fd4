import type { Database, Tx } from '#kernel/db/server'
import type { Consumer } from '#kernel/ledgers/server'
import { nameKeys } from '#kernel/registry/server'
import { nameEntries, type Unnamed, unnamedAfter, unnamedOf } from './entry-search-store.ts'
import { catchUpPersons } from './registry-search-store.ts'

async function name(tx: Tx, entries: readonly Unnamed[]): Promise<void> {
  if (entries.length > 0)
    await nameEntries(
      tx,
      entries.map((entry) => ({ ...entry, ...nameKeys(entry.title) })),
    )
}

/** Entries become findable when the relay tells of them, so that registering one doesn't wait for its index. */
export function searchConsumer(): Consumer {
  return {
    name: 'search',
    consume: async (tx, rows) => {
      await name(tx, await unnamedOf(tx, [...new Set(rows.map((row) => row.entry_id))]))
      return []
    },
  }
}

const batch = 500
const first = '00000000-0000-0000-0000-000000000000'

/**
 * What is not findable yet and of which nobody tells: persons of a large import, and, once after each start, entries
 * that were there before the search was.
 */
export function createSearchKeeper(db: Database): () => Promise<void> {
  let after: string | null = first
  return async () => {
    while ((await db.transaction().execute((tx) => catchUpPersons(tx, batch))) > 0);
    while (after !== null) {
      const from: string = after
      after = await db.transaction().execute(async (tx) => {
        const entries = await unnamedAfter(tx, from, batch)
        await name(tx, entries)
        return entries.at(-1)?.id ?? null
      })
    }
  }
}
