import { blindIndex, type Keys } from '#kernel/crypto/server'
import { canonicalText } from '#kernel/crypto/model'
import { type Database, newId, type Tx } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { ObjectKind } from '../model/fields.ts'
import { claimClientKey, recordChange } from './change-store.ts'
import { insertRows, lockRow, plain, type Rows, updateRow } from './record-store.ts'

/** What the register's functions work with; given by the composition root. */
export type RegistryDeps = { db: Database; keys: Keys; now: () => Date }

/** The columns that every kind has and that nobody types. */
export type NewRecord = { id: string; version: 1; created_at: Date; updated_at: Date }

type Creation<K extends ObjectKind> = {
  actor: Actor
  kind: K
  clientKey: string
  input: unknown
  build: (record: NewRecord) => Rows[K]
  /** What else belongs to the object, in the same transaction; answers what the change log should say of it. */
  complete?: (tx: Tx, row: Rows[K]) => Promise<Record<string, unknown>>
}

/**
 * Registers an object once for a client key: the same request again answers the same object, another request under
 * the key is refused.
 */
export async function createRecord<K extends ObjectKind>(
  deps: RegistryDeps,
  creation: Creation<K>,
): Promise<string> {
  const { actor, kind, clientKey, input, build, complete } = creation
  const at = deps.now()
  const id = newId(at)
  const requestHash = blindIndex(deps.keys, 'registry_request', canonicalText({ kind, input }))
  return deps.db
    .transaction()
    .execute(async (tx) => {
      const request = { accountId: actor.accountId, clientKey, requestHash, kind, id, at }
      const earlier = await claimClientKey(tx, request)
      if (earlier?.requestHash.equals(requestHash)) return earlier.id
      if (earlier) throw new AppError('registry.client_key_reused', { status: 409 })
      const row = build({ id, version: 1, created_at: at, updated_at: at })
      checkBounds(actor, row)
      await insertRows(tx, kind, [row])
      const more = (await complete?.(tx, row)) ?? {}
      const changes = difference({}, { ...row, ...more })
      await recordChange(tx, { actor, kind, id, version: 1, at, changes })
      return id
    })
    .catch((error: unknown) => {
      throw explained(error)
    })
}

type Update<K extends ObjectKind> = {
  actor: Actor
  kind: K
  id: string
  expectedVersion: number
  build: (row: Rows[K]) => Rows[K]
  complete?: Completion<K>
}

/** What else happens with a change, in the same transaction; answers what the change log should say of it. */
export type Completion<K extends ObjectKind> = (
  tx: Tx,
  row: Rows[K],
) => Promise<Record<string, readonly [before: unknown, after: unknown]>>

/**
 * Changes an object that the actor may see, made from the version it has now.
 * @throws AppError http.not_found, registry.version_changed (409)
 */
export async function updateRecord<K extends ObjectKind>(
  deps: RegistryDeps,
  update: Update<K>,
): Promise<void> {
  const { actor, kind, id, expectedVersion, build, complete } = update
  const at = deps.now()
  await deps.db
    .transaction()
    .execute(async (tx) => {
      const before = await lockRow(tx, actor, kind, id)
      if (!before) throw notFound()
      if (before.version !== expectedVersion) {
        throw new AppError('registry.version_changed', { status: 409, params: { version: before.version } })
      }
      const built = build(before)
      checkBounds(actor, built)
      const changes = { ...difference(before, built), ...(await complete?.(tx, before)) }
      if (Object.keys(changes).length === 0) return
      const version = before.version + 1
      await updateRow(tx, kind, { ...built, version, updated_at: at })
      await recordChange(tx, { actor, kind, id: before.id, version, at, changes })
    })
    .catch((error: unknown) => {
      throw explained(error)
    })
}

/** An object can't be put where, or to a class which, its registrar doesn't reach. */
function checkBounds(actor: Actor, row: { division_code: string; sensitivity: number }): void {
  if (!covers(actor.divisions, row.division_code)) {
    const params = { code: row.division_code }
    throw new AppError('registry.outside_scope', { status: 404, params, path: 'divisionCode' })
  }
  if (row.sensitivity > actor.sensitivity) {
    throw new AppError('registry.above_sensitivity', { status: 403, path: 'sensitivity' })
  }
}

const bookkeeping = new Set(['id', 'version', 'created_at', 'updated_at', 'pinyin', 'initials'])

export function difference(before: object, after: object): Record<string, readonly [unknown, unknown]> {
  const was = before as Record<string, unknown>
  const changes: Record<string, readonly [unknown, unknown]> = {}
  for (const [column, item] of Object.entries(after)) {
    // A blind index follows its column and would only help to compare people in the log.
    if (bookkeeping.has(column) || column.endsWith('_index')) continue
    const pair = [plain(was[column]) ?? null, plain(item) ?? null] as const
    if (JSON.stringify(pair[0]) !== JSON.stringify(pair[1])) changes[column] = pair
  }
  return changes
}

const held: Record<string, { code: `registry.${string}`; path: string }> = {
  person_id_number_index_key: { code: 'registry.id_number_held', path: 'idNumber' },
  enterprise_credit_code_key: { code: 'registry.credit_code_held', path: 'creditCode' },
  // The head is someone whom this actor can't see, so that they named another.
  household_member_one_head: { code: 'registry.one_head', path: 'members' },
  household_number: { code: 'registry.household_number_held', path: 'number' },
}

/** What the database's own constraints found, in the register's words. */
export function explained(error: unknown): unknown {
  const { code, constraint, detail } = error as { code?: string; constraint?: string; detail?: string }
  const conflict = code === '23505' && constraint !== undefined ? held[constraint] : undefined
  if (conflict) return new AppError(conflict.code, { status: 409, path: conflict.path, cause: error })
  if (code === '23503' && constraint?.endsWith('_division_code_fkey')) {
    const params = { code: /\((\d+)\)/.exec(detail ?? '')?.[1] ?? '' }
    return new AppError('registry.unknown_division', { params, path: 'divisionCode', cause: error })
  }
  return error
}
