import type { KeyObject } from 'node:crypto'
import { type Keys, newDataKey, openDataKey } from '#kernel/crypto/server'
import type { Database, Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import '../model/messages.ts'
import { holdKeyRows, insertKey, type KeyRow, readKeyRows } from './person-key-store.ts'

/** What became of a person's key: it opens, or it was destroyed when the person was erased by law. */
export type PersonKey = { key: KeyObject } | { erased: { at: Date; certificate: string } }

/**
 * The keys that values of these persons are written under; made on first use, and held until the transaction ends.
 * @throws AppError registry.person_erased (409) for a person erased by law
 */
export async function keysToWrite(
  tx: Tx,
  keys: Keys,
  personIds: readonly string[],
  now: Date,
): Promise<Map<string, KeyObject>> {
  const ids = [...new Set(personIds)]
  let rows = await holdKeyRows(tx, ids)
  const known = new Set(rows.map(({ personId }) => personId))
  const missing = ids.filter((id) => !known.has(id)).sort()
  for (const id of missing) await insertKey(tx, id, newDataKey(keys, id).wrapped, now)
  if (missing.length > 0) rows = await holdKeyRows(tx, ids)
  return new Map(rows.map((row) => [row.personId, openWritable(keys, row)]))
}

function openWritable(keys: Keys, { personId, wrapped }: KeyRow): KeyObject {
  if (wrapped === null) throw new AppError('registry.person_erased', { status: 409 })
  return openDataKey(keys, wrapped, personId)
}

/** The keys that values of these persons are read with; none for a person who never had one. */
export async function keysToRead(
  db: Database | Tx,
  keys: Keys,
  personIds: readonly string[],
): Promise<Map<string, PersonKey>> {
  const rows = await readKeyRows(db, [...new Set(personIds)])
  return new Map(
    rows.map(({ personId, wrapped, erasedAt, certificate }): [string, PersonKey] =>
      wrapped === null
        ? [personId, { erased: { at: erasedAt ?? new Date(0), certificate: certificate ?? '' } }]
        : [personId, { key: openDataKey(keys, wrapped, personId) }],
    ),
  )
}
