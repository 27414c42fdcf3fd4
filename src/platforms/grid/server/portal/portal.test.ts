import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { everything } from '../../../../../test/proof/traces.ts'
import { openWorld, password, type World, worldPlaces } from '../../../../../test/world/app.ts'
import type { Caller } from '../../../../../test/world/caller.ts'
import { photo } from '../../../../../test/world/images.ts'
import { publishRule } from '../../../../../test/world/rules.ts'
import { firstPortalRules, windowsFor } from '../../model/portal/portal-rules.ts'
import { leadingZeros } from '../../model/portal/proof.ts'

const words = '示例路口的污水井盖碎了，晚上很危险，联系人示例·谷雨 15412345678'
const hourMs = 3_600_000

describe('the portal', () => {
  let world: World
  let desk: Caller
  before(async () => {
    world = await openWorld({ start: '2026-03-02T01:00:00Z' })
    desk = world.as('plans.dispatcher')
    await desk.get('/api/session')
  })
  after(() => world.close())

  const later = (ms: number) => world.clock.set(new Date(world.clock.now().getTime() + ms))
  /** Sessions of officials end while the clock jumps. */
  const signIn = () => desk.call('POST', '/api/session', { body: { account: 'plans.dispatcher', password } })
  const report = (who: Caller, more: object = {}, key?: string) =>
    who.post(
      '/api/portal/reports',
      { words, divisionCode: worldPlaces['riverside.first'], category: 'manhole_sewer', ...more },
      key,
    )
  const upload = async (who: Caller, body: Buffer, type = 'image/jpeg') =>
    who.send('POST', '/api/portal/photos', { body, headers: { 'content-type': type } })
  const solve = async (who: Caller) => {
    const { challenge, bits } = (await who.get('/api/portal/challenge')).body
    for (let answer = 0; ; answer += 1) {
      const hash = createHash('sha256').update(`${challenge}.${answer}`).digest()
      if (leadingZeros(hash) >= bits) return { challenge, answer }
    }
  }

  test('who has no account reports with a photo, and follows by number and code alone', async () => {
    const who = world.stranger()
    const sent = await upload(who, await photo())
    assert.equal(sent.status, 201, sent.bytes.toString())
    const key = randomUUID()
    const made = await report(who, { photos: [sent.body.id] }, key)
    assert.equal(made.status, 201, made.bytes.toString())
    const { no, secret } = made.body
    assert.match(secret, /^[2-9A-Z]{5}-[2-9A-Z]{5}$/)
    assert.deepEqual((await report(who, { photos: [sent.body.id] }, key)).body, made.body)
    const other = world.stranger()
    const stolen = await report(other, {}, key)
    assert.equal(stolen.status, 201)
    assert.ok(!stolen.bytes.includes(no) && !stolen.bytes.includes(secret))
    const seen = await other.post('/api/portal/claims/view', {
      no: no.toLowerCase(),
      secret: ` ${secret.toLowerCase()}`,
    })
    assert.equal(seen.status, 200, seen.bytes.toString())
    assert.deepEqual([seen.body.stage, seen.body.incident.stage], ['received', 'registered'])
    assert.equal(seen.body.incident.place.length > 0, true)
    assert.doesNotMatch(JSON.stringify(seen.body.incident), /15412345678/)
    for (const wrong of [{ no, secret: 'AAAAA-AAAAA' }, { no }, { no: 'SQ2026-9999', secret }]) {
      const answer = await other.post('/api/portal/claims/view', wrong)
      assert.deepEqual([answer.status, answer.body.code], [404, 'portal.no_such_claim'])
    }
  })

  test('a photo is kept without place and camera, is its browser’s own, and goes when nobody uses it', async () => {
    const [who, other] = [world.stranger(), world.stranger()]
    const { body } = await upload(who, await photo({ seed: '#123456' }))
    for (const [where, bytes] of await everything(world.house.handle, []))
      assert.ok(!bytes.includes('Planted'), where)
    assert.equal((await report(other, { photos: [body.id] })).body.code, 'portal.photo_gone')
    assert.equal((await other.delete(`/api/portal/photos/${body.id}`)).status, 404)
    assert.equal((await other.get(`/api/portal/photos/${body.id}`)).status, 404)
    assert.equal(
      (await upload(who, Buffer.from('%PDF-1.4'), 'application/pdf')).body.code,
      'portal.photos_only',
    )
    assert.equal((await upload(who, Buffer.from('no photo'))).status, 415)
    later(23 * hourMs)
    await world.app.jobs.runNow('portal')
    const { rows } = await sql<{ gone: boolean }>`
      select sha256 is null as gone from file where id = ${body.id}`.execute(world.house.handle.db)
    assert.equal(rows[0]?.gone, false)
    later(2 * hourMs)
    await world.app.jobs.runNow('portal')
    assert.equal((await report(who, { photos: [body.id] })).body.code, 'portal.photo_gone')
  })

  test('photos that a claimant adds hang on the claim and where its handler looks, and are nobody else’s to add', async () => {
    const [who, other] = [world.stranger(), world.stranger()]
    const { no, secret, incidentNo } = (await report(who)).body
    const { body } = await upload(who, await photo({ seed: '#654321' }))
    const add = (by: typeof who, photos: string[]) =>
      by.post('/api/portal/claims/addition', { no, secret, words: '又拍了一张', photos })
    assert.equal((await add(other, [body.id])).body.code, 'portal.photo_gone')
    const added = await add(who, [body.id])
    assert.equal(added.status, 200, added.bytes.toString())
    assert.equal((await add(who, [body.id])).body.code, 'portal.photo_gone')
    assert.equal((await other.get(`/api/portal/photos/${body.id}`)).status, 404)
    await signIn()
    const found = await desk.get(`/api/ledgers/incident/entries?q=${incidentNo}`)
    const log = await desk.get(`/api/entries/${found.body.rows[0].id}/actions`)
    assert.deepEqual(log.body.at(-1).asks.commentPhotos, [body.id])
    assert.equal((await desk.get(`/api/files/${body.id}`)).status, 200)
    later(50 * hourMs)
    await world.app.jobs.runNow('portal')
    await signIn()
    assert.equal((await desk.get(`/api/files/${body.id}`)).status, 200)
  })

  test('what says nothing, what a machine filled in and what lies nowhere is refused', async () => {
    const who = world.stranger()
    assert.equal((await report(who, { words: '  ' })).status, 400)
    assert.equal((await report(who, { website: 'http://x.example' })).body.code, 'portal.refused')
    assert.equal((await report(who, { divisionCode: '119999' })).status, 404)
    assert.equal((await report(who, { unknown: 1 })).status, 400)
    assert.equal((await report(who, { photos: Array.from({ length: 5 }, () => randomUUID()) })).status, 400)
  })

  test('near the limit a proof of work is asked for, which counts once; beyond it all is refused, then blocked', async () => {
    const who = world.stranger()
    const [hour] = windowsFor(firstPortalRules, 'report.network')
    assert.ok(hour)
    later(hourMs)
    for (let n = 0; n < hour.free; n += 1) assert.equal((await report(who)).status, 201)
    assert.deepEqual(
      [(await report(who)).status, (await report(who)).body.code],
      [428, 'portal.proof_needed'],
    )
    const proof = await solve(who)
    assert.equal((await report(who, { proof })).status, 201)
    assert.equal((await report(who, { proof })).body.code, 'portal.proof_wrong')
    const forged = { ...proof, challenge: `x${proof.challenge}` }
    assert.equal((await report(who, { proof: forged })).body.code, 'portal.proof_wrong')
    for (let n = 0; n < hour.most; n += 1) await report(who)
    const refused = await report(who, { proof: await solve(who) })
    assert.deepEqual([refused.status, refused.body.code], [429, 'portal.too_many'])
    for (let n = 0; n < hour.most * 3; n += 1) await report(who)
    assert.equal((await report(who)).body.code, 'portal.blocked')
    assert.equal((await report(world.stranger())).status, 201)
    await signIn()
    const { body } = await desk.get('/api/grid/portal/blocks')
    assert.deepEqual([body.total, body.rows[0].cause, body.rows[0].inForce], [1, 'limit', true])
    assert.match(body.rows[0].hint, /^198\.51\.\*\.\*$/)
    const lift = `/api/grid/portal/blocks/${body.rows[0].id}/lift`
    assert.equal((await world.as('riverside.steward').post(lift, { reason: '试试看可以吗' })).status, 403)
    assert.equal((await desk.post(lift, { reason: '社区的公用网络' })).status, 200)
    assert.equal((await desk.post(lift, { reason: '社区的公用网络' })).status, 404)
    assert.equal((await report(who)).status, 201)
  })

  test('how often is a rule that is data, and holds from its publication', async () => {
    const who = world.stranger()
    later(25 * hourMs)
    await signIn()
    await publishRule('grid_portal', desk, (rules) => {
      const one = rules.limits.find(({ what }: { what: string }) => what === 'report.network')
      one.windows = [{ windowMinutes: 60, free: 1, most: 2 }]
      rules.photos.count = 1
    })
    assert.equal((await who.get('/api/portal/setup')).body.photos.count, 1)
    const many = await report(who, { photos: [randomUUID(), randomUUID()] })
    assert.equal(many.body.code, 'portal.too_many_photos')
    assert.equal((await report(who)).body.code, 'portal.proof_needed')
    assert.equal((await report(who, { proof: await solve(who) })).status, 429)
    await publishRule('grid_portal', desk, (rules) => Object.assign(rules, firstPortalRules))
  })

  test('guessing numbers and codes ends soon', async () => {
    const who = world.stranger()
    const guess = (no: string) => who.post('/api/portal/claims/view', { no, secret: 'AAAAA-AAAAA' })
    for (let n = 0; n < (windowsFor(firstPortalRules, 'follow.network')[0]?.most ?? 0); n += 1)
      assert.equal((await guess(`SQ2026-${n}`)).status, 404)
    assert.equal((await guess('SQ2026-1')).status, 429)
    later(hourMs)
    assert.equal((await guess('SQ2026-1')).status, 404)
  })

  test('without anything that sends codes there are none, and nothing is shown outside the demonstration', async () => {
    const who = world.stranger()
    const setup = await who.get('/api/portal/setup')
    assert.equal(setup.body.codes, false)
    assert.ok(setup.body.categories.some(({ code }: { code: string }) => code === 'manhole_sewer'))
    assert.equal((await who.post('/api/portal/codes', { phone: '13800138000' })).body.code, 'portal.no_codes')
  })

  test('abuse is marked by who may, once, and blocks where it came from', async () => {
    const who = world.stranger()
    const { no } = (await report(who)).body
    await signIn()
    const { rows } = (await desk.get('/api/grid/portal/claims')).body
    const found = rows.find((row: { no: string }) => row.no === no)
    assert.equal(found.hasPhone, false)
    const url = `/api/grid/portal/claims/${found.id}/abuse`
    const body = { reason: '反复编造不实内容', block: true }
    assert.equal((await world.as('farside.office').post(url, body)).status, 403)
    assert.equal((await desk.post(url, { ...body, reason: 'x' })).status, 400)
    assert.equal((await desk.post(url, body)).status, 200)
    assert.equal((await desk.post(url, body)).body.code, 'portal.not_to_mark')
    assert.equal((await report(who)).body.code, 'portal.blocked')
    assert.equal((await upload(who, await photo())).body.code, 'portal.blocked')
    later(31 * 24 * hourMs)
    assert.equal((await report(who)).status, 201)
  })
})
