import { sql } from 'kysely'
import type { Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { NewOrganisation, OrganisationChange } from '#kernel/orgs/model'
import type { OrgTables } from './org-tables.ts'

/** @throws AppError orgs.organisation_exists (409) */
export async function insertOrganisation(
  tx: Tx,
  organisation: Omit<NewOrganisation, 'from'> & { from: string },
): Promise<number> {
  const { code } = organisation
  const row = await tx
    .withTables<OrgTables>()
    .insertInto('organisation')
    .values({
      code,
      name_zh: organisation.name,
      name_en: organisation.nameEn,
      kind: organisation.kind,
      parent_id: organisation.parentId,
      division_code: organisation.divisionCode,
      valid_from: organisation.from,
      valid_to: null,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new AppError('orgs.organisation_exists', { status: 409, path: 'code', params: { code } })
  return row.id
}

export type Standing = { validFrom: string | null; validTo: string | null }

/** Locks an organisation for a change. Changes to the tree take one lock for all, so that no two make a ring. */
export async function lockOrganisation(tx: Tx, id: number): Promise<Standing> {
  await sql`select pg_advisory_xact_lock(hashtextextended('organisations', 0))`.execute(tx)
  const row = await tx
    .withTables<OrgTables>()
    .selectFrom('organisation')
    .select(['valid_from as validFrom', 'valid_to as validTo'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Whether the one lies below the other, or is it. */
export async function liesBelow(tx: Tx, id: number, above: number): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    with recursive up (id, parent_id) as (
      select id, parent_id from organisation where id = ${id}
      union select o.id, o.parent_id from organisation o join up on o.id = up.parent_id)
    select id from up where id = ${above}`.execute(tx)
  return rows.length > 0
}

export async function updateOrganisation(tx: Tx, id: number, change: OrganisationChange): Promise<void> {
  await tx
    .withTables<OrgTables>()
    .updateTable('organisation')
    .set({
      name_zh: change.name,
      name_en: change.nameEn,
      kind: change.kind,
      parent_id: change.parentId,
    })
    .where('id', '=', id)
    .execute()
}

/** How many bodies below it and positions in it stand on the day or after. */
export async function countStanding(
  tx: Tx,
  id: number,
  on: string,
): Promise<{ bodies: number; positions: number }> {
  const { rows } = await sql<{ bodies: number; positions: number }>`
    select
      (select count(*) from organisation where parent_id = ${id} and coalesce(valid_to > ${on}::date, true)) as bodies,
      (select count(*) from position where organisation_id = ${id} and coalesce(valid_to > ${on}::date, true))
        as positions`.execute(tx)
  return rows[0] ?? { bodies: 0, positions: 0 }
}

/** From that day it stands no more. */
export async function endOrganisation(tx: Tx, id: number, on: string): Promise<void> {
  await tx
    .withTables<OrgTables>()
    .updateTable('organisation')
    .set({ valid_to: on })
    .where('id', '=', id)
    .execute()
}
