import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#kernel/http/model'
import { creditCodeFault, normaliseCreditCode } from '../model/credit-code.ts'
import type { EnterpriseQuery } from '../model/enterprise.ts'
import type { PlaceQuery } from '../model/place.ts'
import { readSearchText } from '../model/search-text.ts'
import { beginning, beginsWith, liesIn, visibleTo } from './record-store.ts'

/** A part of the name, or the beginning of its pinyin or initials. */
function named(q: string): RawBuilder<unknown> {
  const search = readSearchText(q)
  // A name may hold latin letters too, so that letters are looked for in both.
  const inName = sql`name ilike ${`%${beginning(q)}`}`
  if (search.kind !== 'pinyin') return inName
  const letters = [sql`pinyin`, sql`initials`].map((column) => beginsWith(column, search.value))
  return sql`(${sql.join([...letters, inName], sql` or `)})`
}

export function enterpriseConditions(
  actor: Actor,
  { q, division, industry }: EnterpriseQuery,
): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [visibleTo(actor, 'enterprise')]
  if (division) conditions.push(liesIn('enterprise', division))
  if (industry) conditions.push(sql`industry = ${industry}`)
  if (!q) return conditions
  const code = normaliseCreditCode(q)
  conditions.push(creditCodeFault(code) === undefined ? sql`credit_code = ${code}` : named(q))
  return conditions
}

export function placeConditions(actor: Actor, { q, division, kind }: PlaceQuery): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [visibleTo(actor, 'place')]
  if (division) conditions.push(liesIn('place', division))
  if (kind) conditions.push(sql`kind = ${kind}`)
  if (q) conditions.push(named(q))
  return conditions
}
