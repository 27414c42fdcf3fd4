import { type Keys, openUnder } from '#kernel/crypto/server'
import type { Database, Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { keysToRead, type PersonKey } from '#kernel/registry/server'
import type { Field, LedgerDefinition } from '../model/definition.ts'
import { type ErasedValue, isSealed, type Sealed } from '../model/secrets.ts'
import type { Engine } from './engine.ts'
import type { ListRow } from './list-store.ts'
import { placeOf } from './secrets.ts'

/** Values of one entry: of its fields, or the answers to an action's questions. */
export type ValuesToOpen = { entryId: string; values: Record<string, unknown> }

/**
 * The same values in clear, as far as the reader's class reaches; where the person was erased, a mark that says so.
 * One query for all of them, and none where nothing is sealed. What is sealed and may not be read stays sealed.
 */
export async function openValues(
  db: Database | Tx,
  keys: Keys,
  fields: readonly Pick<Field, 'name' | 'sensitivity'>[],
  all: readonly ValuesToOpen[],
  actor: Pick<Actor, 'sensitivity'>,
): Promise<Record<string, unknown>[]> {
  if (!all.some(({ values }) => hasSealed(values))) return all.map(({ values }) => values)
  const classOf = new Map(fields.map(({ name, sensitivity }) => [name, sensitivity ?? 0]))
  // A value that was sealed for a field of a higher class isn't read in the name of another.
  const mayOpen = (name: string, value: unknown): value is Sealed =>
    isSealed(value) &&
    [classOf.get(name) ?? 4, classOf.get(value.at) ?? 0].every((one) => one <= actor.sensitivity)
  const sealed = all.flatMap(({ values }) =>
    Object.entries(values).flatMap(([name, value]) => (mayOpen(name, value) ? value.of : [])),
  )
  if (sealed.length === 0) return all.map(({ values }) => values)
  const keyOf = await keysToRead(db, keys, sealed)
  return all.map(({ entryId, values }) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        mayOpen(name, value) ? openValue(keyOf.get(value.of), value, placeOf(entryId, value)) : value,
      ]),
    ),
  )
}

/** Most lists hold nothing sealed, and are read often. */
function hasSealed(values: Record<string, unknown>): boolean {
  for (const name in values) if (isSealed(values[name])) return true
  return false
}

function openValue(key: PersonKey | undefined, { $sealed }: Sealed, place: string): unknown {
  if (key === undefined) throw new AppError('crypto.not_authentic', { status: 500 })
  if ('erased' in key)
    return {
      $erased: { at: key.erased.at.toISOString(), certificate: key.erased.certificate },
    } satisfies ErasedValue
  return JSON.parse(openUnder(key.key, Buffer.from($sealed, 'base64'), place).toString('utf8'))
}

/** The entries' values with their secrets in clear, as far as the reader's class reaches. */
export function openFields(
  { handle, keys }: Engine,
  actor: Actor,
  { fields }: LedgerDefinition,
  entries: readonly Pick<ListRow, 'id' | 'data'>[],
): Promise<Record<string, unknown>[]> {
  const all = entries.map(({ id, data }) => ({ entryId: id, values: data }))
  return openValues(handle.db, keys, fields, all, actor)
}

/** Rows of a list, their secrets open. */
export async function openRows(
  engine: Engine,
  actor: Actor,
  definition: LedgerDefinition,
  rows: readonly ListRow[],
): Promise<ListRow[]> {
  const opened = await openFields(engine, actor, definition, rows)
  return rows.map((row, index) => (row.data === opened[index] ? row : { ...row, data: opened[index] ?? {} }))
}
