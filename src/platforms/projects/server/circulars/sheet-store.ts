import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

/** Of each project the latest circulars that list it as red or slipping, the newest first. */
export async function listCircularsOf(
  db: Database,
  projectIds: readonly string[],
): Promise<{ projectId: string; entryId: string; to: string }[]> {
  const { rows } = await sql<{ projectId: string; entryId: string; to: string }>`
    select p.id as "projectId", c.entry_id as "entryId", c.period_to as "to"
    from unnest(${[...projectIds]}::text[]) as p(id)
    join circular c on c.content @> jsonb_build_object('projects', jsonb_build_array(jsonb_build_object('entryId', p.id)))
    order by c.period_to desc, c.made_at desc limit 2000`.execute(db)
  return rows
}
