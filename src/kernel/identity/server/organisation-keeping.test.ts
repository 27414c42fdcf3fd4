import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Browser, type IdentityWorld, openIdentityWorld } from '../../../../test/world/identity.ts'
import { organisationKeepingRoutes } from './organisation-keeping-routes.ts'

describe('keeping organisations', () => {
  let world: IdentityWorld
  let system: Browser
  let security: Browser
  let auditor: Browser
  let riverside: Browser
  let made = 0
  let openWork = 0
  const organisation = (code: string) => world.organisations.get(code) as number
  const body = (change: object = {}) => ({
    code: `990001-new-${++made}`,
    name: `测试·新设局${made}`,
    nameEn: `New bureau ${made}`,
    kind: 'bureau',
    parentId: organisation('990001'),
    divisionCode: '990001',
    ...change,
  })
  const create = (change?: object, key: string = randomUUID(), by = system) =>
    by.post('/api/organisations', body(change), key)

  before(async () => {
    world = await openIdentityWorld({
      signInLimit: { attemptsPerMinute: 1000, failuresPerWindow: 1000 },
      routes: (identity) => organisationKeepingRoutes(identity, async () => openWork),
    })
    system = await world.signedIn('system', ['district.system'])
    security = await world.signedIn('security', ['district.security'])
    auditor = await world.signedIn('auditor', ['district.auditor'])
    riverside = await world.signedIn('riverside.admin', ['riverside.system'], '990001001')
  })
  beforeEach(() => world.clock.advance(6_000))
  after(() => world.close())

  test('the system administrator alone makes, renames and closes; without a session it is 401', async () => {
    const calls: ['POST' | 'PUT', string][] = [
      ['POST', '/api/organisations'],
      ['PUT', '/api/organisations/1'],
      ['PUT', '/api/organisations/1/closing'],
    ]
    for (const [method, url] of calls) {
      assert.equal((await world.browser().send(method, url, {})).status, 401)
      for (const other of [security, auditor])
        assert.equal((await other.send(method, url, {})).body.code, 'http.forbidden')
    }
  })

  test('an organisation is made once per client key, dated, and stands in the directory', async () => {
    const key = randomUUID()
    const one = body({ from: '2026-02-01' })
    const answers = await Promise.all([1, 2].map(() => system.post('/api/organisations', one, key)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201],
    )
    assert.equal(answers[0]?.body.id, answers[1]?.body.id)
    assert.deepEqual([answers[0]?.body.validFrom, answers[0]?.body.validTo], ['2026-02-01', null])
    const { body: found } = await security.get(`/api/organisations?q=${one.code}`)
    assert.equal(found.length, 1)
    const { rows } = (await auditor.get('/api/identity-events?kind=organisation_created')).body
    assert.deepEqual([rows[0].byLoginName, rows[0].detail.code], ['system', one.code])
  })

  test('what cannot be is refused with its field', async () => {
    const fault = async (change: object, by = system) => {
      const { status, body: problem } = await create(change, randomUUID(), by)
      return [status, problem.code, problem.errors?.[0]?.path ?? problem.path]
    }
    assert.deepEqual(await fault({ code: '990001-plans' }), [409, 'orgs.organisation_exists', 'code'])
    assert.deepEqual(await fault({ code: 'No Such' }), [400, 'http.invalid', 'code'])
    assert.deepEqual(await fault({ divisionCode: '990002' }), [
      400,
      'identity.unknown_division',
      'divisionCode',
    ])
    assert.deepEqual(await fault({ parentId: organisation('990002') }), [
      400,
      'orgs.unknown_parent',
      'parentId',
    ])
    assert.deepEqual(await fault({ from: '2026-03-03' }), [400, 'orgs.day_to_come', 'from'])
    const elsewhere = await fault({ parentId: organisation('990001') }, riverside)
    assert.deepEqual(elsewhere, [400, 'identity.unknown_division', 'divisionCode'])
  })

  test('a new name is told with the old one; out of scope it is 404', async () => {
    const { body: one } = await create()
    const change = { name: '测试·改名局', nameEn: 'Renamed', kind: 'bureau', parentId: one.parentId }
    assert.equal((await riverside.put(`/api/organisations/${one.id}`, change)).status, 404)
    const renamed = await system.put(`/api/organisations/${one.id}`, change)
    assert.deepEqual([renamed.status, renamed.body.name], [200, '测试·改名局'])
    const again = await system.put(`/api/organisations/${one.id}`, change)
    assert.equal(again.status, 200)
    const { rows } = (await auditor.get('/api/identity-events?kind=organisation_changed')).body
    assert.equal(
      rows.filter((row: { detail: { organisation: number } }) => row.detail.organisation === one.id).length,
      1,
    )
    assert.deepEqual([rows[0].detail.nameBefore, rows[0].detail.name], [one.name, '测试·改名局'])
  })

  test('nothing stands below itself, and nothing beside the government on top', async () => {
    const { body: upper } = await create()
    const { body: lower } = await create({ parentId: upper.id })
    const put = async (
      of: { id: number; name: string; nameEn: string; kind: string },
      parentId: number | null,
    ) => {
      const { id, name, nameEn, kind } = of
      return (await system.put(`/api/organisations/${id}`, { name, nameEn, kind, parentId })).body
        .code as string
    }
    assert.equal(await put(upper, lower.id), 'orgs.parent_ring')
    assert.equal(await put(upper, upper.id), 'orgs.parent_ring')
    assert.equal(await put(upper, null), 'orgs.unknown_parent')
    assert.equal(await put(lower, organisation('990001')), lower.code)
  })

  test('closing waits for bodies, positions and work, takes a day that has come, and ends it in the directory', async () => {
    const { body: upper } = await create({ from: '2026-01-10' })
    const { body: lower } = await create({ parentId: upper.id, from: '2026-01-10' })
    const close = async (id: number, on = '2026-03-01') => {
      const { status, body: problem } = await system.put(`/api/organisations/${id}/closing`, { on })
      return status === 200 ? 200 : problem.code
    }
    assert.equal(await close(upper.id), 'orgs.has_bodies')
    const position = {
      code: 'new.handler',
      organisationId: lower.id,
      title: { 'zh-CN': '试验', en: 'Trial' },
      role: 'unit_handler',
      divisions: ['990001'],
      ledgers: null,
      sensitivity: 1,
    }
    const { body: held } = await security.post('/api/positions', position, randomUUID())
    assert.equal(await close(lower.id), 'orgs.has_positions')
    assert.equal((await security.delete(`/api/positions/${held.id}`)).status, 204)
    // The position ended today, so the body cannot have ended the day before.
    assert.equal(await close(lower.id), 'orgs.has_positions')
    openWork = 2
    assert.equal(await close(lower.id, '2026-03-02'), 'orgs.has_work')
    openWork = 0
    assert.equal(await close(lower.id, '2026-03-03'), 'orgs.day_to_come')
    assert.equal(await close(upper.id, '2026-01-10'), 'orgs.closed_too_early')
    assert.equal(await close(lower.id, '2026-03-02'), 200)
    assert.equal(await close(lower.id, '2026-03-02'), 'orgs.is_closed')
    assert.equal(await close(upper.id, '2026-03-02'), 200)
    const codes = async (query: string) =>
      (await system.get(`/api/organisations?limit=1000${query}`)).body.map(
        ({ code }: { code: string }) => code,
      )
    assert.equal((await codes('')).includes(lower.code), false)
    assert.equal((await codes('&ended=true')).includes(lower.code), true)
    const account = {
      loginName: 'late',
      name: '测试·晚',
      organisationId: lower.id,
      password: 'Qn9-paper-lamp',
    }
    const refused = await system.post('/api/accounts', account, randomUUID())
    assert.equal(refused.body.code, 'identity.unknown_organisation')
  })
})
