import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Locale } from '#kernel/i18n/model'
import { coveredBy } from '#kernel/orgs/server'
import { addDays, shanghaiInstant } from '#kernel/time/model'
import type { Unmasking, UnmaskingCount, UnmaskingQuery } from '../model/unmasking.ts'

export type UnmaskingRow = Omit<Unmasking, 'at' | 'mark'> & { at: Date; objectId: string | null }

type Scoped = UnmaskingQuery & { divisions: readonly string[] }

/** Looks of the accounts that are kept in the divisions, as far as the query asks. */
function matching({ divisions, account, same, q, from, to }: Scoped): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [coveredBy(divisions)]
  if (account !== undefined) conditions.push(sql`unmasking.account_id = ${account}`)
  if (same !== undefined)
    conditions.push(
      sql`unmasking.object_id = any(select unnest(registry_ids(seen.object_id)) from unmasking as seen where seen.id = ${same})`,
    )
  if (q) conditions.push(sql`unmasking.purpose ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`)
  if (from !== undefined) conditions.push(sql`unmasking.at >= ${shanghaiInstant(from)}`)
  if (to !== undefined) conditions.push(sql`unmasking.at < ${shanghaiInstant(addDays(to, 1))}`)
  return sql`unmasking join account on account.id = unmasking.account_id
    join organisation on organisation.id = account.organisation_id where ${sql.join(conditions, sql` and `)}`
}

/** The newest first. */
export async function listUnmaskings(db: Database, query: Scoped, locale: Locale): Promise<UnmaskingRow[]> {
  const title = sql.ref(locale === 'en' ? 'position.title_en' : 'position.title_zh')
  const { rows } = await sql<UnmaskingRow>`
    with found as (select unmasking.*, account.name, account.login_name from ${matching(query)}
      order by unmasking.at desc, unmasking.id desc limit ${query.size} offset ${(query.page - 1) * query.size})
    select found.id, found.at, found.account_id as "accountId", found.name, found.login_name as "loginName",
      coalesce((select ${title} from position where position.id = found.position_id), '') as position,
      found.object_kind as kind, registry_current(found.object_id) as "objectId", found.field, found.purpose,
      (select jsonb_build_object('zh-CN', title_zh, 'en', title_en) from purpose where code = found.purpose_code) as registered,
      case found.object_kind
        when 'person' then (select person.division_code from person where person.id = registry_current(found.object_id))
        else (select enterprise.division_code from enterprise where enterprise.id = registry_current(found.object_id))
      end as "divisionCode"
    from found order by found.at desc, found.id desc`.execute(db)
  return rows
}

const accountsMax = 12

export async function countUnmaskings(
  db: Database,
  query: Scoped,
): Promise<{ total: number; byAccount: UnmaskingCount[] }> {
  const { rows } = await sql<UnmaskingCount & { total: number }>`
    with found as (select unmasking.account_id, registry_current(unmasking.object_id) as object_id, account.name from ${matching(query)})
    select account_id as "accountId", name, count(*) as count, count(distinct object_id) as objects,
      (select count(*) from found) as total
    from found group by account_id, name order by count(*) desc, account_id limit ${accountsMax}`.execute(db)
  return {
    total: rows[0]?.total ?? 0,
    byAccount: rows.map(({ total: _, ...count }) => count),
  }
}
