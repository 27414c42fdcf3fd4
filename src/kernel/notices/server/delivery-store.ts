import { sql } from 'kysely'
import { type Database, newId, type Tx } from '#kernel/db/server'
import type { z } from 'zod'
import type { DeliveryState as States } from '../model/adapter.ts'

type DeliveryState = z.infer<typeof States>

/**
 * Notes what is to leave the house of new notices: by each adapter that is on, what is important enough, to who gave
 * the contact it goes to. Who wants summaries is sent what is normal in these only.
 */
export async function queueDeliveries(
  tx: Database | Tx,
  noticeIds: readonly number[],
  now: Date,
): Promise<void> {
  if (noticeIds.length === 0) return
  const { rows } = await sql<{ noticeId: number; adapterId: number }>`
    select notice.id as "noticeId", adapter.id as "adapterId"
    from notice join notice_adapter adapter on adapter.is_on and notice.importance >= adapter.importance
    join notice_contact contact on contact.account_id = notice.account_id and contact.kind = adapter.contact
    left join notice_setting setting on setting.account_id = notice.account_id
    where notice.id = any(${[...noticeIds]}::bigint[])
      and (notice.importance > 0 or notice.kind = 'digest' or coalesce(setting.digest, 'none') = 'none')
    order by notice.id, adapter.id`.execute(tx)
  const queued = rows.map((row) => ({ ...row, id: newId(now) }))
  if (queued.length === 0) return
  await sql`
    insert into notice_delivery (id, adapter_id, account_id, notice_id, kind, entry_no, importance, recipient, at, next_at)
    select q.id, q."adapterId", notice.account_id, notice.id, notice.kind, notice.params ->> 'no', notice.importance, '',
      ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(queued)}::jsonb) as q(id uuid, "adapterId" int, "noticeId" bigint)
    join notice on notice.id = q."noticeId" order by notice.id`.execute(tx)
}

export type DeliveryRow = {
  no: number
  id: string
  adapterId: number
  accountId: number
  organisationId: number | null
  kind: string
  entryNo: string | null
  importance: number
  attempts: number
  at: Date
}

const columns = sql`d.no, d.id, d.adapter_id as "adapterId", d.account_id as "accountId",
  notice.organisation_id as "organisationId", d.kind, d.entry_no as "entryNo", d.importance, d.attempts, d.at`

/** The first that waits for each adapter and account, where its time has come: those behind it wait for it. */
export async function listDue(db: Database, now: Date, limit: number): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns} from (select distinct on (adapter_id, account_id) * from notice_delivery where state = 'waiting'
      order by adapter_id, account_id, no) as d
    join notice_adapter on notice_adapter.id = d.adapter_id and notice_adapter.is_on
    left join notice on notice.id = d.notice_id
    where d.next_at <= ${now} order by d.no limit ${limit}`.execute(db)
  return rows
}

/** A message that goes at once, to try an adapter. */
export async function insertTrial(
  db: Database,
  adapterId: number,
  accountId: number,
  now: Date,
): Promise<DeliveryRow> {
  const id = newId(now)
  const { rows } = await sql<{ no: number }>`
    insert into notice_delivery (id, adapter_id, account_id, kind, importance, recipient, at, next_at)
    values (${id}, ${adapterId}, ${accountId}, 'trial', 2, '', ${now}, ${now}) returning no`.execute(db)
  const what = { kind: 'trial', entryNo: null, importance: 2, attempts: 0, at: now, organisationId: null }
  return { no: rows[0]?.no ?? 0, id, adapterId, accountId, ...what }
}

export type Outcome = {
  state: 'waiting' | 'sent' | 'dead'
  recipient: string
  status: number | null
  answer: string | null
  nextAt: Date
}

/** What came of an attempt. */
export async function noteAttempt(db: Database, no: number, outcome: Outcome, now: Date): Promise<void> {
  const { state, recipient, status, answer, nextAt } = outcome
  await sql`
    update notice_delivery set state = ${state}, attempts = attempts + 1, recipient = ${recipient}, status = ${status},
      answer = ${answer}, next_at = ${nextAt}, finished_at = ${state === 'waiting' ? null : now}
    where no = ${no}`.execute(db)
}

export async function postpone(db: Database, no: number, until: Date): Promise<void> {
  await sql`update notice_delivery set next_at = ${until} where no = ${no}`.execute(db)
}

/** What still waits when an adapter is switched off does not go out later by surprise. */
export async function endWaiting(tx: Tx, adapterId: number, answer: string, now: Date): Promise<void> {
  await sql`
    update notice_delivery set state = 'dead', answer = ${answer}, finished_at = ${now}
    where adapter_id = ${adapterId} and state = 'waiting'`.execute(tx)
}

/** Lets one that was given up wait again; which adapter it is for, or undefined where there is none such. */
export async function reviveDelivery(tx: Tx, id: string, now: Date): Promise<number | undefined> {
  const { rows } = await sql<{ adapterId: number }>`
    update notice_delivery set state = 'waiting', attempts = 0, next_at = ${now}, finished_at = null
    where id = ${id} and state = 'dead' returning adapter_id as "adapterId"`.execute(tx)
  return rows[0]?.adapterId
}

export type ListedDelivery = Omit<DeliveryRow, 'organisationId'> & {
  adapter: string
  recipient: string
  state: DeliveryState
  nextAt: Date
  finishedAt: Date | null
  status: number | null
  answer: string | null
}

type Filter = { state?: DeliveryState | undefined; page: number; size: number }

export async function listDeliveries(
  db: Database,
  { state, page, size }: Filter,
): Promise<{ rows: ListedDelivery[]; total: number }> {
  const which = state === undefined ? sql`true` : sql`d.state = ${state}`
  const { rows } = await sql<ListedDelivery>`
    select ${columns}, notice_adapter.name as adapter, d.recipient, d.state, d.next_at as "nextAt",
      d.finished_at as "finishedAt", d.status, d.answer
    from notice_delivery d join notice_adapter on notice_adapter.id = d.adapter_id
    left join notice on notice.id = d.notice_id
    where ${which} order by d.no desc limit ${size} offset ${(page - 1) * size}`.execute(db)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*)::int as total from notice_delivery d where ${which}`.execute(db)
  return { rows, total: counts[0]?.total ?? 0 }
}

/** How many messages wait to leave, by adapter; those that have none stand with 0. */
export async function deliveriesWaiting(db: Database): Promise<{ adapterId: number; count: number }[]> {
  const { rows } = await sql<{ adapterId: number; count: number }>`
    select notice_adapter.id as "adapterId", count(d.no)::int as count
    from notice_adapter left join notice_delivery d on d.adapter_id = notice_adapter.id and d.state = 'waiting'
    group by notice_adapter.id order by notice_adapter.id`.execute(db)
  return rows
}
