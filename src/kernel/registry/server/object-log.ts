import type { Keys } from '#kernel/crypto/server'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { ObjectKind } from '../model/fields.ts'
import { maskIdNumber, maskPhone } from '../model/masking.ts'
import type { ObjectChange, ObjectChanges, ObjectLooks } from '../model/object-log.ts'
import type { HoldDeps } from './holds.ts'
import { type ChangeRow, listChanges, listLooks } from './object-log-store.ts'
import type { ObjectRef } from './object-store.ts'
import { findRow } from './record-store.ts'
import { type SealedColumn, unseal } from './sealing.ts'

/** Columns as facts, in the words of the API. */
const fieldOf: Record<string, string> = {
  name: 'name',
  sex: 'sex',
  birth_date: 'birthDate',
  id_number: 'idNumber',
  phone: 'phone',
  division_code: 'divisionCode',
  address: 'address',
  sensitivity: 'sensitivity',
  source: 'source',
  as_of: 'asOf',
  number: 'number',
  credit_code: 'creditCode',
  industry: 'industry',
  products: 'products',
  note: 'note',
  contact_name: 'contactName',
  kind: 'kind',
  point: 'point',
}
const ofMembers = ['members', 'event']

/** Who changed what of an object that the actor may see, latest first; numbers masked. */
export async function readChanges(
  { db, keys, names }: HoldDeps,
  actor: Actor,
  { kind, id }: ObjectRef,
): Promise<ObjectChanges> {
  const row = await findRow(db, actor, kind, id)
  if (!row) throw notFound()
  const rows = await listChanges(db, row.id)
  const accounts = await names.accounts([...new Set(rows.map(({ accountId }) => accountId))])
  return {
    changes: rows.map((change) => ({
      version: change.version,
      at: change.at.toISOString(),
      by: { accountId: change.accountId, name: accounts.get(change.accountId) ?? '' },
      facts: factsOf(keys, kind, change),
      requestId: requestOf(change),
      members: ofMembers.some((name) => name in change.changes),
    })),
  }
}

function requestOf({ changes }: ChangeRow): string | null {
  const [, id] = changes['change_request'] ?? []
  return typeof id === 'string' ? id : null
}

function factsOf(keys: Keys, kind: ObjectKind, { objectId, changes }: ChangeRow): ObjectChange['facts'] {
  return Object.entries(changes).flatMap(([column, pair]) => {
    const field = fieldOf[column]
    if (field === undefined) return []
    const [before, after] = (pair ?? [null, null]).map((item) =>
      shown(keys, kind, { objectId, column, item }),
    )
    return [{ field, before: before ?? null, after: after ?? null }]
  })
}

type Told = { objectId: string; column: string; item: unknown }

function shown(keys: Keys, kind: ObjectKind, { objectId, column, item }: Told): string | null {
  if (item === null || item === undefined) return null
  const sealed = column === 'id_number' || column === 'phone'
  if (!sealed)
    return typeof item === 'object' ? (item as unknown[]).join(', ') : String(item as string | number)
  const whole = unseal(
    keys,
    `${kind}.${column}` as SealedColumn,
    objectId,
    Buffer.from(item as string, 'hex'),
  )
  if (whole === null) return null
  return column === 'phone' ? maskPhone(whole) : maskIdNumber(whole)
}

/** Who looked at a whole number of an object that the actor may see and might look at too. */
export async function readLooks(
  { db, names }: HoldDeps,
  actor: Actor,
  { kind, id }: ObjectRef,
): Promise<ObjectLooks> {
  const row = await findRow(db, actor, kind, id)
  if (!row) throw notFound()
  const looks = await listLooks(db, row.id)
  const accounts = await names.accounts([...new Set(looks.map(({ accountId }) => accountId))])
  return {
    looks: looks.map(({ accountId, at, ...look }) => ({
      ...look,
      at: at.toISOString(),
      by: { accountId, name: accounts.get(accountId) ?? '' },
    })),
  }
}
