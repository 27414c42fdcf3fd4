import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute } from './define-route.ts'
import { createHttpServer, type HttpServer } from './http-server.ts'
import { toProblem } from './problems.ts'
import { created } from './respond.ts'

const actor: Actor = {
  accountId: 1,
  positionId: 1,
  organisationId: 1,
  name: 'A',
  role: 'steward',
  divisions: ['211302'],
  ledgers: 'all',
  sensitivity: 0,
  rights: [],
  locale: 'en',
}
const signedIn = { kind: 'signed_in', because: 'a test' } as const

const routes = [
  defineRoute({
    method: 'GET',
    path: '/api/open',
    summary: 'Open',
    access: { kind: 'public', because: 'a test' },
    handler: () => ({ ok: true }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/things/:id',
    summary: 'A thing',
    access: signedIn,
    params: z.object({ id: z.coerce.number().int().positive() }),
    handler: ({ params }) => params,
  }),
  defineRoute({
    method: 'POST',
    path: '/api/things',
    summary: 'Make one',
    access: signedIn,
    body: z.strictObject({ name: z.string().min(2) }),
    clientKey: true,
    handler: ({ body, clientKey }) => created({ ...body, clientKey }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/secret',
    summary: 'Secret',
    access: { ...signedIn, right: 'x.y' },
    handler: () => 1,
  }),
  defineRoute({
    method: 'GET',
    path: '/api/breaks',
    summary: 'Breaks',
    access: signedIn,
    handler: () => {
      throw new Error('password=hunter2')
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/conflict',
    summary: 'Conflict',
    access: signedIn,
    handler: () => {
      throw new AppError('http.too_many', { status: 429, params: { seconds: 7 } })
    },
  }),
  ...(['57P01', 'ENOSPC'] as const).map((code) =>
    defineRoute({
      method: 'GET',
      path: `/api/broken/${code}`,
      summary: 'Breaks from outside',
      access: signedIn,
      handler: () => {
        throw Object.assign(new Error('insides'), { code })
      },
    }),
  ),
  defineRoute({
    method: 'POST',
    path: '/api/program',
    summary: 'What a program calls by a key',
    access: { kind: 'public', because: 'a program has no account' },
    byKey: 'programs have no session',
    tellProblem: ({ status, code }, { path }) => ({
      status: status === 401 ? 403 : status,
      body: `<error>${code} ${path}</error>`,
      headers: { 'content-type': 'text/xml; charset=utf-8' },
    }),
    handler: ({ actor: who, headers: { 'x-key': key } }) => {
      if (key === undefined) throw new AppError('http.not_signed_in', { status: 401 })
      return { who, key }
    },
  }),
]

describe('the http server', () => {
  let app: HttpServer
  before(async () => {
    app = await createHttpServer({
      routes,
      authenticate: async ({ cookies }) => (cookies['yiwang_session'] === 'good' ? actor : null),
      now: () => new Date(),
    })
  })
  after(() => app.close())

  const cookie = 'yiwang_session=good'
  const write = { cookie, 'x-yiwang': '1', 'idempotency-key': '018f4e5c-0000-7000-8000-000000000001' }

  test('serves a public route to a stranger and sends the security headers', async () => {
    const answer = await app.inject('/api/open')
    assert.equal(answer.statusCode, 200)
    assert.match(String(answer.headers['content-security-policy']), /default-src 'self'/)
    assert.ok(answer.headers['x-request-id'])
  })

  test('answers 401 as a problem in the language asked for', async () => {
    const answer = await app.inject({ url: '/api/things/1', headers: { 'accept-language': 'en' } })
    assert.equal(answer.statusCode, 401)
    assert.match(String(answer.headers['content-type']), /application\/problem\+json/)
    assert.equal(answer.json().detail, 'Sign in first.')
    const chinese = await app.inject({ url: '/api/things/1', headers: { 'accept-language': 'fr' } })
    assert.equal(chinese.json().detail, '请先登录。')
  })

  test('names the field of bad input', async () => {
    const answer = await app.inject({
      url: '/api/things',
      method: 'POST',
      headers: write,
      payload: { name: 'x', role: 'admin' },
    })
    assert.equal(answer.statusCode, 400)
    const { code, errors } = answer.json()
    assert.equal(code, 'http.invalid')
    assert.deepEqual(
      errors.map((item: { path: string; code: string }) => [item.path, item.code]),
      [
        ['name', 'too_small'],
        ['', 'unrecognized_keys'],
      ],
    )
  })

  test('refuses a write without our header, from another origin, or without a client key', async () => {
    const { 'x-yiwang': _, ...unmarked } = write
    const { 'idempotency-key': __, ...unkeyed } = write
    const payload = { name: 'ok' }
    const post = { url: '/api/things', method: 'POST', payload } as const
    assert.equal((await app.inject({ ...post, headers: unmarked })).json().code, 'http.cross_site')
    assert.equal(
      (await app.inject({ ...post, headers: { ...write, origin: 'https://evil.example' } })).json().code,
      'http.cross_site',
    )
    assert.equal((await app.inject({ ...post, headers: unkeyed })).json().code, 'http.client_key_missing')
    assert.equal(
      (await app.inject({ ...post, headers: { ...write, 'idempotency-key': '1' } })).json().code,
      'http.bad_client_key',
    )
    assert.equal((await app.inject({ ...post, headers: write })).statusCode, 201)
  })

  test('refuses bodies that are not JSON, not ours or too large', async () => {
    const post = { url: '/api/things', method: 'POST' } as const
    const headers = { ...write, 'content-type': 'application/json' }
    assert.equal((await app.inject({ ...post, headers, payload: '{' })).json().code, 'http.bad_json')
    const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`
    const codeOf = async (payload: string) => (await app.inject({ ...post, headers, payload })).json().code
    assert.equal(await codeOf(nested(202)), 'http.too_deep')
    assert.equal(await codeOf(nested(20_000)), 'http.too_deep')
    assert.equal(await codeOf(nested(200)), 'http.invalid')
    assert.notEqual(await codeOf(JSON.stringify({ name: `\\"${'[{'.repeat(300)}` })), 'http.too_deep')
    for (const [torn, at] of [
      [String.raw`{"name":"\ud800"}`, 'name'],
      [String.raw`{"\udc00":1}`, '\ufffd'],
      [String.raw`{"a\u0000":1}`, 'a'],
      [String.raw`{"a":["\u0000"]}`, '0'],
    ]) {
      const { path, code } = (await app.inject({ ...post, headers, payload: torn as string })).json()
      assert.deepEqual([code, path], ['http.invalid', at])
    }
    assert.equal(
      (await app.inject({ ...post, headers: { ...write, 'content-type': 'text/csv' }, payload: 'a' }))
        .statusCode,
      415,
    )
    assert.equal(
      (await app.inject({ ...post, headers, payload: `"${'x'.repeat(1 << 20)}"` })).statusCode,
      413,
    )
  })

  test('an address that can’t be read is refused as a problem, and tells nothing of its insides', async () => {
    for (const url of ['/api/things/%zz', '/api/things/%c0%af', '/%']) {
      const answer = await app.inject({ url, headers: { cookie, 'accept-language': 'en' } })
      assert.equal(answer.statusCode, 400, url)
      assert.match(String(answer.headers['content-type']), /application\/problem\+json/)
      assert.equal(answer.json().code, 'http.invalid')
      assert.match(String(answer.headers['content-security-policy']), /default-src 'self'/, url)
    }
  })

  test('a body that breaks off is no fault of the server’s', () => {
    const aborted = Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    const { problem, fault } = toProblem(aborted, 'en', 'r')
    assert.deepEqual([problem.status, fault], [400, undefined])
    const database = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
    assert.equal(toProblem(database, 'en', 'r').problem.status, 503)
  })

  test('a missing right is 403, an unknown path 404, and a fault tells nothing of its insides', async () => {
    const headers = { cookie }
    assert.equal((await app.inject({ url: '/api/secret', headers })).statusCode, 403)
    assert.equal((await app.inject({ url: '/api/nowhere', headers })).json().code, 'http.not_found')
    const fault = await app.inject({ url: '/api/breaks', headers })
    assert.equal(fault.statusCode, 500)
    assert.doesNotMatch(fault.body, /hunter2/)
    assert.equal((await app.inject({ url: '/api/conflict', headers })).headers['retry-after'], '7')
  })

  test('a database that is away and a disk that is full are said as such, with when to come back', async () => {
    const said: unknown[] = []
    for (const code of ['57P01', 'ENOSPC'])
      for (const language of ['zh-CN', 'en']) {
        const headers = { cookie, 'accept-language': language }
        const answer = await app.inject({ url: `/api/broken/${code}`, headers })
        assert.doesNotMatch(answer.body, /insides/)
        assert.match(answer.json().detail, language === 'en' ? /^[\x20-\x7e]+$/ : /^[^a-z]+$/)
        said.push([answer.statusCode, answer.json().code, answer.headers['retry-after']])
      }
    const [away, full] = [
      [503, 'http.unavailable', '5'],
      [507, 'http.no_room', '60'],
    ]
    assert.deepEqual(said, [away, away, full, full])
  })

  test('a program is known by its key alone, and told of refusals in the format of its standard', async () => {
    const post = { url: '/api/program?a=1', method: 'POST' } as const
    const refused = await app.inject({ ...post, headers: write })
    assert.equal(refused.statusCode, 403)
    assert.equal(refused.headers['content-type'], 'text/xml; charset=utf-8')
    assert.equal(refused.body, '<error>http.not_signed_in /api/program</error>')
    const taken = await app.inject({
      ...post,
      headers: { cookie, 'x-key': 'k', origin: 'https://app.example' },
    })
    assert.deepEqual(taken.json(), { who: null, key: 'k' })
  })

  test('describes every route as OpenAPI 3.1 and shows it', async () => {
    const document = (await app.inject('/api/openapi.json')).json()
    assert.equal(document.openapi, '3.1.0')
    assert.deepEqual(Object.keys(document.paths['/api/things/{id}']), ['get'])
    assert.deepEqual(
      document.paths['/api/things'].post.requestBody.content['application/json'].schema.required,
      ['name'],
    )
    assert.equal((await app.inject('/api/docs/')).statusCode, 200)
  })
})
