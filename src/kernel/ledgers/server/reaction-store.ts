import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Relation } from '../model/links.ts'

export type Fault = { code: string; params: Record<string, string | number> }
export type Due = { entryId: string; seq: number; reaction: string; tries: number }
export type DueKey = Pick<Due, 'entryId' | 'seq' | 'reaction'>

const keyIs = ({ entryId, seq, reaction }: DueKey) =>
  sql`entry_id = ${entryId} and seq = ${seq} and reaction = ${reaction}`

/** Notes what the outbox told of, in the transaction that takes it out; told twice, it is noted once. */
export async function noteReactions(tx: Tx, rows: readonly (DueKey & { at: Date })[]): Promise<void> {
  await sql`insert into reaction_due (entry_id, seq, reaction, next_at, at)
    select "entryId", seq, reaction, at, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("entryId" uuid, seq int, reaction text, at timestamptz)
    on conflict do nothing`.execute(tx)
}

export async function listDue(db: Database, now: Date, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select entry_id as "entryId", seq, reaction, tries from reaction_due
    where state = 'due' and next_at <= ${now} order by next_at, entry_id, seq limit ${limit}`.execute(db)
  return rows
}

/** Holds a reaction that is still to be done against other processes; answers whether it is. */
export async function lockDue(tx: Tx, key: DueKey): Promise<boolean> {
  const { rows } = await sql`
    select 1 from reaction_due where ${keyIs(key)} and state = 'due' for update`.execute(tx)
  return rows.length > 0
}

export async function settle(
  db: Database | Tx,
  key: DueKey,
  result: { state: 'due' | 'done' | 'failed'; nextAt: Date; now: Date; fault: Fault | null },
): Promise<void> {
  const { state, nextAt, now, fault } = result
  await sql`update reaction_due set state = ${state}, next_at = ${nextAt}, tries = tries + 1,
      fault = ${fault === null ? null : JSON.stringify(fault)}::jsonb,
      settled_at = ${state === 'due' ? null : now}
    where ${keyIs(key)} and state = 'due'`.execute(db)
}

/**
 * Lets reactions of an entry that are done run once more, for what was linked since: of each the last time it was due.
 * Whoever settles one at the same moment is waited for.
 */
export async function renewDone(
  tx: Tx,
  entryId: string,
  reactions: readonly string[],
  now: Date,
): Promise<void> {
  await sql`select 1 from reaction_due where entry_id = ${entryId} for update`.execute(tx)
  await sql`update reaction_due d set state = 'due', tries = 0, next_at = ${now}, settled_at = null
    where entry_id = ${entryId} and state = 'done' and reaction = any(${reactions}::text[])
      and seq = (select max(seq) from reaction_due o where o.entry_id = d.entry_id and o.reaction = d.reaction)`.execute(
    tx,
  )
}

/** Lets a reaction that failed be tried anew; answers whether there was one. */
export async function renew(db: Database, key: DueKey, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update reaction_due set state = 'due', tries = 0, next_at = ${now}, settled_at = null
    where ${keyIs(key)} and state <> 'done' returning 1 as one`.execute(db)
  return rows.length > 0
}

export async function listEffects(db: Database, key: DueKey): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select target_id as id from reaction_effect where ${keyIs(key)}`.execute(db)
  return rows.map(({ id }) => id)
}

export async function recordEffect(tx: Tx, key: DueKey, target: { id: string; seq: number }): Promise<void> {
  const { entryId, seq, reaction } = key
  await sql`insert into reaction_effect (entry_id, seq, reaction, target_id, target_seq)
    values (${entryId}, ${seq}, ${reaction}, ${target.id}, ${target.seq})`.execute(tx)
}

/** The entries at the other end of an entry's links in a relation. */
export async function entriesInCircle(
  db: Database | Tx,
  entryId: string,
  { relation, outward }: { relation: Relation; outward: boolean },
): Promise<string[]> {
  const { rows } = outward
    ? await sql<{ id: string }>`select target_id as id from entry_link
        where entry_id = ${entryId} and relation = ${relation} order by id`.execute(db)
    : await sql<{ id: string }>`select entry_id as id from entry_link
        where target_id = ${entryId} and relation = ${relation} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

export type ReactionRow = {
  entryId: string
  seq: number
  reaction: string
  state: 'due' | 'done' | 'failed'
  tries: number
  at: Date
  fault: Fault | null
  /** What it did, for the entry that gave cause; the entry that gave cause, for the one it was done to. */
  others: string[]
}

/** The reactions that an entry's actions gave cause for. */
export async function reactionsFrom(db: Database, entryId: string): Promise<ReactionRow[]> {
  const { rows } = await sql<ReactionRow>`
    select d.entry_id as "entryId", d.seq, d.reaction, d.state, d.tries, d.at, d.fault,
      coalesce((select jsonb_agg(f.target_id order by f.target_id) from reaction_effect f
        where f.entry_id = d.entry_id and f.seq = d.seq and f.reaction = d.reaction), '[]') as others
    from reaction_due d where d.entry_id = ${entryId} order by d.seq, d.reaction`.execute(db)
  return rows
}

/** The reactions that were taken on an entry, or registered it. */
export async function reactionsUpon(
  db: Database,
  entryId: string,
): Promise<(ReactionRow & { targetSeq: number })[]> {
  const { rows } = await sql<ReactionRow & { targetSeq: number }>`
    select d.entry_id as "entryId", d.seq, d.reaction, d.state, d.tries, d.at, d.fault,
      jsonb_build_array(d.entry_id) as others, f.target_seq as "targetSeq"
    from reaction_effect f join reaction_due d on d.entry_id = f.entry_id and d.seq = f.seq and d.reaction = f.reaction
    where f.target_id = ${entryId} order by f.target_seq`.execute(db)
  return rows
}
