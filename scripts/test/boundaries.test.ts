import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkBoundaries, checkRepository } from './boundaries.ts'
import type { BoundaryRule, Rule } from './violation.ts'

/** A small house in order: two areas, a platform, main and a test. */
const clean: Readonly<Record<string, string>> = {
  'src/kernel/errors/model.ts': `export { AppError } from './model/app-error.ts'`,
  'src/kernel/errors/model/app-error.ts': `export class AppError extends Error {}`,
  'src/kernel/db/server.ts': `export { openDatabase } from './server/database.ts'`,
  'src/kernel/db/server/database.ts': `import { sql } from 'kysely'\nexport const openDatabase = () => sql\`select 1 from x\``,
  'src/kernel/db/server/migrations/0001-outbox.sql': `create table outbox ()`,
  'src/kernel/divisions/model.ts': `import './model/messages.ts'\nexport * from './model/division.ts'`,
  'src/kernel/divisions/model/division.ts': `import { z } from 'zod'\nimport type { Polygon } from 'geojson'\nexport const Division = z.object({})\nexport type Shape = Polygon`,
  'src/kernel/divisions/model/messages.zh-CN.ts': `export const zhCN = {} as const`,
  'src/kernel/divisions/model/messages.ts': `import { zhCN } from './messages.zh-CN.ts'\nexport const messages = zhCN`,
  'src/kernel/divisions/model/division.test.ts': `import { test } from 'node:test'\nimport fc from 'fast-check'\nimport { world } from '../../../../test/world/world.ts'\ntest('x', () => fc.assert(world))`,
  'src/kernel/divisions/server.ts': `export { findDivision } from './server/division-store.ts'`,
  'src/kernel/divisions/server/division-store.ts': `import { readFileSync } from 'node:fs'\nimport { sql } from 'kysely'\nimport { openDatabase } from '#kernel/db/server'\nimport { Division } from '#kernel/divisions/model'\nexport const findDivision = () => [sql\`select code from division\`, openDatabase, Division, readFileSync]`,
  'src/kernel/divisions/web.tsx': `export { DivisionPicker } from './web/DivisionPicker.tsx'`,
  'src/kernel/divisions/web/DivisionPicker.tsx': `import { useState } from 'react'\nimport { Division } from '#kernel/divisions/model'\nimport { useDivisions } from './useDivisions.ts'\nimport './picker.css'\nexport const DivisionPicker = () => <b>{useState(Division)}{useDivisions()}</b>`,
  'src/kernel/divisions/web/useDivisions.ts': `export const useDivisions = () => []`,
  'src/kernel/divisions/web/picker.css': `b { color: red }`,
  'src/kernel/ledgers/model.ts': `export { Entry } from './model/entry.ts'`,
  'src/kernel/ledgers/model/entry.ts': `import type { Division } from '#kernel/divisions/model'\nexport type Entry = Division`,
  'src/platforms/projects/model.ts': `export { project } from './model/project.ts'`,
  'src/platforms/projects/model/project.ts': `import type { Entry } from '#kernel/ledgers/model'\nexport const project: Entry[] = []`,
  'src/platforms/grid/model.ts': `export { incident } from './model/incident.ts'`,
  'src/platforms/grid/model/incident.ts': `export const incident = 1`,
  'src/main/platforms.ts': `import { project } from '#platforms/projects/model'\nexport const platforms = [project]`,
  'src/main/server.ts': `import { findDivision } from '#kernel/divisions/server'\nimport { platforms } from './platforms.ts'\nexport const server = [findDivision, platforms]`,
  'test/world/world.ts': `import { server } from '../../src/main/server.ts'\nexport const world = server`,
}

function violationsWith(planted: Readonly<Record<string, string>>): { rule: Rule; path: string }[] {
  const files = Object.entries({ ...clean, ...planted }).map(([path, text]) => ({ path, text }))
  return checkBoundaries(files).map(({ rule, path }) => ({ rule, path }))
}

test('a house in order has no violations', () => {
  assert.deepEqual(violationsWith({}), [])
})

