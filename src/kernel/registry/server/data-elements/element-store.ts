import { sql } from 'kysely'
import type { Database, Tx } from '#kernel/db/server'
import type { ObjectKind } from '../../model/fields.ts'
import type { ElementCode, ElementTerms } from '../../model/data-elements/element.ts'

export type ElementRow = ElementTerms & {
  code: ElementCode
  version: number
  accountId: number
  changedBy: string | null
  changedAt: Date
}

const columns = sql`element.code, element.version, element.owner_role as "ownerRole", element.sensitivity,
  element.legal_basis as "legalBasis", element.fresh_days as "freshDays", element.fill_ledgers as "fillLedgers",
  element.fill_roles as "fillRoles", element.fill_purposes as "fillPurposes", element.account_id as "accountId",
  (select name from account where account.id = element.account_id) as "changedBy", element.at as "changedAt"`

/** The versions that hold now, of all elements or of some. */
export async function listElements(db: Database | Tx, codes?: readonly string[]): Promise<ElementRow[]> {
  const chosen = codes === undefined ? sql`true` : sql`element.code = any(${codes}::text[])`
  const { rows } = await sql<ElementRow>`
    select distinct on (element.code) ${columns} from data_element element where ${chosen}
    order by element.code, element.version desc`.execute(db)
  return rows
}

/** Every version of an element, the newest first. */
export async function listVersions(db: Database, code: string): Promise<ElementRow[]> {
  const { rows } = await sql<ElementRow>`
    select ${columns} from data_element element where element.code = ${code} order by element.version desc`.execute(
    db,
  )
  return rows
}

type NewVersion = ElementTerms & { code: string; version: number; accountId: number; at: Date }

/** Answers false where the version was given meanwhile. */
export async function insertVersion(db: Database | Tx, one: NewVersion): Promise<boolean> {
  const { rows } = await sql`
    insert into data_element (code, version, owner_role, sensitivity, legal_basis, fresh_days, fill_ledgers, fill_roles,
      fill_purposes, account_id, at)
    values (${one.code}, ${one.version}, ${one.ownerRole}, ${one.sensitivity}, ${one.legalBasis}, ${one.freshDays},
      ${one.fillLedgers}, ${one.fillRoles}, ${one.fillPurposes}, ${one.accountId}, ${one.at})
    on conflict (code, version) do nothing returning code`.execute(db)
  return rows.length > 0
}

export type ElementUse = {
  entryId: string
  /** The step of the entry that the action was. */
  seq: number
  field: string
  element: ElementCode
  elementVersion: number
  objectKind: ObjectKind
  objectId: string
  purpose: string | null
  source: string
  asOf: string | null
  same: boolean
  accountId: number
  at: Date
}

export async function insertUses(tx: Tx, uses: readonly ElementUse[]): Promise<void> {
  for (const use of uses)
    await sql`
      insert into element_use (entry_id, seq, field, element, element_version, object_kind, object_id, purpose, source,
        as_of, same, account_id, at)
      values (${use.entryId}, ${use.seq}, ${use.field}, ${use.element}, ${use.elementVersion}, ${use.objectKind}, ${use.objectId},
        ${use.purpose}, ${use.source}, ${use.asOf}, ${use.same}, ${use.accountId}, ${use.at})
      on conflict (entry_id, field, seq) do nothing`.execute(tx)
}

/** The latest use of each field of an entry. */
export async function listUses(db: Database, entryId: string): Promise<ElementUse[]> {
  const { rows } = await sql<ElementUse>`
    select distinct on (field) entry_id as "entryId", seq, field, element, element_version as "elementVersion", object_kind as "objectKind",
      object_id as "objectId", purpose, source, as_of as "asOf", same, account_id as "accountId", at
    from element_use where entry_id = ${entryId} order by field, seq desc`.execute(db)
  return rows
}
