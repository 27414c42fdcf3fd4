import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

type CleanImage = { sha256: Buffer; size: number }

/** The stored content that an image is, or became when it came before. */
export async function findCleanImage(db: Database, sha256: Buffer): Promise<CleanImage | undefined> {
  const { rows } = await sql<CleanImage>`
    select sha256, size from blob where reencoded and erased_at is null
      and (sha256 = ${sha256} or sha256 = (select sha256 from image_source where source_sha256 = ${sha256}))
    order by sha256 = ${sha256} desc limit 1`.execute(db)
  return rows[0]
}

/** Notes what an image became. */
export async function noteSource(tx: Tx, source: Buffer, sha256: Buffer): Promise<void> {
  await sql`
    insert into image_source (source_sha256, sha256) values (${source}, ${sha256})
    on conflict (source_sha256) do update set sha256 = excluded.sha256`.execute(tx)
}
