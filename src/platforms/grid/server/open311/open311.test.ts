import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Open311World, openOpen311World, parseXml, valueOf } from '../../../../../test/world/open311.ts'
import { worldPlaces } from '../../../../../test/world/app.ts'

describe('Open311', () => {
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

  test('discovery names both endpoints in both formats, with the same content', async () => {
    const json = await ask('/open311/discovery.json', { host: 'grid.example:8443' })
    const xml = await ask('/open311/discovery.xml', { host: 'grid.example:8443' })
    assert.equal(json.headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(xml.headers['content-type'], 'text/xml; charset=utf-8')
    assert.ok(xml.body.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<discovery><changeset>'))
    const told = json.json()
    assert.deepEqual(valueOf(parseXml(xml.body), told), told)
    assert.deepEqual(
      told.endpoints.map(({ type, url, specification, formats }: Record<string, unknown>) => [
        type,
        url,
        specification,
        formats,
      ]),
      [
        ['production', 'http://grid.example:8443/open311/v2'],
        ['test', 'http://grid.example:8443/open311/test/v2'],
      ].map((one) => [...one, 'http://wiki.open311.org/GeoReport_v2', ['text/xml', 'application/json']]),
    )
    for (const { changeset } of [told, ...told.endpoints]) {
      assert.match(changeset, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
      assert.ok(told.contact !== '' && told.key_service !== '')
    }
  })

  test('services and definitions have the fields and types of the specification, the same in both formats', async () => {
    const services = (await ask('/open311/v2/services.json')).json()
    assert.ok(services.length > 20)
    const xml = await ask('/open311/v2/services.xml')
    assert.deepEqual(valueOf(parseXml(xml.body), services), services)
    for (const service of services) {
      assert.deepEqual(Object.keys(service), [
        'service_code',
        'service_name',
        'description',
        'metadata',
        'type',
        'keywords',
        'group',
      ])
      assert.equal(typeof service.metadata, 'boolean')
      assert.equal(service.type, 'realtime')
      const found = (await ask(`/open311/v2/services/${service.service_code}.json`)).json()
      assert.equal(found.service_code, service.service_code)
      assert.equal(found.attributes.length > 0, service.metadata)
    }
    const definition = (await ask('/open311/v2/services/manhole_sewer.json')).json()
    const same = await ask('/open311/v2/services/manhole_sewer.xml')
    assert.deepEqual(valueOf(parseXml(same.body), definition), definition)
    assert.deepEqual(
      definition.attributes.map(({ order }: { order: number }) => order),
      [1, 2, 3],
    )
    const [list] = definition.attributes
    assert.deepEqual(Object.keys(list), [
      'variable',
      'code',
      'datatype',
      'required',
      'datatype_description',
      'order',
      'description',
      'values',
    ])
    assert.deepEqual(list.values[0], { key: 'broken', name: '破损' })
  })

  test('a report is registered, found at once by its number and its token, and listed in both formats', async () => {
    const token = randomUUID()
    const sent = await post(report({ 'attribute[STATE]': 'broken' }), undefined, { 'idempotency-key': token })
    assert.equal(sent.statusCode, 200, sent.body)
    const [{ service_request_id: id, ...rest }] = sent.json()
    assert.match(id, /^[A-Za-z0-9-]+$/)
    assert.deepEqual(Object.keys(rest), ['service_notice', 'account_id'])
    const again = await post(report({ 'attribute[STATE]': 'broken' }), undefined, {
      'idempotency-key': token,
    })
    assert.equal(again.json()[0].service_request_id, id)
    assert.deepEqual((await ask(`/open311/v2/tokens/${token}.json`)).json(), [
      { service_request_id: id, token },
    ])
    const one = await ask(`/open311/v2/requests/${id}.json`)
    assert.deepEqual(one.json(), [
      {
        service_request_id: id,
        status: 'open',
        status_notes: '已登记',
        service_name: '污水井盖',
        service_code: 'manhole_sewer',
        description: '井盖碎了  危险 ，电话*** & "快"\n现状：破损',
        agency_responsible: one.json()[0].agency_responsible,
        service_notice: one.json()[0].service_notice,
        requested_datetime: '2026-11-20T10:00:00+08:00',
        updated_datetime: '2026-11-20T10:00:00+08:00',
        expected_datetime: null,
        address: '示例路12号，试验区',
        address_id: worldPlaces.district,
        zipcode: null,
        lat: 41.5718,
        long: 120.4513,
        media_url: null,
      },
    ])
    const xml = await ask(`/open311/v2/requests/${id}.xml`)
    assert.deepEqual(valueOf(parseXml(xml.body), one.json()), one.json())
    assert.ok(xml.body.includes('<zipcode/>') && xml.body.includes('&amp; &quot;快&quot;'))
    const listed = (await ask('/open311/v2/requests.json')).json()
    assert.deepEqual(listed, one.json())
    const more = (await ask(`/open311/v2/requests.json?extensions=true`)).json()[0]
    assert.equal(more.extended_attributes.detailed_status, 'RECEIVED')
    assert.deepEqual(more.extended_attributes.media_urls, [])
  })

  test('what is not shown to the public is in no list, and says nothing by its number but how far it is', async () => {
    const sent = await post(report({ api_key: at.quiet, first_name: '立春', last_name: '示例' }))
    const [{ service_request_id: id }] = sent.json()
    const [told] = (await ask(`/open311/v2/requests/${id}.json?extensions=true`)).json()
    assert.deepEqual(
      [told.status, told.description, told.address, told.address_id, told.lat, told.long],
      ['open', null, null, null, null, null],
    )
    const text = JSON.stringify(told)
    for (const secret of ['井盖碎了', '立春', '示例路']) assert.ok(!text.includes(secret), secret)
    const listed = (await ask('/open311/v2/requests.json')).json()
    assert.ok(!listed.some((one: { service_request_id: string }) => one.service_request_id === id))
  })

  test('the relay tells how a request goes on, and a dispatcher who hides it takes it off the list', async () => {
    const [{ service_request_id: id }] = (await post(report({ service_code: 'manhole_rain' }))).json()
    await world.app.relay.drain()
    const office = world.as('plans.dispatcher')
    const rows = (await office.get('/api/ledgers/incident/entries')).body.rows
    const entry = rows.find(({ no }: { no: string }) => no === id)
    world.clock.advance(600_000)
    const refused = await office.post(`/api/entries/${entry.id}/actions/refuse`, {
      expectedSeq: entry.seq,
      input: { reason: '不属于本区' },
    })
    assert.equal(refused.status, 200, refused.bytes.toString())
    await world.app.relay.drain()
    const [told] = (await ask(`/open311/v2/requests.json?service_code=manhole_rain&status=closed`)).json()
    assert.deepEqual([told.status, told.updated_datetime], ['closed', '2026-11-20T10:10:00+08:00'])
    const updates = (await ask('/open311/v2/servicerequestupdates.json')).json()
    const own = updates.filter((one: { service_request_id: string }) => one.service_request_id === id)
    assert.deepEqual(
      own.map(({ status, description }: Record<string, string>) => [status, description]),
      [
        ['open', '已登记'],
        ['closed', told.status_notes],
      ],
    )
    const xml = await ask('/open311/v2/servicerequestupdates.xml')
    assert.deepEqual(valueOf(parseXml(xml.body), updates), updates)
    const seq = (await office.get(`/api/entries/${entry.id}`)).body.seq
    const hide = { expectedSeq: seq, input: { isPublic: false } }
    const hidden = await office.post(`/api/entries/${entry.id}/actions/show_to_public`, hide)
    assert.equal(hidden.status, 200, hidden.bytes.toString())
    await world.app.relay.drain()
    assert.deepEqual((await ask('/open311/v2/requests.json?service_code=manhole_rain')).json(), [])
  })

  test('filters and pages', async () => {
    world.clock.set(new Date('2026-11-21T02:00:00Z'))
    const ids: string[] = []
    for (const service_code of ['manhole_power', 'manhole_power', 'manhole_telecom']) {
      ids.push((await post(report({ service_code }))).json()[0].service_request_id)
      world.clock.advance(60_000)
    }
    const list = async (query: string) => {
      const answer = await ask(`/open311/v2/requests.json?${query}`)
      assert.equal(answer.statusCode, 200, answer.body)
      return answer.json().map((one: { service_request_id: string }) => one.service_request_id)
    }
    const [a, b, c] = ids as [string, string, string]
    assert.deepEqual(await list('service_code=manhole_power'), [b, a])
    assert.deepEqual(await list('service_code=manhole_power,manhole_telecom&page_size=2'), [c, b])
    assert.deepEqual(await list('service_code=manhole_power,manhole_telecom&page_size=2&page=2'), [a])
    assert.deepEqual(await list('service_code=manhole_power&status=closed'), [])
    assert.deepEqual(await list('service_code=manhole_power&status=open,closed'), [b, a])
    assert.deepEqual(await list('start_date=2026-11-21T02:00:30Z&end_date=2026-11-21T02:01:30Z'), [b])
    assert.deepEqual(
      await list('start_date=2026-11-21T10:00:30%2B08:00&end_date=2026-11-21T10:01:30+08:00'),
      [b],
    )
    assert.deepEqual(await list(`service_request_id=${a},${c},SJ0&status=closed&start_date=x`), [c, a])
    assert.deepEqual(await list('service_code=no_such_service'), [])
    assert.deepEqual(await list(`service_code=manhole_power&jurisdiction_id=${worldPlaces.district}`), [b, a])
    assert.deepEqual(await list(`service_code=manhole_power&jurisdiction_id=${worldPlaces.neighbour}`), [])
    world.clock.set(new Date('2027-03-01T02:00:00Z'))
    assert.deepEqual(await list(''), [])
    assert.deepEqual(await list('start_date=2026-11-21T00:00:00Z&service_code=manhole_telecom'), [c])
    world.clock.set(new Date('2026-11-21T03:00:00Z'))
  })
})
