import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

export type HeadingRow = { heading: string; takenAs: string | null }

export async function readHeadings(db: Database, districts: readonly string[]): Promise<HeadingRow[]> {
  const { rows } = await sql<HeadingRow>`
    select distinct on (heading) heading, taken_as as "takenAs" from hotline_heading
    where district = any(${[...districts]}::text[]) order by heading, at desc`.execute(db)
  return rows
}

export async function writeHeadings(
  tx: Tx,
  districts: readonly string[],
  headings: readonly HeadingRow[],
  { at, accountId }: { at: Date; accountId: number },
): Promise<void> {
  await sql`
    insert into hotline_heading (district, heading, taken_as, at, account_id)
    select district, said.heading, said."takenAs", ${at}::timestamptz, ${accountId}::int
    from unnest(${[...districts]}::text[]) as district,
      jsonb_to_recordset(${JSON.stringify(headings)}::jsonb) as said (heading text, "takenAs" text)
    on conflict (district, heading) do update set taken_as = excluded.taken_as, at = excluded.at,
      account_id = excluded.account_id`.execute(tx)
}
