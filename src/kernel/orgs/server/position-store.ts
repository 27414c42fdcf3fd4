import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Locale } from '#kernel/i18n/model'
import type { NewPosition, Position } from '#kernel/orgs/model'
import type { OrgTables } from './org-tables.ts'
import { coveredBy, inForce } from './organisation-store.ts'

type Filter = {
  on: string
  organisationId?: number | undefined
  divisions: readonly string[]
  locale: Locale
}

/** The positions of organisations that the roots cover, those in force on the day. */
export async function listPositions(db: Database, filter: Filter): Promise<Position[]> {
  let query = select(db, filter.locale)
    .where(inForce('position', filter.on))
    .where(coveredBy(filter.divisions))
  if (filter.organisationId !== undefined)
    query = query.where('position.organisation_id', '=', filter.organisationId)
  return query.orderBy('organisation.division_code').orderBy('position.id').limit(2000).execute()
}

/** @throws AppError http.not_found: there is none, or its organisation lies outside the roots. */
export async function getPosition(
  db: Database,
  id: number,
  divisions: readonly string[],
  locale: Locale,
): Promise<Position> {
  const found = await select(db, locale)
    .where('position.id', '=', id)
    .where(coveredBy(divisions))
    .executeTakeFirst()
  if (!found) throw notFound()
  return found
}

function select(db: Database, locale: Locale) {
  const tables = db
    .withTables<OrgTables>()
    .selectFrom('position')
    .innerJoin('organisation', 'organisation.id', 'position.organisation_id')
    .select([
      'position.id',
      'position.code',
      'position.organisation_id as organisationId',
      'position.role',
      'position.divisions',
      'position.ledgers',
      'position.sensitivity',
      'position.valid_from as validFrom',
      'position.valid_to as validTo',
    ])
  return locale === 'en'
    ? tables.select(['organisation.name_en as organisation', 'position.title_en as title'])
    : tables.select(['organisation.name_zh as organisation', 'position.title_zh as title'])
}

/** @throws AppError orgs.unknown_role, orgs.position_exists (409), with the path. */
export async function insertPosition(db: Database, position: NewPosition, on: string): Promise<number> {
  const tables = db.withTables<OrgTables>()
  const role = await tables.selectFrom('role').select('id').where('id', '=', position.role).executeTakeFirst()
  if (!role) throw new AppError('orgs.unknown_role', { path: 'role', params: { role: position.role } })
  const row = await tables
    .insertInto('position')
    .values({
      code: position.code,
      organisation_id: position.organisationId,
      title_zh: position.title['zh-CN'],
      title_en: position.title.en,
      role: position.role,
      divisions: position.divisions,
      ledgers: position.ledgers,
      sensitivity: position.sensitivity,
      valid_from: on,
      valid_to: null,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row)
    throw new AppError('orgs.position_exists', { status: 409, path: 'code', params: { code: position.code } })
  return row.id
}

/** From that day nobody acts through it. */
export async function endPosition(db: Database, id: number, on: string): Promise<void> {
  await db
    .withTables<OrgTables>()
    .updateTable('position')
    .set({ valid_to: sql<string>`greatest(valid_from, ${on}::date)` })
    .where('id', '=', id)
    .where('valid_to', 'is', null)
    .execute()
}

export type PositionRow = Omit<NewPosition, 'organisationId'> & { organisation: string }

/** Adds what is new and brings the rest up to date, by code. */
export async function savePositions(db: Database, rows: readonly PositionRow[]): Promise<void> {
  await sql`
    insert into position (code, organisation_id, title_zh, title_en, role, divisions, ledgers, sensitivity)
    select r.code, organisation.id, r.title->>'zh-CN', r.title->>'en', r.role,
      array(select jsonb_array_elements_text(r.divisions)),
      case when jsonb_typeof(r.ledgers) = 'array' then array(select jsonb_array_elements_text(r.ledgers)) end,
      r.sensitivity
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, organisation text, title jsonb,
      role text, divisions jsonb, ledgers jsonb, sensitivity smallint)
    join organisation on organisation.code = r.organisation
    on conflict (code) do update set organisation_id = excluded.organisation_id, title_zh = excluded.title_zh,
      title_en = excluded.title_en, role = excluded.role, divisions = excluded.divisions,
      ledgers = excluded.ledgers, sensitivity = excluded.sensitivity`.execute(db)
}

export async function positionIdsByCode(db: Database): Promise<Map<string, number>> {
  const rows = await db.withTables<OrgTables>().selectFrom('position').select(['code', 'id']).execute()
  return new Map(rows.map((row) => [row.code, row.id]))
}
