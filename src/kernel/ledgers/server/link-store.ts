import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Edge, Relation } from '../model/links.ts'
import { readableBy } from './visibility-store.ts'

export type LinkRow = { entry_id: string; seq: number; relation: Relation; target_id: string }

/**
 * One transaction at a time makes links: a loop of several could otherwise close by links each of which sees none of
 * the others. Taken after the entries' locks, always in that order.
 */
export async function lockLinks(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7412003)`.execute(tx)
}

/** All links that can be reached from the entries along one relation, and those of the entries themselves. */
export async function readPaths(tx: Tx, ids: readonly string[]): Promise<Edge[]> {
  const { rows } = await sql<Edge>`
    with recursive path(entry_id, target_id, relation) as (
      select entry_id, target_id, relation from entry_link where entry_id = any(${ids}::uuid[])
      union select l.entry_id, l.target_id, l.relation
      from path p join entry_link l on l.entry_id = p.target_id and l.relation = p.relation)
    select entry_id as from, target_id as to, relation from path`.execute(tx)
  return rows
}

export type LinkedEntry = {
  relation: Relation
  /** Whether the entry asked about made the link, or the other one did. */
  outward: boolean
  visible: boolean
  id: string
  no: string
  title: string
  stage: string
  ledgerId: number
}

/** The links of an entry, whichever end made them, and whether the actor may see the other end. */
export async function listLinks(
  db: Database,
  actor: Actor,
  entryId: string,
  codes: (codes: readonly string[]) => number[],
): Promise<LinkedEntry[]> {
  const { rows } = await sql<LinkedEntry>`
    select l.relation, l.outward, ${readableBy(actor, codes)} as visible, e.id, e.no, e.title, e.stage,
      e.ledger_id as "ledgerId"
    from (select relation, true as outward, target_id as id from entry_link where entry_id = ${entryId}
      union all select relation, false, entry_id from entry_link where target_id = ${entryId}) l
    join entry e on e.id = l.id order by l.relation, l.outward desc, e.no`.execute(db)
  return rows
}

/** The links that entries made, as the table has them. */
export async function readMadeLinks(tx: Tx, ids: readonly string[]): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select entry_id, seq, relation, target_id from entry_link where entry_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  return rows
}
