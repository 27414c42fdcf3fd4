import { type RawBuilder, sql } from 'kysely'
import { countLimit, countUpTo, type Database, executeTogether, told, type Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { systemAccountId } from '#kernel/ledgers/model'
import { type NoticeKind, receiptKinds, type UnreadCount } from '#kernel/notices/model'
import { inForce } from '#kernel/orgs/server'
import { shanghaiDate } from '#kernel/time/model'
import { queueDeliveries } from './delivery-store.ts'

/** What is to be told, and to whom: everybody who acts for an organisation, or one of them. */
export type NewNotice = {
  organisationId: number
  accountId: number | null
  kind: NoticeKind
  ledger: string | null
  entryId: string | null
  params: Record<string, string | number>
  importance: 0 | 1 | 2
  sensitivity: number
  /** What gave rise to it: told again, it makes no second line. */
  source: string
  /** Who did it need not be told. */
  exceptAccountId: number | null
}

export type Told = { organisationId: number; accountId: number }

/**
 * Puts lines into inboxes, all in one statement, and answers whose. Told are accounts whose position in the
 * organisation stands, reaches the ledger and may read the entry's class.
 */
export async function notify(tx: Database | Tx, notices: readonly NewNotice[], now: Date): Promise<Told[]> {
  if (notices.length === 0) return []
  const on = shanghaiDate(now)
  const { rows } = await sql<Told & { id: number }>`
    insert into notice (account_id, organisation_id, kind, ledger, entry_id, params, importance, sensitivity, source,
      at, sender_account_id)
    select account_id, organisation_id, kind, ledger, entry_id, params, importance, sensitivity, source,
      ${now}::timestamptz, case when kind = any(${[...receiptKinds]}::text[]) then nullif(sender, ${systemAccountId}::int) end
    from (select distinct on (appointment.account_id, n."organisationId", n.source)
      appointment.account_id, n."organisationId" as organisation_id, n.kind, n.ledger, n."entryId" as entry_id, n.params,
      n.importance, n.sensitivity, n.source, n."exceptAccountId" as sender, n.place
    from rows from (jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as ("organisationId" int, "accountId" int, kind text,
      ledger text, "entryId" uuid, params jsonb, importance smallint, sensitivity smallint, source text,
      "exceptAccountId" int)) with ordinality as n("organisationId", "accountId", kind, ledger, "entryId", params,
      importance, sensitivity, source, "exceptAccountId", place)
    join position on position.organisation_id = n."organisationId" and ${inForce('position', on)}
      and position.sensitivity >= n.sensitivity
      and (n.ledger is null or position.ledgers is null or n.ledger = any(position.ledgers))
    join appointment on appointment.position_id = position.id
      and coalesce(appointment.valid_from <= ${now}::timestamptz, true)
      and coalesce(appointment.valid_to > ${now}::timestamptz, true)
    join account on account.id = appointment.account_id and not account.disabled
    where (n."accountId" is null or n."accountId" = account.id) and account.id is distinct from n."exceptAccountId"
    order by appointment.account_id, n."organisationId", n.source) as told
    order by place
    on conflict (account_id, organisation_id, source) do nothing
    returning id, account_id as "accountId", organisation_id as "organisationId"`.execute(tx)
  await queueDeliveries(
    tx,
    rows.map(({ id }) => id),
    now,
  )
  return rows.map(({ accountId, organisationId }) => ({ accountId, organisationId }))
}

export type NoticeRow = {
  id: number
  kind: NoticeKind
  ledger: string | null
  entryId: string | null
  params: Record<string, string | number>
  importance: number
  at: Date
  readAt: Date | null
  archived: boolean
  earlier: number
}

/** What bounds an inbox: whose, acting for whom, up to which class. */
function own(actor: Actor) {
  return sql<boolean>`account_id = ${actor.accountId} and organisation_id = ${actor.organisationId}
    and sensitivity <= ${actor.sensitivity}
    ${actor.ledgers === 'all' ? sql`` : sql`and (ledger is null or ledger = any(${[...actor.ledgers]}::text[]))`}`
}

export type NoticeFilter = {
  archived: boolean
  unread: boolean
  importance?: number | undefined
  kind?: NoticeKind | undefined
  entry?: string | undefined
  /** The newest about each entry, for all about it. */
  together: boolean
  page: number
  size: number
}

const columns = sql`id, kind, ledger, entry_id as "entryId", params, importance, at, read_at as "readAt",
  archived_at is not null as archived`

/** What isn't read yet first, the most important on top; then the newest. */
const order = sql`case when read_at is null then importance else -1 end desc, id desc`

/**
 * One page of an inbox, how many lines there are of its kind as far as they are counted, and the latest of all. By the
 * index `notice_inbox` where lines stand alone.
 */
export function inboxPage(
  actor: Actor,
  { archived, unread, importance, kind, entry, together, page, size }: NoticeFilter,
): {
  rows: RawBuilder<NoticeRow>
  counted: RawBuilder<{ n: number }>
  newest: RawBuilder<{ id: number }>
} {
  const which = sql`archived_at is ${archived ? sql`not null` : sql`null`}
    ${unread ? sql`and read_at is null` : sql``}
    ${importance === undefined ? sql`` : sql`and importance = ${importance}`}
    ${kind === undefined ? sql`` : sql`and kind = ${kind}`} ${entry === undefined ? sql`` : sql`and entry_id = ${entry}`}`
  const about = sql`coalesce(entry_id::text, id::text)`
  const from = sql`from notice where ${own(actor)} and ${which}`
  const ranked = together
    ? sql`select *, row_number() over (partition by ${about} order by ${order}) as place,
        count(*) over (partition by ${about})::int - 1 as earlier`
    : sql`select *, 1 as place, 0 as earlier`
  return {
    // A limit that is not known would be planned as a tenth of all.
    rows: sql<NoticeRow>`
      select ${columns}, earlier from (${ranked} ${from}) as ranked
      where place = 1 order by ${order} limit ${sql.lit(size)} offset ${(page - 1) * size}`,
    counted: countUpTo(countLimit({ page, size }), together ? sql`${from} group by ${about}` : from),
    newest: sql<{ id: number }>`select id from notice where ${own(actor)} order by id desc limit 1`,
  }
}

export const unreadOf = (actor: Actor): RawBuilder<{ n: number }> =>
  countUpTo(countLimit(), sql`from notice where ${own(actor)} and read_at is null and archived_at is null`)

const unreadTold = (count: { n: number } | undefined): UnreadCount => {
  const { total, more } = told(count, countLimit())
  return { unread: total, more }
}

export async function listNotices(
  db: Database,
  actor: Actor,
  filter: NoticeFilter,
): Promise<{ rows: NoticeRow[]; total: number; more: boolean; newest: number; unread: number }> {
  const page = inboxPage(actor, filter)
  const [rows, [count], [newest], [unread]] = await executeTogether<
    [NoticeRow, { n: number }, { id: number }, { n: number }]
  >(db, [page.rows, page.counted, page.newest, unreadOf(actor)])
  const { unread: left } = unreadTold(unread)
  return { rows, ...told(count, countLimit(filter)), newest: newest?.id ?? 0, unread: left }
}

/** Puts one away or brings it back. False when there is none such. */
export async function archiveNotice(
  db: Database,
  actor: Actor,
  id: number,
  at: Date | null,
): Promise<boolean> {
  const { rows } = await sql`
    update notice set archived_at = ${at}, read_at = coalesce(read_at, ${at}) where id = ${id} and ${own(actor)}
    returning id`.execute(db)
  return rows.length > 0
}

/** Puts away what the reader has read. */
export async function archiveRead(db: Database, actor: Actor, upTo: number, at: Date): Promise<void> {
  await sql`
    update notice set archived_at = ${at}
    where ${own(actor)} and read_at is not null and archived_at is null and id <= ${upTo}`.execute(db)
}

export async function countUnread(db: Database, actor: Actor): Promise<UnreadCount> {
  const { rows } = await unreadOf(actor).execute(db)
  return unreadTold(rows[0])
}

/** Marks one as read, the first time counting. False when there is none such in the inbox. */
export async function markRead(db: Database, actor: Actor, id: number, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update notice set read_at = coalesce(read_at, ${now}::timestamptz) where id = ${id} and ${own(actor)}
    returning id`.execute(db)
  return rows.length > 0
}

/** Marks as read what the reader had before him: later ones stay unread. */
export async function markAllRead(db: Database, actor: Actor, upTo: number, now: Date): Promise<void> {
  await sql`update notice set read_at = ${now} where ${own(actor)} and read_at is null and id <= ${upTo}`.execute(
    db,
  )
}

/** Removes what was read long ago; unread lines stay. */
export async function sweepNotices(db: Database, readBefore: Date): Promise<void> {
  await sql`delete from notice where read_at < ${readBefore}`.execute(db)
}
