import assert from 'node:assert/strict'
import { createPublicKey, randomUUID, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { read } from 'hucre'
import { checkpointFile, verifyLog } from '#kernel/ledgers/server'
import { sealLog } from '../../src/main/jobs.ts'
import { openWorld, type World, worldPlaces } from '../world/app.ts'
import type { Caller } from '../world/caller.ts'
import { carePlatform } from '../world/secret-ledger.ts'
import {
  leaderOf,
  officeOf,
  ok,
  place,
  type PlantedPerson,
  plantPerson,
  registerPerson,
  registrarOf,
  secret,
} from './planted-person.ts'
import { everything, tracesOf } from './traces.ts'

const every = Object.values(secret)

describe('erasure by law', () => {
  let world: World
  let planted: PlantedPerson
  let registrar: Caller
  let leader: Caller
  before(async () => {
    world = await openWorld({ platforms: [carePlatform] })
    registrar = registrarOf(world)
    leader = await leaderOf(world)
    planted = await plantPerson(world)
  })
  after(() => world.close())

  const office = () => officeOf(world)
  const url = () => `/api/persons/${planted.personId}/erasure`
  const ask = {
    legalBasis: '《个人信息保护法》第四十七条',
    requestNo: '申请〔2026〕1号',
    reason: '处理目的已实现',
  }

  const traces = async () => {
    const { house } = world
    return tracesOf(every, await everything(house.handle, [dirname(house.erasures)]))
  }
  const verified = async () => {
    await world.app.relay.drain()
    await sealLog(world.house)
    const { handle, keys, checkpoints } = world.house
    const found = await verifyLog({
      handle,
      checkpoints: checkpointFile(checkpoints),
      publicKey: keys.signing.publicKey,
      replay: 'all',
    })
    return found.findings
  }

  test('the values were there before, where a name or an address is read in clear and in the folder', async () => {
    const found = (await traces()).join('\n')
    for (const text of [
      secret.name,
      secret.pinyin,
      secret.address,
      secret.paper,
      secret.paperName,
      secret.source,
    ])
      assert.ok(found.includes(`${text} as UTF-8`), text)
    for (const where of [
      'registry_change',
      'unmasking',
      'saved_view',
      'table hold',
      'table person',
      'table file',
    ])
      assert.ok(found.includes(where), where)
    // What stands under the person's key is in clear nowhere, ever.
    for (const text of [secret.seen, secret.income, secret.remark, secret.corrected])
      assert.ok(!found.includes(text), text)
  })

  test('nobody without the right learns of it, nor anybody outside the scope', async () => {
    for (const method of ['GET', 'POST', 'DELETE'] as const)
      assert.equal((await office().send(method, url(), { body: ask })).status, 403)
    const scope = { divisions: [worldPlaces.neighbour], ledgers: null, sensitivity: 2 }
    const organisationId = world.organisations.get('990002') as number
    const { caller } = await world.newCaller({
      code: 'far',
      loginName: 'far.registrar',
      organisationId,
      role: 'registrar',
      ...scope,
    })
    assert.equal((await caller.get(url())).status, 404)
    assert.equal((await caller.post(url(), ask)).status, 404)
    assert.equal((await caller.post(`${url()}/confirmation`)).status, 404)
    assert.equal((await registrar.get(`/api/persons/${randomUUID()}/erasure`)).status, 404)
  })

  test('a dry run says what would go and what stays, and an open entry stands against it', async () => {
    const { plan, can, name } = ok(await registrar.get(url()))
    assert.equal(name, secret.name)
    assert.deepEqual(can, { ask: true, confirm: false, withdraw: false })
    assert.deepEqual(plan.register.columns, [
      'name',
      'sex',
      'birth_date',
      'id_number',
      'phone',
      'address',
      'source',
    ])
    assert.deepEqual([plan.register.changes, plan.register.unmaskings, plan.files, plan.views], [2, 1, 3, 3])
    assert.deepEqual(
      plan.ledgers.map(({ title: _, ...one }: { title: object }) => one),
      [{ ledger: 'care', entries: 2, values: 7, files: 3 }],
    )
    const stays = Object.fromEntries(
      plan.stays.map((one: { kind: string; count: number }) => [one.kind, one.count]),
    )
    assert.deepEqual(stays, { ties: 2, log: 2, households: 1 })
    assert.deepEqual(
      plan.obstacles.map((one: { kind: string; nos: string[] }) => [one.kind, one.nos]),
      [
        ['open_entry', [planted.entry.no]],
        ['hold', []],
      ],
    )
    const refused = await registrar.post(url(), ask)
    assert.deepEqual([refused.status, refused.body.code], [409, 'ledgers.erasure_hindered'])
    assert.match(refused.body.detail, new RegExp(`open entries · holds; entries ${planted.entry.no}`))
    assert.equal((await registrar.post(url(), { ...ask, legalBasis: '' })).status, 400)
  })

  test('one asks, and may take it back; who asked cannot confirm', async () => {
    assert.equal((await leader.post(`${url()}/confirmation`)).status, 404)
    const overrideGround = '本人书面要求，案件已移交'
    const asked = ok(await registrar.post(url(), { ...ask, overrideGround }), 201)
    assert.deepEqual(asked.can, { ask: false, confirm: false, withdraw: true })
    assert.equal((await leader.post(url(), { ...ask, overrideGround })).body.code, 'ledgers.erasure_asked')
    assert.deepEqual(ok(await leader.get(url())).can, { ask: false, confirm: true, withdraw: true })
    assert.equal(ok(await registrar.delete(url())).request, null)
    assert.equal((await registrar.delete(url())).status, 404)
    ok(await registrar.post(url(), { ...ask, overrideGround }), 201)
    const own = await registrar.post(`${url()}/confirmation`)
    assert.deepEqual([own.status, own.body.code], [403, 'ledgers.erasure_same_person'])
  })

  test('confirmed by another, no copy of any value is left, and the log still verifies', async () => {
    const done = ok(await leader.post(`${url()}/confirmation`), 201)
    assert.equal(done.certificate, 'QC000001')
    assert.equal(done.plan, null)
    assert.deepEqual(await traces(), [])
    assert.deepEqual(await verified(), [])
    assert.deepEqual(await traces(), [])
    assert.equal((await leader.post(`${url()}/confirmation`)).status, 409)
  })

  test('entry, list, past, time line, workbook and file say since when, in either language', async () => {
    const mark = (value: { $erased: { certificate: string } }) => value.$erased.certificate
    const path = `/api/entries/${planted.entry.id}`
    const entry = ok(await office().get(path))
    assert.equal(mark(entry.fields.illness.value), 'QC000001')
    assert.equal(mark(entry.fields.visits.value), 'QC000001')
    assert.equal(mark(ok(await office().get(`${path}?asOf=2026-03-02`)).fields.illness.value), 'QC000001')
    const log = ok(await office().get(`${path}/actions`))
    assert.deepEqual(
      log.map((item: { word: string }) => item.word),
      ['register', 'report', 'comment', 'erase'],
    )
    assert.equal(mark(log[2].asks.text), 'QC000001')
    assert.equal(log[3].asks.certificate, 'QC000001')
    assert.equal(log[3].asks.legalBasis, ask.legalBasis)
    assert.notEqual(log[3].asks.askedBy, log[3].asks.confirmedBy)
    const rows = ok(await office().get('/api/ledgers/care/entries')).rows
    const row = rows.find(({ id }: { id: string }) => id === planted.closed.id)
    assert.equal(mark(row.fields.illness), 'QC000001')
    for (const [language, words] of [
      ['en', 'Erased by law on 2026-03-02, certificate QC000001'],
      ['zh-CN', '已于2026-03-02依法清除，清除证明 QC000001'],
    ] as const) {
      ok(await office().put('/api/session/locale', { locale: language }))
      const book = await read((await office().get('/api/ledgers/care/entries.xlsx')).bytes)
      assert.ok(JSON.stringify(book.sheets[0]?.rows).includes(words), words)
    }
    await office().put('/api/session/locale', { locale: 'en' })
    const file = await office().get(`/api/files/${planted.paper}`)
    assert.deepEqual([file.status, file.body.code], [410, 'files.erased'])
    assert.equal((await office().get(`/api/files/${planted.scan}/facts`)).status, 410)
  })

  test('what another person has stays: the same content, their secrets, their household', async () => {
    const entry = ok(await office().get(`/api/entries/${planted.theirs.id}`))
    assert.equal(entry.fields.illness.value, 'their own')
    const twin = await office().get(`/api/files/${entry.fields.papers.value[0]}`)
    assert.equal(twin.bytes.toString(), 'a content that two have')
    const [household] = ok(await registrar.get(`/api/households?division=${place}`)).rows
    const { members, headName } = ok(await registrar.get(`/api/households/${household.id}`))
    assert.equal(headName, null)
    assert.deepEqual(
      members.map(({ name, erased, relation }: { name: string; erased: boolean; relation: string }) => [
        name,
        erased,
        relation,
      ]),
      [
        [null, true, 'head'],
        ['旁人', false, 'spouse'],
        ['新生儿', false, 'child'],
      ],
    )
    const views = ok(await office().get('/api/ledgers/care/views'))
    assert.ok(views.some((view: { name: string }) => view.name === '其他'))
  })

  test('the person shows as erased, is found no more, and nothing more can be recorded of it', async () => {
    const person = ok(await registrar.get(`/api/persons/${planted.personId}`))
    assert.equal(person.name, '')
    assert.equal(person.erased.certificate, 'QC000001')
    assert.deepEqual(person.can, { update: false, unmask: false, erase: true })
    for (const q of [secret.name, secret.phone, secret.idNumber, 'zhuge', ''])
      assert.ok(
        !ok(await registrar.get(`/api/persons?q=${encodeURIComponent(q)}`)).rows.some(
          ({ id }: { id: string }) => id === planted.personId,
        ),
      )
    const again = await registrar.send('PUT', `/api/persons/${planted.personId}`, {
      body: { expectedVersion: 3, name: '又来' },
    })
    assert.equal(again.body.code, 'registry.person_erased')
    const fields = { matter: '再登记', person: planted.personId }
    for (const more of [{}, { illness: 'x' }]) {
      const entry = await office().post('/api/ledgers/care/entries', {
        fields: { ...fields, ...more },
        divisionCode: place,
      })
      assert.deepEqual([entry.status, entry.body.code], [409, 'registry.person_erased'])
    }
    // The same identity number may be registered anew: it is a new person to the house.
    assert.notEqual(await registerPerson(world, '新人', { idNumber: secret.idNumber }), planted.personId)
  })

  test('the certificate proves itself without the house, and says neither name nor value', async () => {
    const answer = ok(await leader.get('/api/erasures/QC000001'))
    const { certificate, text, signature, publicKey } = answer
    assert.ok(verify(null, Buffer.from(text), createPublicKey(publicKey), Buffer.from(signature, 'base64')))
    assert.equal(certificate.no, 'QC000001')
    assert.deepEqual(certificate.entries, [
      {
        ledger: 'care',
        no: planted.entry.no,
        fields: { home: 1, illness: 2, income: 1, visits: 1, text: 1 },
        files: 3,
      },
      { ledger: 'care', no: planted.closed.no, fields: { illness: 1 }, files: 0 },
    ])
    assert.equal(certificate.overridden[0].kind, 'open_entry')
    assert.equal(certificate.keyId, world.house.keys.signing.id)
    const [line] = readFileSync(world.house.erasures, 'utf8').trim().split('\n')
    assert.equal(JSON.parse(line ?? '').certificate, text)
    assert.equal((await office().get('/api/erasures/QC000001')).status, 403)
    assert.equal((await leader.get('/api/erasures/QC000002')).status, 404)
    assert.equal((await leader.get('/api/erasures/QC0000001')).status, 404)
  })

  test('a person without anything gets the next number, and certificates have no gap', async () => {
    const bare = await registerPerson(world, '空白')
    const path = `/api/persons/${bare}/erasure`
    ok(await leader.post(path, ask), 201)
    const [one, two] = await Promise.all([
      registrar.post(`${path}/confirmation`),
      registrar.post(`${path}/confirmation`),
    ])
    assert.deepEqual(new Set([one.status, two.status]), new Set([201, 409]))
    assert.equal(ok(await leader.get(path)).certificate, 'QC000002')
    assert.deepEqual(await verified(), [])
  })
})
