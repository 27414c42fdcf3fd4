import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Caller } from '../../../test/world/caller.ts'
import { runCli } from '../cli.ts'
import { type House, openHouse } from '../house.ts'
import { createApp } from '../server.ts'

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env: {} }
  const code = await runCli(['--lang', 'en', ...args], terminal)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

type Made = { role: string; loginName: string; password: string }

/** A house on the same data, with somebody at a browser; everything is closed after. */
async function atTheDesk<T>(data: string, work: (caller: Caller, house: House) => Promise<T>): Promise<T> {
  const house = await openHouse({ dataDir: data })
  const app = await createApp(house, { demonstration: false, background: false, checkResponses: true })
  try {
    return await work(new Caller(app.server, '198.51.100.7', async () => undefined), house)
  } finally {
    await app.close()
    await house.close()
  }
}

describe('yiwang administrators', () => {
  const data = join(mkdtempSync(join(tmpdir(), 'yiwang-administrators-')), 'data')
  after(() => rmSync(data, { recursive: true }))
  let made: Made[] = []

  before(async () => {
    const none = await run('administrators', '--data', data)
    assert.equal(none.code, 1)
    assert.match(none.err, /yiwang seed --no-accounts --no-records/)
    const seeded = await run('seed', '--no-accounts', '--no-records', '--data', data)
    assert.equal(seeded.code, 0, seeded.err)
    assert.doesNotMatch(seeded.out, /project|people/i)
  })

  test('names that cannot be are refused before anything is opened', async () => {
    const faulty = await run('administrators', '--auditor', 'Ö x', '--data', data)
    assert.deepEqual([faulty.code, /Ö x/.test(faulty.err)], [2, true])
    const same = await run('administrators', '--auditor', 'sysadmin', '--data', data)
    assert.deepEqual([same.code, /three people/.test(same.err)], [2, true])
    const unknown = await run('administrators', '--district', '990001', '--data', data)
    assert.deepEqual([unknown.code, /211302, 211303/.test(unknown.err)], [1, true])
  })

  test('three administrators are made, each with a password that is shown once', async () => {
    const answer = await run('administrators', '--security-admin', 'guard', '--json', '--data', data)
    assert.equal(answer.code, 0, answer.err)
    made = JSON.parse(answer.out) as Made[]
    assert.deepEqual(
      made.map(({ role, loginName }) => [role, loginName]),
      [
        ['system_admin', 'sysadmin'],
        ['security_admin', 'guard'],
        ['auditor', 'auditor'],
      ],
    )
    for (const { password } of made) assert.match(password, /^(\w{4}-){3}\w{4}$/)
    assert.equal(new Set(made.map(({ password }) => password)).size, 3)
  })

  test('asked again it makes nothing, and says who is there', async () => {
    const again = await run('administrators', '--system-admin', 'other', '--data', data)
    assert.equal(again.code, 1)
    assert.match(again.err, /sysadmin \(system_admin\), guard \(security_admin\), auditor \(auditor\)/)
    assert.equal(again.out, '')
    assert.doesNotMatch(again.err, /argon2/)
  })

  test('the first sign-in asks for a new password; then each can do its own work and no other', async () => {
    await atTheDesk(data, async (caller) => {
      const may: [method: 'GET' | 'POST', path: string, body: unknown, statuses: number[]][] = [
        ['GET', '/api/accounts', undefined, [200, 200, 200]],
        ['POST', '/api/accounts', {}, [400, 403, 403]],
        ['POST', '/api/positions', {}, [403, 400, 403]],
        ['GET', '/api/identity-events', undefined, [403, 403, 200]],
      ]
      for (const [index, { loginName, password }] of made.entries()) {
        const given = { account: loginName, password }
        const first = await caller.call('POST', '/api/session', { body: given })
        assert.deepEqual([first.status, first.body.code], [403, 'identity.password_must_change'])
        const same = await caller.call('POST', '/api/session', { body: { ...given, next: password } })
        assert.equal(same.body.code, 'identity.password_unchanged')
        const own = 'Kx7-river-stone'
        const entered = await caller.call('POST', '/api/session', { body: { ...given, next: own } })
        assert.equal(entered.status, 201)
        const districts = entered.body.positions.flatMap((position: { divisions: { code: string }[] }) =>
          position.divisions.map(({ code }) => code),
        )
        assert.deepEqual(districts.toSorted(), ['211302', '211303'])
        for (const [method, path, body, statuses] of may) {
          const answer = await caller.call(method, path, { body })
          assert.equal(answer.status, statuses[index], `${loginName} ${method} ${path}`)
        }
        const old = await caller.call('POST', '/api/session', { body: given })
        assert.equal(old.body.code, 'identity.sign_in_refused')
      }
      const { rows } = (await signIn(caller, 'auditor')).body
      const trail = rows.filter((row: { detail: { from?: string } }) => row.detail.from === 'command_line')
      assert.equal(trail.filter((row: { kind: string }) => row.kind === 'account_created').length, 3)
      assert.equal(trail.filter((row: { kind: string }) => row.kind === 'appointed').length, 6)
    })
  })

  async function signIn(caller: Caller, account: string) {
    await caller.call('POST', '/api/session', { body: { account, password: 'Kx7-river-stone' } })
    return caller.call('GET', '/api/identity-events?size=200')
  }

  test('an administrator who lost the password gets another one, and the trail says so', async () => {
    const reset = await run('administrators', '--reset', 'Guard', '--data', data)
    assert.equal(reset.code, 0, reset.err)
    const password = /guard +(\S+)/.exec(reset.out)?.[1] ?? ''
    assert.match(password, /^(\w{4}-){3}\w{4}$/)
    assert.match(reset.out, /shown this once/)
    await atTheDesk(data, async (caller) => {
      const body = { account: 'guard', password: 'Kx7-river-stone' }
      assert.equal(
        (await caller.call('POST', '/api/session', { body })).body.code,
        'identity.sign_in_refused',
      )
      const next = await caller.call('POST', '/api/session', { body: { account: 'guard', password } })
      assert.equal(next.body.code, 'identity.password_must_change')
      const { rows } = (await signIn(caller, 'auditor')).body
      const event = rows.find((row: { kind: string }) => row.kind === 'password_reset')
      assert.deepEqual([event.loginName, event.detail], ['guard', { from: 'command_line' }])
    })
    const other = await run('administrators', '--reset', 'nobody', '--data', data)
    assert.equal(other.code, 1)
    assert.match(other.err, /“nobody” is not .* \(there are: sysadmin, guard, auditor\)/)
  })

  test('where one of the three is missing, that one alone is made', async () => {
    await atTheDesk(data, (_caller, { handle }) =>
      handle.script(`update account set disabled = true where login_name = 'auditor'`),
    )
    const taken = await run('administrators', '--data', data)
    assert.deepEqual([taken.code, /“auditor” is in use/.test(taken.err)], [1, true])
    const one = await run('administrators', '--auditor', 'auditor2', '--json', '--data', data)
    assert.deepEqual(
      (JSON.parse(one.out) as Made[]).map(({ loginName }) => loginName),
      ['auditor2'],
    )
  })
})

test('the demonstration has its own administrators: the command makes none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-administrators-'))
  try {
    assert.equal((await run('seed', '--no-records', '--data', folder)).code, 0)
    const answer = await run('administrators', '--data', folder)
    assert.equal(answer.code, 1)
    assert.match(answer.err, /admin \(system_admin\), security \(security_admin\), auditor \(auditor\)/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
