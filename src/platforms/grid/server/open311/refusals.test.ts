import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Open311World, openOpen311World, parseXml, valueOf } from '../../../../../test/world/open311.ts'

describe('what Open311 refuses, and to whom', () => {
  let world: Open311World['world']
  let at: Open311World
  before(async () => {
    at = await openOpen311World()
    world = at.world
  })
  after(() => world.close())

  const ask: Open311World['ask'] = (...asked) => at.ask(...asked)
  const post: Open311World['post'] = (...sent) => at.post(...sent)
  const report: Open311World['report'] = (more) => at.report(more)

  test('refusals are arrays of code and description in the format that was asked for', async () => {
    const cases: [string, number][] = [
      ['/open311/v2/services/no_such.json', 404],
      ['/open311/v2/services.json?jurisdiction_id=nowhere.example', 404],
      ['/open311/v2/requests/SJ0.json', 404],
      ['/open311/v2/tokens/123.json', 404],
      ['/open311/v2/nothing.json', 404],
      ['/open311/v2/requests.json?start_date=yesterday', 400],
      ['/open311/v2/requests.json?status=pending', 400],
      ['/open311/v2/requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z', 400],
    ]
    for (const [url, status] of cases) {
      const json = await ask(url)
      assert.equal(json.statusCode, status, url)
      assert.match(String(json.headers['content-type']), /^application\/json/)
      const errors = json.json()
      assert.equal(errors[0].code, status)
      assert.ok(errors[0].description.length > 3)
      const xml = await ask(url.replace('.json', '.xml'))
      assert.equal(xml.statusCode, status, url)
      assert.equal(xml.headers['content-type'], 'text/xml; charset=utf-8')
      const root = parseXml(xml.body)
      assert.equal(root.name, 'errors')
      assert.deepEqual(valueOf(root, errors), errors)
    }
    assert.equal((await ask('/open311/v2/services/manhole_sewer.yaml')).statusCode, 400)
  })

  test('who reports needs a key, a service, a place and what is asked; each refusal says which', async () => {
    const { api_key: _, ...keyless } = report()
    const { lat: _lat, long: _long, address_string: _address, ...nowhere } = report()
    const cases: [Record<string, string>, number, RegExp][] = [
      [keyless, 403, /api_key/],
      [report({ api_key: 'wrong' }), 403, /api_key/],
      [report({ service_code: '' }), 400, /service_code/],
      [report({ service_code: 'no_such' }), 404, /no_such/],
      [report({ jurisdiction_id: 'nowhere.example' }), 404, /nowhere\.example/],
      [nowhere, 400, /address_string/],
      [report({ address_id: '1', lat: '', long: '' }), 400, /address_id/],
      [report({ lat: 'north' }), 400, /lat/],
      [report({ 'attribute[STATE]': 'eaten' }), 400, /STATE/],
      [report({ description: 'x'.repeat(4001) }), 400, /4,?000/],
    ]
    for (const [form, status, words] of cases) {
      const json = await post(form)
      assert.equal(json.statusCode, status, json.body)
      assert.match(json.json()[0].description, words)
      assert.equal(json.json()[0].code, status)
      const xml = await post(form, '/open311/v2/requests.xml')
      assert.equal(parseXml(xml.body).parts[0]?.name, 'error')
    }
    const wrong = await world.app.server.inject({
      method: 'POST',
      url: '/open311/v2/requests.xml',
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    })
    assert.equal(wrong.statusCode, 400)
    assert.equal(parseXml(wrong.body).name, 'errors')
  })

  test('the test endpoint checks a report and registers nothing', async () => {
    const before = (await ask('/open311/v2/requests.json?page_size=1000')).json().length
    const [told] = (await post(report(), '/open311/test/v2/requests.json')).json()
    assert.deepEqual(Object.keys(told), ['token', 'service_notice', 'account_id'])
    assert.equal((await post(report({ lat: 'x' }), '/open311/test/v2/requests.json')).statusCode, 400)
    assert.equal((await ask(`/open311/test/v2/tokens/${told.token}.json`)).statusCode, 404)
    assert.equal((await ask('/open311/test/v2/requests.json')).json().length, before)
  })

  test('a key has its limits, and ends at once when it is revoked', async () => {
    const { caller, id, key: few } = await at.issue({ perDay: 2, perMinute: 2 })
    const send = () => post(report({ api_key: few }), '/open311/test/v2/requests.json')
    assert.deepEqual([(await send()).statusCode, (await send()).statusCode], [200, 200])
    const third = await send()
    assert.equal(third.statusCode, 429)
    assert.ok(Number(third.headers['retry-after']) <= 60)
    world.clock.advance(60_000)
    const later = await send()
    assert.equal(later.statusCode, 429)
    assert.ok(Number(later.headers['retry-after']) > 60)
    const { programs } = (await caller.get('/api/grid/programs')).body
    const own = programs.find((one: { id: string }) => one.id === id)
    assert.deepEqual([own.takenToday, own.tokenHint, own.revokedAt], [2, few.slice(-4), null])
    assert.ok(!JSON.stringify(programs).includes(few))
    assert.equal((await caller.delete(`/api/grid/programs/${id}`)).status, 204)
    assert.equal((await send()).statusCode, 403)
    assert.equal((await world.as('plans.office').get('/api/grid/programs')).status, 403)
  })

  test('any page may read it, and whoever is signed in is nobody here', async () => {
    const answer = await ask('/open311/v2/services.json')
    assert.equal(answer.headers['access-control-allow-origin'], '*')
    assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin')
    const accepted = await ask('/open311/v2/services', { accept: 'application/json' })
    assert.equal(accepted.json().length, answer.json().length)
    assert.equal((await ask('/open311/v2/services')).headers['content-type'], 'text/xml; charset=utf-8')
  })
})