const door = (path: string) => ({ [path]: `export { x } from './server/x.ts'` })
const planted: readonly [name: string, rule: Rule, path: string, text: string][] = [
  ['the kernel imports main', 'layers', 'src/kernel/ledgers/server/a.ts', `import '../../../main/server.ts'`],
  [
    'the kernel imports a platform',
    'layers',
    'src/kernel/ledgers/server/a.ts',
    `import '#platforms/grid/model'`,
  ],
  ['a platform imports main', 'layers', 'src/platforms/grid/server/a.ts', `import '../../../main/server.ts'`],
  [
    'product code imports a test',
    'layers',
    'src/kernel/db/server/a.ts',
    `import '../../../../test/world/world.ts'`,
  ],
  [
    'a test reaches above its floor',
    'layers',
    'src/kernel/db/server/a.test.ts',
    `import '#platforms/grid/model'`,
  ],
  [
    'an area imports one above it',
    'area_order',
    'src/kernel/divisions/server/a.ts',
    `import '#kernel/ledgers/model'`,
  ],
  [
    'the ground floor imports an area',
    'area_order',
    'src/kernel/db/server/a.ts',
    `import '#kernel/divisions/model'`,
  ],
  [
    'a type is imported from above',
    'area_order',
    'src/kernel/orgs/server/a.ts',
    `export type { E } from '#kernel/ledgers/model'`,
  ],
  [
    'a lazy import goes up',
    'area_order',
    'src/kernel/orgs/server/a.ts',
    `export const a = () => import('#kernel/ledgers/model')`,
  ],
  [
    'an import type expression goes up',
    'area_order',
    'src/kernel/orgs/server/a.ts',
    `export type A = import('#kernel/ledgers/model').Entry`,
  ],
  [
    'platforms import one another',
    'platforms_apart',
    'src/platforms/grid/model/a.ts',
    `export * from '#platforms/projects/model'`,
  ],
  [
    'another area is entered by a window',
    'doors',
    'src/kernel/ledgers/model/a.ts',
    `import '../../divisions/model/division.ts'`,
  ],
  [
    'a worker is started in another area',
    'doors',
    'src/kernel/ledgers/server/a.ts',
    `export const a = new URL('../../db/server/database.ts', import.meta.url)`,
  ],
  ['main enters by a window', 'doors', 'src/main/a.ts', `import '../kernel/divisions/model/division.ts'`],
  [
    'a script enters by a window',
    'doors',
    'scripts/a.ts',
    `import '../src/kernel/divisions/model/division.ts'`,
  ],
  [
    'a page of the portal takes a part of the desk',
    'light_portal',
    'src/platforms/grid/web/portal/Page.tsx',
    `import '#kernel/divisions/web'`,
  ],
  [
    'the frame of the portal takes the component library',
    'light_portal',
    'src/main/web/PortalShell.tsx',
    `import { Button } from 'antd'\nexport const a = Button`,
  ],
  ['a door that does not exist', 'doors', 'src/main/a.ts', `import '#kernel/divisions/model/division'`],
  [
    'a room imports its own door',
    'doors',
    'src/kernel/divisions/model/a.ts',
    `import '#kernel/divisions/model'`,
  ],
  ['a door declares something', 'doors_re_export', 'src/kernel/orgs/model.ts', `export const roles = []`],
  [
    'a door imports to use',
    'doors_re_export',
    'src/kernel/orgs/model.ts',
    `import { x } from './model/x.ts'`,
  ],
  ['a file beside the rooms', 'rooms', 'src/kernel/orgs/rights.ts', `export {}`],
  ['a room that is none', 'rooms', 'src/kernel/orgs/jobs/a.ts', `export {}`],
  ['an area nobody knows', 'rooms', 'src/kernel/weather/model/a.ts', `export {}`],
  ['a floor nobody knows', 'rooms', 'src/shared/a.ts', `export {}`],
  ['a model reads files', 'model_purity', 'src/kernel/orgs/model/a.ts', `import 'node:fs'`],
  ['a model imports a package', 'model_purity', 'src/kernel/orgs/model/a.ts', `import 'kysely'`],
  [
    'a model imports a store of its own area',
    'model_purity',
    'src/kernel/orgs/model/a.ts',
    `import '../server/x-store.ts'`,
  ],
  [
    'a model imports a server door',
    'model_purity',
    'src/kernel/orgs/model/a.ts',
    `import '#kernel/db/server'`,
  ],
  ['a model imports a screen', 'model_purity', 'src/kernel/orgs/model/a.ts', `import '../web/X.tsx'`],
  [
    'a screen imports the server',
    'web_and_server',
    'src/kernel/orgs/web/a.ts',
    `import type { A } from '#kernel/db/server'`,
  ],
  [
    'a screen imports its own server room',
    'web_and_server',
    'src/kernel/orgs/web/a.ts',
    `import '../server/x.ts'`,
  ],
  ['a screen imports a server package', 'web_and_server', 'src/kernel/orgs/web/a.ts', `import 'pg'`],
  ['a screen reads files', 'web_and_server', 'src/main/web/a.ts', `import 'node:fs'`],
  ['the server imports React', 'web_and_server', 'src/kernel/orgs/server/a.ts', `import 'react'`],
  [
    'the server imports a screen',
    'web_and_server',
    'src/kernel/orgs/server/a.ts',
    `import '#kernel/divisions/web'`,
  ],
  [
    'the sql tag outside a store',
    'sql_in_stores',
    'src/kernel/orgs/server/a.ts',
    `import { sql as raw } from 'kysely'\nraw\`\``,
  ],
  [
    'a query outside a store',
    'sql_in_stores',
    'src/platforms/grid/server/a.ts',
    `export const a = (db: any) => db.selectFrom('x')`,
  ],
  [
    'an update in main',
    'sql_in_stores',
    'src/main/a.ts',
    `export const a = (db: any) => db.updateTable('x')`,
  ],
  ['a statement in a text', 'sql_in_stores', 'src/main/a.ts', `export const a = 'delete from account'`],
  [
    'a statement over lines',
    'sql_in_stores',
    'src/main/a.ts',
    'export const a = `\n  select a,\n    b\n  from account`',
  ],
  ['a store outside the server room', 'sql_in_stores', 'src/kernel/orgs/web/a-store.ts', `export {}`],
  ['an import without extension', 'extension', 'src/main/a.ts', `import './platforms'`],
  ['an index file', 'no_index', 'src/main/index.ts', `export {}`],
  ['a file that says nothing', 'names', 'src/main/date-utils.ts', `export {}`],
  ['a folder that says nothing', 'names', 'src/main/common/a.ts', `export {}`],
  ['a folder in capitals', 'names', 'src/main/webParts/a.ts', `export {}`],
  ['a file in camel case', 'names', 'src/main/fileName.ts', `export {}`],
  ['a component named like a module', 'names', 'src/main/webPart.tsx', `export {}`],
  ['a long file', 'file_length', 'src/main/a.ts', 'export {}\n'.repeat(301)],
  ['a long function', 'function_length', 'src/main/a.ts', `export function a() {${'\n'.repeat(70)}}`],
  [
    'a long arrow function',
    'function_length',
    'src/main/a.ts',
    `export const a = () => {${'\n'.repeat(70)}}`,
  ],
  ['a file that cannot be read', 'syntax', 'src/main/a.ts', `export const = 1`],
]

