import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { type ColourSettings, defaultColourSettings } from '../model/colour.ts'

type Row = { yellow_numerator: number; yellow_denominator: number }

/** The rule in force at a moment; the page's own where none was set by then. */
export async function ruleAt(db: Database | Tx, at: Date): Promise<ColourSettings> {
  const { rows } = await sql<Row>`
    select yellow_numerator, yellow_denominator from project_colour_rule
    where in_force_from <= ${at} order by in_force_from desc, no desc limit 1`.execute(db)
  const [row] = rows
  if (!row) return defaultColourSettings
  return { yellowFrom: { numerator: row.yellow_numerator, denominator: row.yellow_denominator } }
}

const rulesMax = 200

/** The rules that were set, the newest first. */
export async function listRules(db: Database): Promise<(ColourSettings & { at: Date; accountId: number })[]> {
  const { rows } = await sql<Row & { at: Date; accountId: number }>`
    select yellow_numerator, yellow_denominator, in_force_from as at, account_id as "accountId"
    from project_colour_rule order by in_force_from desc, no desc limit ${rulesMax}`.execute(db)
  return rows.map(({ at, accountId, yellow_numerator, yellow_denominator }) => ({
    yellowFrom: { numerator: yellow_numerator, denominator: yellow_denominator },
    at,
    accountId,
  }))
}

export async function addRule(
  tx: Tx,
  { yellowFrom }: ColourSettings,
  accountId: number,
  at: Date,
): Promise<void> {
  await sql`
    insert into project_colour_rule (yellow_numerator, yellow_denominator, in_force_from, account_id)
    values (${yellowFrom.numerator}, ${yellowFrom.denominator}, ${at}, ${accountId})`.execute(tx)
}

export const ruleChannel = 'project_colour_rule'

/** Tells every process that the rule has changed. */
export async function announceRule(db: Database): Promise<void> {
  await sql`select pg_notify(${ruleChannel}, '')`.execute(db)
}
