import type { Keys } from '#kernel/crypto/server'
import type { Database, Tx } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import {
  clearLogs,
  clearPerson,
  countTraces,
  type Destruction,
  destroyKey,
  type PersonTraces,
} from './person-erasure-store.ts'
import { forgetPairs } from './duplicates/pair-store.ts'
import { forgetImports } from './importing/import-store.ts'
import { forgetMerges, idsOf } from './merging/merge-store.ts'
import { standingHolds } from './hold-store.ts'
import { findRow, lockRow, type PersonRow } from './record-store.ts'
import { unseal } from './sealing.ts'

export type PersonToErase = PersonTraces & {
  /** As shown to whoever decides. */
  name: string
  erasedAt: Date | null
  certificate: string | null
  /** Columns of the register that hold something personal. */
  columns: string[]
  /** Holds that stand on the person. */
  holds: number
  /** What the person is known by: where a copy of it stands outside the fields declared for it, it can be found. */
  knownBy: string[]
}

/**
 * All ids that a person is or was known by, the one that stands first: whoever was registered twice and merged is one
 * person, with the keys and ties of all of them.
 */
export function identitiesOf(db: Database | Tx, id: string): Promise<string[]> {
  return idsOf(db, id)
}

/** @throws AppError http.not_found for a person that is not there or that the actor may not see */
export async function requirePerson(tx: Tx, actor: Actor, id: string): Promise<void> {
  if (!(await findRow(tx, actor, 'person', id))) throw notFound()
}

/**
 * A person as the register knows it, held against other writers until the transaction ends.
 * @throws AppError http.not_found for one that is not there or that the actor may not see
 */
export async function holdPerson(tx: Tx, keys: Keys, actor: Actor, id: string): Promise<PersonToErase> {
  const row = await lockRow(tx, actor, 'person', id)
  if (!row) throw notFound()
  const idNumber = unseal(keys, 'person.id_number', row.id, row.id_number)
  const phone = unseal(keys, 'person.phone', row.id, row.phone)
  return {
    name: row.name,
    erasedAt: row.erased_at,
    certificate: row.certificate,
    columns: filledColumns(row),
    holds: (await standingHolds(tx, [{ kind: 'person', id }])).length,
    knownBy: [row.name, idNumber, phone].flatMap((text) => text || []),
    ...(await countTraces(tx, id)),
  }
}

const personal = [
  'name',
  'sex',
  'birth_date',
  'id_number',
  'phone',
  'address',
  'source',
  'as_of',
] as const satisfies (keyof PersonRow)[]

function filledColumns(row: PersonRow): string[] {
  return personal.filter((name) => row[name] !== null && row[name] !== '')
}

/**
 * Takes a person's values out of the register: the key, the row's columns with their blind indexes, and every copy in
 * its logs. Done again it changes nothing more.
 */
export async function erasePerson(tx: Tx, gone: Destruction): Promise<void> {
  await destroyKey(tx, gone)
  await clearPerson(tx, gone)
  await clearLogs(tx, gone.personId)
  await forgetPairs(tx, [gone.personId])
  await forgetMerges(tx, [gone.personId])
  await forgetImports(tx)
}
