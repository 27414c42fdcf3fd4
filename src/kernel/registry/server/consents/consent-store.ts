import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Consent, NewPurpose, Purpose } from '../../model/consents/consent.ts'

export async function listPurposes(db: Database | Tx): Promise<Purpose[]> {
  const { rows } = await sql<Purpose>`
    select code, jsonb_build_object('zh-CN', title_zh, 'en', title_en) as title, basis, legal_text as "legalText",
      ended_at is not null as ended,
      (select count(*) from consent where consent.purpose = purpose.code and withdrawn_on is null) as consents,
      (select count(*) from element_use where element_use.purpose = purpose.code) as uses
    from purpose order by ended_at is not null, code`.execute(db)
  return rows
}

/** Answers false where the code is taken. */
export async function insertPurpose(
  db: Database,
  purpose: NewPurpose,
  by: { accountId: number; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into purpose (code, title_zh, title_en, basis, legal_text, account_id, at)
    values (${purpose.code}, ${purpose.title['zh-CN']}, ${purpose.title.en}, ${purpose.basis}, ${purpose.legalText},
      ${by.accountId}, ${by.at})
    on conflict (code) do nothing returning code`.execute(db)
  return rows.length > 0
}

export async function endPurpose(db: Database, code: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update purpose set ended_at = coalesce(ended_at, ${at}) where code = ${code} returning code`.execute(db)
  return rows.length > 0
}

export type Ground = { basis: Purpose['basis']; ended: boolean; consented: boolean }

/**
 * On which ground facts of a person may be used for a purpose on a day: whoever was merged has agreed under any id.
 * Undefined for a purpose that isn't there.
 */
export async function findGround(
  db: Database | Tx,
  code: string,
  personId: string | null,
  on: string,
): Promise<Ground | undefined> {
  const { rows } = await sql<Ground>`
    select basis, ended_at is not null as ended, exists (
        select from consent where purpose = ${code} and person_id = any(registry_ids(${personId}::uuid))
          and given_on <= ${on}::date and (withdrawn_on is null or withdrawn_on > ${on}::date)) as consented
    from purpose where code = ${code}`.execute(db)
  return rows[0]
}

export async function listConsents(db: Database | Tx, personId: string): Promise<Consent[]> {
  const { rows } = await sql<Consent>`
    select consent.id, consent.purpose, jsonb_build_object('zh-CN', title_zh, 'en', title_en) as title,
      given_on as "givenOn", withdrawn_on as "withdrawnOn", consent.source
    from consent join purpose on purpose.code = consent.purpose
    where consent.person_id = any(registry_ids(${personId})) order by consent.given_on desc, consent.id`.execute(
    db,
  )
  return rows
}

type NewRow = {
  id: string
  personId: string
  purpose: string
  givenOn: string
  source: string
  accountId: number
  at: Date
}

/** Answers false where one is in force. */
export async function insertConsent(tx: Tx, row: NewRow): Promise<boolean> {
  const { rows } = await sql`
    insert into consent (id, person_id, purpose, given_on, source, given_account_id, given_at)
    values (${row.id}, registry_current(${row.personId}), ${row.purpose}, ${row.givenOn}, ${row.source},
      ${row.accountId}, ${row.at})
    on conflict (person_id, purpose) where withdrawn_on is null do nothing returning id`.execute(tx)
  return rows.length > 0
}

export async function withdrawConsent(
  tx: Tx,
  id: string,
  personId: string,
  by: { on: string; accountId: number; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update consent set withdrawn_on = greatest(${by.on}::date, given_on), withdrawn_account_id = ${by.accountId},
      withdrawn_at = ${by.at}
    where id = ${id} and person_id = any(registry_ids(${personId})) and withdrawn_on is null returning id`.execute(
    tx,
  )
  return rows.length > 0
}