for (const [name, rule, path, text] of planted)
  test(`found: ${name}`, () => {
    assert.deepEqual(violationsWith({ [path]: text }), [{ rule, path }])
  })

test('found: two ground floor areas that need each other', () => {
  const found = violationsWith({
    ...door('src/kernel/http/server.ts'),
    'src/kernel/db/server/a.ts': `import '#kernel/http/server'`,
    'src/kernel/http/server/x.ts': `import '#kernel/db/server'`,
  })
  assert.deepEqual(
    found.map(({ rule }) => rule),
    ['ground_circle', 'ground_circle'],
  )
})

test('every rule of the checker is proved by a planted violation', () => {
  const every: Readonly<Record<BoundaryRule, true>> = {
    syntax: true,
    layers: true,
    area_order: true,
    ground_circle: true,
    platforms_apart: true,
    doors: true,
    doors_re_export: true,
    rooms: true,
    model_purity: true,
    web_and_server: true,
    light_portal: true,
    sql_in_stores: true,
    extension: true,
    no_index: true,
    names: true,
    file_length: true,
    function_length: true,
  }
  const proved = new Set([...planted.map(([, rule]) => rule), 'ground_circle'])
  assert.deepEqual(
    Object.keys(every).filter((rule) => !proved.has(rule)),
    [],
  )
})

test('this repository keeps its boundaries', () => {
  const { violations, files } = checkRepository(process.cwd())
  assert.ok(files > 50)
  assert.deepEqual(violations, [])
})
