import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { UnmaskRequest } from '../model/person.ts'
import { recordUnmasking } from './change-store.ts'
import { requireGround } from './consents/consents.ts'
import { findRow } from './record-store.ts'
import type { RegistryDeps } from './records.ts'
import { unseal } from './sealing.ts'

/**
 * The whole value of a masked field. That it was shown, to whom and what for, is on record before the answer leaves:
 * when the record can't be written, nothing is shown.
 */
export async function unmaskPerson(
  { db, keys, now }: RegistryDeps,
  actor: Actor,
  id: string,
  { field, purpose, purposeCode }: UnmaskRequest,
): Promise<{ value: string | null }> {
  return db.transaction().execute(async (tx) => {
    const row = await findRow(tx, actor, 'person', id)
    if (!row) throw notFound()
    if (purposeCode !== undefined) await requireGround(tx, purposeCode, row.id, now())
    await recordUnmasking(tx, { actor, kind: 'person', id: row.id, field, purpose, purposeCode, at: now() })
    const value =
      field === 'idNumber'
        ? unseal(keys, 'person.id_number', row.id, row.id_number)
        : unseal(keys, 'person.phone', row.id, row.phone)
    return { value }
  })
}

export async function unmaskEnterprise(
  { db, keys, now }: RegistryDeps,
  actor: Actor,
  id: string,
  { field, purpose }: { field: 'phone'; purpose: string },
): Promise<{ value: string | null }> {
  return db.transaction().execute(async (tx) => {
    const row = await findRow(tx, actor, 'enterprise', id)
    if (!row) throw notFound()
    await recordUnmasking(tx, { actor, kind: 'enterprise', id: row.id, field, purpose, at: now() })
    return { value: unseal(keys, 'enterprise.phone', row.id, row.phone) }
  })
}
