import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import type { Caller } from '../../../../../test/world/caller.ts'
import { photo } from '../../../../../test/world/images.ts'
import { Tables } from '../store/tables.ts'
import { FieldPhone } from './field-phone.ts'
import type { Line } from './line.ts'

/** As the screens' client throws it: no answer has the status 0. */
class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor({ status, code }: { status: number; code: string }) {
    super(code)
    this.status = status
    this.code = code
  }
}
const noAnswer = () => new Refused({ status: 0, code: 'ui.offline' })

/** A line to the world's server. `lost`: how many answers get lost on it from now on, after the server has acted. */
class WorldLine {
  caller: Caller
  up = true
  lost = 0
  constructor(caller: Caller) {
    this.caller = caller
  }

  async #ask<Answer>(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer> {
    if (!this.up) throw noAnswer()
    const sending = { body, ...(key === undefined ? {} : { key }) }
    const answer = await this.caller.send(method, path, sending)
    if (this.lost > 0 && method === 'POST' && !path.endsWith('/leases')) {
      this.lost -= 1
      throw noAnswer()
    }
    if (answer.status >= 400) throw new Refused(answer.body)
    return answer.body as Answer
  }

  readonly line: Line = {
    get: (path, query) => this.#ask('GET', query ? `${path}?${new URLSearchParams(query).toString()}` : path),
    post: (path, body, key) => this.#ask('POST', path, body, key),
    sendPhoto: async (file) => {
      if (!this.up) throw noAnswer()
      const answer = await this.caller.send('POST', `/api/files?name=${encodeURIComponent(file.name)}`, {
        body: Buffer.from(await file.arrayBuffer()),
        headers: { 'content-type': file.type },
      })
      if (answer.status >= 400) throw new Refused(answer.body)
      return answer.body.id as string
    },
  }
}

