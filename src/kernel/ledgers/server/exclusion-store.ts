import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { Exclusion } from '../model/exclusions.ts'
import type { exclusionStates } from '../model/statistics-answers.ts'

type ExclusionRow = {
  entry_id: string
  no: string
  title: string
  stage: string
  division_code: string
  seq: number
  exclusion: Exclusion
}

export type ExclusionsAsked = {
  ledgerId: number
  state: (typeof exclusionStates)[number] | undefined
  organisationId: number | undefined
  appeal: boolean | undefined
  page: number
  size: number
}

const stateOf = sql`case when x.one->'decided' is null then 'pending'
  when (x.one->'decided'->>'upheld')::boolean then 'upheld' else 'rejected' end`

/** One page of what was asked to be left out, the latest first, of the entries that the actor may see. */
export async function listExclusions(
  db: Database,
  seen: RawBuilder<boolean>,
  { ledgerId, state, organisationId, appeal, page, size }: ExclusionsAsked,
): Promise<{ rows: ExclusionRow[]; total: number }> {
  const conditions: RawBuilder<unknown>[] = [
    sql`e.ledger_id = ${ledgerId}`,
    sql`jsonb_exists(e.marks, 'exclusions')`,
    seen,
  ]
  if (state !== undefined) conditions.push(sql`${stateOf} = ${state}`)
  if (organisationId !== undefined) conditions.push(sql`(x.one->>'organisationId')::int = ${organisationId}`)
  if (appeal !== undefined) conditions.push(sql`(x.one->>'appeal')::boolean = ${appeal}`)
  const all = sql`
    from entry e cross join lateral jsonb_array_elements(e.marks->'exclusions') as x(one)
    where ${sql.join(conditions, sql` and `)}`
  const [rows, count] = await Promise.all([
    sql<ExclusionRow>`select e.id as entry_id, e.no, e.title, e.stage, e.division_code, e.seq, x.one as exclusion ${all}
      order by x.one->>'at' desc, e.id, (x.one->>'seq')::int
      limit ${size} offset ${(page - 1) * size}`.execute(db),
    sql<{ n: number }>`select count(*) as n ${all}`.execute(db),
  ])
  return { rows: rows.rows, total: Number(count.rows[0]?.n ?? 0) }
}
