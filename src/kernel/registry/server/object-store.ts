import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { ObjectKind } from '../model/fields.ts'
import '../model/messages.ts'
import { visibleTo } from './record-store.ts'

export type ObjectRef = { kind: ObjectKind; id: string }

/** A registry object as an entry's subject shows it; `label` is null where the actor may not see the object. */
export type ObjectCard = ObjectRef & {
  label: string | null
  divisionCode: string | null
  /** A person erased by law: a tie to it stays, no new one is made. */
  erased: boolean
}

/**
 * The objects that the references name, in their order. A label stands for an object in lists: a name, or for a
 * household its head's name or number. What is unseen and what isn't there look the same.
 */
export async function describeObjects(
  db: Database,
  actor: Actor,
  refs: readonly ObjectRef[],
  today: string,
): Promise<ObjectCard[]> {
  if (refs.length === 0) return []
  const asked = (kind: ObjectKind) => {
    const ids = new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id))
    return sql`unnest(${[...ids]}::uuid[]) as asked(id)`
  }
  const { rows } = await sql<{ kind: ObjectKind; id: string; label: string; divisionCode: string }>`
    select 'person' as kind, asked.id, name as label, division_code as "divisionCode" from ${asked('person')}, person
      where person.id = registry_current(asked.id) and ${visibleTo(actor, 'person')}
    union all select 'enterprise', asked.id, name, division_code from ${asked('enterprise')}, enterprise
      where enterprise.id = registry_current(asked.id) and ${visibleTo(actor, 'enterprise')}
    union all select 'place', asked.id, name, division_code from ${asked('place')}, place
      where place.id = registry_current(asked.id) and ${visibleTo(actor, 'place')}
    union all select 'household', asked.id, coalesce((
        select nullif(person.name, '') from household_member as member join person on person.id = member.person_id
        where member.household_id = household.id and member.relation = 'head' and member.from_date <= ${today}::date
          and (member.to_date is null or member.to_date > ${today}::date) and ${visibleTo(actor, 'person')}
      ), household.number, household.address), household.division_code
      from ${asked('household')}, household where household.id = registry_current(asked.id) and ${visibleTo(actor, 'household')}`.execute(
    db,
  )
  const known = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]))
  return refs.map((ref) => {
    const row = known.get(`${ref.kind} ${ref.id}`)
    const erased = row?.kind === 'person' && row.label === ''
    const label = erased ? translate(actor.locale, 'registry.erased_person') : (row?.label ?? null)
    return { ...ref, label, divisionCode: row?.divisionCode ?? null, erased }
  })
}
