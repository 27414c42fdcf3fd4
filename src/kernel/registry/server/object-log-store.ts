import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'

export type ChangeRow = {
  objectId: string
  version: number
  accountId: number
  at: Date
  /** {column: [before, after]}; null for what was erased. */
  changes: Record<string, [unknown, unknown] | null>
}

const rowsMax = 200

/** The latest versions that persons made of an object, or of what was merged into it. */
export async function listChanges(db: Database, objectId: string): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select object_id as "objectId", version, account_id as "accountId", at, changes from registry_change
    where object_id = any(registry_ids(${objectId})) order by at desc, version desc limit ${rowsMax}`.execute(
    db,
  )
  return rows
}

export type LookRow = {
  id: string
  at: Date
  accountId: number
  field: 'idNumber' | 'phone'
  purpose: string
}

/** The latest looks at a whole number of an object. */
export async function listLooks(db: Database, objectId: string): Promise<LookRow[]> {
  const { rows } = await sql<LookRow>`
    select id, at, account_id as "accountId", field, purpose from unmasking
    where object_id = any(registry_ids(${objectId})) order by at desc, id desc limit ${rowsMax}`.execute(db)
  return rows
}
