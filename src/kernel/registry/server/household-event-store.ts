import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { EventMember, FoldedEvent, Stay } from '../model/household-fold.ts'

export type EventRow = FoldedEvent & {
  id: string
  recordedAt: Date
  accountId: number | null
  source: string
  note: string
  voidedAt: Date | null
  voidedAccountId: number | null
  voidReason: string | null
}

const membersOf = sql`coalesce((select jsonb_agg(jsonb_build_object('householdId', member.household_id,
    'personId', member.person_id, 'part', member.part, 'relation', member.relation)
    order by member.part <> 'leaves', member.person_id)
  from household_event_member as member where member.event_id = event.id), '[]')`
const columns = sql`event.id, event.kind, event.on_date as "on", event.household_id as "householdId",
  event.merged_id as "mergedId", ${membersOf} as members, event.recorded_at as "recordedAt",
  event.account_id as "accountId", event.source, event.note, event.voided_at as "voidedAt",
  event.voided_account_id as "voidedAccountId", event.void_reason as "voidReason"`

/** The condition that an event was about one of the households. */
const touching = (ids: readonly string[]) => sql`(event.household_id = any(${[...ids]}::uuid[])
  or event.merged_id = any(${[...ids]}::uuid[]) or event.id in (select member.event_id
    from household_event_member as member where member.household_id = any(${[...ids]}::uuid[])))`

/** Whoever changes who belongs where waits here for the one before: an event may be about any household. */
export async function lockCompositions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(470001)`.execute(tx)
}

/** Every event of a household, voided ones too, the latest first. */
export async function listEvents(db: Database, householdId: string): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`select ${columns} from household_event as event
    where ${touching([householdId])} order by event.on_date desc, event.no desc`.execute(db)
  return rows
}

export async function findEvent(tx: Tx, id: string): Promise<EventRow | undefined> {
  const { rows } = await sql<EventRow>`
    select ${columns} from household_event as event where event.id = ${id}`.execute(tx)
  return rows[0]
}

/** What holds of the households from a day on, in the order in which it was so. */
export async function eventsSince(tx: Tx, householdIds: readonly string[], on: string): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`select ${columns} from household_event as event
    where event.on_date >= ${on}::date and event.voided_at is null and ${touching(householdIds)}
    order by event.on_date, event.no`.execute(tx)
  return rows
}

/** Which of the households have no event yet. */
export async function withoutEvents(tx: Tx, householdIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${[...householdIds]}::uuid[]) as household (id)
    where not exists (select from household_event as event where event.household_id = household.id
        or event.merged_id = household.id)
      and not exists (select from household_event_member as member where member.household_id = household.id)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

type EventToInsert = FoldedEvent & {
  id: string
  source: string
  note: string
  recordedAt: Date
  by: { accountId: number; positionId: number } | null
}

export async function insertEvent(tx: Tx, event: EventToInsert): Promise<void> {
  await sql`
    insert into household_event (id, kind, on_date, household_id, merged_id, source, note, recorded_at, account_id,
      position_id)
    values (${event.id}, ${event.kind}, ${event.on}, ${event.householdId}, ${event.mergedId}, ${event.source},
      ${event.note}, ${event.recordedAt}, ${event.by?.accountId ?? null}, ${event.by?.positionId ?? null})`.execute(
    tx,
  )
  await insertEventMembers(tx, event.id, event.members)
}

async function insertEventMembers(tx: Tx, eventId: string, members: readonly EventMember[]): Promise<void> {
  await sql`
    insert into household_event_member (event_id, household_id, person_id, part, relation)
    select ${eventId}, given."householdId", given."personId", given.part, given.relation
    from json_to_recordset(${JSON.stringify(members)}::json)
      as given ("householdId" uuid, "personId" uuid, part text, relation text)`.execute(tx)
}

export async function voidEvent(
  tx: Tx,
  { id, at, accountId, reason }: { id: string; at: Date; accountId: number; reason: string },
): Promise<void> {
  await sql`update household_event set voided_at = ${at}, voided_account_id = ${accountId}, void_reason = ${reason}
    where id = ${id}`.execute(tx)
}

const stayColumns = sql`household_id as "householdId", person_id as "personId", relation, from_date as "from",
  to_date as "to"`

/** All stays there ever were in the households. */
export async function staysIn(db: Database, householdIds: readonly string[]): Promise<Stay[]> {
  const { rows } = await sql<Stay>`select ${stayColumns} from household_member
    where household_id = any(${[...householdIds]}::uuid[]) order by from_date, person_id`.execute(db)
  return rows
}

/** All stays there ever were of the persons. */
export async function staysOf(db: Database, personIds: readonly string[]): Promise<Stay[]> {
  const { rows } = await sql<Stay>`select ${stayColumns} from household_member
    where person_id = any(${[...personIds]}::uuid[]) order by from_date desc, household_id`.execute(db)
  return rows
}

/** When whoever of the persons is dead died, as events say that are not among those given. */
export async function deathsOf(
  db: Database,
  personIds: readonly string[],
  except: readonly string[] = [],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ personId: string; on: string }>`
    select member.person_id as "personId", min(event.on_date) as "on"
    from household_event_member as member join household_event as event on event.id = member.event_id
    where member.person_id = any(${[...personIds]}::uuid[]) and event.kind = 'death' and member.part = 'leaves'
      and event.voided_at is null and not event.id = any(${[...except]}::uuid[])
    group by member.person_id`.execute(db)
  return new Map(rows.map(({ personId, on }) => [personId, on]))
}

/** Writes anew what stays there were in the households on a day and after. */
export async function replaceStays(
  tx: Tx,
  householdIds: readonly string[],
  since: string,
  stays: readonly Stay[],
): Promise<void> {
  await sql`delete from household_member where household_id = any(${[...householdIds]}::uuid[])
    and (from_date >= ${since}::date or to_date is null or to_date >= ${since}::date)`.execute(tx)
  await sql`
    insert into household_member (household_id, person_id, relation, from_date, to_date)
    select given."householdId", given."personId", given.relation, given."from", given."to"
    from json_to_recordset(${JSON.stringify(stays)}::json)
      as given ("householdId" uuid, "personId" uuid, relation text, "from" date, "to" date)`.execute(tx)
}

/** A household's next version, for the change log. */
export async function nextVersion(tx: Tx, householdId: string, at: Date): Promise<number> {
  const { rows } = await sql<{
    version: number
  }>`update household set version = version + 1, updated_at = ${at}
    where id = ${householdId} returning version`.execute(tx)
  return rows[0]?.version ?? 1
}
