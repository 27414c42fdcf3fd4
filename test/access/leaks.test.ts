import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { write } from 'hucre'
import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import {
  type Access,
  createHttpServer,
  defineRoute,
  type HttpServer,
  respond,
  type Route,
} from '#kernel/http/server'
import { openWorld } from '../world/app.ts'
import { Caller } from '../world/caller.ts'
import { openCaller } from './callers.ts'
import { type PlantedWorld, plant } from './planting.ts'
import type { Reader } from './secrets.ts'
import { undeclared, visit } from './visit.ts'

describe('the proof of access', () => {
  let at: PlantedWorld
  let opened: { caller: Caller; reader: Reader }
  before(async () => {
    at = await plant(await openWorld())
    opened = await openCaller(at, {
      role: 'unit_handler',
      organisation: '990001100',
      roots: ['990001002'],
      ledgers: null,
      sensitivity: 1,
      invited: false,
    })
    await opened.caller.get('/api/session')
  })
  after(() => at.world.close())

  const scoped: Access = { kind: 'scoped', by: 'entry' }
  const summary = 'A route with a fault'
  const ofEntry = { params: z.object({ entryId: z.uuid() }) }

  /** What the proof says of a route that a mistake was made in, called by somebody of hillside. */
  async function faultsOf(route: Route): Promise<string> {
    const { identity } = at.world.app
    const server = await createHttpServer({
      routes: [route],
      authenticate: identity.sessions.authenticate,
      now: () => at.world.clock.now(),
    })
    try {
      const caller = new Caller(server, '198.51.100.9', async (browser) => {
        for (const [name, value] of opened.caller.cookies) browser.cookies.set(name, value)
      })
      return (await visit({ at, caller, reader: opened.reader }, route)).faults.join('\n')
    } finally {
      await server.close()
    }
  }

  const get = (path: string, access: Access, handler: Route['handler'], more: Partial<Route> = {}) =>
    faultsOf(defineRoute({ method: 'GET', path, access, summary, handler, ...more } as Route))

  const titles = () => at.entries.map(({ title }) => title)
  const hidden = () => at.entries.find(({ division }) => division.startsWith('990001001'))?.title ?? ''

  test('a list without the scope is noticed, in a body, a header, a workbook or an error', async () => {
    assert.match(await get('/api/all', scoped, () => titles()), /tells title of a toy entry in riverside/)
    const header = () => respond({ body: '', headers: { 'x-title': hidden() } })
    assert.match(await get('/api/all', scoped, header), /tells title/)
    const encoded = () => Buffer.from(hidden()).toString('hex').replaceAll(/../g, '%$&')
    const named = () => respond({ body: '', headers: { 'x-title': encoded() } })
    assert.match(await get('/api/all', scoped, named), /tells title/)
    const workbook = async () => Buffer.from(await write({ sheets: [{ name: 'A', rows: [[hidden()]] }] }))
    assert.match(await get('/api/all', scoped, workbook), /tells title/)
    const refusing = () => {
      throw new AppError('ledgers.view_exists', { params: { name: hidden() } })
    }
    assert.match(await get('/api/all', scoped, refusing), /tells title/)
  })

  test('what is in the caller’s scope may be told by a scoped route, and by no other', async () => {
    const own = () =>
      at.entries
        .filter(({ division, ledger }) => division === '990001002' && ledger === 'toy')
        .map(({ title }) => title)
    assert.equal(await get('/api/mine', scoped, own), '')
    assert.match(
      await get('/api/mine', { kind: 'signed_in', because: 'a mistake' }, own),
      /tells everybody title/,
    )
    assert.match(
      await get('/api/mine', { kind: 'public', because: 'a mistake' }, own),
      /tells everybody title/,
    )
  })

  test('a count over more than the caller may see is noticed, and a count that nobody checks', async () => {
    const counting = () => ({ rows: [], total: at.objects.length })
    const told = await get('/api/persons', scoped, counting)
    assert.ok(told.includes(`counts ${at.objects.length} instead of 4`), told)
    assert.match(
      await get('/api/some-things', scoped, counting),
      /add \/api\/some-things to test\/access\/totals\.ts/,
    )
  })

  test('a refusal that differs for what is there and what is not is noticed', async () => {
    const telling: Route['handler'] = ({ params }) => {
      const { entryId } = params as { entryId: string }
      const there = at.entries.some(({ id }) => id === entryId)
      throw new AppError('http.not_found', { status: there ? 403 : 404 })
    }
    assert.match(
      await get('/api/things/:entryId', scoped, telling, ofEntry),
      /answers 404 .* but for .*\(hidden\) 403/,
    )
    const open: Route['handler'] = () => ({})
    assert.match(
      await get('/api/things/:entryId', scoped, open, ofEntry),
      /answers 200 for what the caller may not see/,
    )
  })

  test('a route that the tables know nothing of stops the test with a sentence', async () => {
    const nothing: Route['handler'] = () => null
    await assert.rejects(
      get('/api/parcels/:parcelId', scoped, nothing),
      /doesn’t know what “parcelId” stands for/,
    )
    await assert.rejects(
      get('/api/parcels/:id', scoped, nothing),
      /doesn’t know what “parcels\/id” stands for/,
    )
    const query = z.object({ soil: z.string() })
    await assert.rejects(
      get('/api/all', scoped, nothing, { query }),
      /doesn’t know the query parameter “soil”/,
    )
    const writing = {
      method: 'POST',
      path: '/api/parcels',
      access: scoped,
      summary,
      handler: nothing,
    } as const
    await assert.rejects(faultsOf(defineRoute(writing)), /doesn’t know what to send/)
  })

  test('a whole number is noticed, whoever may see the person, but where it is shown for a purpose', async () => {
    const phone = at.secrets.phone('phone of somebody', () => true)
    const idNumber = at.secrets.idNumber('identity number of somebody', () => true)
    assert.match(await get('/api/all', scoped, () => ({ phone })), /tells the whole phone of somebody/)
    assert.match(await get('/api/all', scoped, () => [idNumber]), /tells the whole identity number/)
    const masked = phone.replace(/^(...)..../, '$1****')
    assert.equal(await get('/api/all', scoped, () => ({ phone: masked })), '')
  })

  test('a path that was put into the server past its declaration is noticed', async () => {
    const server: HttpServer = await createHttpServer({
      routes: [],
      authenticate: async () => null,
      now: () => at.world.clock.now(),
    })
    assert.deepEqual(undeclared(server.registered, []), [])
    server.get('/api/secret', { exposeHeadRoute: false }, () => titles())
    await server.register(
      async (inner) => void inner.get('/behind', { exposeHeadRoute: false }, () => titles()),
      { prefix: '/api' },
    )
    assert.deepEqual(undeclared(server.registered, []), [
      { method: 'GET', path: '/api/secret' },
      { method: 'GET', path: '/api/behind' },
    ])
    await server.close()
  })
})
