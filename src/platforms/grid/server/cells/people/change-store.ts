import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { RosterChange } from '../../../model/cells/people/people.ts'
import { villageWithin } from './scope-store.ts'

export type RosterSubject = 'assignment' | 'head' | 'residence' | 'shift' | 'rule' | 'template'
export type NewChange = {
  subject: RosterSubject
  subjectId: string
  divisionCode: string
  kind: string
  reason: string
  detail: Record<string, unknown>
}

/** Notes what was changed in the rosters, in the transaction that changes it. */
export async function noteChanges(
  tx: Tx,
  actor: Actor,
  at: Date,
  changes: readonly NewChange[],
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    insert into grid_roster_change (subject, subject_id, division_code, kind, account_id, position_id, at, reason, detail)
    select given.subject, given."subjectId", given."divisionCode", given.kind, ${actor.accountId}::int,
      ${actor.positionId}::int, ${at}::timestamptz, given.reason, given.detail
    from json_to_recordset(${JSON.stringify(changes)}::json)
      as given (subject text, "subjectId" text, "divisionCode" text, kind text, reason text, detail jsonb)`.execute(
    tx,
  )
}

const shownMax = 100

/** What was changed of one cell, building or district, the latest first. */
export async function listChanges(
  db: Database,
  actor: Actor,
  subjects: readonly RosterSubject[],
  subjectId: string,
): Promise<RosterChange[]> {
  const { rows } = await sql<Omit<RosterChange, 'at'> & { at: Date }>`
    select change.no, change.kind, account.name as by, change.at, change.reason, change.detail
    from grid_roster_change as change join account on account.id = change.account_id
    where change.subject = any(${[...subjects]}::text[]) and change.subject_id = ${subjectId}
      and ${villageWithin(actor, sql`change.division_code`)}
    order by change.no desc limit ${shownMax}`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
