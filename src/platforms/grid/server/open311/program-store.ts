import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import type { ProgramUse } from '../../model/open311/program.ts'

export type ProgramRow = {
  id: string
  name: string
  contact: string
  tokenHint: string
  uses: ProgramUse[]
  divisionCode: string
  perDay: number
  perMinute: number
  publishes: boolean
  createdAt: Date
  createdBy: number
  revokedAt: Date | null
  revokedBy: number | null
}

const columns = sql`p.id, p.name, p.contact, p.token_hint as "tokenHint", p.uses, p.division_code as "divisionCode",
  p.per_day as "perDay", p.per_minute as "perMinute", p.publishes, p.created_at as "createdAt",
  p.created_by as "createdBy", p.revoked_at as "revokedAt", p.revoked_by as "revokedBy"`

export type NewProgram = Pick<
  ProgramRow,
  'id' | 'name' | 'contact' | 'tokenHint' | 'uses' | 'divisionCode' | 'perDay' | 'perMinute' | 'publishes'
> & { tokenHash: Buffer; createdBy: number }

export async function insertProgram(db: Database, program: NewProgram, at: Date): Promise<void> {
  await sql`
    insert into grid_program (id, name, contact, token_hash, token_hint, uses, division_code, per_day, per_minute,
      publishes, created_at, created_by)
    values (${program.id}, ${program.name}, ${program.contact}, ${program.tokenHash}, ${program.tokenHint},
      ${program.uses}, ${program.divisionCode}, ${program.perDay}, ${program.perMinute}, ${program.publishes}, ${at},
      ${program.createdBy})`.execute(db)
}

export async function findProgram(db: Database, tokenHash: Buffer): Promise<ProgramRow | undefined> {
  const { rows } = await sql<ProgramRow>`
    select ${columns} from grid_program p where token_hash = ${tokenHash} and revoked_at is null`.execute(db)
  return rows[0]
}

/** Programs of these divisions, with what each had taken on the day; the latest first. */
export async function listPrograms(
  db: Database,
  roots: readonly string[],
  day: string,
): Promise<(ProgramRow & { takenToday: number })[]> {
  const { rows } = await sql<ProgramRow & { takenToday: number }>`
    select ${columns}, coalesce(d.taken, 0) as "takenToday"
    from grid_program p left join grid_program_day d on d.program_id = p.id and d.day = ${day}
    where exists (select from unnest(${roots}::text[]) as r(root) where p.division_code like r.root || '%')
    order by p.created_at desc, p.id`.execute(db)
  return rows
}

/** Whether there was one to revoke. What was revoked stays so, by whom it was first. */
export async function revokeProgram(
  db: Database,
  id: string,
  roots: readonly string[],
  by: { accountId: number; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update grid_program p set revoked_at = coalesce(revoked_at, ${by.at}), revoked_by = coalesce(revoked_by, ${by.accountId})
    where id = ${id} and exists (select from unnest(${roots}::text[]) as r(root) where p.division_code like r.root || '%')
    returning id`.execute(db)
  return rows.length > 0
}

/** Counts one write of a day; false where the day's limit is reached. */
export async function takeOfDay(db: Database, id: string, day: string, limit: number): Promise<boolean> {
  const { rows } = await sql`
    insert into grid_program_day as d (program_id, day, taken) values (${id}, ${day}, 1)
    on conflict (program_id, day) do update set taken = d.taken + 1 where d.taken < ${limit}
    returning taken`.execute(db)
  return rows.length > 0
}
