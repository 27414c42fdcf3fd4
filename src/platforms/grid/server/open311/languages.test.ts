import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { worldPlaces } from '../../../../../test/world/app.ts'
import { type Open311World, openOpen311World, parseXml, valueOf } from '../../../../../test/world/open311.ts'
import { sql } from 'kysely'

const english = { 'accept-language': 'en-GB,en;q=0.9' }

describe('what Open311 tells in which language, and which photos', () => {
  let at: Open311World
  before(async () => {
    at = await openOpen311World()
  })
  after(() => at.world.close())

  test('names of services, stages, organisations and places are in the language asked for, people’s words as they are', async () => {
    const sent = await at.post(at.report(), undefined, english)
    const [{ service_request_id: id, service_notice: notice }] = sent.json()
    assert.match(notice, /^[\x20-\x7e]+$/)
    const asked = `/open311/v2/requests/${id}.json`
    const chinese = await at.ask(asked)
    const [told] = (await at.ask(asked, english)).json()
    const [same] = chinese.json()
    assert.match(String(chinese.headers['vary']), /accept-language/)
    for (const field of ['service_name', 'agency_responsible', 'service_notice', 'status_notes']) {
      assert.match(told[field], /^[\x20-\x7e]+$/, `${field}: ${told[field]}`)
      assert.notEqual(told[field], same[field])
    }
    assert.equal(told.description, same.description)
    assert.match(told.address, /^示例路12号, [\x20-\x7e]+$/)
    const differ = Object.keys(same).filter((field) => same[field] !== told[field])
    assert.deepEqual(differ.toSorted(), [
      'address',
      'agency_responsible',
      'service_name',
      'service_notice',
      'status_notes',
    ])
    const xml = await at.ask(`/open311/v2/requests/${id}.xml`, english)
    assert.deepEqual(valueOf(parseXml(xml.body), [told]), [told])
  })

  test('services and what is asked of a report are in it too', async () => {
    for (const path of ['services', 'services/manhole_sewer']) {
      const answer = await at.ask(`/open311/v2/${path}.json`, english)
      const texts = [answer.json()]
        .flat()
        .map((one) => [
          one.service_name ?? '',
          one.description ?? '',
          ...(one.attributes ?? []).map(({ description }: { description: string }) => description),
        ])
      assert.doesNotMatch(texts.join(' '), /[\u4e00-\u9fff]/)
    }
    const [first] = (await at.ask('/open311/v2/services.json')).json()
    assert.match(first.service_name, /[\u4e00-\u9fff]/)
  })

  test('what was kept before there was English is written anew once', async () => {
    const before = (await at.ask('/open311/v2/requests.json', english)).json()
    const { house } = at.world
    await sql`update public_request set json_en = null`.execute(house.handle.db)
    assert.notDeepEqual((await at.ask('/open311/v2/requests.json', english)).json(), before)
    const job = house.platforms
      .flatMap((platform) => platform.jobs?.(house) ?? [])
      .find(({ name }) => name === 'open311')
    await job?.run()
    assert.deepEqual((await at.ask('/open311/v2/requests.json', english)).json(), before)
  })

  test('a photo that was published is handed out, and not any more once it was withdrawn', async () => {
    const image = { create: { width: 60, height: 40, channels: 3 as const, background: '#888' } }
    const who = at.world.stranger()
    const { body: photo } = await who.send('POST', '/api/portal/photos', {
      body: await sharp(image).png().toBuffer(),
      headers: { 'content-type': 'image/png' },
    })
    const made = await who.post('/api/portal/reports', {
      words: '示例路口的路灯不亮',
      divisionCode: worldPlaces['riverside.first'],
      spot: { lng: 120.45, lat: 41.58 },
      photos: [photo.id],
    })
    const desk = at.world.as('plans.dispatcher')
    const rows = (await desk.get('/api/ledgers/incident/entries')).body.rows
    const { id, seq } = rows.find(({ no }: { no: string }) => no === made.body.incidentNo)
    const shown = { expectedSeq: seq, input: { isPublic: true } }
    assert.equal((await desk.post(`/api/entries/${id}/actions/show_to_public`, shown)).status, 200)
    await at.world.app.relay.drain()
    const read = async (): Promise<{ url: string | null; urls: string[] }> => {
      const asked = `service_request_id=${made.body.incidentNo}&extensions=true`
      const json = (await at.ask(`/open311/v2/requests.json?${asked}`, { host: 'grid.example' })).json()
      const xml = await at.ask(`/open311/v2/requests.xml?${asked}`, { host: 'grid.example' })
      assert.deepEqual(valueOf(parseXml(xml.body), json), json)
      return { url: json[0].media_url, urls: json[0].extended_attributes.media_urls }
    }
    assert.deepEqual(await read(), { url: null, urls: [] })
    const photos = `/api/grid/portal/incidents/${id}/photos`
    const [{ fileId, shows }] = (await desk.get(photos)).body.sources
    const published = (await desk.post(photos, { fileId, shows, areas: [] })).body.published
    const url = `http://grid.example/api/portal/photos/${published[0].id}`
    assert.deepEqual(await read(), { url, urls: [url] })
    const content = await at.ask(new URL(url).pathname)
    assert.deepEqual([content.statusCode, content.headers['content-type']], [200, 'image/png'])
    assert.equal(content.headers['cross-origin-resource-policy'], 'cross-origin')
    const reason = { reason: '车牌可辨' }
    const withdrawn = await desk.post(`/api/grid/portal/photos/${published[0].id}/withdrawal`, reason)
    assert.ok(withdrawn.status < 300, withdrawn.bytes.toString())
    assert.deepEqual(await read(), { url: null, urls: [] })
  })
})
