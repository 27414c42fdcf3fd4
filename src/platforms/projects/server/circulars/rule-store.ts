import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { type CircularRule, defaultCircularRule, type NumberedRule } from '../../model/circulars/rule.ts'

type Row = NumberedRule & { at: Date; accountId: number; note: string }

/** The rule that had been recorded by a moment. */
export async function circularRuleAt(db: Database | Tx, recordedBy: Date): Promise<NumberedRule> {
  const { rows } = await sql<NumberedRule>`
    select no, rule from project_circular_rule where recorded_at <= ${recordedBy} order by no desc limit 1`.execute(
    db,
  )
  return rows[0] ?? { no: 0, rule: defaultCircularRule }
}

const versionsMax = 200

/** All versions, the newest first. */
export async function listCircularRules(db: Database): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select no, rule, recorded_at as at, account_id as "accountId", note
    from project_circular_rule order by no desc limit ${versionsMax}`.execute(db)
  return rows
}

export async function addCircularRule(
  db: Database | Tx,
  rule: CircularRule,
  { note, accountId, at }: { note: string; accountId: number; at: Date },
): Promise<void> {
  await sql`insert into project_circular_rule (rule, note, recorded_at, account_id)
    values (${JSON.stringify(rule)}::jsonb, ${note}, ${at}, ${accountId})`.execute(db)
}
