import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Locale } from '#kernel/i18n/model'
import type { IdentityTables } from './identity-tables.ts'
import { standing } from './session-store.ts'

type OfferedRole = { loginName: string; name: string; title: string; organisation: string; what: string }

/** The accounts offered by one click, in order, each with its first position. */
export async function listDemonstrationRoles(
  db: Database,
  locale: Locale,
  now: Date,
): Promise<OfferedRole[]> {
  const text = (zh: string, en: string) => sql<string>`${sql.ref(locale === 'en' ? en : zh)}`
  const rows = await standing(db, now)
    .innerJoin('demonstration_role', 'demonstration_role.account_id', 'account.id')
    .distinctOn(['demonstration_role.sort', 'account.id'])
    .select([
      'account.login_name as loginName',
      'account.name',
      text('position.title_zh', 'position.title_en').as('title'),
      text('organisation.name_zh', 'organisation.name_en').as('organisation'),
      text('demonstration_role.what_zh', 'demonstration_role.what_en').as('what'),
    ])
    .orderBy('demonstration_role.sort')
    .orderBy('account.id')
    .orderBy('appointment.id')
    .execute()
  return rows
}

export async function findDemonstrationAccount(
  db: Database,
  loginName: string,
): Promise<{ id: number; locale: Locale | null; lastPositionId: number | null } | undefined> {
  return db
    .withTables<IdentityTables>()
    .selectFrom('account')
    .innerJoin('demonstration_role', 'demonstration_role.account_id', 'account.id')
    .select(['account.id', 'account.locale', 'account.last_position_id as lastPositionId'])
    .where('account.login_name', '=', loginName)
    .where('account.disabled', '=', false)
    .executeTakeFirst()
}

export type AccountSeed = {
  loginName: string
  name: string
  organisation: string
  positions: string[]
  what?: { 'zh-CN': string; en: string } | undefined
}

/** Adds accounts without a password, their appointments and what the demonstration says of them; can be run again. */
export async function saveDemonstrationAccounts(
  db: Database,
  accounts: readonly AccountSeed[],
  now: Date,
): Promise<void> {
  const json = JSON.stringify(accounts.map((account, sort) => ({ ...account, sort })))
  const seed = sql`jsonb_to_recordset(${json}::jsonb)
    as seed("loginName" text, name text, organisation text, positions jsonb, what jsonb, sort int)`
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into account (login_name, name, organisation_id, created_at)
      select seed."loginName", seed.name, organisation.id, ${now}::timestamptz
      from ${seed} join organisation on organisation.code = seed.organisation order by seed.sort
      on conflict (login_name) do update set name = excluded.name, organisation_id = excluded.organisation_id`.execute(
      tx,
    )
    await sql`
      insert into appointment (account_id, position_id)
      select account.id, position.id
      from ${seed} join account on account.login_name = seed."loginName"
      cross join jsonb_array_elements_text(seed.positions) with ordinality as held(code, n)
      join position on position.code = held.code order by seed.sort, held.n
      on conflict (account_id, position_id) where valid_to is null do nothing`.execute(tx)
    await sql`
      insert into demonstration_role (account_id, sort, what_zh, what_en)
      select account.id, seed.sort, seed.what->>'zh-CN', seed.what->>'en'
      from ${seed} join account on account.login_name = seed."loginName" where seed.what is not null
      on conflict (account_id) do update set sort = excluded.sort, what_zh = excluded.what_zh,
        what_en = excluded.what_en`.execute(tx)
  })
}
