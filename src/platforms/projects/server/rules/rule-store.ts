import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { ColourSettings } from '../../model/colour.ts'
import {
  parseRule,
  type RuleBody,
  type RuleKind,
  ruleKindNames,
  ruleKinds,
  type RuleVersion,
} from '../../model/rules/rules.ts'

type Row = {
  kind: string
  version: number
  body: unknown
  reason: string
  inForceFrom: Date
  accountId: number
}

/** Every version of every kind that this program knows, the newest first. */
export async function readRules(db: Database): Promise<RuleVersion[]> {
  const { rows } = await sql<Row>`
    select kind, version, body, reason, in_force_from as "inForceFrom", account_id as "accountId"
    from project_rule where kind = any(${ruleKindNames}::text[]) order by kind, version desc`.execute(db)
  return rows.map((row) => {
    const kind = row.kind as RuleKind
    return { ...row, kind, body: parseRule(kind, row.body) }
  })
}

export type NewRule<Kind extends RuleKind = RuleKind> = {
  kind: Kind
  body: RuleBody<Kind>
  reason: string
  accountId: number
  at: Date
}

/** Adds the version that follows the newest, and lets go of the draft; answers its number. */
export async function addRule(tx: Tx, { kind, body, reason, accountId, at }: NewRule): Promise<number> {
  await sql`select pg_advisory_xact_lock(2200)`.execute(tx)
  const { rows } = await sql<{ version: number }>`
    insert into project_rule (kind, version, body, reason, in_force_from, account_id)
    select ${kind}::text, coalesce(max(version), 0) + 1, ${JSON.stringify(body)}::jsonb, ${reason}::text, ${at}::timestamptz,
      ${accountId}::int
    from project_rule where kind = ${kind}
    returning version`.execute(tx)
  await dropDraft(tx, kind)
  return rows[0]?.version ?? 0
}

export type Draft<Kind extends RuleKind = RuleKind> = {
  body: RuleBody<Kind>
  savedAt: Date
  accountId: number
}

/** The draft of a kind. */
export async function findDraft<Kind extends RuleKind>(
  db: Database | Tx,
  kind: Kind,
): Promise<Draft<Kind> | undefined> {
  const { rows } = await sql<{ body: unknown; savedAt: Date; accountId: number }>`
    select body, saved_at as "savedAt", account_id as "accountId" from project_rule_draft where kind = ${kind}`.execute(
    db,
  )
  const [row] = rows
  return row && { ...row, body: parseRule(kind, row.body) }
}

export async function saveDraft(
  db: Database,
  { kind, body, accountId, at }: Omit<NewRule, 'reason'>,
): Promise<void> {
  await sql`
    insert into project_rule_draft (kind, body, saved_at, account_id)
    values (${kind}, ${JSON.stringify(body)}::jsonb, ${at}, ${accountId})
    on conflict (kind) do update set body = excluded.body, saved_at = excluded.saved_at, account_id = excluded.account_id`.execute(
    db,
  )
}

export async function dropDraft(db: Database | Tx, kind: RuleKind): Promise<void> {
  await sql`delete from project_rule_draft where kind = ${kind}`.execute(db)
}

export const ruleChannel = 'project_rule'

/** Tells every process that a rule has changed. */
export async function announceRule(db: Database): Promise<void> {
  await sql`select pg_notify(${ruleChannel}, '')`.execute(db)
}

/** What the colours were computed by at a moment, for whoever reads the past from the tables alone. */
export async function coloursAt(db: Database, at: Date): Promise<ColourSettings> {
  const rules = await readRules(db)
  const held = rules.find(
    ({ kind, inForceFrom }) => kind === 'colour' && inForceFrom !== null && inForceFrom <= at,
  )
  return held ? parseRule('colour', held.body) : ruleKinds.colour.first
}
