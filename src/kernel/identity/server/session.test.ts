import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { type IdentityWorld, openIdentityWorld, worldPassword } from '../../../../test/world/identity.ts'
import { argon2Passwords, type Passwords } from './passwords.ts'

const minute = 60_000
const hour = 60 * minute

describe('sessions', () => {
  let world: IdentityWorld
  /** Against which hash each sign-in worked: undefined where there was none. */
  const worked: (string | null | undefined)[] = []
  const passwords: Passwords = {
    hash: (password) => argon2Passwords.hash(password),
    verify: (hash, password) => {
      worked.push(hash)
      return argon2Passwords.verify(hash, password)
    },
  }
  let names = 0
  const fresh = async (positions = ['plans.steward']) => {
    const loginName = `person${++names}`
    return { loginName, id: await world.account(loginName, positions) }
  }
  const kinds = async (accountId: number) => {
    const { rows } = await sql<{ kind: string }>`
      select kind from identity_event where account_id = ${accountId} order by id`.execute(world.handle.db)
    return rows.map(({ kind }) => kind)
  }

  before(async () => {
    world = await openIdentityWorld({
      passwords,
      signInLimit: { attemptsPerMinute: 1000, failuresPerWindow: 1000 },
    })
  })
  beforeEach(() => {
    world.clock.advance(24 * hour)
    worked.length = 0
  })
  after(() => world.close())

  test('without a session 401, with one who it is, after signing out 401 again', async () => {
    const { loginName, id } = await fresh()
    const browser = world.browser()
    assert.equal((await browser.get('/api/session')).status, 401)
    const signedIn = await browser.signIn(loginName.toUpperCase())
    assert.equal(signedIn.status, 201)
    assert.deepEqual(signedIn.body.account, { id, name: `测试·${loginName}`, loginName })
    assert.deepEqual(signedIn.body.position.divisions, [{ code: '990001', name: 'Trial District' }])
    assert.equal(signedIn.body.position.organisation.name, 'Planning Bureau of Trial District')
    assert.deepEqual((await browser.get('/api/session')).body, signedIn.body)
    const token = browser.cookies.get('yiwang_session') as string
    assert.equal((await browser.delete('/api/session')).status, 204)
    assert.equal(browser.cookies.has('yiwang_session'), false)
    browser.cookies.set('yiwang_session', token)
    assert.equal((await browser.get('/api/session')).status, 401)
    assert.deepEqual(await kinds(id), ['signed_in', 'signed_out'])
  })

  test('the cookie is out of reach of scripts and other sites, and the database has only its hash', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    const { headers } = await browser.signIn(loginName)
    const cookie = String(headers['set-cookie'])
    assert.match(cookie, /^yiwang_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    const token = browser.cookies.get('yiwang_session') as string
    const { rows } = await sql<{ token_hash: Buffer; row: string }>`
      select token_hash, to_jsonb(session)::text as row from session`.execute(world.handle.db)
    assert.ok(rows.some((row) => row.token_hash.equals(createHash('sha256').update(token).digest())))
    for (const { row } of rows) assert.equal(row.includes(token), false)
  })

  test('signing in makes a new token and ends the one that was there: no fixation', async () => {
    const victim = await fresh()
    const attacker = await fresh()
    const planted = world.browser()
    await planted.signIn(attacker.loginName)
    const token = planted.cookies.get('yiwang_session') as string
    const browser = world.browser()
    browser.cookies.set('yiwang_session', token)
    assert.equal((await browser.signIn(victim.loginName)).status, 201)
    assert.notEqual(browser.cookies.get('yiwang_session'), token)
    assert.equal((await planted.get('/api/session')).status, 401)
    assert.equal((await browser.get('/api/session')).body.account.id, victim.id)
  })

  test('an unknown name, a wrong password, a locked and a disabled account answer alike, after the same work', async () => {
    const known = await fresh()
    const disabled = await fresh()
    const locked = await fresh()
    const bare = await fresh()
    const { db } = world.handle
    await sql`update account set disabled = true where id = ${disabled.id}`.execute(db)
    await sql`update account set password_hash = null where id = ${bare.id}`.execute(db)
    const until = new Date(world.clock.now().getTime() + hour)
    await sql`update account set locked_until = ${until}, failed_attempts = 5 where id = ${locked.id}`.execute(
      db,
    )
    const answers: unknown[] = []
    for (const [name, password] of [
      ['nobody-at-all', worldPassword],
      [known.loginName, 'wrong'],
      [disabled.loginName, worldPassword],
      [locked.loginName, worldPassword],
      [bare.loginName, worldPassword],
      ["' or 1=1 --", 'x'],
    ] as const) {
      worked.length = 0
      const { status, body } = await world.browser().signIn(name, password)
      const { requestId: _, ...rest } = body
      answers.push({ status, rest })
      assert.equal(worked.length, 1)
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.equal((answers[0] as { status: number }).status, 401)
  })

  test('the name typed for no account is not kept: it may be a password', async () => {
    await world.browser().signIn('My-Secret-Typed-Wrong', 'x')
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(identity_event)::text as row from identity_event where account_id is null`.execute(
      world.handle.db,
    )
    assert.ok(rows.length > 0)
    assert.doesNotMatch(
      rows
        .map(({ row }) => row)
        .join()
        .toLowerCase(),
      /my-secret/,
    )
  })

  test('five wrong passwords lock for a quarter of an hour, the next one for twice that', async () => {
    const { loginName, id } = await fresh()
    const browser = world.browser()
    for (let n = 0; n < 5; n++) assert.equal((await browser.signIn(loginName, 'wrong')).status, 401)
    assert.equal((await browser.signIn(loginName)).status, 401)
    world.clock.advance(15 * minute - 1)
    assert.equal((await browser.signIn(loginName)).status, 401)
    world.clock.advance(1)
    assert.equal((await browser.signIn(loginName, 'wrong')).status, 401)
    world.clock.advance(30 * minute - 1)
    assert.equal((await browser.signIn(loginName)).status, 401)
    world.clock.advance(1)
    assert.equal((await browser.signIn(loginName)).status, 201)
    for (let n = 0; n < 4; n++) await browser.signIn(loginName, 'wrong')
    assert.equal((await browser.signIn(loginName)).status, 201)
    assert.equal((await kinds(id)).filter((kind) => kind === 'account_locked').length, 2)
  })

  test('a burst of guesses sent at once is no more than five, and the right one after them comes too late', async () => {
    const { loginName, id } = await fresh()
    const guesses = Array.from({ length: 12 }, (_, n) => `wrong-${n}`)
    const answers = await Promise.all(guesses.map((guess) => world.browser().signIn(loginName, guess)))
    assert.ok(answers.every(({ status }) => status === 401))
    assert.equal((await world.browser().signIn(loginName)).status, 401)
    assert.equal(worked.filter((hash) => typeof hash === 'string').length, 5)
    const { rows } = await sql<{ failed_attempts: number }>`
      select failed_attempts from account where id = ${id}`.execute(world.handle.db)
    assert.equal(rows[0]?.failed_attempts, 5)
  })

  test('a lock hinders signing in, not who is signed in', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    for (let n = 0; n < 6; n++) await world.browser('198.51.100.9').signIn(loginName, 'wrong')
    world.clock.advance(10_000)
    assert.equal((await browser.get('/api/session')).status, 200)
  })

  test('half an hour without a request ends a session, and it is written down why', async () => {
    const { loginName, id } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    for (let n = 0; n < 4; n++) {
      world.clock.advance(29 * minute)
      assert.equal((await browser.get('/api/session')).status, 200)
    }
    world.clock.advance(30 * minute)
    assert.equal((await browser.get('/api/session')).status, 401)
    assert.deepEqual(await kinds(id), ['signed_in', 'session_ended'])
  })

  test('twelve hours end a session however busy it is', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    for (let n = 0; n < 47; n++) {
      world.clock.advance(15 * minute)
      assert.equal((await browser.get('/api/session')).status, 200)
    }
    world.clock.advance(15 * minute)
    assert.equal((await browser.get('/api/session')).status, 401)
  })

  test('a made-up, cut or empty token is nobody’s', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    const token = browser.cookies.get('yiwang_session') as string
    for (const wrong of [token.slice(1), `${token}A`, 'x'.repeat(43), '', '%00', token.toLowerCase()]) {
      browser.cookies.set('yiwang_session', wrong)
      assert.equal((await browser.get('/api/session')).status, 401, wrong)
    }
  })

  test('switching the position gives a new token and the other rights; the old token is dead', async () => {
    const { loginName, id } = await fresh(['plans.steward', 'riverside.handler'])
    const browser = world.browser()
    await browser.signIn(loginName)
    const former = world.browser()
    former.cookies.set('yiwang_session', browser.cookies.get('yiwang_session') as string)
    assert.equal((await former.get('/api/session')).status, 200)
    const positionId = world.positions.get('riverside.handler') as number
    const switched = await browser.put('/api/session/position', { positionId })
    assert.equal(switched.body.position.role, 'unit_handler')
    assert.equal(switched.body.positions.length, 2)
    assert.deepEqual((await browser.get('/api/session')).body, switched.body)
    assert.equal((await former.get('/api/session')).status, 401)
    await browser.delete('/api/session')
    assert.equal((await browser.signIn(loginName)).body.position.id, positionId)
    assert.ok((await kinds(id)).includes('position_switched'))
  })

  test('a position that is not one’s own is 404 and changes nothing', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    const positionId = world.positions.get('district.leader') as number
    assert.equal((await browser.put('/api/session/position', { positionId })).status, 404)
    assert.equal((await browser.put('/api/session/position', { positionId: 'x' })).status, 400)
    assert.equal((await browser.get('/api/session')).body.position.role, 'steward')
  })

  test('the chosen language is answered and kept for the next sign-in', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    const chosen = await browser.put('/api/session/locale', { locale: 'zh-CN' })
    assert.equal(chosen.body.locale, 'zh-CN')
    assert.equal(chosen.body.position.divisions[0].name, '试验区')
    const elsewhere = world.browser()
    assert.equal((await elsewhere.signIn(loginName)).body.locale, 'zh-CN')
    assert.equal(elsewhere.cookies.get('yiwang_locale'), 'zh-CN')
    assert.equal((await browser.put('/api/session/locale', { locale: 'fr' })).status, 400)
  })

  test('an account without a position cannot come in', async () => {
    const { loginName } = await fresh([])
    const { status, body } = await world.browser().signIn(loginName)
    assert.deepEqual([status, body.code], [403, 'identity.no_position'])
  })

  test('input that is no sign-in is refused with the field', async () => {
    const browser = world.browser()
    for (const body of [
      {},
      { account: 'a' },
      { account: 1, password: 'x' },
      { account: 'a', password: 'x', role: 'y' },
    ])
      assert.equal((await browser.post('/api/session', body)).status, 400)
    const long = { account: 'a', password: 'x'.repeat(100_000) }
    assert.equal((await browser.post('/api/session', long)).body.errors[0].path, 'password')
    assert.equal(worked.length, 0)
  })

  test('what nobody asked for does not keep a session from growing idle', async () => {
    const { loginName } = await fresh()
    const browser = world.browser()
    await browser.signIn(loginName)
    const cookies = Object.fromEntries(browser.cookies)
    const ask = (passive: boolean) =>
      world.identity.sessions.authenticate({ cookies, now: world.clock.now(), passive })
    world.clock.advance(20 * minute)
    assert.ok(await ask(false))
    world.clock.advance(20 * minute)
    assert.ok(await ask(true))
    world.clock.advance(11 * minute)
    assert.equal(await ask(true), null)
  })
})
