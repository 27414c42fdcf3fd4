import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { ServiceRule } from '../../model/meetings/team-rule.ts'

export type StoredRule = { no: number; rule: ServiceRule; reason: string; at: Date; accountId: number }

const versionsMax = 200

/** The rules that a district has set, the newest first. */
export async function listServiceRules(db: Database, district: string): Promise<StoredRule[]> {
  const { rows } = await sql<Omit<StoredRule, 'rule'> & { rule: unknown }>`
    select no, rule, reason, set_at as at, account_id as "accountId" from project_service_rule
    where district = ${district} order by no desc limit ${versionsMax}`.execute(db)
  return rows.map((row) => ({ ...row, rule: ServiceRule.parse(row.rule) }))
}

/** The rule in force of each district that has set one. */
export async function rulesInForce(db: Database): Promise<Map<string, ServiceRule>> {
  const { rows } = await sql<{ district: string; rule: unknown }>`
    select distinct on (district) district, rule from project_service_rule order by district, no desc`.execute(
    db,
  )
  return new Map(rows.map(({ district, rule }) => [district, ServiceRule.parse(rule)]))
}

export async function addServiceRule(
  db: Database,
  { district, rule, reason, at, accountId }: Omit<StoredRule, 'no'> & { district: string },
): Promise<void> {
  await sql`
    insert into project_service_rule (district, rule, reason, set_at, account_id)
    values (${district}, ${JSON.stringify(rule)}::jsonb, ${reason}, ${at}, ${accountId})`.execute(db)
}
