import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type IdentityWorld, openIdentityWorld } from '../../../../test/world/identity.ts'
import { createIdentity } from './identity.ts'

describe('what is believed of a session without asking the database', () => {
  let world: IdentityWorld
  let names = 0
  const open = async () => {
    const loginName = `cached${++names}`
    const id = await world.account(loginName, ['plans.steward'])
    const browser = world.browser()
    await browser.signIn(loginName)
    return { id, browser, token: browser.cookies.get('yiwang_session') as string }
  }
  const find = (token: string) => world.identity.sessions.find(token, world.clock.now())
  const disable = (id: number) =>
    sql`update account set disabled = true where id = ${id}`.execute(world.handle.db)

  before(async () => {
    world = await openIdentityWorld()
  })
  beforeEach(() => world.clock.advance(3_600_000))
  after(() => world.close())

  test('another process’s revocation acts after five seconds at most', async () => {
    const { id, token } = await open()
    assert.ok(await find(token))
    await disable(id)
    world.clock.advance(4_999)
    assert.ok(await find(token))
    world.clock.advance(1)
    assert.equal(await find(token), null)
  })

  test('a revocation in this process acts at once', async () => {
    const { id, token } = await open()
    assert.ok(await find(token))
    await disable(id)
    world.identity.sessions.forgetAccount(id)
    assert.equal(await find(token), null)
  })

  test('what was being read while a revocation happened is not kept', async () => {
    const { id, token } = await open()
    world.clock.advance(5_000)
    const reading = find(token)
    world.identity.sessions.forgetAccount(id)
    await reading
    await disable(id)
    assert.equal(await find(token), null)
  })

  test('a clock that jumps back does not make the believed last longer', async () => {
    const { id, token } = await open()
    assert.ok(await find(token))
    await disable(id)
    world.clock.advance(-60_000)
    assert.equal(await find(token), null)
    world.clock.advance(60_000)
  })

  test('another process sees the last request of this one, to the minute', async () => {
    const { token } = await open()
    const other = createIdentity({
      db: world.handle.db,
      divisions: world.identity.divisions,
      now: () => world.clock.now(),
    }).sessions
    for (let n = 0; n < 5; n++) {
      world.clock.advance(20 * 60_000)
      assert.ok(await (n % 2 === 0 ? world.identity.sessions : other).find(token, world.clock.now()))
    }
    world.clock.advance(30 * 60_000)
    assert.equal(await other.find(token, world.clock.now()), null)
    assert.equal(await find(token), null)
  })

  test('a signed-out token is dead in the other process after five seconds', async () => {
    const { browser, token } = await open()
    const other = createIdentity({
      db: world.handle.db,
      divisions: world.identity.divisions,
      now: () => world.clock.now(),
    }).sessions
    assert.ok(await other.find(token, world.clock.now()))
    await browser.delete('/api/session')
    assert.equal(await find(token), null)
    world.clock.advance(5_000)
    assert.equal(await other.find(token, world.clock.now()), null)
  })
})
