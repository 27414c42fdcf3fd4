import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'

export type PortalClaimRow = {
  claimId: string
  claimNo: string
  incidentId: string
  codeHash: Buffer
  phoneIndex: Buffer | null
  network: Buffer
  hint: string
  at: Date
}

const columns = sql`claim_id as "claimId", claim_no as "claimNo", incident_id as "incidentId", code_hash as "codeHash",
  phone_index as "phoneIndex", network, hint, at`

/** False where the claim was noted before: its secret was told then. */
export async function insertPortalClaim(tx: Tx, row: PortalClaimRow): Promise<boolean> {
  const { claimId, claimNo, incidentId, codeHash, phoneIndex, network, hint, at } = row
  const { rows } = await sql`
    insert into portal_claim (claim_id, claim_no, incident_id, code_hash, phone_index, network, hint, at)
    values (${claimId}, ${claimNo}, ${incidentId}, ${codeHash}, ${phoneIndex}, ${network}, ${hint}, ${at})
    on conflict (claim_id) do nothing returning claim_id`.execute(tx)
  return rows.length > 0
}

export async function findPortalClaim(db: Database | Tx, no: string): Promise<PortalClaimRow | undefined> {
  const { rows } =
    await sql<PortalClaimRow>`select ${columns} from portal_claim where claim_no = ${no}`.execute(db)
  return rows[0]
}

export async function listClaimsOfPhone(
  db: Database,
  phoneIndex: Buffer,
  limit: number,
): Promise<PortalClaimRow[]> {
  const { rows } = await sql<PortalClaimRow>`
    select ${columns} from portal_claim where phone_index = ${phoneIndex} order by at desc limit ${limit}`.execute(
    db,
  )
  return rows
}

export type DeskClaimRow = {
  claimId: string
  no: string
  incidentId: string
  title: string
  stage: string
  hint: string
  hasPhone: boolean
  at: Date
  abuseAt: Date | null
  abuseBy: number | null
  abuseReason: string | null
}

/** Claims of the portal over some places, the latest first. */
export async function listDeskClaims(
  db: Database,
  { roots, page, size }: { roots: readonly string[]; page: number; size: number },
): Promise<{ rows: DeskClaimRow[]; total: number }> {
  const places = (length: number) => roots.filter((root) => root.length === length)
  const within = sql`(entry.district = any(${places(6)}::text[]) or entry.township = any(${places(9)}::text[])
    or entry.village = any(${places(12)}::text[]))`
  const { rows } = await sql<DeskClaimRow>`
    select p.claim_id as "claimId", p.claim_no as no, p.incident_id as "incidentId", entry.title, entry.stage, p.hint,
      p.phone_index is not null as "hasPhone", p.at, p.abuse_at as "abuseAt", p.abuse_by as "abuseBy",
      p.abuse_reason as "abuseReason"
    from portal_claim p join entry on entry.id = p.claim_id where ${within}
    order by p.at desc limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from portal_claim p join entry on entry.id = p.claim_id where ${within}`.execute(
    db,
  )
  return { rows, total: counted.rows[0]?.n ?? 0 }
}

/** Notes a claim as abuse; what it came from, or undefined where it was noted before or is not of the portal. */
export async function markAbuse(
  tx: Tx,
  claimId: string,
  { accountId, reason, now }: { accountId: number; reason: string; now: Date },
): Promise<Pick<PortalClaimRow, 'network' | 'phoneIndex' | 'hint'> | undefined> {
  const { rows } = await sql<Pick<PortalClaimRow, 'network' | 'phoneIndex' | 'hint'>>`
    update portal_claim set abuse_at = ${now}, abuse_by = ${accountId}, abuse_reason = ${reason}
    where claim_id = ${claimId} and abuse_at is null
    returning network, phone_index as "phoneIndex", hint`.execute(tx)
  return rows[0]
}

/** False where the same was done before: it was sent again. */
export async function noteAct(tx: Tx, claimId: string, clientKey: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into portal_act (claim_id, client_key, at) values (${claimId}, ${clientKey}, ${now})
    on conflict do nothing returning claim_id`.execute(tx)
  return rows.length > 0
}

/** False where the claimant has rated the present answer already. */
export async function noteRating(
  tx: Tx,
  claimId: string,
  { score, answeredAt, now }: { score: number; answeredAt: Date; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update portal_claim set rated = ${score}, rated_at = ${now}
    where claim_id = ${claimId} and (rated_at is null or rated_at < ${answeredAt}) returning claim_id`.execute(
    tx,
  )
  return rows.length > 0
}

export async function readRating(
  db: Database,
  claimId: string,
): Promise<{ rated: number | null; ratedAt: Date | null }> {
  const { rows } = await sql<{ rated: number | null; ratedAt: Date | null }>`
    select rated, rated_at as "ratedAt" from portal_claim where claim_id = ${claimId}`.execute(db)
  return rows[0] ?? { rated: null, ratedAt: null }
}

/** Files of the claims that are a part of an incident. */
export async function filesOfClaims(db: Database, incidentId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct entry_file.file_id as id from entry_link as link
    join entry_file on entry_file.entry_id = link.entry_id
    where link.target_id = ${incidentId} and link.relation = 'part_of'`.execute(db)
  return rows.map(({ id }) => id)
}
