import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { defaultSetting, type NoticeKind, type NoticeSetting } from '#kernel/notices/model'

export async function readSettings(
  db: Database | Tx,
  accountIds: readonly number[],
): Promise<Map<number, NoticeSetting>> {
  const { rows } = await sql<NoticeSetting & { accountId: number }>`
    select account_id as "accountId", digest, quiet, quiet_from as "quietFrom", quiet_to as "quietTo"
    from notice_setting where account_id = any(${[...accountIds]}::int[])`.execute(db)
  const said = new Map(rows.map(({ accountId, ...setting }) => [accountId, setting]))
  return new Map(accountIds.map((id) => [id, said.get(id) ?? defaultSetting]))
}

export async function saveSetting(db: Database, accountId: number, setting: NoticeSetting): Promise<void> {
  const { digest, quiet, quietFrom, quietTo } = setting
  await sql`
    insert into notice_setting (account_id, digest, quiet, quiet_from, quiet_to)
    values (${accountId}, ${digest}, ${quiet}, ${quietFrom}, ${quietTo})
    on conflict (account_id) do update set digest = excluded.digest, quiet = excluded.quiet,
      quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`.execute(db)
}

export type Unread = {
  accountId: number
  organisationId: number
  unread: number
  urgent: number
  important: number
}

/** What is unread of those who want a summary of the kind, by the organisation that they act for. */
export async function countForDigest(tx: Tx, digest: 'daily' | 'weekly'): Promise<Unread[]> {
  const { rows } = await sql<Unread>`
    select account_id as "accountId", organisation_id as "organisationId", count(*)::int as unread,
      (count(*) filter (where importance = 2))::int as urgent, (count(*) filter (where importance = 1))::int as important
    from notice join notice_setting using (account_id)
    where notice_setting.digest = ${digest} and read_at is null and archived_at is null and kind <> 'digest'
    group by 1, 2`.execute(tx)
  return rows
}

export type SentRow = {
  kind: NoticeKind
  ledger: string | null
  entryId: string | null
  params: Record<string, string | number>
  at: Date
  accountId: number
  organisationId: number
  readAt: Date | null
  source: string
}

/** The last that an account sent, a line for each who was told. */
export async function listSent(db: Database, actor: Actor, limit: number): Promise<SentRow[]> {
  const { rows } = await sql<SentRow>`
    select kind, ledger, entry_id as "entryId", params, at, account_id as "accountId",
      organisation_id as "organisationId", read_at as "readAt", source
    from notice where sender_account_id = ${actor.accountId} and sensitivity <= ${actor.sensitivity}
      ${actor.ledgers === 'all' ? sql`` : sql`and (ledger is null or ledger = any(${[...actor.ledgers]}::text[]))`}
    order by id desc limit ${limit}`.execute(db)
  return rows
}
