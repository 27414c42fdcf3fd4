import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import type { Caller } from '../../../../../test/world/caller.ts'

/** A chequered picture: what is blurred has no edges any more. */
async function chequered(): Promise<Buffer> {
  const [width, height] = [200, 100]
  const data = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at += 1)
    data.fill(
      (Math.floor((at % width) / 2) + Math.floor(at / width / 2)) % 2 === 0 ? 0 : 255,
      at * 3,
      at * 3 + 3,
    )
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

async function contrast(image: Buffer, left: number): Promise<number> {
  const part = await sharp(image).extract({ left, top: 20, width: 60, height: 60 }).toBuffer()
  return (await sharp(part).stats()).channels[0]?.stdev ?? 0
}

describe('photos that residents see', () => {
  let world: World
  let desk: Caller
  let incidentId: string
  let incidentNo: string
  before(async () => {
    world = await openWorld()
    desk = world.as('plans.dispatcher')
    const who = world.stranger()
    const headers = { 'content-type': 'image/png' }
    const { body } = await who.send('POST', '/api/portal/photos', { body: await chequered(), headers })
    const made = await who.post('/api/portal/reports', {
      words: '示例路口的路灯不亮，电话 15412345678',
      divisionCode: worldPlaces['riverside.first'],
      spot: { lng: 120.45, lat: 41.58 },
      photos: [body.id],
    })
    incidentNo = made.body.incidentNo
    const { rows } = (await desk.get('/api/grid/portal/photo-work')).body
    incidentId = rows.find(({ no }: { no: string }) => no === incidentNo).id
  })
  after(() => world.close())

  const photos = () => `/api/grid/portal/incidents/${incidentId}/photos`
  const public_ = () => world.stranger().get(`/api/portal/incidents/${incidentNo}`)

  test('only what an official has shown is listed, without numbers and without photos that nobody published', async () => {
    assert.equal((await public_()).status, 404)
    assert.equal((await world.stranger().get('/api/portal/incidents')).body.total, 0)
    const { body: entry } = await desk.get(`/api/entries/${incidentId}`)
    const shown = await desk.post(`/api/entries/${incidentId}/actions/show_to_public`, {
      expectedSeq: entry.seq,
      input: { isPublic: true },
    })
    assert.equal(shown.status, 200, shown.bytes.toString())
    const answer = await public_()
    assert.deepEqual([answer.status, answer.body.photos], [200, []])
    assert.doesNotMatch(answer.bytes.toString(), /15412345678/)
    const near = (query: string) => world.stranger().get(`/api/portal/incidents?${query}`)
    assert.equal((await near('lng=120.45&lat=41.581&metres=300')).body.rows[0].metres, 111)
    assert.equal((await near('lng=120.45&lat=41.60&metres=300')).body.total, 0)
    assert.equal((await near(`place=${worldPlaces.riverside}`)).body.total, 1)
    assert.equal((await near(`place=${worldPlaces.hillside}`)).body.total, 0)
  })

  test('areas are covered in a copy, the original stays for officials, and both ends are on record', async () => {
    const { sources } = (await desk.get(photos())).body
    const [{ fileId, shows }] = sources
    const areas = [{ x: 0.5, y: 0, width: 0.5, height: 1 }]
    assert.equal((await world.as('farside.office').post(photos(), { fileId, shows, areas })).status, 403)
    assert.equal((await desk.post(photos(), { fileId, shows, areas: [{ ...areas[0], x: 2 }] })).status, 400)
    const made = await desk.post(photos(), { fileId, shows, areas })
    assert.equal(made.status, 201, made.bytes.toString())
    const [id] = (await public_()).body.photos.map((photo: { id: string }) => photo.id)
    const copy = (await world.stranger().get(`/api/portal/photos/${id}`)).bytes
    const original = (await desk.get(`/api/files/${fileId}`)).bytes
    assert.ok((await contrast(original, 120)) > 100)
    assert.ok((await contrast(copy, 120)) < 10, `${await contrast(copy, 120)}`)
    assert.ok((await contrast(copy, 20)) > 100)
    assert.equal((await world.stranger().get(`/api/files/${fileId}`)).status, 401)
    const again = await desk.post(photos(), { fileId, shows, areas: [] })
    assert.equal(again.body.published[0].withdrawn.reason, 'replaced')
    assert.equal((await world.stranger().get(`/api/portal/photos/${id}`)).status, 404)
    const [, second] = again.body.published
    const back = await desk.post(`/api/grid/portal/photos/${second.id}/withdrawal`, { reason: '看得见车牌' })
    assert.equal(back.body.published[1].withdrawn.reason, '看得见车牌')
    assert.notEqual(back.body.published[1].withdrawn.by, '')
    assert.deepEqual((await public_()).body.photos, [])
    const twice = await desk.post(`/api/grid/portal/photos/${second.id}/withdrawal`, { reason: '看得见车牌' })
    assert.equal(twice.body.code, 'portal.withdrawn_already')
  })
})
