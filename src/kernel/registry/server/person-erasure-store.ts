import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'

export type Destruction = {
  personId: string
  at: Date
  accountId: number
  legalBasis: string
  certificate: string
}

/** Destroys the person's key; a person who never had one gets a row that says why none can be made. */
export async function destroyKey(tx: Tx, gone: Destruction): Promise<void> {
  const { personId, at, accountId, legalBasis, certificate } = gone
  await sql`
    insert into person_key (person_id, wrapped, made_at, erased_at, erased_by, legal_basis, certificate)
    values (${personId}, null, ${at}, ${at}, ${accountId}, ${legalBasis}, ${certificate})
    on conflict (person_id) do update set wrapped = null, erased_at = excluded.erased_at,
      erased_by = excluded.erased_by, legal_basis = excluded.legal_basis, certificate = excluded.certificate`.execute(
    tx,
  )
}

/** Takes everything personal off the row; where it lies and which class it has stay, so that it stays in its scope. */
export async function clearPerson(tx: Tx, { personId, at, certificate }: Destruction): Promise<void> {
  await sql`
    update person set name = '', pinyin = '', initials = '', sex = null, birth_date = null, id_number = null,
      id_number_index = null, phone = null, phone_index = null, address = '', source = '', as_of = null,
      erased_at = ${at}, certificate = ${certificate}, version = version + 1, updated_at = ${at}
    where id = ${personId}`.execute(tx)
}

/** Lets the logs of the register, which are appended only, forget this person's values until the transaction ends. */
async function letForget(tx: Tx, personId: string): Promise<void> {
  await sql`select set_config('yiwang.erasing', ${personId}, true)`.execute(tx)
}

/** The change log keeps who changed which columns and when, and of the values none but place and class. */
export async function clearLogs(tx: Tx, personId: string): Promise<void> {
  await letForget(tx, personId)
  await sql`
    update registry_change set changes = (select coalesce(jsonb_object_agg(key,
      case when key in ('division_code', 'sensitivity') then value else 'null'::jsonb end), '{}') from jsonb_each(changes))
    where object_id = ${personId}`.execute(tx)
  await sql`update unmasking set purpose = '-' where object_id = ${personId}`.execute(tx)
  await sql`update hold set reason = '-', lifted_reason = left(lifted_reason, 0) || '-'
    where object_id = ${personId}`.execute(tx)
  await sql`update change_request set old_value = '', new_value = '', reason = '-', files = '{}',
      decision_reason = left(decision_reason, 0) || '-'
    where object_id = ${personId}`.execute(tx)
  await sql`update household_event set source = '', note = '', void_reason = left(void_reason, 0) || '-'
    where id in (select event_id from household_event_member where person_id = ${personId})`.execute(tx)
  await sql`update consent set source = '' where person_id = ${personId}`.execute(tx)
  await sql`update element_use set source = '' where object_id = ${personId}`.execute(tx)
  await sql`update registry_request set request_hash = '' where object_id = ${personId}
    or object_id in (select id from change_request where object_id = ${personId})
    or object_id in (select event_id from household_event_member where person_id = ${personId})`.execute(tx)
  await sql`select set_config('yiwang.erasing', '', true)`.execute(tx)
}

export type PersonTraces = { changes: number; unmaskings: number; households: number }

/** What there is of a person beside the row. */
export async function countTraces(tx: Tx, personId: string): Promise<PersonTraces> {
  const { rows } = await sql<PersonTraces>`
    select (select count(*) from registry_change where object_id = ${personId}) as changes,
      (select count(*) from unmasking where object_id = ${personId}) as unmaskings,
      (select count(distinct household_id) from household_member where person_id = ${personId}) as households`.execute(
    tx,
  )
  return rows[0] ?? { changes: 0, unmaskings: 0, households: 0 }
}