describe('a phone over a working day', () => {
  let world: World
  const phones: FieldPhone[] = []
  before(async () => {
    // Leases are judged by the phone's clock too.
    world = await openWorld({ start: new Date().toISOString() })
  })
  after(async () => {
    for (const phone of phones) phone.close()
    await world.close()
  })

  const newTables = () => new Tables('phone', { indexedDB: new IDBFactory(), IDBKeyRange })
  const open = (tables: Tables, worldLine: WorldLine) => {
    const phone = new FieldPhone({ tables, line: worldLine.line, rounds: 1000, retries: false })
    phones.push(phone)
    return phone
  }
  const setUp = async (position: string) => {
    const tables = newTables()
    const line = new WorldLine(world.as(position))
    const phone = open(tables, line)
    await phone.setUp('246810', '试验手机')
    assert.equal(phone.session().state, 'open')
    return { phone, line, tables }
  }
  const report = (subject: string) => ({
    ledger: 'toy',
    action: 'register',
    divisionCode: worldPlaces['riverside.first'],
    input: { subject },
  })
  const countOf = async (q: string) => {
    const list = await world
      .as('plans.office')
      .get(`/api/ledgers/toy/entries?q=${encodeURIComponent(q)}&size=200`)
    return list.body.rows.map(({ title }: { title: string }) => title) as string[]
  }

  test('reports, photos and steps on them go through once, though answers get lost', async () => {
    const { phone, line } = await setUp('riverside.steward')
    line.up = false
    const blob = new Blob([new Uint8Array(await photo())], { type: 'image/jpeg' })
    for (let no = 1; no <= 12; no++) {
      const photos = no % 3 === 0 ? [{ field: 'proof', name: `${no}.jpg`, blob }] : []
      const key = await phone.queueAction({ ...report(`白天${no}号`), photos })
      await phone.queueAction({ ledger: 'toy', action: 'comment', after: key, input: { text: `补充${no}` } })
    }
    await phone.syncNow()
    assert.deepEqual([phone.session().online, phone.session().unsent], [false, 24])
    line.up = true
    for (let round = 0; phone.session().unsent > 0; round++) {
      assert.ok(round < 12, phone.session().trouble ?? 'nothing moves')
      line.lost = round % 2
      await phone.syncNow()
    }
    const titles = await countOf('白天')
    assert.equal(titles.length, 12)
    assert.equal(new Set(titles).size, 12)
    assert.deepEqual([phone.session().conflicts, phone.session().sealed], [0, 0])
  })

  test('the phone may be closed and opened again in between', async () => {
    const { phone, line, tables } = await setUp('riverside.steward')
    line.up = false
    await phone.queueAction(report('重启之前'))
    phone.close()
    const again = open(tables, line)
    await again.live()
    assert.equal(again.session().state, 'locked')
    assert.equal(await again.unlock('wrong-pin'), 'wrong_pin')
    assert.equal(await again.unlock('246810'), 'open')
    assert.equal(again.session().unsent, 1)
    line.up = true
    await again.syncNow()
    assert.equal(again.session().unsent, 0)
    assert.equal((await countOf('重启之前')).length, 1)
  })

  test('of two phones on one entry, what came second is listed on its phone and settled there', async () => {
    const office = await setUp('plans.office')
    const entry = await world.entry({ in: 'riverside', ledger: 'toy' })
    await office.phone.syncNow()
    const carried = office.phone.store()?.store.carrying.things.get(`entry/${entry.id}`)
    assert.ok(carried, 'the to-do list carries its entries')
    const other = await setUp('plans.office')
    for (const { line } of [office, other]) line.up = false
    await office.phone.queueAction({ ledger: 'toy', action: 'accept', entryId: entry.id, input: {} })
    await other.phone.queueAction({
      ledger: 'toy',
      action: 'comment',
      entryId: entry.id,
      input: { text: '另一部' },
    })
    const free = await other.phone.queueAction({ ...report('不受影响'), input: { subject: '不受影响' } })
    for (const { line, phone } of [office, other]) {
      line.up = true
      await phone.syncNow()
    }
    assert.deepEqual([office.phone.session().conflicts, other.phone.session().conflicts], [0, 1])
    assert.equal(other.phone.session().unsent, 0)
    assert.ok(free)
    const [conflict] = other.phone.store()?.store.kept ?? []
    assert.ok(conflict)
    await other.phone.settleConflict(conflict.item.clientKey, { how: 'again', expectedSeq: entry.seq + 1 })
    assert.deepEqual([other.phone.session().conflicts, other.phone.session().sealed], [0, 0])
    const log = await world.as('plans.office').get(`/api/entries/${entry.id}/actions`)
    assert.deepEqual(
      log.body.map(({ action }: { action: string }) => action),
      ['register', 'accept', 'comment'],
    )
  })

  test('what a signed-out, wiped or destroyed phone had not sent, the next session brings in', async () => {
    const { phone, line, tables } = await setUp('riverside.steward')
    line.up = false
    const blob = new Blob([new Uint8Array(await photo({ width: 800, height: 600 }))], { type: 'image/jpeg' })
    await phone.queueAction({ ...report('退出之前'), photos: [{ field: 'proof', name: 'a.jpg', blob }] })
    await phone.queueAction(report('退出之前二'))
    await phone.wipe()
    assert.deepEqual([phone.session().state, phone.session().sealed], ['destroyed', 2])
    assert.equal(await tables.rows.count(), 0)
    // Somebody of another street signs in on the same phone.
    line.caller = world.as('hillside.gridWorker')
    line.up = true
    await phone.syncNow()
    assert.equal(phone.session().trouble, null)
    assert.deepEqual([phone.session().state, phone.session().sealed], ['absent', 0])
    assert.equal((await countOf('退出之前')).length, 2)
    assert.equal(await tables.parts.count(), 0)
  })

  test('a part of a patrol and a correction outlive the store like any report, and count once for who made them', async () => {
    const divisionCode = worldPlaces['riverside.first']
    const owner = world.as('plans.registrar')
    const person = await owner.post('/api/persons', { name: '河边', divisionCode, phone: '13800000000' })
    const { phone, line, tables } = await setUp('riverside.gridWorker')
    line.up = false
    const startedAt = new Date().toISOString()
    const id = crypto.randomUUID()
    const point = { at: startedAt, lng: 120.1, lat: 41.1, accuracyM: 5, kind: 'track', note: null }
    const part = { id, startedAt, endedAt: null, points: [point] }
    const tell = (action: string, input: object) =>
      phone.queueAction({ ledger: '', action, input: { ...input }, tells: true })
    const correction = { objectId: person.body.id, field: 'phone', value: '13900000001', reason: '走访发现' }
    await tell('registry_correction', { kind: 'person', ...correction })
    await tell('registry_correction', { kind: 'person', ...correction, value: '13800000000' })
    phone.beforeWipe(async () => void (await tell('grid_patrol', part)))
    await phone.wipe()
    assert.deepEqual([phone.session().sealed, await tables.rows.count()], [3, 0])
    for (const { envelope } of await tables.sealed.toArray())
      assert.equal(JSON.stringify(envelope).includes('13900000001'), false)
    line.caller = world.as('hillside.gridWorker')
    line.up = true
    line.lost = 1
    for (let round = 0; round < 3; round++) await phone.syncNow()
    assert.equal(phone.session().sealed, 0)
    const worker = world.as('riverside.gridWorker')
    assert.equal((await worker.get(`/api/grid/patrols/${id}`)).body.points.length, 1)
    const asked = await worker.get(`/api/persons/${person.body.id}/change-requests`)
    assert.equal(asked.body.total, 1)
    // What the register refused waits for its maker, who may give it up.
    const kept = await worker.get('/api/offline/conflicts')
    assert.deepEqual(
      kept.body.map(({ conflict }: { conflict: { code: string } }) => conflict.code),
      ['registry.nothing_changes'],
    )
    const settle = (how: object) =>
      worker.post(`/api/offline/conflicts/${kept.body[0].item.clientKey}/settlement`, how)
    assert.equal((await settle({ how: 'comment', text: '留言' })).status, 409)
    assert.equal((await settle({ how: 'again', expectedSeq: null })).status, 400)
    assert.equal((await settle({ how: 'discard', reason: '号码没有变' })).status, 200)
  })

  test('a phone that was revoked loses what it carries at its next contact, and nothing that was done', async () => {
    const { phone, line, tables } = await setUp('riverside.steward')
    line.up = false
    await phone.queueAction(report('吊销之前'))
    const { deviceId } = (await tables.vaults.toArray())[0] ?? {}
    const revoked = await world.as('riverside.system').post(`/api/offline/devices/${deviceId}/revocation`, {
      reason: '更换手机',
    })
    assert.equal(revoked.status, 204, revoked.bytes.toString())
    line.up = true
    await phone.syncNow()
    assert.equal(phone.session().state, 'destroyed')
    assert.equal(await tables.rows.count(), 0)
    assert.deepEqual([phone.session().sealed, (await countOf('吊销之前')).length], [0, 0])
    // What it says to be of after the revocation waits for its maker: this clock stands still.
    const kept = await world.as('riverside.steward').get('/api/offline/conflicts')
    assert.equal(kept.body.length, 1)
  })
})
