import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import type { ObjectKind } from '../../model/fields.ts'

/** What recorded events (户内变动) say of the two objects of a merge: kept for undoing, ids only. */
export type EventTrace = {
  events: { id: string; householdId: string; mergedId: string | null }[]
  members: { eventId: string; householdId: string; personId: string; part: string; relation: string | null }[]
}

const among = (ids: readonly string[]) => sql`= any(${[...ids]}::uuid[])`

/** Which rows of an event's people are about the two. */
function rowsAbout(kind: 'person' | 'household', ids: readonly string[]): RawBuilder<unknown> {
  return kind === 'person' ? sql`person_id ${among(ids)}` : sql`household_id ${among(ids)}`
}

export async function readTrace(tx: Tx, kind: ObjectKind, ids: readonly string[]): Promise<EventTrace> {
  if (kind !== 'person' && kind !== 'household') return { events: [], members: [] }
  const { rows: members } = await sql<EventTrace['members'][number]>`
    select event_id as "eventId", household_id as "householdId", person_id as "personId", part, relation
    from household_event_member where ${rowsAbout(kind, ids)}
    order by event_id, household_id, person_id`.execute(tx)
  if (kind === 'person') return { events: [], members }
  const { rows: events } = await sql<EventTrace['events'][number]>`
    select id, household_id as "householdId", merged_id as "mergedId" from household_event
    where household_id ${among(ids)} or merged_id ${among(ids)} order by id`.execute(tx)
  return { events, members }
}

/** Puts the rows about the two in the place of those that are there. */
export async function writeTrace(
  tx: Tx,
  kind: ObjectKind,
  ids: readonly string[],
  { events, members }: EventTrace,
): Promise<void> {
  if (kind !== 'person' && kind !== 'household') return
  await sql`delete from household_event_member where ${rowsAbout(kind, ids)}`.execute(tx)
  if (events.length > 0)
    await sql`update household_event as event set household_id = given."householdId", merged_id = given."mergedId"
      from json_to_recordset(${JSON.stringify(events)}::json) as given (id uuid, "householdId" uuid, "mergedId" uuid)
      where event.id = given.id`.execute(tx)
  if (members.length > 0)
    await sql`insert into household_event_member (event_id, household_id, person_id, part, relation)
      select "eventId", "householdId", "personId", part, relation from json_to_recordset(${JSON.stringify(members)}::json)
        as given ("eventId" uuid, "householdId" uuid, "personId" uuid, part text, relation text)`.execute(tx)
}
