import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { Adapter, AdapterEvent, AdapterInput, ContactKind } from '../model/adapter.ts'

export async function listAdapters(db: Database): Promise<Adapter[]> {
  const { rows } = await sql<Adapter>`
    select a.id, a.name, a.url, a.format, a.algorithm, a.locale, a.contact, a.importance,
      to_jsonb(a.private_addresses) as "privateAddresses", a.is_on as "on", a.carries_codes as codes,
      (select count(*)::int from notice_delivery d where d.adapter_id = a.id and d.state = 'waiting') as waiting,
      (select count(*)::int from notice_delivery d where d.adapter_id = a.id and d.state = 'dead') as dead
    from notice_adapter a order by a.id`.execute(db)
  return rows
}

type Sealed = AdapterInput & { id: number; secret: Buffer }

export async function findAdapter(db: Database | Tx, id: number): Promise<Sealed | undefined> {
  const { rows } = await sql<Sealed>`
    select id, name, url, format, algorithm, locale, contact, importance, is_on as "on", carries_codes as codes, secret,
      to_jsonb(private_addresses) as "privateAddresses" from notice_adapter where id = ${id}`.execute(db)
  return rows[0]
}

/** The adapter that one-time codes go by: the first that is on and may carry them. */
export async function findCodeAdapter(db: Database): Promise<Sealed | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from notice_adapter
    where is_on and carries_codes and format = 'yiwang' and contact = 'phone' order by id limit 1`.execute(db)
  return rows[0] && findAdapter(db, rows[0].id)
}

/** The secret is sealed with the id in it, so it follows. */
export async function insertAdapter(tx: Tx, input: AdapterInput): Promise<number> {
  const { name, url, format, algorithm, locale, contact, importance, privateAddresses, on, codes } = input
  const { rows } = await sql<{ id: number }>`
    insert into notice_adapter (name, url, format, algorithm, locale, contact, importance, private_addresses, secret, is_on,
      carries_codes)
    values (${name}, ${url}, ${format}, ${algorithm}, ${locale}, ${contact}, ${importance},
      ${[...privateAddresses]}::text[], '', ${on}, ${codes}) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function updateAdapter(tx: Tx, id: number, input: AdapterInput): Promise<void> {
  const { name, url, format, algorithm, locale, contact, importance, privateAddresses, on, codes } = input
  await sql`
    update notice_adapter set name = ${name}, url = ${url}, format = ${format}, algorithm = ${algorithm},
      locale = ${locale}, contact = ${contact}, importance = ${importance},
      private_addresses = ${[...privateAddresses]}::text[], is_on = ${on}, carries_codes = ${codes} where id = ${id}`.execute(
    tx,
  )
}

export async function setSecret(tx: Tx, id: number, secret: Buffer): Promise<void> {
  await sql`update notice_adapter set secret = ${secret} where id = ${id}`.execute(tx)
}

type NewEvent = {
  adapterId: number
  accountId: number
  at: Date
  kind: AdapterEvent['kind']
  detail: object
}

export async function logAdapterEvent(tx: Tx, event: NewEvent): Promise<void> {
  const { adapterId, accountId, at, kind, detail } = event
  await sql`
    insert into notice_adapter_event (at, account_id, adapter_id, kind, detail)
    values (${at}, ${accountId}, ${adapterId}, ${kind}, ${JSON.stringify(detail)}::jsonb)`.execute(tx)
}

type EventRow = Omit<AdapterEvent, 'at' | 'account'> & { at: Date; accountId: number }

/** Who did what to the places that notices go to, the latest first. */
export async function listAdapterEvents(
  db: Database,
  { page, size }: { page: number; size: number },
): Promise<{ rows: EventRow[]; total: number }> {
  const { rows } = await sql<EventRow>`
    select e.id, e.at, e.account_id as "accountId", a.name as adapter, e.kind, e.detail
    from notice_adapter_event e join notice_adapter a on a.id = e.adapter_id
    order by e.id desc limit ${size} offset ${(page - 1) * size}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from notice_adapter_event`.execute(db)
  return { rows, total: counted.rows[0]?.n ?? 0 }
}

export type SealedContact = { accountId: number; kind: ContactKind; value: Buffer }

export async function listContacts(
  db: Database | Tx,
  accountIds: readonly number[],
): Promise<SealedContact[]> {
  const { rows } = await sql<SealedContact>`
    select account_id as "accountId", kind, value from notice_contact
    where account_id = any(${[...accountIds]}::int[])`.execute(db)
  return rows
}

export async function saveContact(
  db: Database,
  accountId: number,
  kind: ContactKind,
  value: Buffer | null,
): Promise<void> {
  if (value === null)
    await sql`delete from notice_contact where account_id = ${accountId} and kind = ${kind}`.execute(db)
  else
    await sql`
      insert into notice_contact (account_id, kind, value) values (${accountId}, ${kind}, ${value})
      on conflict (account_id, kind) do update set value = excluded.value`.execute(db)
}
