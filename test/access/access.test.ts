import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { openWorld } from '../world/app.ts'
import type { Method } from '../world/caller.ts'
import { writes } from './bodies.ts'
import { addRoles, callerSpec, openCaller } from './callers.ts'
import { pathsOf } from './parameters.ts'
import { plantMeeting } from './plant-meeting.ts'
import { type PlantedWorld, plant } from './planting.ts'
import type { Reader } from './secrets.ts'
import { textOf } from './texts.ts'
import { keyOf, streams, undeclared, visit } from './visit.ts'

/** Each part tries so many callers on every route; in parts, since a test may not take longer than three minutes. */
const runs = 3
const parts = [1, 2, 3]

describe('access', () => {
  let at: PlantedWorld
  before(async () => {
    const world = await openWorld()
    await addRoles(world)
    at = await plant(world)
    await plantMeeting(at)
  })
  after(() => at.world.close())

  const nobody: Reader = {
    accountId: 0,
    organisationId: 0,
    role: '',
    rights: [],
    roots: [],
    ledgers: [],
    sensitivity: 0,
  }

  test('the server answers on no path that was not declared with its access', () => {
    const { server, routes } = at.world.app
    const declared = new Set(routes.map(keyOf))
    const others = undeclared(server.registered, routes)
    assert.deepEqual(others, [], 'declare these with defineRoute and list them in allRoutes')
    assert.ok(server.registered.length > declared.size)
    for (const route of routes) {
      const { kind } = route.access
      assert.ok(
        ['public', 'signed_in', 'scoped'].includes(kind),
        `${keyOf(route)} says nothing of who may call it`,
      )
    }
  })

  test('the published description of the API holds nothing of the data', async () => {
    const stranger = at.world.stranger()
    for (const url of ['/api/openapi.json', '/api/docs', '/api/docs/static/index.html'])
      assert.deepEqual(at.secrets.found(textOf(await stranger.get(url)), null), [], url)
  })

  test('who is not signed in gets 401 from every route that is not public, and no secret from those that are', async () => {
    const stranger = at.world.stranger()
    for (const route of at.world.app.routes) {
      if (streams.includes(keyOf(route)) && route.access.kind === 'public') continue
      const [one] = pathsOf(route, at, nobody)
      const answer = await stranger.call(route.method as Method, one?.path ?? route.path, { body: {} })
      assert.deepEqual(at.secrets.found(textOf(answer), null, one?.path), [], keyOf(route))
      if (route.access.kind !== 'public') assert.equal(answer.status, 401, keyOf(route))
    }
  })

  test('a write without the mark of the site’s own pages is refused, whoever is signed in', async () => {
    const caller = at.world.as('plans.office')
    await caller.get('/api/session')
    for (const route of at.world.app.routes.filter(
      ({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method),
    )) {
      const [one] = pathsOf(route, at, nobody)
      const answer = await at.world.app.server.inject({
        method: route.method as 'POST',
        url: one?.path ?? route.path,
        headers: { cookie: caller.cookieHeader() },
        payload: {},
      })
      if (route.byKey !== undefined) {
        // No cookie is read there, so what refuses it is that there is no key, or nothing that was meant.
        assert.equal(route.access.kind, 'public', keyOf(route))
        assert.ok([400, 403, 404].includes(answer.statusCode), `${keyOf(route)}: ${answer.statusCode}`)
        continue
      }
      assert.equal(answer.statusCode, 403, keyOf(route))
      const { code } = answer.json<{ code: string }>()
      const unrightful = 'right' in route.access && code === 'http.forbidden'
      assert.ok(code === 'http.cross_site' || unrightful, `${keyOf(route)}: ${code}`)
    }
  })

  test('the tables of the test name no route that is gone', () => {
    const declared = new Set(at.world.app.routes.map(keyOf))
    assert.deepEqual(
      [...Object.keys(writes), ...streams].filter((key) => !declared.has(key)),
      [],
    )
  })

  for (const part of parts)
    test(`no answer to anybody carries what lies outside their scope (${part} of ${parts.length})`, async () => {
      let requests = 0
      await fc.assert(
        fc.asyncProperty(callerSpec, async (spec) => {
          const opened = await openCaller(at, spec)
          const faults: string[] = []
          for (const route of at.world.app.routes) {
            if (streams.includes(keyOf(route))) continue
            const visited = await visit({ at, ...opened }, route)
            faults.push(...visited.faults)
            requests += visited.requests
          }
          assert.deepEqual(faults, [])
          assert.equal((await opened.caller.get('/api/session')).status, 200, 'was signed out on the way')
        }),
        { numRuns: runs, endOnFailure: true },
      )
      assert.ok(requests > runs * 300, `only ${requests} requests were made`)
      assert.ok(at.secrets.size > 500)
    })
})
