import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import { publishAtOnce } from '#kernel/rulebooks/server'
import { photo } from '../../../../test/world/images.ts'
import type { OfflineRule } from '../model/snapshot.ts'
import { WorldPhone } from '../../../../test/world/phone.ts'

const hour = 3_600_000
const registration = { kind: 'register', ledger: 'toy', divisionCode: worldPlaces['riverside.first'] }
const later = (phone: WorldPhone, ms: number) =>
  new Date(Date.parse(phone.lease.serverTime) + ms).toISOString()
const act = (entry: { id: string; seq: number }, action: string) => ({
  kind: 'act',
  entryId: entry.id,
  after: null,
  action,
  expectedSeq: entry.seq,
})

describe('what a phone did without a line', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())
  /** Time in which somebody is at work, so that the session goes on. */
  const pass = async ({ caller }: WorldPhone, ms: number) => {
    for (let left = ms; left > 0; left -= hour / 3) {
      world.clock.advance(Math.min(left, hour / 3))
      await caller.get('/api/session')
    }
  }
  const stewardPhone = () => WorldPhone.of(world.as('riverside.steward'))

  test('counts from when it was done, by who did it, and once however often it comes', async () => {
    const phone = await stewardPhone()
    const made = phone.make(registration, { subject: '路灯不亮' }, { effectiveAt: later(phone, hour / 4) })
    await pass(phone, 2 * hour)
    const first = await phone.send(made)
    assert.equal(first.status, 200, first.bytes.toString())
    const [{ outcome, result }] = first.body.results
    assert.equal(outcome, 'done')
    const again = await phone.send(made, made)
    assert.deepEqual(again.body.results[1], { outcome, clientKey: made.item.clientKey, result })
    const log = await phone.caller.get(`/api/entries/${result.entryId}/actions`)
    assert.equal(log.body.length, 1)
    const [line] = log.body
    assert.equal(line.effectiveAt, made.item['effectiveAt'])
    assert.equal(line.backdated, true)
    assert.deepEqual(line.offline, { carriedBy: null })
  })

  test('what is signed by nobody, by another phone, or under another’s lease is refused', async () => {
    const [phone, other] = [await stewardPhone(), await stewardPhone()]
    const stranger = await WorldPhone.of(world.as('hillside.steward'))
    const made = phone.make(registration, { subject: '伪造' })
    const text = made.signed.text.replace('伪造', '改过')
    const altered = await phone.send({ ...made, signed: { ...made.signed, text } })
    assert.equal(altered.body.code, 'offline.forged')
    const byOther = await phone.send({
      ...made,
      signed: { ...made.signed, signature: other.sign(made.signed.text) },
    })
    assert.equal(byOther.body.code, 'offline.forged')
    const brought = await stranger.caller.post('/api/offline/items', {
      items: [{ signed: made.signed, files: [] }],
    })
    assert.equal(brought.status, 404)
    const mixed = phone.make(registration, { subject: '伪造' }, { leaseId: other.lease.leaseId })
    assert.equal((await phone.send(mixed)).status, 404)
    const garbage = await phone.send({ ...made, signed: { text: '{}', signature: phone.sign('{}') } })
    assert.equal(garbage.body.code, 'offline.bad_item')
    const torn = made.signed.text.replace(/"subject":"/, String.raw`"subject":"\ud800`)
    assert.notEqual(torn, made.signed.text)
    const half = await phone.send({ ...made, signed: { text: torn, signature: phone.sign(torn) } })
    assert.equal(half.body.code, 'offline.bad_item')
  })

  const setLease = (body: OfflineRule) => {
    const { rulebooks, leaseRule } = world.house
    return publishAtOnce(rulebooks, leaseRule, { body, reason: '', accountId: 1 })
  }

  test('nothing counts that was done outside the lease; it is kept for a person', async () => {
    await setLease({ leaseHours: 1, pinTries: 6 })
    const phone = await stewardPhone()
    await setLease({ leaseHours: 12, pinTries: 6 })
    const early = phone.make(registration, { subject: '过早' }, { effectiveAt: later(phone, -hour) })
    const late = phone.make(registration, { subject: '过晚' }, { effectiveAt: later(phone, 1.5 * hour) })
    await pass(phone, 2 * hour)
    const { body } = await phone.send(early, late)
    assert.deepEqual(
      body.results.map(({ outcome, code }: Record<string, unknown>) => [outcome, code]),
      [
        ['conflict', 'ledgers.outside_lease'],
        ['conflict', 'ledgers.outside_lease'],
      ],
    )
  })

  test('of two phones on one entry the second is told, keeps its words and settles them', async () => {
    const [one, two] = [await stewardPhone(), await WorldPhone.of(world.as('plans.office'))]
    const entry = await world.entry({ in: 'riverside', ledger: 'toy' })
    const input = { subject: '先到' }
    const first = await one.send(one.make(act(entry, 'comment'), { text: '我来过' }))
    assert.equal(first.body.results[0].outcome, 'done', first.bytes.toString())
    const made = two.make(act(entry, 'accept'), {})
    const second = await two.send(made)
    const [result] = second.body.results
    assert.equal(result.outcome, 'conflict')
    assert.equal(result.code, 'ledgers.changed_meanwhile')
    assert.equal(result.entry.seq, entry.seq + 1)
    // What follows it waits with it, and nothing else does.
    const after = {
      kind: 'act',
      entryId: null,
      after: made.item.clientKey,
      action: 'comment',
      expectedSeq: null,
    }
    const follower = two.make(after, { text: '随后' })
    const free = two.make(registration, input)
    const rest = await two.send(follower, free)
    assert.deepEqual(
      rest.body.results.map(({ outcome }: { outcome: string }) => outcome),
      ['waits', 'done'],
    )
    const kept = await two.caller.get('/api/offline/conflicts')
    assert.equal(kept.body.length, 1)
    assert.equal(kept.body[0].item.what.action, 'accept')
    const settlement = `/api/offline/conflicts/${made.item.clientKey}/settlement`
    const stale = await two.caller.post(settlement, { how: 'again', expectedSeq: entry.seq })
    assert.equal(stale.status, 409)
    const done = await two.caller.post(settlement, { how: 'again', expectedSeq: entry.seq + 1 })
    assert.equal(done.body.outcome, 'settled', done.bytes.toString())
    assert.equal(done.body.result.seq, entry.seq + 2)
    const repeated = await two.caller.post(settlement, { how: 'again', expectedSeq: entry.seq + 1 })
    assert.deepEqual(repeated.body, done.body)
    const followed = await two.send(follower)
    assert.equal(followed.body.results[0].result.seq, entry.seq + 3)
    assert.deepEqual((await two.caller.get('/api/offline/conflicts')).body, [])
  })

  test('a conflict is another’s to neither see nor settle, and is given up with a reason or kept as a comment', async () => {
    const phone = await stewardPhone()
    const entry = await world.entry({ in: 'riverside', ledger: 'toy' })
    const wrong = { ...act(entry, 'comment'), expectedSeq: 9 }
    const [a, b] = [phone.make(wrong, { text: '甲' }), phone.make(wrong, { text: '乙' })]
    await phone.send(a, b)
    const at = ({ item }: typeof a) => `/api/offline/conflicts/${item.clientKey}/settlement`
    const other = world.as('plans.office')
    assert.equal((await other.post(at(a), { how: 'discard', reason: '不要了' })).status, 404)
    assert.equal((await phone.caller.post(at(a), { how: 'discard', reason: '' })).status, 400)
    world.clock.advance(1000)
    const given = await phone.caller.post(at(a), { how: 'discard', reason: '已经口头说明' })
    assert.deepEqual(given.body, {
      outcome: 'settled',
      clientKey: a.item.clientKey,
      how: 'discard',
      result: null,
    })
    const kept = await phone.caller.post(at(b), { how: 'comment', text: '离线时写的:乙' })
    assert.equal(kept.body.how, 'comment', kept.bytes.toString())
    const log = await phone.caller.get(`/api/entries/${entry.id}/actions`)
    assert.equal(log.body.at(-1).asks.text, '离线时写的:乙')
    // Both versions stay to be seen by who settled them, and by nobody else.
    const settled = await phone.caller.get('/api/offline/settled-conflicts')
    assert.equal(settled.body.total, 2, settled.bytes.toString())
    type Row = { how: string; note: string; item: { input: object }; stood: { id: string; seq: number } }
    const own = (settled.body.rows as Row[]).filter(({ stood }) => stood?.id === entry.id)
    assert.deepEqual(
      new Set(own.map(({ how, note, item, stood }) => [how, note, item.input, stood.seq])),
      new Set([
        ['comment', '离线时写的:乙', { text: '乙' }, 1],
        ['discard', '已经口头说明', { text: '甲' }, 1],
      ]),
    )
    const others = await other.get('/api/offline/settled-conflicts')
    assert.equal(others.bytes.toString().includes(entry.id), false)
  })

  test('photos of a conflict that is kept as a comment stay with the entry', async () => {
    const dispatcher = world.as('plans.dispatcher')
    const fields = { title: '井盖', channel: 'grid_worker', category: 'small_ads' }
    const divisionCode = worldPlaces['riverside.first']
    const { body: entry } = await dispatcher.post('/api/ledgers/incident/entries', { fields, divisionCode })
    const phone = await WorldPhone.of(dispatcher)
    const name = 'a.jpg'
    const file = await dispatcher.send('POST', `/api/files?name=${name}&purpose=incident/photos`, {
      body: await photo(),
      headers: { 'content-type': 'image/jpeg' },
    })
    assert.equal(file.status, 201, file.bytes.toString())
    const picture = { field: 'photos', name, mediaType: 'image/jpeg', content: await photo() }
    const made = phone.make({ ...act(entry, 'add_facts'), expectedSeq: 9 }, {}, {}, [picture])
    const sent = await phone.send({ ...made, files: [file.body.id] })
    assert.equal(sent.status, 200, sent.bytes.toString())
    assert.equal(sent.body.results[0].code, 'ledgers.changed_meanwhile', sent.bytes.toString())
    const settlement = `/api/offline/conflicts/${made.item.clientKey}/settlement`
    const kept = await dispatcher.post(settlement, { how: 'comment', text: '现场照片' })
    assert.equal(kept.body.how, 'comment', kept.bytes.toString())
    const log = await dispatcher.get(`/api/entries/${entry.id}/actions`)
    assert.deepEqual(log.body.at(-1).asks, { text: '现场照片', commentPhotos: [file.body.id] })
    const reader = world.as('riverside.gridworker')
    assert.equal((await reader.get(`/api/files/${file.body.id}`)).status, 200)
  })

  test('what the phone registered itself is gone on with before it has arrived', async () => {
    const phone = await stewardPhone()
    const made = phone.make(registration, { subject: '接着办' })
    const after = {
      kind: 'act',
      entryId: null,
      after: made.item.clientKey,
      action: 'comment',
      expectedSeq: null,
    }
    const next = phone.make(after, { text: '补一句' })
    assert.equal((await phone.send(next)).body.results[0].outcome, 'waits')
    const { body } = await phone.send(made, next)
    assert.deepEqual(
      body.results.map(({ outcome, result }: { outcome: string; result: { seq: number } }) => [
        outcome,
        result.seq,
      ]),
      [
        ['done', 1],
        ['done', 2],
      ],
    )
  })

  test('a sealed item is done once, whoever brings it, as its maker, who alone is told what came of it', async () => {
    const phone = await stewardPhone()
    const picture = {
      field: 'proof',
      name: '现场.jpg',
      mediaType: 'image/jpeg',
      content: await photo({ width: 900, height: 700 }),
    }
    const made = phone.make(registration, { subject: '密封' }, {}, [picture])
    const sealed = phone.sealed(made)
    const carrier = world.as('hillside.gridWorker')
    const missing = await carrier.post('/api/offline/sealed', sealed.item)
    assert.equal(missing.body.outcome, 'missing', missing.bytes.toString())
    assert.equal(missing.body.parts.length, sealed.parts.length)
    for (const part of sealed.parts)
      assert.equal((await carrier.post('/api/offline/sealed-parts', part)).status, 204)
    const done = await carrier.post('/api/offline/sealed', sealed.item)
    assert.deepEqual(done.body, { outcome: 'done', clientKey: made.item.clientKey, result: null })
    const own = await phone.send({ ...made, files: [] })
    const { entryId } = own.body.results[0].result
    const entry = await phone.caller.get(`/api/entries/${entryId}`)
    assert.equal(entry.body.fields.proof.value.length, 1)
    assert.equal((await carrier.get(`/api/entries/${entryId}`)).status, 404)
    const log = await phone.caller.get(`/api/entries/${entryId}/actions`)
    assert.equal(log.body.length, 1)
    assert.equal(typeof log.body[0].offline.carriedBy, 'string')
    const file = await phone.caller.get(`/api/files/${entry.body.fields.proof.value[0]}`)
    assert.equal(file.status, 200)
  })

  test('a sealed photo that is not the one that was signed is refused, and so is a forged item', async () => {
    const phone = await stewardPhone()
    const content = await photo({ seed: '#123' })
    const picture = { field: 'proof', name: 'a.jpg', mediaType: 'image/jpeg', content }
    const made = phone.make(registration, { subject: '换照片' }, {}, [picture])
    const other = Buffer.from(content)
    other[content.length - 1] = 0
    const swapped = phone.sealed({ ...made, photos: [{ ...picture, content: other }] })
    for (const part of swapped.parts) await phone.caller.post('/api/offline/sealed-parts', part)
    const refused = await phone.caller.post('/api/offline/sealed', swapped.item)
    assert.equal(refused.body.code, 'offline.bad_photo')
    const forged = { ...made, signed: { ...made.signed, signature: phone.sign('x') } }
    const answer = await phone.caller.post('/api/offline/sealed', phone.sealed(forged).item)
    assert.equal(answer.body.code, 'offline.forged')
    const moved = { ...phone.sealed(made).item, clientKey: phone.make(registration, {}).item.clientKey }
    assert.equal((await phone.caller.post('/api/offline/sealed', moved)).body.code, 'crypto.not_authentic')
  })
})
