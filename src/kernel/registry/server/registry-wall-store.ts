import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'

export type Reach = { roots: readonly string[]; class: number }

export const reachOf = (actor: Actor): Reach => ({ roots: actor.divisions, class: actor.sensitivity })

/**
 * Reads the register behind its second wall: as a role that row-level security holds to what the reader's roots and
 * class reach, whatever the statements ask for.
 */
export function behindWall<T>(db: Database, reach: Reach, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('yiwang.roots', ${reach.roots.join(',')}, true),
      set_config('yiwang.class', ${String(reach.class)}, true), set_config('role', 'yiwang_reader', true)`.execute(
      tx,
    )
    return read(tx)
  })
}
