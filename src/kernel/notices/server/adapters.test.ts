import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openWorld, password, type World, worldPlaces } from '../../../../test/world/app.ts'
import type { Caller } from '../../../../test/world/caller.ts'
import { adapterTo, WebhookEnd } from '../../../../test/world/webhook-end.ts'
import { everything } from '../../../../test/proof/traces.ts'
import { importanceOf, type NoticeKind } from '../model/notice.ts'
import { notify } from './notice-store.ts'
import { findText } from './text-store.ts'
import { bodyOf } from './webhook.ts'

const phone = '13812345678'

describe('notices that leave the house', () => {
  let world: World
  let admin: Caller
  let office: Caller
  let end: WebhookEnd
  let organisationId: number
  let accountId: number
  let adapterId: number
  let secret: string
  before(async () => {
    world = await openWorld({ start: '2026-03-02T02:00:00Z' })
    end = await WebhookEnd.open()
    office = world.as('plans.office')
    const { account, position } = (await office.get('/api/session')).body
    accountId = account.id
    organisationId = position.organisation.id
    admin = (
      await world.newCaller({
        code: 'sending.admin',
        loginName: 'sending.admin',
        organisationId: world.organisations.get('990001') as number,
        role: 'system_admin',
        divisions: [worldPlaces.district],
        ledgers: null,
        sensitivity: 0,
      })
    ).caller
  })
  after(async () => {
    await end.close()
    await world.close()
  })

  const adapter = (more: object = {}) => ({ ...adapterTo(end), ...more })
  let told = 0
  const tell = (kind: NoticeKind, no = `TOY${(told += 1)}`) =>
    notify(
      world.house.handle.db,
      [
        {
          organisationId,
          accountId,
          kind,
          ledger: 'toy',
          entryId: randomUUID(),
          params: { no, title: 'A title that names somebody', due: '', hasDue: 'no' },
          importance: importanceOf[kind],
          sensitivity: 0,
          source: `trial/${randomUUID()}`,
          exceptAccountId: null,
        },
      ],
      world.clock.now(),
    )
  const send = () => world.app.jobs.runNow('deliveries')
  const deliveries = async (query = '') => (await admin.get(`/api/notice-deliveries${query}`)).body.rows
  const pass = async (ms: number) => {
    world.clock.set(new Date(world.clock.now().getTime() + ms))
    for (const [caller, account] of [
      [admin, 'sending.admin'],
      [office, 'plans.office'],
    ] as const)
      await caller.call('POST', '/api/session', { body: { account, password } })
  }
  const change = (more: object) => admin.put(`/api/notice-adapters/${adapterId}`, adapter(more))

  test('only who keeps the system names places, and nothing leaves before', async () => {
    assert.equal((await office.get('/api/notice-adapters')).status, 403)
    assert.equal((await office.post('/api/notice-adapters', adapter())).status, 403)
    assert.equal((await office.get('/api/notice-deliveries')).status, 403)
    assert.equal(
      (await office.put('/api/notices/contacts', { kind: 'phone', value: phone })).body.phone,
      '138****5678',
    )
    await tell('supervised')
    await send()
    assert.deepEqual([end.taken.length, await deliveries()], [0, []])
  })

  test('an address without a host, of another kind or with a password in it is refused', async () => {
    for (const url of ['ftp://a.example/', 'file:///etc/passwd', 'http://a:b@c.example/', 'x', 'http://'])
      assert.equal((await admin.post('/api/notice-adapters', adapter({ url }))).status, 400, url)
    for (const privateAddresses of [['10.0.0.0/8'], ['localhost']])
      assert.equal((await admin.post('/api/notice-adapters', adapter({ privateAddresses }))).status, 400)
  })

  test('one that is named but off sends nothing, not even a trial', async () => {
    const made = await admin.post('/api/notice-adapters', adapter({ on: false }))
    assert.equal(made.status, 201)
    adapterId = made.body.id
    secret = made.body.secret
    await tell('supervised')
    await send()
    assert.equal(
      (await admin.post(`/api/notice-adapters/${adapterId}/trial`)).body.code,
      'notices.adapter_off',
    )
    assert.equal(end.taken.length, 0)
  })

  test('the secret is told once, and stands in clear nowhere; neither does the number', async () => {
    const listed = await admin.get('/api/notice-adapters')
    assert.doesNotMatch(listed.bytes.toString(), new RegExp(secret))
    for (const [where, bytes] of await everything(world.house.handle, [])) {
      assert.ok(!bytes.includes(secret), where)
      assert.ok(!bytes.includes(phone), where)
    }
  })

  test('once it is on a message goes out, signed, with the number and not the title', async () => {
    await change({ on: true })
    await tell('supervised', 'TOY77')
    await send()
    const [{ headers, body }] = end.taken as [(typeof end.taken)[0]]
    const sent = JSON.parse(body)
    assert.deepEqual(
      [sent.kind, sent.entryNo, sent.recipient, sent.importance],
      ['supervised', 'TOY77', phone, 2],
    )
    assert.doesNotMatch(body, /names somebody/)
    const timestamp = String(headers['x-yiwang-timestamp'])
    assert.equal(timestamp, String(world.clock.now().getTime() / 1000))
    const sum = createHmac('sha256', secret).update(`${timestamp}.${sent.deliveryId}.${body}`).digest('hex')
    assert.equal(headers['x-yiwang-signature'], `hmac-sha256=${sum}`)
    assert.equal(headers['x-yiwang-delivery'], sent.deliveryId)
    const [row] = await deliveries()
    assert.deepEqual([row.state, row.status, row.recipient, row.attempts], ['sent', 200, '138****5678', 1])
    await send()
    assert.equal(end.taken.length, 1)
  })

  test('what fails is tried again, later each time, and those behind it wait their turn', async () => {
    end.taken.length = 0
    end.answers.push(500, 503)
    end.text = `no, 13812345678 and 440300199001011234`
    await tell('circulated', 'FIRST')
    await tell('circulated', 'SECOND')
    const nos = () => end.taken.map(({ body }) => JSON.parse(body).entryNo)
    await send()
    await send()
    assert.deepEqual(nos(), ['FIRST'])
    await pass(5_000)
    await send()
    assert.deepEqual(nos(), ['FIRST', 'FIRST'])
    await pass(5_000)
    await send()
    assert.equal(end.taken.length, 2)
    await pass(15_000)
    await send()
    assert.deepEqual(nos(), ['FIRST', 'FIRST', 'FIRST', 'SECOND'])
    // The same message bears the same id each time.
    assert.equal(new Set(end.taken.slice(0, 3).map(({ headers }) => headers['x-yiwang-delivery'])).size, 1)
    for (const { answer } of await deliveries())
      assert.doesNotMatch(answer ?? '', /12345678|440300199001011234/)
    end.text = 'ok'
  })

  test('what never gets through is given up, lets the next pass, and a person sends it again', async () => {
    end.taken.length = 0
    end.answers.push(...Array.from({ length: 8 }, () => 302))
    await tell('supervised', 'DEAD')
    await tell('supervised', 'NEXT')
    for (let tries = 0; tries < 8; tries += 1) {
      await send()
      await pass(3_600_000)
    }
    await send()
    assert.equal(JSON.parse(end.taken.at(-1)?.body ?? '{}').entryNo, 'NEXT')
    const [dead] = await deliveries('?delivered=dead')
    assert.deepEqual([dead.entryNo, dead.attempts, dead.status], ['DEAD', 8, 302])
    const url = `/api/notice-deliveries/${dead.id}/attempts`
    assert.equal((await office.post(url)).status, 403)
    assert.equal((await admin.post(url)).status, 200)
    assert.equal((await admin.post(url)).status, 404)
    await send()
    assert.equal(JSON.parse(end.taken.at(-1)?.body ?? '{}').entryNo, 'DEAD')
    assert.equal(end.taken.at(-1)?.headers['x-yiwang-delivery'], dead.id)
  })

  test('in hours of quiet only what is urgent goes out, the rest when they end', async () => {
    const { quietFrom: _, ...off } = { digest: 'none', quiet: 'off_duty', quietFrom: null, quietTo: null }
    assert.equal((await office.put('/api/notices/settings', { ...off, quietFrom: null })).status, 200)
    world.clock.set(new Date('2026-03-06T12:00:00Z'))
    end.taken.length = 0
    await tell('reminded', 'LATER')
    await send()
    assert.equal(end.taken.length, 0)
    world.clock.set(new Date('2026-03-09T00:29:00Z'))
    await send()
    assert.equal(end.taken.length, 0)
    world.clock.set(new Date('2026-03-09T00:30:00Z'))
    await send()
    assert.equal(end.taken.length, 1)
  })

  test('an inner address that was not named is not dialled, and what waits ends when it is switched off', async () => {
    await pass(0)
    await change({ privateAddresses: [], importance: 1 })
    end.taken.length = 0
    await tell('supervised', 'REFUSED')
    await tell('task_opened', 'UNIMPORTANT')
    await send()
    const [row] = await deliveries()
    assert.deepEqual(
      [end.taken.length, row.entryNo, row.state, row.answer],
      [0, 'REFUSED', 'waiting', 'notices.address_refused'],
    )
    await change({ on: false })
    assert.equal((await deliveries())[0].state, 'dead')
  })

  test('a trial goes to one’s own contact and tells what came of it; SM3 signs too, and robots get their own form', async () => {
    await change({ algorithm: 'hmac-sm3', format: 'wecom', on: true })
    const trial = () => admin.post(`/api/notice-adapters/${adapterId}/trial`)
    assert.equal((await trial()).body.code, 'notices.no_contact')
    await admin.put('/api/notices/contacts', { kind: 'phone', value: '13900001111' })
    secret = (await admin.post(`/api/notice-adapters/${adapterId}/secret`)).body.secret
    const done = await trial()
    assert.deepEqual([done.body.state, done.body.recipient, done.body.kind], ['sent', '139****1111', 'trial'])
    const { headers, body } = end.taken.at(-1) as (typeof end.taken)[0]
    assert.deepEqual(JSON.parse(body).text.mentioned_mobile_list, ['13900001111'])
    const signed = `${String(headers['x-yiwang-timestamp'])}.${String(headers['x-yiwang-delivery'])}.${body}`
    const sum = createHmac('sm3', secret).update(signed).digest('hex')
    assert.equal(headers['x-yiwang-signature'], `hmac-sm3=${sum}`)
  })

  test('an office writes its own texts, version by version, and what goes out says them', async () => {
    const put = (body: object) => admin.put('/api/notice-texts/trial/en', body)
    assert.equal((await put({ text: '{title}', expectedVersion: 0 })).status, 400)
    const saved = await put({ text: 'Office: a trial ({no})', expectedVersion: 0 })
    assert.equal(saved.status, 200, saved.bytes.toString())
    assert.equal((await put({ text: 'Another', expectedVersion: 0 })).status, 409)
    assert.equal((await office.get('/api/notice-texts')).status, 403)
    const message = { deliveryId: 'd', kind: 'trial', importance: 0, recipient: 'x', at: new Date(0) }
    const said = async (entryNo: string | null) => {
      const written = await findText(world.house.handle.db, 'trial', 'en')
      return JSON.parse(bodyOf({ format: 'yiwang', locale: 'en' }, { ...message, entryNo }, written)).text
    }
    assert.deepEqual([await said('T-1'), await said(null)], ['Office: a trial (T-1)', 'Office: a trial'])
    const again = (await put({ text: null, expectedVersion: 1 })).body.rows
    const [row] = again.filter((one: { version: number }) => one.version > 0)
    assert.deepEqual([row.kind, row.version, row.text], ['trial', 2, row.own])
    assert.notEqual(await said('T-1'), 'Office: a trial (T-1)')
  })

  test('who switched what when is logged for good', async () => {
    const { db } = world.house.handle
    const { rows, total } = (await admin.get('/api/notice-adapter-events?size=200')).body
    const kinds = rows.map(({ kind }: { kind: string }) => kind)
    assert.equal(total, rows.length)
    assert.equal(kinds.at(-1), 'created')
    assert.ok(!JSON.stringify(rows).includes('secret":'), 'no secret stands in it')
    assert.equal((await office.get('/api/notice-adapter-events')).status, 403)
    for (const kind of ['created', 'switched_on', 'switched_off', 'resent', 'new_secret'])
      assert.ok(kinds.includes(kind), kind)
    await assert.rejects(sql`delete from notice_adapter_event`.execute(db), /append-only/)
  })
})
