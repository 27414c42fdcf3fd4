import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

export type KeyRow = {
  personId: string
  wrapped: Buffer | null
  erasedAt: Date | null
  certificate: string | null
}

const columns = sql`person_id as "personId", wrapped, erased_at as "erasedAt", certificate`

export async function readKeyRows(db: Database | Tx, personIds: readonly string[]): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select ${columns} from person_key where person_id = any(${[...personIds]}::uuid[])`.execute(db)
  return rows
}

/** The same, held until the transaction ends: an erasure waits for what is being written under the key. */
export async function holdKeyRows(tx: Tx, personIds: readonly string[]): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select ${columns} from person_key where person_id = any(${[...personIds]}::uuid[])
    order by person_id for share`.execute(tx)
  return rows
}

/** Where another transaction makes the same person's key, this waits and that one counts. */
export async function insertKey(tx: Tx, personId: string, wrapped: Buffer, at: Date): Promise<void> {
  await sql`insert into person_key (person_id, wrapped, made_at) values (${personId}, ${wrapped}, ${at})
    on conflict (person_id) do nothing`.execute(tx)
}
