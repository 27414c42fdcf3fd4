import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { DutyTemplate, type PlannedShift, type Shift } from '../../../model/cells/duty/duty.ts'
import { villageWithin } from '../people/scope-store.ts'

type Row = Omit<Shift, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date }
type Asked = { division?: string; from?: string; to?: string; at?: Date; id?: string }

/** Shifts of what the actor reaches: of one division, by days, or those that run at a moment. */
export async function listShifts(
  db: Database | Tx,
  actor: Pick<Actor, 'divisions'>,
  { division, from, to, at, id }: Asked,
): Promise<Shift[]> {
  const wanted = [
    villageWithin(actor, sql`shift.division_code`),
    ...(division === undefined ? [] : [sql`shift.division_code = ${division}`]),
    ...(from === undefined ? [] : [sql`shift.day >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`shift.day <= ${to}::date`]),
    ...(at === undefined
      ? []
      : [sql`shift.starts_at <= ${at}::timestamptz and shift.ends_at > ${at}::timestamptz`]),
    ...(id === undefined ? [] : [sql`shift.id = ${id}`]),
  ]
  const { rows } = await sql<Row>`
    select shift.id, shift.division_code as "divisionCode", shift.day, shift.part, shift.starts_at as "startsAt",
      shift.ends_at as "endsAt", shift.account_id as "accountId", account.name
    from grid_shift as shift join account on account.id = shift.account_id
    where ${sql.join(wanted, sql` and `)}
    order by shift.day, shift.starts_at, shift.division_code, account.name limit 2000`.execute(db)
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }))
}

export type NewShift = PlannedShift & { id: string; divisionCode: string }

export async function insertShifts(tx: Tx, shifts: readonly NewShift[]): Promise<number> {
  const { rows } = await sql`
    insert into grid_shift (id, division_code, day, part, starts_at, ends_at, account_id)
    select given.id, given."divisionCode", given.day, given.part, given."startsAt", given."endsAt", given."accountId"
    from json_to_recordset(${JSON.stringify(shifts)}::json) as given (id uuid, "divisionCode" text, day date, part text,
      "startsAt" timestamptz, "endsAt" timestamptz, "accountId" int)
    on conflict do nothing returning id`.execute(tx)
  return rows.length
}

export async function giveShift(tx: Tx, id: string, accountId: number): Promise<void> {
  await sql`update grid_shift set account_id = ${accountId} where id = ${id}`.execute(tx)
}

/** Two planners of one division wait for one another. */
export async function lockDuty(tx: Tx, division: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${division}, 3001))`.execute(tx)
}

export async function readTemplate(db: Database | Tx, division: string): Promise<DutyTemplate | null> {
  const { rows } = await sql<{ body: unknown }>`
    select body from grid_duty_template where division_code = ${division}`.execute(db)
  return DutyTemplate.safeParse(rows[0]?.body).data ?? null
}

export async function saveTemplate(tx: Tx, division: string, template: DutyTemplate): Promise<void> {
  await sql`insert into grid_duty_template (division_code, body)
    values (${division}, ${JSON.stringify(template)}::jsonb)
    on conflict (division_code) do update set body = excluded.body`.execute(tx)
}

/** Those who hold a position of business that reaches the division: they may be on duty for it. */
export async function listDutyPeople(
  db: Database | Tx,
  division: string,
  { on, now }: { on: string; now: Date },
): Promise<{ accountId: number; name: string }[]> {
  const { rows } = await sql<{ accountId: number; name: string }>`
    select distinct account.id as "accountId", account.name
    from account join appointment on appointment.account_id = account.id
      and coalesce(appointment.valid_from <= ${now}::timestamptz, true)
      and coalesce(appointment.valid_to > ${now}::timestamptz, true)
    join position on position.id = appointment.position_id
      and coalesce(position.valid_from <= ${on}::date, true) and coalesce(position.valid_to > ${on}::date, true)
    join organisation on organisation.id = position.organisation_id
    where not account.disabled and starts_with(organisation.division_code, ${division})
    order by account.name, account.id`.execute(db)
  return rows
}
