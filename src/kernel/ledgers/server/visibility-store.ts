import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import { type Actor, hasRight } from '#kernel/http/model'

/** The right to read everything whatever the scope: the auditor's. */
export const readAllRight = 'ledgers.read_all'

/** True in SQL for entries (alias `e`) in the actor's scope. Equalities on ancestors, never a prefix. */
export function inScope(
  actor: Actor,
  ledgerCodes: (codes: readonly string[]) => number[],
): RawBuilder<boolean> {
  if (hasRight(actor, readAllRight)) return sql`true`
  const { districts, townships, villages } = scopeByLevel(actor.divisions)
  const places: RawBuilder<boolean>[] = []
  if (districts.length > 0) places.push(sql`e.district = any(${districts}::text[])`)
  if (townships.length > 0) places.push(sql`e.township = any(${townships}::text[])`)
  if (villages.length > 0) places.push(sql`e.village = any(${villages}::text[])`)
  if (places.length === 0) return sql`false`
  const place = sql<boolean>`(${sql.join(places, sql` or `)})`
  return actor.ledgers === 'all'
    ? place
    : sql`(${place} and e.ledger_id = any(${ledgerCodes(actor.ledgers)}::int[]))`
}

/** True for entries that the actor's organisation takes or took part in, or the account itself where one was named. */
export function takesPart(actor: Actor): RawBuilder<boolean> {
  return sql`exists (select from participation p where p.entry_id = e.id and p.organisation_id = ${actor.organisationId}
    and p.account_id in (0, ${actor.accountId}))`
}

/**
 * The same for lists of one ledger: the ids are looked up once, so that the planner can join them with the scope's
 * own index instead of asking for each row.
 */
export function takesPartIn(actor: Actor, ledgerId: number): RawBuilder<boolean> {
  return sql`e.id = any(array(select p.entry_id from participation p where p.organisation_id = ${actor.organisationId}
    and p.ledger_id = ${ledgerId} and p.account_id in (0, ${actor.accountId})))`
}

export function withinClass(actor: Actor): RawBuilder<boolean> {
  return sql`e.sensitivity <= ${actor.sensitivity}`
}

/** True for entries that the actor may see: by scope or by participation, within the sensitivity class. */
export function readableBy(actor: Actor, codes: (codes: readonly string[]) => number[]): RawBuilder<boolean> {
  return sql<boolean>`(${withinClass(actor)} and (${inScope(actor, codes)} or ${takesPart(actor)}))`
}

/** What the kernel's own actor sees. */
export const everything: RawBuilder<boolean> = sql<boolean>`true`

/** The subset of the entries that the actor may see. */
export async function mayRead(
  db: Database | Tx,
  actor: Actor,
  ids: readonly string[],
  codes: (codes: readonly string[]) => number[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select e.id from entry e where e.id = any(${ids}::uuid[]) and ${readableBy(actor, codes)}`.execute(db)
  return new Set(rows.map((row) => row.id))
}
