import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import { GateContent, type GateVersion } from '../../model/gate/rules.ts'

export type StoredVersion = GateVersion & { reason: string; accountId: number }

type VersionRow = {
  version: number
  content: GateContent
  since: Record<string, number>
  reason: string
  account_id: number
  published_at: Date
}

/** Every published table, the oldest first. */
export async function readVersions(db: Database | Tx): Promise<StoredVersion[]> {
  const { rows } = await sql<VersionRow>`
    select version, content, since, reason, account_id, published_at
    from project_gate_version order by version`.execute(db)
  return rows.map(({ account_id, published_at, ...row }) => ({
    ...row,
    // The database gives keys back in another order than they were written in.
    content: GateContent.parse(row.content),
    accountId: account_id,
    publishedAt: published_at.toISOString(),
  }))
}

export async function insertVersion(tx: Tx, version: StoredVersion): Promise<void> {
  await sql`
    insert into project_gate_version (version, content, since, reason, account_id, published_at)
    values (${version.version}, ${JSON.stringify(version.content)}::jsonb, ${JSON.stringify(version.since)}::jsonb,
      ${version.reason}, ${version.accountId}, ${new Date(version.publishedAt)})`.execute(tx)
}

export type StoredDraft = { content: GateContent; revision: number; accountId: number; savedAt: Date }

type DraftRow = { content: GateContent; revision: number; account_id: number; saved_at: Date }

export async function readDraft(db: Database | Tx): Promise<StoredDraft | undefined> {
  const { rows } = await sql<DraftRow>`
    select content, revision, account_id, saved_at from project_gate_draft`.execute(db)
  const [row] = rows
  return (
    row && {
      content: GateContent.parse(row.content),
      revision: row.revision,
      accountId: row.account_id,
      savedAt: row.saved_at,
    }
  )
}

/** Saves the draft if it is still at the revision that the editor saw; answers whether it was. */
export async function saveDraft(
  tx: Tx,
  content: GateContent,
  revision: number,
  accountId: number,
  at: Date,
): Promise<boolean> {
  const json = JSON.stringify(content)
  const { rows } =
    revision === 0
      ? await sql`
          insert into project_gate_draft (content, revision, account_id, saved_at)
          values (${json}::jsonb, 1, ${accountId}, ${at})
          on conflict (only_one) do nothing returning revision`.execute(tx)
      : await sql`
          update project_gate_draft set content = ${json}::jsonb, revision = revision + 1,
            account_id = ${accountId}, saved_at = ${at}
          where revision = ${revision} returning revision`.execute(tx)
  return rows.length > 0
}

export async function deleteDraft(tx: Tx): Promise<void> {
  await sql`delete from project_gate_draft`.execute(tx)
}

/** Who publishes waits for who publishes: versions are numbered one after the other. */
export async function lockVersions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(2180)`.execute(tx)
}

export const gateChannel = 'project_gate_version'

/** Tells every process that another table is in force. */
export async function announceGate(db: Database): Promise<void> {
  await sql`select pg_notify(${gateChannel}, '')`.execute(db)
}
