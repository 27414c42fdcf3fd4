import { type RawBuilder, sql } from 'kysely'
import { columnRef, type Database, type Tx } from '#kernel/db/server'
import { covers, levelOf, scopeByLevel } from '#kernel/divisions/model'
import { type Actor, hasRight } from '#kernel/http/model'

/** The right to read everything whatever the scope: the auditor's. */
export const readAllRight = 'ledgers.read_all'

type LedgerCodes = (codes: readonly string[]) => number[]

/** `column = x`, or any of several: with one value alone an index keeps its order. */
function isOneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  return values.length === 1
    ? sql<boolean>`${columnRef(column)} = ${values[0]}`
    : sql<boolean>`${columnRef(column)} = any(${values}::text[])`
}

/** True for entries (alias `e`) in what the roots cover. Equalities on all ancestors, as the indexes have them. */
export function liesIn(roots: readonly string[]): RawBuilder<boolean> {
  const { districts, townships, villages } = scopeByLevel(roots)
  const places: RawBuilder<boolean>[] = []
  const heads = (codes: readonly string[], digits: number) => [
    ...new Set(codes.map((code) => code.slice(0, digits))),
  ]
  if (districts.length > 0) places.push(isOneOf('e.district', districts))
  if (townships.length > 0)
    places.push(sql`(${isOneOf('e.district', heads(townships, 6))} and ${isOneOf('e.township', townships)})`)
  if (villages.length > 0)
    places.push(
      sql`(${isOneOf('e.district', heads(villages, 6))} and ${isOneOf('e.township', heads(villages, 9))}
        and ${isOneOf('e.village', villages)})`,
    )
  if (places.length === 0) return sql`false`
  return places.length === 1 ? (places[0] as RawBuilder<boolean>) : sql`(${sql.join(places, sql` or `)})`
}

/** True in SQL for entries (alias `e`) in the actor's scope. Equalities on ancestors, never a prefix. */
export function inScope(actor: Actor, ledgerCodes: LedgerCodes): RawBuilder<boolean> {
  if (hasRight(actor, readAllRight)) return sql`true`
  const place = liesIn(actor.divisions)
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
 * The same for the entries of one ledger that lie outside what the roots cover. Their ids are looked up first, each
 * gap between the roots' codes by a range of the index, so that what it costs doesn't grow with what lies inside.
 * As an array they are looked up in the table's key; joined, the planner may walk through the whole ledger instead.
 */
function takesPartOutside(actor: Actor, ledgerId: number, roots: readonly string[]): RawBuilder<boolean> {
  return sql`e.id = any(array(${partsOutside(actor, sql`p.ledger_id = ${ledgerId}`, roots)}))`
}

function partsOutside(
  actor: Actor,
  ofLedger: RawBuilder<unknown>,
  roots: readonly string[],
): RawBuilder<{ entry_id: string }> {
  const of = sql`select p.entry_id from participation p where p.organisation_id = ${actor.organisationId}
    and ${ofLedger} and p.account_id in (0, ${actor.accountId})`
  return sql.join(
    gapsBetween(roots).map((gap) => sql`${of}${gap}`),
    sql` union all `,
  )
}

/** Ids of entries of these ledgers that the actor takes part in and its scope does not cover; one may come twice. */
export function partsElsewhere(
  actor: Actor,
  ledgerIds: readonly number[],
  ledgerCodes: LedgerCodes,
): RawBuilder<{ entry_id: string }> {
  const reached = ledgerIds.filter((id) => rootsIn(actor, id, ledgerCodes).length > 0)
  const others = ledgerIds.filter((id) => !reached.includes(id))
  const among = (ids: readonly number[]) => sql`p.ledger_id = any(${ids}::int[])`
  return sql`${partsOutside(actor, among(reached), actor.divisions)}
    union all ${partsOutside(actor, among(others), [])}`
}

/** What narrows participations (alias `p`) to codes that no root covers, one gap each. */
function gapsBetween(roots: readonly string[]): RawBuilder<unknown>[] {
  const { districts, townships, villages } = scopeByLevel(roots)
  const sorted = [...districts, ...townships, ...villages].sort()
  if (sorted.length === 0) return [sql``]
  // Codes are digits, and ':' is what comes after '9': a root's own and all below it come before `root:`.
  const after = (root: string | undefined) => sql` and p.division_code > ${`${root}:`}`
  return [
    sql` and p.division_code < ${sorted[0]}`,
    ...sorted.slice(1).map((root, index) => sql`${after(sorted[index])} and p.division_code < ${root}`),
    after(sorted.at(-1)),
  ]
}

/** What the actor's scope covers of a ledger. */
export function rootsIn(actor: Actor, ledgerId: number, ledgerCodes: LedgerCodes): readonly string[] {
  const reach = actor.ledgers === 'all' || ledgerCodes(actor.ledgers).includes(ledgerId)
  return reach ? actor.divisions : []
}

export type Sight = { seen: RawBuilder<boolean>; byIds: boolean }

/**
 * The entries of a ledger (alias `e`) that the actor may see, as sets that share no entry: those in its scope, and
 * those elsewhere that it takes part in, which are read by their ids. One condition with `or` would leave the planner no
 * index for either.
 * @param place where all that is asked for lies, if anywhere: a set that can't hold any of it is left out
 */
export function sightOf(actor: Actor, ledgerId: number, ledgerCodes: LedgerCodes, place?: string): Sight[] {
  const all = { seen: sql<boolean>`true`, byIds: false }
  if (hasRight(actor, readAllRight)) return [all]
  const roots = rootsIn(actor, ledgerId, ledgerCodes)
  if (place !== undefined && covers(roots, place)) return [all]
  const elsewhere = { seen: takesPartOutside(actor, ledgerId, roots), byIds: true }
  const meets = place === undefined || roots.some((root) => root.startsWith(place))
  return roots.length > 0 && meets ? [{ seen: liesIn(roots), byIds: false }, elsewhere] : [elsewhere]
}

/** Whether what `sightOf` reads by its place lies in one township. */
export function inOneTownship(
  actor: Actor,
  ledgerId: number,
  ledgerCodes: LedgerCodes,
  place?: string,
): boolean {
  if (place !== undefined) return levelOf(place) !== 'district'
  if (hasRight(actor, readAllRight)) return false
  const roots = rootsIn(actor, ledgerId, ledgerCodes)
  const townships = new Set(roots.map((root) => root.slice(0, 9)))
  return townships.size <= 1 && roots.every((root) => levelOf(root) !== 'district')
}

export function withinClass(actor: Actor): RawBuilder<boolean> {
  return sql`e.sensitivity <= ${actor.sensitivity}`
}

/** True for entries that the actor may see: by scope or by participation, within the sensitivity class. */
export function readableBy(actor: Actor, codes: LedgerCodes): RawBuilder<boolean> {
  return sql<boolean>`(${withinClass(actor)} and (${inScope(actor, codes)} or ${takesPart(actor)}))`
}

/** Those of the ids that the condition holds for. */
export function among(ids: readonly string[], condition: RawBuilder<boolean>): RawBuilder<boolean> {
  return sql`e.id = any(${ids}::uuid[]) and ${condition}`
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
