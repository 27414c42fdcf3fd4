import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Random } from '../../bench/data/random.ts'
import { openWorld, type World } from '../world/app.ts'
import { type Operation, operationsOf } from './fuzz/api.ts'
import { valueOf } from './fuzz/from-schema.ts'
import { faultsOf } from './fuzz/judge.ts'
import { Known, learnAll } from './fuzz/known.ts'
import { type Assault, assault, type Caller, plan } from './fuzz/run.ts'
import { samplesOfFiles } from './fuzz/samples.ts'

const requests = 400
const positions = ['plans.office', 'plans.registrar', 'plans.dispatcher', 'district.system']

describe('malformed requests, made from the description of the API', () => {
  let world: World
  let setup: Assault
  let kept: string
  before(async () => {
    world = await openWorld()
    const address = new URL(await world.address())
    const owner = world.as('farside.office')
    const entry = await world.entry({ in: 'farside', ledger: 'toy', by: 'farside.office' })
    kept = `/api/entries/${entry.id}`
    const known = new Known()
    known.forged.push(entry.id, await owner.upload('kept.txt', 'kept'))
    const operations = operationsOf((await world.stranger().get('/api/openapi.json')).body)
    const callers: Caller[] = [{ name: 'nobody', cookie: undefined, rights: [] }]
    for (const name of positions) {
      const caller = world.as(name)
      const { account, position, rights } = (await caller.get('/api/session')).body
      known.spare(account.id, position.id)
      await world.entry({ in: 'riverside.first', ledger: 'toy' })
      callers.push({ name, cookie: caller.cookieHeader(), rights })
    }
    await learnAll(
      operations,
      async (path) => {
        const { status, body } = await world.as('plans.office').get(path)
        return status === 200 ? body : undefined
      },
      known,
    )
    const { hostname: host, port } = address
    const ground = { known, samples: await samplesOfFiles(), host: address.host }
    setup = { operations, callers, ground, host, port: +port, seed: 1, limitMs: 60_000, spread: false }
  })
  after(() => world.close())

  test('the description has every route that the server answers on, with all that stands in its path', () => {
    const described = new Map(setup.operations.map((one) => [`${one.method} ${one.path}`, one]))
    for (const { method, path } of world.app.server.registered) {
      // The description itself, and what is said where there is nothing.
      if (/^\/api\/(docs|openapi)/.test(path) || path.endsWith('*')) continue
      const one = described.get(`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`) as Operation
      assert.ok(one, `${method} ${path} is not described`)
      const inPath = one.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      assert.deepEqual(
        inPath.toSorted(),
        [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name).toSorted(),
        path,
      )
    }
  })

  test('are refused without a fault, a hang or a word of how the house is made, and change nothing of others', async () => {
    const before = (await world.as('farside.office').get(kept)).body
    const numbers = Array.from({ length: requests }, (_, index) => index)
    const tally = await assault(setup, numbers, { isUp: () => true })
    const found = tally.findings.map(
      ({ index, operation, harms, faults, said }) =>
        `${index} ${operation.method} ${operation.path} (${harms.join(', ')}): ${faults.join('; ')} ${said}`,
    )
    assert.deepEqual(found, [])
    assert.equal(tally.requests, requests)
    assert.ok((tally.byStatus.get(200) ?? 0) > 10 && (tally.byStatus.get(400) ?? 0) > 50, 'too few got far')
    assert.deepEqual((await world.as('farside.office').get(kept)).body, before)
  })

  test('are the same for the same seed', () => {
    const bytes = (index: number) => plan(index, setup).wire.bytes.toString('latin1')
    for (const index of [0, 7, 399]) assert.equal(bytes(index), bytes(index))
    assert.notEqual(bytes(1), bytes(2))
  })

  test('start from what a schema would take', () => {
    const random = new Random(1)
    for (const { body, method, path } of setup.operations) {
      if (!body) continue
      const made = valueOf(body, random, setup.ground.known)
      assert.ok(made !== undefined, `${method} ${path}`)
    }
  })
})

test('an answer that tells how the house is made is found out', () => {
  const heard = (status: number, body: string, headers = 'content-type: application/json') => ({
    status,
    headers,
    body: Buffer.from(body),
    ms: 1,
    late: false,
  })
  const asked = { path: '/api/x', cut: false, loose: false }
  const faults = (status: number, body: string, headers?: string) =>
    faultsOf(heard(status, body, headers), asked, 100).length
  for (const body of [
    'TypeError: Cannot read properties of undefined',
    'at handler (file:///srv/yiwang/src/kernel/http/server/http-server.ts:151:33)',
    "ENOENT: no such file or directory, open '/var/lib/yiwang/keys.json'",
    'select "id" from "entry" where "id" = $1',
    'duplicate key value violates unique constraint "entry_pkey"',
    'FST_ERR_CTP_INVALID_MEDIA_TYPE',
  ])
    assert.ok(faults(400, body) > 0, body)
  assert.equal(faults(400, '{"detail":"Select a project where the problem is."}'), 0)
  assert.equal(faults(500, ''), 1)
  assert.equal(faults(0, ''), 1)
  assert.equal(faults(404, '', 'x-powered-by: x'), 1)
})
