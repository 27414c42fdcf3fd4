import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Locale } from '#kernel/i18n/model'
import type { RequestQuery } from '../../model/open311/query.ts'

/** An incident as the interface tells it, in the form in which it is kept. */
export type RequestRow = {
  entryId: string
  requestId: string
  district: string
  serviceCode: string
  isOpen: boolean
  listed: boolean
  requestedAt: string
  updatedAt: string
  seq: number
  json: string
  jsonEn: string
  extended: string
}

/** The texts of a request, as they are sent, and which of its photos are published. */
export type RequestText = { json: string; extended: string; photos: string[] | null }

export async function saveRequests(tx: Tx | Database, rows: readonly RequestRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into public_request as r
      (entry_id, request_id, district, service_code, is_open, listed, requested_at, updated_at, seq, json, json_en,
        extended)
    select "entryId", "requestId", district, "serviceCode", "isOpen", listed, "requestedAt", "updatedAt", seq, json,
      "jsonEn", extended
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g("entryId" uuid, "requestId" text, district text,
      "serviceCode" text, "isOpen" boolean, listed boolean, "requestedAt" timestamptz, "updatedAt" timestamptz, seq int,
      json text, "jsonEn" text, extended text)
    on conflict (entry_id) do update set request_id = excluded.request_id, district = excluded.district,
      service_code = excluded.service_code, is_open = excluded.is_open, listed = excluded.listed,
      requested_at = excluded.requested_at, updated_at = excluded.updated_at, seq = excluded.seq,
      json = excluded.json, json_en = excluded.json_en, extended = excluded.extended
    where r.seq <= excluded.seq`.execute(tx)
}

const nothing = sql``

/** Photos are looked up beside each request: they are published and withdrawn without the relay. */
const textsIn = (locale: Locale, extended: boolean) => sql`
  ${locale === 'en' ? sql`coalesce(json_en, json) as json` : sql`json`},
  ${extended ? sql`extended` : sql`'' as extended`},
  case when listed then (
    select array_agg(photo.id order by photo.shows = 'after', photo.published_at) from portal_photo photo
    where photo.incident_id = public_request.entry_id and photo.withdrawn_at is null
  ) end as photos`

/** The requests that were asked for, the latest first: one range of one index whatever the filter. */
export async function listRequests(
  db: Database,
  query: RequestQuery,
  district: string | null,
  locale: Locale,
): Promise<RequestText[]> {
  const { ids, serviceCodes, statuses, from, to, page, pageSize } = query
  const conditions: RawBuilder<unknown>[] = []
  if (district !== null) conditions.push(sql`district = ${district}`)
  if (ids !== null) conditions.push(sql`request_id = any(${ids}::text[])`)
  else {
    conditions.push(sql`listed`, sql`requested_at >= ${from}`, sql`requested_at < ${to}`)
    if (serviceCodes?.length === 1) conditions.push(sql`service_code = ${serviceCodes[0]}`)
    else if (serviceCodes) conditions.push(sql`service_code = any(${serviceCodes}::text[])`)
    // Written out, so that the index of what is open serves it.
    if (statuses && !statuses.includes('closed')) conditions.push(sql`is_open`)
    if (statuses && !statuses.includes('open')) conditions.push(sql`not is_open`)
  }
  const columns = textsIn(locale, query.extensions)
  const order = sql`order by requested_at desc, entry_id desc`
  const asked = sql`from public_request where ${sql.join(conditions, sql` and `)} ${order} limit ${pageSize}`
  // What later pages skip is counted in the index alone, and only the rows of the page are read.
  const { rows } = await (page === 1
    ? sql<RequestText>`select ${columns} ${asked}`
    : sql<RequestText>`
          select ${columns} from public_request
          where entry_id = any(array(select entry_id ${asked} offset ${(page - 1) * pageSize})) ${order}`
  ).execute(db)
  return rows
}

export async function findRequest(
  db: Database,
  requestId: string,
  district: string | null,
  locale: Locale,
): Promise<RequestText | undefined> {
  const { rows } = await sql<RequestText>`
    select ${textsIn(locale, true)} from public_request
    where request_id = ${requestId} ${district === null ? nothing : sql`and district = ${district}`}`.execute(
    db,
  )
  return rows[0]
}

export type UpdateRow = {
  entryId: string
  seq: number
  requestId: string
  district: string
  isOpen: boolean
  at: string
  description: string
}

export async function saveUpdates(tx: Tx, rows: readonly UpdateRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into public_request_update (entry_id, seq, request_id, district, is_open, at, description)
    select "entryId", seq, "requestId", district, "isOpen", at, description
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g("entryId" uuid, seq int, "requestId" text,
      district text, "isOpen" boolean, at timestamptz, description text)
    on conflict (entry_id, seq) do nothing`.execute(tx)
}

export type StoredUpdate = Omit<UpdateRow, 'at' | 'district'> & { at: Date }

/** What happened to listed requests from the first moment on, before the second; the earliest first. */
export async function listUpdates(
  db: Database,
  span: { from: Date; to: Date },
  district: string | null,
  limit: number,
): Promise<StoredUpdate[]> {
  const { rows } = await sql<StoredUpdate>`
    select u.entry_id as "entryId", u.seq, u.request_id as "requestId", u.is_open as "isOpen", u.at, u.description
    from public_request_update u join public_request r using (entry_id)
    where r.listed and u.at >= ${span.from} and u.at < ${span.to}
      ${district === null ? nothing : sql`and u.district = ${district}`}
    order by u.at, u.entry_id, u.seq limit ${limit}`.execute(db)
  return rows
}

/** Incidents of the ledger that nothing is kept of yet in both languages, after the given one. */
export async function unlistedAfter(
  tx: Tx,
  ledgerId: number,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from entry e where e.ledger_id = ${ledgerId} and e.id > ${after}
      and not exists (select from public_request r where r.entry_id = e.id and r.json_en is not null)
    order by e.id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What the organisations are called; in the transaction of who asks. */
export async function organisationNames(
  reader: Tx | Database,
  ids: readonly number[],
): Promise<Map<number, Record<Locale, string>>> {
  const { rows } = await sql<{ id: number; zh: string; en: string }>`
    select id, name_zh as zh, name_en as en from organisation where id = any(${[...new Set(ids)]}::int[])`.execute(
    reader,
  )
  return new Map(rows.map(({ id, zh, en }) => [id, { 'zh-CN': zh, en }]))
}

export type Posted = { token: string; programId: string; requestId: string; claimId: string }

export async function savePost(db: Database, { token, ...posted }: Posted, at: Date): Promise<void> {
  await sql`
    insert into program_report (token, program_id, request_id, claim_id, at)
    values (${token}, ${posted.programId}, ${posted.requestId}, ${posted.claimId}, ${at})
    on conflict (token) do nothing`.execute(db)
}

export async function findPost(db: Database, token: string): Promise<Posted | undefined> {
  const { rows } = await sql<Posted>`
    select token, program_id as "programId", request_id as "requestId", claim_id as "claimId"
    from program_report where token = ${token}`.execute(db)
  return rows[0]
}
