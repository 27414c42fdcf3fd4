import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { DatabaseHandle } from '#kernel/db/server'
import { Division } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { createHttpServer, type HttpServer } from '#kernel/http/server'
import { openTestDatabase } from '../../../../test/world/database.ts'
import { OrgDirectory } from './directory-store.ts'
import { organisationRoutes } from './organisation-routes.ts'
import { listOrganisations, organisationIdsByCode, saveOrganisations } from './organisation-store.ts'
import { endPosition, getPosition, insertPosition, listPositions } from './position-store.ts'
import { listRoles, saveRoles } from './role-store.ts'
import { seedOrganisations } from './seed-organisations.ts'

const root = join(import.meta.dirname, '../../../..')
const folder = join(root, 'data/organisations')
const divisions = ['211302', '211303'].flatMap((code) =>
  Division.array().parse(
    JSON.parse(readFileSync(join(root, `data/divisions/${code}.json`), 'utf8')).divisions,
  ),
)
const now = new Date('2026-03-02T01:00:00Z')
const on = '2026-03-02'
const actor = { divisions: ['211302'], rights: [] as string[] } as unknown as Actor

describe('organisations', () => {
  let handle: DatabaseHandle
  let app: HttpServer
  let signedIn = true

  before(async () => {
    handle = await openTestDatabase()
    await seedOrganisations(handle.db, divisions, folder)
    app = await createHttpServer({
      routes: organisationRoutes({ db: handle.db, now: () => now }),
      authenticate: async () => (signedIn ? actor : null),
      now: () => now,
      checkResponses: true,
    })
  })
  after(async () => {
    await app.close()
    await handle.close()
  })

  test('the seed gives every division its own body, under the body of its parent', async () => {
    const all = await listOrganisations(handle.db, { on, limit: 1000 })
    const byCode = new Map(all.map((item) => [item.code, item]))
    for (const { code, parent } of divisions) {
      const body = byCode.get(code)
      assert.ok(body, code)
      assert.equal(body.parentId, parent === null ? null : byCode.get(parent)?.id)
      assert.equal(body.divisionCode, code)
    }
    assert.equal(byCode.get('211302009')?.name, '红旗街道办事处')
    assert.equal(byCode.get('211302205')?.nameEn, 'People’s Government of Changbaoyingzi Township')
    assert.equal(byCode.get('211303-business-environment')?.name, '龙城区营商环境建设局')
    assert.equal(byCode.get('211302-projects')?.parentId, byCode.get('211302-development-reform')?.id)
  })

  test('the seed can be run again: nothing is doubled, a changed name is mended', async () => {
    const before = await listOrganisations(handle.db, { on, limit: 1000 })
    const positions = await listPositions(handle.db, { on, divisions: ['211302'], locale: 'en' })
    const first = before.find(({ code }) => code === '211302-water')
    assert.ok(first)
    await saveOrganisations(handle.db, [{ ...first, name: 'X', parentCode: '211302' }])
    await seedOrganisations(handle.db, divisions, folder)
    assert.deepEqual(await listOrganisations(handle.db, { on, limit: 1000 }), before)
    assert.deepEqual(await listPositions(handle.db, { on, divisions: ['211302'], locale: 'en' }), positions)
  })

  test('a wrong declaration stops the seed with file and path', async () => {
    const own = mkdtempSync(join(tmpdir(), 'yiwang-orgs-'))
    const district = divisions.filter(({ code }) => code === '211302')
    const position = {
      code: 'a-1',
      organisation: '211302',
      title: { 'zh-CN': '甲', en: 'A' },
      role: 'steward',
      divisions: ['211302'],
      ledgers: null,
      sensitivity: 0,
    }
    const seedWith = (own211302: object) => {
      writeFileSync(join(own, 'structure.json'), readFileSync(join(folder, 'structure.json')))
      writeFileSync(join(own, '211302.json'), JSON.stringify({ district: '211302', ...own211302 }))
      return seedOrganisations(handle.db, district, own)
    }
    await assert.rejects(seedWith({ positions: [position, { ...position, organisation: 'none' }] }), {
      code: 'orgs.unknown_organisation',
      path: '211302.json: positions.1.organisation',
    })
    await assert.rejects(seedWith({ positions: [{ ...position, role: 'king' }] }), {
      code: 'orgs.unknown_role',
      path: '211302.json: positions.0.role',
    })
    const role = { id: 'own', title: position.title, rights: ['everything'] }
    await assert.rejects(seedWith({ roles: [role] }), {
      code: 'orgs.unknown_right',
      path: '211302.json: roles.0.rights.0',
    })
    rmSync(own, { recursive: true })
  })

  test('a district’s own role is kept, a role of the program is never replaced', async () => {
    const title = { 'zh-CN': '自设', en: 'Own' }
    await saveRoles(handle.db, [
      { id: 'own_role', title, rights: ['registry.read'] },
      { id: 'steward', title, rights: ['audit.read'] },
    ])
    const roles = new Map((await listRoles(handle.db)).map((role) => [role.id, role]))
    assert.deepEqual(roles.get('own_role')?.rights, ['registry.read'])
    assert.equal(roles.get('steward')?.title.en, 'Project steward')
  })

  test('positions show to who covers their organisation, and to nobody else', async () => {
    const ids = await organisationIdsByCode(handle.db)
    const id = await insertPosition(
      handle.db,
      {
        code: 'p-1',
        organisationId: ids.get('211302205') as number,
        title: { 'zh-CN': '甲', en: 'A' },
        role: 'steward',
        divisions: ['211302205'],
        ledgers: ['problem'],
        sensitivity: 1,
      },
      on,
    )
    const codes = async (roots: string[], day = on) =>
      (await listPositions(handle.db, { on: day, divisions: roots, locale: 'en' })).map(({ code }) => code)
    assert.ok((await codes(['211302'])).includes('p-1'))
    assert.ok((await codes(['211302205'])).includes('p-1'))
    assert.equal((await codes(['211302009'])).includes('p-1'), false)
    assert.equal((await codes(['211302205'], '2026-03-01')).includes('p-1'), false)
    assert.deepEqual((await getPosition(handle.db, id, ['211302205'], 'en')).ledgers, ['problem'])
    await assert.rejects(getPosition(handle.db, id, ['211303'], 'en'), { code: 'http.not_found' })
    await endPosition(handle.db, id, '2026-03-05')
    assert.ok((await codes(['211302'], '2026-03-04')).includes('p-1'))
    assert.equal((await codes(['211302'], '2026-03-05')).includes('p-1'), false)
  })

  test('a role’s work goes to the nearest organisation that holds it, as long as it does', async () => {
    const ids = await organisationIdsByCode(handle.db)
    let today = now
    const names = await OrgDirectory.open(handle.db, () => today)
    const holder = (...of: Parameters<OrgDirectory['organisationOfRole']>) => names.organisationOfRole(...of)
    assert.equal(holder('project_office', '211302009004'), ids.get('211302-projects'))
    assert.equal(holder('project_office', '211303101'), ids.get('211303-projects'))
    assert.equal(holder('grid_worker', '211302009004'), ids.get('211302009004'))
    assert.equal(holder('grid_worker', '211302009005'), undefined)
    assert.equal(holder('project_office', '211302009004', 'district'), ids.get('211302-projects'))
    assert.equal(holder('project_office', '211302009004', 'township'), undefined)
    assert.equal(holder('grid_worker', '211302009004', 'village'), ids.get('211302009004'))
    const position = {
      code: 'near',
      organisationId: ids.get('211302009') as number,
      title: { 'zh-CN': '乙', en: 'B' },
      role: 'project_office',
      divisions: ['211302009'],
      ledgers: null,
      sensitivity: 1,
    }
    const id = await insertPosition(handle.db, position, on)
    await names.refresh()
    assert.equal(holder('project_office', '211302009004'), ids.get('211302009'))
    assert.equal(holder('project_office', '211302009004', 'district'), ids.get('211302-projects'))
    await endPosition(handle.db, id, '2026-03-05')
    today = new Date('2026-03-05T01:00:00Z')
    await names.refresh()
    assert.equal(holder('project_office', '211302009004'), ids.get('211302-projects'))
  })

  test('the directory is for who is signed in, and filters by parent, kind and part of the name', async () => {
    signedIn = false
    assert.equal((await app.inject('/api/organisations')).statusCode, 401)
    signedIn = true
    const get = async (query: object) => {
      const answer = await app.inject({ url: '/api/organisations', query: query as Record<string, string> })
      return { status: answer.statusCode, body: answer.json() }
    }
    const government = (await get({ q: '211302' })).body[0]
    assert.equal(government.kind, 'district_government')
    const children = (await get({ parent: String(government.id), kind: 'subdistrict_office' })).body
    assert.equal(children.length, 9)
    assert.deepEqual(
      (await get({ q: '营商', parent: String(government.id) })).body.map(
        ({ code }: { code: string }) => code,
      ),
      ['211302-business-environment'],
    )
    assert.deepEqual((await get({ q: '%' })).body, [])
    assert.equal((await get({ kind: 'kingdom' })).status, 400)
    assert.equal((await get({ parent: '99999999999' })).status, 400)
    assert.equal((await app.inject(`/api/organisations/${government.id}`)).json().code, '211302')
    assert.equal((await app.inject('/api/organisations/999999')).statusCode, 404)
    assert.ok((await app.inject('/api/roles')).json().length > 15)
  })
})
