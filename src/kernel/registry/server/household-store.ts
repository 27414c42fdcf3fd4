import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#kernel/http/model'
import type { HouseholdQuery } from '../model/household.ts'
import { readSearchText } from '../model/search-text.ts'
import { beginsWith, liesIn, visibleTo } from './record-store.ts'

/** A household is found by its number or by its head's name, where the actor may see the head. */
export function householdConditions(
  actor: Actor,
  { q, division }: HouseholdQuery,
  today: string,
): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [visibleTo(actor, 'household')]
  if (division) conditions.push(liesIn('household', division))
  if (!q) return conditions
  const { kind, value } = readSearchText(q)
  const named =
    kind === 'pinyin'
      ? sql`(${beginsWith(sql`person.pinyin`, value)} or ${beginsWith(sql`person.initials`, value)})`
      : beginsWith(sql`person.name`, value)
  conditions.push(sql`(household.number = ${q} or household.id in (
    select member.household_id from household_member as member join person on person.id = member.person_id
    where member.relation = 'head' and member.from_date <= ${today}::date
      and (member.to_date is null or member.to_date > ${today}::date)
      and ${named} and ${visibleTo(actor, 'person')}))`)
  return conditions
}
