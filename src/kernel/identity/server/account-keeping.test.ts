import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Browser, type IdentityWorld, openIdentityWorld } from '../../../../test/world/identity.ts'

describe('correcting accounts, and positions beyond one’s divisions', () => {
  let world: IdentityWorld
  let admin: Browser
  let security: Browser
  let auditor: Browser
  let neighbour: Browser
  const position = (code: string) => world.positions.get(code) as number
  const organisation = (code: string) => world.organisations.get(code) as number

  before(async () => {
    world = await openIdentityWorld({ signInLimit: { attemptsPerMinute: 1000, failuresPerWindow: 1000 } })
    admin = await world.signedIn('admin', ['district.system'])
    security = await world.signedIn('security', ['district.security'])
    auditor = await world.signedIn('auditor', ['district.auditor'])
    neighbour = await world.signedIn('neighbour.admin', ['farside.system'], '990002')
  })
  beforeEach(() => world.clock.advance(6_000))
  after(() => world.close())

  test('an account is renamed or moved within the divisions, and the trail says from what', async () => {
    const { body: made } = await admin.post('/api/accounts', world.newAccount(), randomUUID())
    const change = { name: '测试·改名', organisationId: organisation('990001-plans') }
    const changed = await admin.put(`/api/accounts/${made.id}`, change)
    assert.deepEqual([changed.body.name, changed.body.organisationId], [change.name, change.organisationId])
    const outside = await admin.put(`/api/accounts/${made.id}`, {
      ...change,
      organisationId: organisation('990002'),
    })
    assert.equal(outside.body.code, 'identity.unknown_organisation')
    assert.equal((await neighbour.put(`/api/accounts/${made.id}`, change)).status, 404)
    const { rows } = (await auditor.get(`/api/identity-events?account=${made.id}&kind=account_changed`)).body
    assert.deepEqual([rows.length, rows[0].detail.nameBefore, rows[0].byName], [1, '测试·新人', '测试·admin'])
  })

  test('positions beyond an administrator’s divisions are neither given nor taken, and show as such', async () => {
    const held = [position('riverside.handler'), position('plans.steward')]
    const id = await world.account('two.hands', ['riverside.handler', 'plans.steward'], '990001001')
    const guard = {
      code: 'riverside.security',
      organisationId: organisation('990001001'),
      title: { 'zh-CN': '试验', en: 'Trial' },
      role: 'security_admin',
      divisions: ['990001001'],
      ledgers: [],
      sensitivity: 0,
    }
    const { body: made } = await security.post('/api/positions', guard, randomUUID())
    world.positions.set(guard.code, made.id)
    const local = await world.signedIn('riverside.guard', ['riverside.security'], '990001001')
    const { body: told } = await local.get(`/api/accounts/${id}/appointments`)
    assert.deepEqual(
      told.map((one: { positionId: number; inReach: boolean }) => [one.positionId, one.inReach]),
      held.map((one, at) => [one, at === 0]).toReversed(),
    )
    const after = await local.put(`/api/accounts/${id}/positions`, { positionIds: [] })
    assert.deepEqual(
      after.body.positions.map((one: { id: number }) => one.id),
      [position('plans.steward')],
    )
    const both = await local.put(`/api/accounts/${id}/positions`, { positionIds: held })
    assert.equal(both.body.positions.length, 2)
    const past = (await local.get(`/api/accounts/${id}/appointments`)).body
    assert.equal(past.filter((one: { to: string | null }) => one.to !== null).length, 1)
  })

  test('accounts are found by their state, and events by who, what and when', async () => {
    const { body: made } = await admin.post('/api/accounts', world.newAccount(), randomUUID())
    await admin.put(`/api/accounts/${made.id}/state`, { state: 'disabled' })
    const ids = async (query: string) =>
      (await admin.get(`/api/accounts?size=200&${query}`)).body.rows.map((row: { id: number }) => row.id)
    assert.equal((await ids('state=disabled')).includes(made.id), true)
    assert.equal((await ids('state=active')).includes(made.id), false)
    assert.deepEqual(await ids('state=locked'), [])
    const events = async (query: string) =>
      (await auditor.get(`/api/identity-events?${query}`)).body.rows.length
    assert.equal(await events(`q=${made.loginName}`), 2)
    assert.equal(await events(`q=${made.loginName}&from=2026-03-02&to=2026-03-02`), 2)
    assert.equal(await events(`q=${made.loginName}&to=2026-03-01`), 0)
  })
})
