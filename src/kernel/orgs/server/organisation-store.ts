import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { scopeByLevel } from '#kernel/divisions/model'
import type { Organisation, OrganisationKind } from '#kernel/orgs/model'
import type { OrgTables } from './org-tables.ts'

type Filter = {
  on: string
  parent?: number | undefined
  kind?: OrganisationKind | undefined
  /** Part of the name in either language, or the whole code. */
  q?: string | undefined
  /** Only what the roots cover. */
  divisions?: readonly string[]
  /** Those too that stand no more or not yet. */
  ended?: boolean | undefined
  limit: number
}

function select(db: Database) {
  return db
    .withTables<OrgTables>()
    .selectFrom('organisation')
    .select([
      'organisation.id',
      'organisation.code',
      'organisation.name_zh as name',
      'organisation.name_en as nameEn',
      'organisation.kind',
      'organisation.parent_id as parentId',
      'organisation.division_code as divisionCode',
      'organisation.valid_from as validFrom',
      'organisation.valid_to as validTo',
    ])
}

export async function listOrganisations(db: Database, filter: Filter): Promise<Organisation[]> {
  let query = select(db)
  if (!filter.ended) query = query.where(inForce('organisation', filter.on))
  if (filter.parent !== undefined) query = query.where('parent_id', '=', filter.parent)
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
  if (filter.q !== undefined && filter.q !== '') {
    const part = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
    const whole = filter.q
    query = query.where((eb) =>
      eb.or([eb('name_zh', 'ilike', part), eb('name_en', 'ilike', part), eb('code', '=', whole)]),
    )
  }
  if (filter.divisions !== undefined) query = query.where(coveredBy(filter.divisions))
  return query.orderBy('division_code').orderBy('id').limit(filter.limit).execute()
}

/** The condition that an organisation or a position stands on the day. */
export function inForce(table: 'organisation' | 'position', on: string) {
  return sql<boolean>`(coalesce(${sql.ref(`${table}.valid_from`)} <= ${on}::date, true)
    and coalesce(${sql.ref(`${table}.valid_to`)} > ${on}::date, true))`
}

/** The condition that an organisation lies in what the roots cover. */
export function coveredBy(roots: readonly string[]) {
  const { districts, townships, villages } = scopeByLevel(roots)
  return sql<boolean>`(organisation.district = any(${districts}::text[])
    or organisation.township = any(${townships}::text[]) or organisation.village = any(${villages}::text[]))`
}

export async function findOrganisation(db: Database, id: number): Promise<Organisation | undefined> {
  return select(db).where('organisation.id', '=', id).executeTakeFirst()
}

export async function organisationIdsByCode(db: Database): Promise<Map<string, number>> {
  const rows = await db.withTables<OrgTables>().selectFrom('organisation').select(['code', 'id']).execute()
  return new Map(rows.map((row) => [row.code, row.id]))
}

export type OrganisationRow = Omit<Organisation, 'id' | 'parentId' | 'validFrom' | 'validTo'> & {
  parentCode: string | null
}

/** Adds what is new and brings names, kinds and parents up to date; parents come before their children. */
export async function saveOrganisations(db: Database, rows: readonly OrganisationRow[]): Promise<void> {
  const json = JSON.stringify(rows)
  await sql`
    insert into organisation (code, name_zh, name_en, kind, division_code)
    select r.code, r.name, r."nameEn", r.kind, r."divisionCode"
    from jsonb_to_recordset(${json}::jsonb)
      as r(code text, name text, "nameEn" text, kind text, "divisionCode" text)
    on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
      kind = excluded.kind, division_code = excluded.division_code`.execute(db)
  await sql`
    update organisation set parent_id = parent.id
    from jsonb_to_recordset(${json}::jsonb) as r(code text, "parentCode" text)
    left join organisation parent on parent.code = r."parentCode"
    where organisation.code = r.code and organisation.parent_id is distinct from parent.id`.execute(db)
}
