import { sql } from 'kysely'
import type { Database } from '#kernel/db/server'
import { builtInRoles, type Role } from '#kernel/orgs/model'
import type { OrgTables } from './org-tables.ts'

/** Brings the program's own roles up to date; run at every start, before anybody signs in. */
export async function declareRoles(db: Database): Promise<void> {
  await saveRoles(db, builtInRoles(), true)
}

/** Adds or replaces a district's own roles. A built-in role is never replaced. */
export async function saveRoles(db: Database, roles: readonly Role[], builtIn = false): Promise<void> {
  if (roles.length === 0) return
  await db
    .withTables<OrgTables>()
    .insertInto('role')
    .values(
      roles.map((role) => ({
        id: role.id,
        title_zh: role.title['zh-CN'],
        title_en: role.title.en,
        rights: role.rights,
        built_in: builtIn,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((eb) => ({
          title_zh: eb.ref('excluded.title_zh'),
          title_en: eb.ref('excluded.title_en'),
          rights: eb.ref('excluded.rights'),
          built_in: eb.ref('excluded.built_in'),
        }))
        .where(sql<boolean>`role.built_in = excluded.built_in`),
    )
    .execute()
}

export async function listRoles(db: Database): Promise<Role[]> {
  const rows = await db.withTables<OrgTables>().selectFrom('role').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    title: { 'zh-CN': row.title_zh, en: row.title_en },
    rights: row.rights as Role['rights'],
  }))
}
