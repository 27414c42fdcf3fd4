import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { type Operation, operationsOf, type Schema } from './fuzz/api.ts'
import { send } from './fuzz/wire.ts'

/** Objects in a schema that would take any field, by their path; records of names to values take any on purpose. */
function looseIn(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { type, properties, additionalProperties } = schema as Schema
  const loose = type === 'object' && properties !== undefined && additionalProperties === undefined
  const inner = Object.entries(schema).flatMap(([key, of]) => looseIn(of, `${path}/${key}`))
  return loose ? [path, ...inner] : inner
}

describe('the doors of the house', () => {
  let world: World
  let operations: Operation[]
  before(async () => {
    world = await openWorld()
    operations = operationsOf((await world.stranger().get('/api/openapi.json')).body)
  })
  after(() => world.close())

  test('no body that would be written takes a field that nobody declared', async () => {
    const loose = operations.flatMap(({ method, path, body }) =>
      body ? looseIn(body).map((at) => `${method} ${path} ${at}`) : [],
    )
    // GeoJSON (RFC 7946, 6.1) and keys (RFC 7517, 4) may have members of others, which are dropped.
    const foreign = /^PUT \/api\/divisions\/geometry |^POST \/api\/offline\/devices \/properties\/publicKey$/
    assert.deepEqual(
      loose.filter((one) => !foreign.test(one)),
      [],
    )
    const caller = world.as('plans.office')
    const forged = await caller.post('/api/ledgers/toy/entries', {
      fields: { subject: 'x' },
      divisionCode: '990001001001',
      id: randomUUID(),
      organisationId: 1,
    })
    assert.equal(forged.status, 400)
    assert.equal(forged.body.errors[0].code, 'unrecognized_keys')
    const unknown = await caller.post('/api/ledgers/toy/entries', {
      fields: { subject: 'x', organisationId: 1 },
      divisionCode: '990001001001',
    })
    assert.ok(unknown.status >= 400 && unknown.status < 500, String(unknown.status))
  })

  test('who sends a head or a body by drops is not waited for longer than a minute', () => {
    const { server } = world.app.server
    assert.ok(server.headersTimeout > 0 && server.headersTimeout <= 60_000)
    assert.ok(server.requestTimeout > 0 && server.requestTimeout <= 60_000)
  })

  test('two hundred who send their heads by drops hinder nobody, and are not waited for', async () => {
    const { hostname, port } = new URL(await world.address())
    const drops = Array.from({ length: 200 }, () => connect(Number(port), hostname))
    const ended = drops.map((socket) => once(socket, 'close'))
    try {
      for (const socket of drops) {
        socket.on('error', () => undefined)
        socket.resume()
        socket.write('POST /api/session HTTP/1.1\r\nhost: x\r\nx-a: ')
      }
      const head = `GET /api/session HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`
      const wire = { bytes: Buffer.from(head), cut: false }
      const heard = await send({ host: hostname, port: +port, from: undefined }, wire, 20_000)
      assert.deepEqual([heard.status, heard.late], [401, false])
      // The whole attack lasts as long as they are waited for.
      if (process.env['YIWANG_ATTACK'] !== 'whole') return
      const dripping = setInterval(() => drops.forEach((socket) => socket.write('a')), 5000)
      try {
        await Promise.all(ended)
      } finally {
        clearInterval(dripping)
      }
    } finally {
      for (const socket of drops) socket.destroy()
      await Promise.all(ended)
    }
  })

  test('a body that says it is larger than may be is refused before it is sent', async () => {
    const { hostname: host, port } = new URL(await world.address())
    const caller = world.as('plans.office')
    await caller.get('/api/session')
    const head = [
      'POST /api/ledgers/toy/entries HTTP/1.1',
      `host: ${host}:${port}`,
      `cookie: ${caller.cookieHeader()}`,
      'x-yiwang: 1',
      `idempotency-key: ${randomUUID()}`,
      'content-type: application/json',
      'content-length: 900000000',
      'connection: close',
    ]
    const bytes = Buffer.from(`${head.join('\r\n')}\r\n\r\n{"a":`)
    const heard = await send({ host, port: +port, from: undefined }, { bytes, cut: false }, 20_000)
    assert.deepEqual([heard.status, heard.late], [413, false])
  })

  test('no form of another site is taken for a write, whatever it says it is', async () => {
    const caller = world.as('plans.office')
    await caller.get('/api/session')
    const cookie = caller.cookieHeader()
    const payload = JSON.stringify({ fields: { subject: 'x' }, divisionCode: '990001001001' })
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': 'application/json' },
      { 'content-type': 'application/json', origin: 'https://elsewhere.example', 'x-yiwang': '1' },
      { 'content-type': 'application/json', origin: 'null', 'x-yiwang': '1' },
      {
        'content-type': 'application/json',
        origin: 'http://localhost:80.elsewhere.example',
        'x-yiwang': '1',
      },
    ]) {
      const answer = await world.app.server.inject({
        method: 'POST',
        url: '/api/ledgers/toy/entries',
        headers: { cookie, 'idempotency-key': randomUUID(), ...headers },
        payload,
      })
      assert.equal(answer.statusCode, 403, JSON.stringify(headers))
      assert.equal(answer.json().code, 'http.cross_site')
    }
  })

  test('the same client key with another body is refused, and with the same one answers the same', async () => {
    const caller = world.as('plans.office')
    const key = randomUUID()
    const body = (subject: string) => ({ fields: { subject }, divisionCode: '990001001001' })
    const first = await caller.post('/api/ledgers/toy/entries', body('a'), key)
    const again = await caller.post('/api/ledgers/toy/entries', body('a'), key)
    const other = await caller.post('/api/ledgers/toy/entries', body('b'), key)
    assert.deepEqual([first.status, again.status, other.status], [201, 201, 409])
    assert.equal(again.body.id, first.body.id)
  })

  test('paths that climb out of the house lead nowhere', async () => {
    const { hostname: host, port } = new URL(await world.address())
    for (const path of [
      '/../../../etc/passwd',
      '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      '/api/docs/static/%2e%2e/%2e%2e/package.json',
      '/api/files/..%2f..%2fkeys.json',
      '//etc/passwd',
    ]) {
      const bytes = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
      const heard = await send({ host, port: +port, from: undefined }, { bytes, cut: false }, 20_000)
      assert.ok([400, 401, 403, 404].includes(heard.status), `${path}: ${heard.status}`)
      assert.doesNotMatch(heard.body.toString(), /root:|"dependencies"|blindIndex/)
    }
  })
})
