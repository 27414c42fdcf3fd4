import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { MinutesContent } from '../../model/meetings/minutes.ts'

/**
 * Holds a meeting where it stands until the transaction ends. Who decides shares it; who ends it has it alone, so that
 * no decision slips in behind the minutes.
 */
export async function holdMeeting(tx: Tx, id: string, how: 'share' | 'alone'): Promise<string | undefined> {
  const { rows } = await sql<{ stage: string }>`
    select stage from entry where id = ${id} ${how === 'share' ? sql`for share` : sql`for update`}`.execute(
    tx,
  )
  return rows[0]?.stage
}

/** Each decision of a meeting with its step: two readings that agree saw the same. */
export async function decisionSeqs(
  tx: Tx,
  ledgerId: number,
  meetingId: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; seq: number }>`
    select id, seq from entry where ledger_id = ${ledgerId} and data ->> 'meeting' = ${meetingId}`.execute(tx)
  return new Map(rows.map(({ id, seq }) => [id, seq]))
}

export async function fileMinutes(
  tx: Tx,
  { meetingId, content, hash, at }: { meetingId: string; content: MinutesContent; hash: string; at: Date },
): Promise<void> {
  await sql`
    insert into project_meeting_minutes (meeting_id, content, content_hash, filed_at)
    values (${meetingId}, ${JSON.stringify(content)}::jsonb, ${hash}, ${at})`.execute(tx)
}

export async function findMinutes(
  db: Database,
  meetingId: string,
): Promise<{ content: MinutesContent; hash: string } | undefined> {
  const { rows } = await sql<{ content: unknown; hash: string }>`
    select content, content_hash as hash from project_meeting_minutes where meeting_id = ${meetingId}`.execute(
    db,
  )
  const [row] = rows
  return row && { content: MinutesContent.parse(row.content), hash: row.hash }
}
