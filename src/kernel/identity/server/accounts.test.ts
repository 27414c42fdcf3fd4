import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import {
  type Browser,
  givenPassword,
  type IdentityWorld,
  openIdentityWorld,
  worldPassword,
} from '../../../../test/world/identity.ts'

const own = 'Wm4-hill-paper'

describe('keeping accounts and positions', () => {
  let world: IdentityWorld
  let admin: Browser
  let security: Browser
  let auditor: Browser
  let riverside: Browser
  let neighbour: Browser
  let steward: Browser
  const position = (code: string) => world.positions.get(code) as number
  const organisation = (code: string) => world.organisations.get(code) as number

  before(async () => {
    world = await openIdentityWorld({ signInLimit: { attemptsPerMinute: 1000, failuresPerWindow: 1000 } })
    admin = await world.signedIn('admin', ['district.system'])
    security = await world.signedIn('security', ['district.security'])
    auditor = await world.signedIn('auditor', ['district.auditor'])
    riverside = await world.signedIn('riverside.admin', ['riverside.system'], '990001001')
    neighbour = await world.signedIn('neighbour.admin', ['farside.system'], '990002')
    steward = await world.signedIn('steward', ['plans.steward'], '990001-plans')
  })
  beforeEach(() => world.clock.advance(6_000))
  after(() => world.close())

  test('without a session 401, without the right 403: each administrator keeps to his own', async () => {
    const stranger = world.browser()
    const calls: ['GET' | 'POST' | 'PUT' | 'DELETE', string, may: Browser[]][] = [
      ['GET', '/api/accounts', [admin, security, auditor, riverside, neighbour]],
      ['POST', '/api/accounts', [admin, riverside, neighbour]],
      ['PUT', '/api/accounts/1/state', [admin, riverside, neighbour]],
      ['PUT', '/api/accounts/1/password', [admin, riverside, neighbour]],
      ['PUT', '/api/accounts/1/positions', [security]],
      ['GET', '/api/positions', [admin, security, auditor, riverside, neighbour]],
      ['POST', '/api/positions', [security]],
      ['DELETE', '/api/positions/999', [security]],
      ['GET', '/api/identity-events', [auditor]],
    ]
    for (const [method, url, may] of calls) {
      const send = async (browser: Browser) =>
        (await browser.send(method, url, method === 'GET' || method === 'DELETE' ? undefined : {})).status
      assert.equal(await send(stranger), 401, url)
      for (const browser of [admin, security, auditor, riverside, neighbour, steward])
        assert.equal((await send(browser)) === 403, !may.includes(browser), `${method} ${url}`)
    }
  })

  test('a new account signs in once with the given password, and only to choose its own', async () => {
    const account = world.newAccount()
    const made = await admin.post('/api/accounts', account, randomUUID())
    assert.equal(made.status, 201)
    assert.equal(made.body.mustChangePassword, true)
    const positionIds = [position('riverside.handler')]
    const appointed = await security.put(`/api/accounts/${made.body.id}/positions`, { positionIds })
    assert.deepEqual(
      appointed.body.positions.map(({ id }: { id: number }) => id),
      positionIds,
    )
    const browser = world.browser()
    const { loginName } = account
    assert.equal((await browser.signIn(loginName, givenPassword)).body.code, 'identity.password_must_change')
    const first = await browser.post('/api/session', {
      account: loginName,
      password: givenPassword,
      next: own,
    })
    assert.equal(first.body.position.role, 'unit_handler')
  })

  test('the same client key answers the same account; with another content it is refused', async () => {
    const account = world.newAccount()
    const key = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => admin.post('/api/accounts', account, key)))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201],
    )
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
    const other = await admin.post('/api/accounts', world.newAccount(), key)
    assert.deepEqual([other.status, other.body.code], [409, 'identity.key_reused'])
    const byAnother = await riverside.post('/api/accounts', world.newAccount(), key)
    assert.equal(byAnother.status, 201)
    assert.equal((await admin.post('/api/accounts', account)).body.code, 'http.client_key_missing')
  })

  test('a taken name, a weak password or a wrong shape is refused with its field', async () => {
    const post = async (change: object) => {
      const { status, body } = await admin.post(
        '/api/accounts',
        { ...world.newAccount(), ...change },
        randomUUID(),
      )
      return [status, body.code, body.errors?.[0]?.path ?? body.path]
    }
    assert.deepEqual(await post({ loginName: 'Admin' }), [409, 'identity.login_name_taken', 'loginName'])
    assert.deepEqual(await post({ password: 'abc' }), [400, 'identity.password_too_short', 'password'])
    assert.deepEqual(await post({ loginName: '张三' }), [400, 'http.invalid', 'loginName'])
    assert.deepEqual(await post({ organisationId: 0 }), [400, 'http.invalid', 'organisationId'])
    const missing = [400, 'identity.unknown_organisation', 'organisationId']
    assert.deepEqual(await post({ organisationId: 999_999 }), missing)
    assert.deepEqual(await post({ organisationId: organisation('990002') }), missing)
  })

  test('accounts of another division are not there: not in lists, not by id, not to be changed', async () => {
    const hillside = (await admin.post('/api/accounts', world.newAccount('990001002'), randomUUID())).body
    const list = async (browser: Browser) =>
      (await browser.get('/api/accounts?size=200')).body.rows.map(({ id }: { id: number }) => id)
    assert.ok((await list(admin)).includes(hillside.id))
    for (const browser of [riverside, neighbour]) {
      assert.equal((await list(browser)).includes(hillside.id), false)
      assert.equal((await browser.get(`/api/accounts/${hillside.id}`)).status, 404)
      const state = { state: 'disabled' }
      assert.equal((await browser.put(`/api/accounts/${hillside.id}/state`, state)).status, 404)
      const password = { password: own }
      assert.equal((await browser.put(`/api/accounts/${hillside.id}/password`, password)).status, 404)
    }
    const { total, rows } = (await riverside.get('/api/accounts?size=1')).body
    assert.equal(rows.length, 1)
    assert.equal(total, (await list(riverside)).length)
    assert.equal((await admin.get(`/api/accounts/${hillside.id}`)).body.state, 'active')
  })

  test('disabling ends the sessions at once, enabling unlocks', async () => {
    const id = await world.account('leaver', ['hillside.handler'], '990001002')
    const browser = world.browser()
    await browser.signIn('leaver')
    assert.equal((await browser.get('/api/session')).status, 200)
    const disabled = await admin.put(`/api/accounts/${id}/state`, { state: 'disabled' })
    assert.equal(disabled.body.state, 'disabled')
    assert.equal((await browser.get('/api/session')).status, 401)
    assert.equal((await browser.signIn('leaver')).status, 401)
    await admin.put(`/api/accounts/${id}/state`, { state: 'active' })
    for (let n = 0; n < 5; n++) await browser.signIn('leaver', 'wrong')
    assert.equal((await admin.get(`/api/accounts/${id}`)).body.state, 'locked')
    await admin.put(`/api/accounts/${id}/state`, { state: 'active' })
    assert.equal((await browser.signIn('leaver')).status, 201)
  })

  test('a reset password ends the sessions and must be replaced', async () => {
    const id = await world.account('forgetful', ['hillside.handler'], '990001002')
    const browser = world.browser()
    await browser.signIn('forgetful')
    assert.equal((await admin.put(`/api/accounts/${id}/password`, { password: givenPassword })).status, 200)
    assert.equal((await browser.get('/api/session')).status, 401)
    assert.equal((await browser.signIn('forgetful')).status, 401)
    assert.equal((await browser.signIn('forgetful', givenPassword)).status, 403)
  })

  test('taking a position away acts at once', async () => {
    const id = await world.account('mover', ['hillside.handler', 'riverside.handler'], '990001002')
    const browser = world.browser()
    await browser.signIn('mover')
    const positionIds = [position('riverside.handler')]
    await security.put(`/api/accounts/${id}/positions`, { positionIds })
    assert.equal((await browser.get('/api/session')).status, 401)
    assert.equal((await browser.signIn('mover')).body.positions.length, 1)
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from appointment where account_id = ${id}`.execute(world.handle.db)
    assert.equal(rows[0]?.n, 2)
  })

  test('nobody serves himself, joins two administrations or gives beyond his divisions', async () => {
    const id = await world.account('rising', [], '990001')
    const me = (await security.get('/api/session')).body.account.id
    const appoint = async (accountId: number, codes: string[]) => {
      const body = { positionIds: codes.map(position) }
      const answer = await security.put(`/api/accounts/${accountId}/positions`, body)
      return [answer.status, answer.body.code]
    }
    assert.deepEqual(await appoint(me, ['district.system']), [403, 'identity.own_account'])
    assert.deepEqual(await appoint(id, ['district.system', 'district.auditor']), [
      409,
      'identity.duties_not_separated',
    ])
    assert.deepEqual(await appoint(id, ['farside.leader']), [400, 'identity.unknown_position'])
    assert.deepEqual(await appoint(id, ['district.auditor', 'plans.handler']), [200, undefined])
    const adminId = (await admin.get('/api/session')).body.account.id
    const state = await admin.put(`/api/accounts/${adminId}/state`, { state: 'active' })
    assert.equal(state.body.code, 'identity.own_account')
  })

  test('a position is made within one’s divisions, shows, is held, and ends', async () => {
    const body = {
      code: 'works.second',
      organisationId: organisation('990001-works'),
      title: { 'zh-CN': '二科', en: 'Second section' },
      role: 'unit_handler',
      divisions: ['990001001', '990001002'],
      ledgers: ['problem'],
      sensitivity: 1,
    }
    const key = randomUUID()
    const made = await security.post('/api/positions', body, key)
    assert.equal(made.status, 201)
    assert.deepEqual((await security.post('/api/positions', body, key)).body, made.body)
    const refused = async (change: object) => {
      const answer = await security.post('/api/positions', { ...body, code: 'x.y', ...change }, randomUUID())
      return [answer.status, answer.body.code, answer.body.path]
    }
    assert.deepEqual(await refused({ divisions: ['990001001', '990002'] }), [
      400,
      'identity.unknown_division',
      'divisions.1',
    ])
    assert.deepEqual(await refused({ divisions: ['990001777'] }), [
      400,
      'identity.unknown_division',
      'divisions.0',
    ])
    assert.deepEqual(await refused({ role: 'king' }), [400, 'orgs.unknown_role', 'role'])
    assert.deepEqual(await refused({ code: 'works.second' }), [409, 'orgs.position_exists', 'code'])
    const id = await world.account('second', [], '990001-works')
    await security.put(`/api/accounts/${id}/positions`, { positionIds: [made.body.id] })
    const staff = async () =>
      (await steward.get(`/api/organisations/${body.organisationId}/staff`)).body.map(
        ({ accountId }: { accountId: number }) => accountId,
      )
    assert.ok((await staff()).includes(id))
    const browser = world.browser()
    await browser.signIn('second')
    assert.equal((await security.delete(`/api/positions/${made.body.id}`)).status, 204)
    assert.equal((await browser.get('/api/session')).status, 401)
    assert.equal((await browser.signIn('second')).body.code, 'identity.no_position')
    assert.equal((await staff()).includes(id), false)
    assert.equal((await security.delete(`/api/positions/${position('farside.leader')}`)).status, 404)
  })

  test('the trail shows who did what to whom, within the auditor’s divisions, and cannot be changed', async () => {
    await world.account('farside.person', ['farside.leader'], '990002')
    await world.browser().signIn('farside.person')
    await neighbour.post('/api/accounts', world.newAccount('990002'), randomUUID())
    const { rows } = (await auditor.get('/api/identity-events?size=200')).body
    const neighbours = await sql<{ id: number }>`select account.id from account
      join organisation on organisation.id = organisation_id where district = '990002'`.execute(
      world.handle.db,
    )
    const hidden = new Set(neighbours.rows.map(({ id }) => id))
    assert.equal(
      rows.some((row: Record<string, number>) => hidden.has(row['accountId'] ?? row['byAccountId'] ?? 0)),
      false,
    )
    const seen = new Set(rows.map(({ kind }: { kind: string }) => kind))
    for (const kind of [
      'signed_in',
      'account_created',
      'appointed',
      'relieved',
      'account_disabled',
      'account_locked',
    ])
      assert.ok(seen.has(kind), kind)
    assert.equal(
      rows.some(({ loginName }: { loginName: string }) => loginName === 'farside.person'),
      false,
    )
    const me = (await auditor.get('/api/session')).body.account.id
    const mine = (await auditor.get(`/api/identity-events?account=${me}&kind=signed_in&size=1`)).body.rows
    assert.deepEqual([mine.length, mine[0].loginName], [1, 'auditor'])
    const older = (await auditor.get(`/api/identity-events?before=${rows[3].id}&size=2`)).body.rows
    assert.deepEqual(older, rows.slice(4, 6))
    for (const change of [
      'update identity_event set kind = $$x$$',
      'delete from identity_event',
      'truncate identity_event',
    ])
      await assert.rejects(sql.raw(change).execute(world.handle.db), /only grows/)
  })

  test('no answer, error or list carries a password or its hash', async () => {
    for (const url of ['/api/accounts?size=200', '/api/positions', '/api/organisations'])
      assert.doesNotMatch(JSON.stringify((await admin.get(url)).body), /argon2|river-stone|paper-lamp/)
    assert.doesNotMatch(
      JSON.stringify((await auditor.get('/api/identity-events?size=200')).body),
      new RegExp(`argon2|${worldPassword}|${givenPassword}`),
    )
  })
})
