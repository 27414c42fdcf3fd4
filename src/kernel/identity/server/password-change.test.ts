import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type IdentityWorld, openIdentityWorld, worldPassword } from '../../../../test/world/identity.ts'

const next = 'Wm4-hill-paper'

describe('changing a password', () => {
  let world: IdentityWorld
  let names = 0
  const fresh = async () => {
    const loginName = `writer${++names}`
    return { loginName, id: await world.account(loginName, ['plans.steward']) }
  }
  before(async () => {
    world = await openIdentityWorld()
  })
  beforeEach(() => world.clock.advance(3_600_000))
  after(() => world.close())

  test('the other sessions of the account end, this one gets a new token, the old password is dead', async () => {
    const { loginName } = await fresh()
    const here = world.browser()
    const there = world.browser()
    await here.signIn(loginName)
    await there.signIn(loginName)
    const token = here.cookies.get('yiwang_session')
    assert.equal((await here.put('/api/session/password', { current: worldPassword, next })).status, 204)
    assert.notEqual(here.cookies.get('yiwang_session'), token)
    assert.equal((await here.get('/api/session')).status, 200)
    assert.equal((await there.get('/api/session')).status, 401)
    assert.equal((await there.signIn(loginName)).status, 401)
    assert.equal((await there.signIn(loginName, next)).status, 201)
  })

  test('a weak, equal or wrong one is refused, each in its own words', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    const change = async (body: { current: string; next: string }) => {
      const answer = await browser.put('/api/session/password', body)
      return [answer.status, answer.body.code, answer.body.path]
    }
    const current = worldPassword
    assert.deepEqual(await change({ current, next: 'Short-1' }), [400, 'identity.password_too_short', 'next'])
    assert.deepEqual(await change({ current, next: 'Admin@2026-01' }), [
      400,
      'identity.password_too_common',
      'next',
    ])
    assert.deepEqual(await change({ current, next: `X7-${loginName}-y` }), [
      400,
      'identity.password_contains_login_name',
      'next',
    ])
    assert.deepEqual(await change({ current, next: current }), [400, 'identity.password_unchanged', 'next'])
    assert.deepEqual(await change({ current: 'wrong', next }), [
      400,
      'identity.current_password_wrong',
      'current',
    ])
    assert.equal((await world.browser().put('/api/session/password', { current, next })).status, 401)
    assert.equal((await browser.get('/api/session')).status, 200)
  })

  test('guessing the present password in an open browser locks like guessing at the door', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    for (let n = 0; n < 5; n++) await browser.put('/api/session/password', { current: `wrong-${n}`, next })
    const right = await browser.put('/api/session/password', { current: worldPassword, next })
    assert.equal(right.body.code, 'identity.current_password_wrong')
    assert.equal((await world.browser().signIn(loginName)).status, 401)
  })

  test('who must change it gets no session until it is changed, in the same step', async () => {
    const { loginName, id } = await fresh()
    await sql`update account set must_change_password = true where id = ${id}`.execute(world.handle.db)
    const browser = world.browser()
    const account = loginName
    const first = await browser.signIn(loginName)
    assert.deepEqual([first.status, first.body.code], [403, 'identity.password_must_change'])
    assert.equal(browser.cookies.has('yiwang_session'), false)
    const weak = await browser.post('/api/session', { account, password: worldPassword, next: 'abc' })
    assert.deepEqual([weak.status, weak.body.path], [400, 'next'])
    assert.equal((await browser.post('/api/session', { account, password: worldPassword, next })).status, 201)
    assert.equal((await world.browser().signIn(loginName, next)).status, 201)
  })
})

describe('the limit per address', () => {
  let world: IdentityWorld
  before(async () => {
    world = await openIdentityWorld({ signInLimit: { attemptsPerMinute: 8, failuresPerWindow: 10 } })
  })
  after(() => world.close())

  test('too many attempts a minute are put off, from that address only', async () => {
    await world.account('busy', ['plans.steward'])
    for (let n = 0; n < 8; n++) await world.browser('198.51.100.1').signIn(`nobody${n}`, 'x')
    const refused = await world.browser('198.51.100.1').signIn('busy')
    assert.deepEqual([refused.status, refused.body.code], [429, 'http.too_many'])
    assert.equal(refused.headers['retry-after'], '60')
    assert.equal((await world.browser('198.51.100.2').signIn('busy')).status, 201)
  })

  test('failures are remembered over the quarter of an hour, and a whole /64 is one address', async () => {
    const at = (n: number) => world.browser(`2001:db8:1:2::${n + 1}`)
    for (let n = 0; n < 10; n++) {
      if (n % 5 === 0) world.clock.advance(60_000)
      assert.equal((await at(n).signIn(`nobody${n}`, 'x')).status, 401)
    }
    world.clock.advance(60_000)
    assert.equal((await at(99).signIn('busy')).status, 429)
    assert.equal((await world.browser('2001:db8:1:3::1').signIn('busy')).status, 201)
    world.clock.advance(15 * 60_000)
    assert.equal((await at(99).signIn('busy')).status, 201)
  })
})
