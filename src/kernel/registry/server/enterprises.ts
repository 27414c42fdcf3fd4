import type { Keys } from '#kernel/crypto/server'
import { type Database, newId } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { enterpriseKindOf } from '../model/credit-code.ts'
import type {
  Enterprise,
  EnterprisePage,
  EnterpriseQuery,
  EnterpriseUpdate,
  NewEnterprise,
} from '../model/enterprise.ts'
import { maskPhone } from '../model/masking.ts'
import { enterpriseConditions } from './named-store.ts'
import { nameKeys } from './name-keys.ts'
import { type EnterpriseRow, findRow, insertRows, listRows } from './record-store.ts'
import { type Completion, createRecord, type NewRecord, type RegistryDeps, updateRecord } from './records.ts'
import { behindWall, reachOf } from './registry-wall-store.ts'
import { seal, unseal } from './sealing.ts'

export async function listEnterprises(
  { db, keys }: RegistryDeps,
  actor: Actor,
  query: EnterpriseQuery,
): Promise<EnterprisePage> {
  const found = await behindWall(db, reachOf(actor), (tx) =>
    listRows(tx, 'enterprise', enterpriseConditions(actor, query), 'pinyin, id', query),
  )
  return {
    rows: found.rows.map((row) => presentEnterprise(keys, actor, row)),
    total: found.total,
    can: { create: hasRight(actor, 'registry.write') },
  }
}

/** @throws AppError http.not_found */
export async function getEnterprise(
  { db, keys }: RegistryDeps,
  actor: Actor,
  id: string,
): Promise<Enterprise> {
  const row = await findRow(db, actor, 'enterprise', id)
  if (!row) throw notFound()
  return presentEnterprise(keys, actor, row)
}

export async function createEnterprise(
  deps: RegistryDeps,
  actor: Actor,
  input: NewEnterprise,
  clientKey: string,
): Promise<Enterprise> {
  const build = (record: NewRecord) => enterpriseRow(deps.keys, record, input)
  const id = await createRecord(deps, { actor, kind: 'enterprise', clientKey, input, build })
  return getEnterprise(deps, actor, id)
}

export async function updateEnterprise(
  deps: RegistryDeps,
  actor: Actor,
  id: string,
  { expectedVersion, ...input }: EnterpriseUpdate,
  complete?: Completion<'enterprise'>,
): Promise<Enterprise> {
  const build = (row: EnterpriseRow) => {
    const name = input.name ?? row.name
    const known = unseal(deps.keys, 'enterprise.phone', row.id, row.phone)
    const phone = input.phone === undefined ? known : input.phone
    return {
      ...row,
      ...(name === row.name ? {} : { name, ...nameKeys(name) }),
      ...(phone === known ? {} : phoneColumns(deps.keys, row.id, phone)),
      credit_code: input.creditCode === undefined ? row.credit_code : input.creditCode,
      industry: input.industry ?? row.industry,
      products: input.products ?? row.products,
      note: input.note ?? row.note,
      contact_name: input.contactName ?? row.contact_name,
      division_code: input.divisionCode ?? row.division_code,
      address: input.address ?? row.address,
      sensitivity: input.sensitivity ?? row.sensitivity,
      source: input.source ?? row.source,
      as_of: input.asOf === undefined ? row.as_of : input.asOf,
    }
  }
  await updateRecord(deps, {
    actor,
    kind: 'enterprise',
    id,
    expectedVersion,
    build,
    ...(complete && { complete }),
  })
  return getEnterprise(deps, actor, id)
}

function phoneColumns(
  keys: Keys,
  id: string,
  value: string | null | undefined,
): Pick<EnterpriseRow, 'phone' | 'phone_index'> {
  if (!value) return { phone: null, phone_index: null }
  const { sealed, index } = seal(keys, 'enterprise.phone', id, value)
  return { phone: sealed, phone_index: index }
}

function enterpriseRow(keys: Keys, record: NewRecord, input: NewEnterprise): EnterpriseRow {
  return {
    ...record,
    name: input.name,
    ...nameKeys(input.name),
    ...phoneColumns(keys, record.id, input.phone),
    credit_code: input.creditCode ?? null,
    industry: input.industry,
    products: input.products,
    note: input.note,
    contact_name: input.contactName,
    division_code: input.divisionCode,
    address: input.address,
    sensitivity: input.sensitivity,
    source: input.source,
    as_of: input.asOf,
  }
}

/** A row of an import or a seed, parsed by `NewEnterprise`. */
export type EnterpriseToInsert = NewEnterprise & { id?: string }

/** Inserts many at once, without a change log. Answers their ids in order. */
export async function insertEnterprises(
  db: Database,
  keys: Keys,
  enterprises: readonly EnterpriseToInsert[],
  now: Date,
): Promise<string[]> {
  const rows = enterprises.map(({ id, ...enterprise }) =>
    enterpriseRow(keys, { id: id ?? newId(now), version: 1, created_at: now, updated_at: now }, enterprise),
  )
  await insertRows(db, 'enterprise', rows)
  return rows.map(({ id }) => id)
}

function presentEnterprise(keys: Keys, actor: Actor, row: EnterpriseRow): Enterprise {
  const phone = unseal(keys, 'enterprise.phone', row.id, row.phone)
  return {
    id: row.id,
    name: row.name,
    creditCode: row.credit_code,
    kind: enterpriseKindOf(row.credit_code),
    industry: row.industry,
    products: row.products,
    note: row.note,
    contactName: row.contact_name,
    phone: phone === null ? null : maskPhone(phone),
    divisionCode: row.division_code,
    address: row.address,
    sensitivity: row.sensitivity,
    source: row.source,
    asOf: row.as_of,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    can: { update: hasRight(actor, 'registry.write'), unmask: hasRight(actor, 'registry.unmask') },
  }
}
