import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { runReactions } from '#kernel/ledgers/server'
import { insertHouseholds } from '#kernel/registry/server'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import { photo } from '../../../../../test/world/images.ts'
import type { Caller } from '../../../../../test/world/caller.ts'
import { type Made, WorldPhone } from '../../../../../test/world/phone.ts'

const village = worldPlaces['riverside.first']

describe('a need that a household voices at a visit', () => {
  let world: World
  let worker: { caller: Caller; accountId: number }
  let household: string
  let leader: Caller
  let lowLeader: Caller
  let elsewhere: Caller
  const dispatcher = () => world.as('plans.dispatcher')

  before(async () => {
    world = await openWorld()
    const organisationId = world.organisations.get(village) as number
    const scope = { organisationId, divisions: [village], ledgers: null, sensitivity: 2 }
    const code = 'need.worker'
    worker = await world.newCaller({ loginName: code, code, role: 'grid_worker', ...scope })
    const lead = async (login: string, more: object = {}) =>
      (await world.newCaller({ loginName: login, code: login, role: 'grid_leader', ...scope, ...more }))
        .caller
    leader = await lead('need.leader')
    lowLeader = await lead('need.low', { sensitivity: 0 })
    elsewhere = await lead('need.elsewhere', { divisions: [worldPlaces['riverside.second']] })
    const facts = { divisionCode: village, address: '示例路1号', sensitivity: 1, source: '示例', asOf: null }
    const home = { number: '0001', from: '2026-01-01', members: [], ...facts }
    ;[household = ''] = await insertHouseholds(world.house.handle.db, [home], world.clock.now())
  })
  after(() => world.close())

  const react = async () => {
    for (let round = 0; round < 4; round += 1) {
      await world.app.relay.drain()
      if ((await runReactions(world.house.engine)) === 0) return
    }
  }
  const visited = (phone: WorldPhone, more: Record<string, unknown> = {}) =>
    phone.make(
      { kind: 'register', ledger: 'household_visit', divisionCode: village },
      {
        household,
        visitor: worker.accountId,
        visitedOn: '2026-03-02',
        purpose: 'routine',
        contact: 'met',
        found: '楼道灯不亮',
        needText: '楼道灯不亮，请修',
        outcome: 'none',
        ...more,
      },
    )
  const raised = (
    phone: WorldPhone,
    visit: Made,
    title: string,
    files: Parameters<typeof phone.make>[3] = [],
  ) =>
    phone.make(
      {
        kind: 'register',
        ledger: 'incident',
        divisionCode: village,
        of: { field: 'visit', after: visit.item.clientKey },
      },
      { title, description: '楼道灯不亮，请修', channel: 'visit', address: '示例路1号' },
      { effectiveAt: visit.item['effectiveAt'] },
      files,
    )
  const incidentsCalled = async (title: string) => {
    const { body } = await dispatcher().get(
      `/api/ledgers/incident/entries?q=${encodeURIComponent(title)}&size=100`,
    )
    return body.rows as { id: string; no: string }[]
  }
  const entry = async (id: string, by = dispatcher()) => (await by.get(`/api/entries/${id}`)).body
  const claims = async () =>
    (await worker.caller.get(`/api/grid/coverage?division=${village}`)).body.whole.claims as {
      count: number | null
      of: number
    }
  const act = async (id: string, action: string, input: Record<string, unknown>, by = dispatcher()) => {
    const { seq } = await entry(id, by)
    const done = await by.post(`/api/entries/${id}/actions/${action}`, { expectedSeq: seq, input })
    assert.equal(done.status, 200, done.bytes.toString())
    await react()
  }

  test('becomes an incident of the visit’s time that names it, is counted until it is answered, and the worker is told', async () => {
    const phone = await WorldPhone.of(worker.caller)
    const visit = visited(phone)
    const content = await photo()
    const need = raised(phone, visit, '楼道灯', [
      { field: 'photos', name: 'a.jpg', mediaType: 'image/jpeg', content },
    ])
    const before = await claims()
    world.clock.advance(10 * 60_000)
    const file = await worker.caller.send('POST', '/api/files?name=a.jpg', {
      body: content,
      headers: { 'content-type': 'image/jpeg' },
    })
    const sent = await phone.send(visit, { ...need, files: [file.body.id] })
    assert.deepEqual(
      sent.body.results.map(({ outcome }: { outcome: string }) => outcome),
      ['done', 'done'],
      sent.bytes.toString(),
    )
    await react()
    const [{ result: ofVisit }, { result: ofNeed }] = sent.body.results
    const incident = await entry(ofNeed.entryId)
    assert.equal(incident.fields.visit.value, ofVisit.entryId)
    assert.equal(incident.fields.channel.value, 'visit')
    const [line] = (await dispatcher().get(`/api/entries/${ofNeed.entryId}/actions`)).body
    assert.equal(line.effectiveAt, visit.item['effectiveAt'])
    const known = async () => (await entry(ofVisit.entryId, worker.caller)).fields.raised.value
    assert.deepEqual(await known(), [{ incident: ofNeed.entryId, state: 'reported' }])
    const counted = await claims()
    assert.deepEqual([counted.count, counted.of], [(before.count ?? 0) + 1, before.of + 1])
    const rows = await worker.caller.get(
      `/api/grid/coverage/rows?division=${village}&measure=claims_unanswered`,
    )
    assert.ok(rows.body.rows.some(({ id }: { id: string }) => id === ofVisit.entryId))

    await act(ofNeed.entryId, 'refuse', { reason: '已由物业修好' })
    assert.deepEqual(await known(), [{ incident: ofNeed.entryId, state: 'answered', answer: '已由物业修好' }])
    assert.equal((await claims()).count, before.count ?? 0)
    const notices = await worker.caller.get('/api/notices')
    assert.ok(
      notices.body.rows.some(
        ({ kind, entryId }: { kind: string; entryId: string }) =>
          kind === 'entry_answered' && entryId === ofVisit.entryId,
      ),
      notices.bytes.toString(),
    )
  })

  test('is registered once, however often and in whichever order the two come, open or sealed', async () => {
    let no = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('visit', 'need', 'both', 'sealed visit', 'sealed need'), {
          minLength: 1,
          maxLength: 5,
        }),
        async (ways) => {
          const phone = await WorldPhone.of(worker.caller)
          const title = `只报一次${no++}次`
          const visit = visited(phone, { found: title })
          const need = raised(phone, visit, title)
          const outcomes: string[] = []
          for (const way of [...ways, 'both']) {
            const made = way.includes('visit') ? [visit] : way.includes('need') ? [need] : [visit, need]
            for (const one of way.startsWith('sealed') ? made : []) {
              const { item } = phone.sealed(one)
              assert.equal((await worker.caller.post('/api/offline/sealed', item)).status, 200)
            }
            if (!way.startsWith('sealed')) {
              const { body } = await phone.send(...made)
              outcomes.push(...body.results.map(({ outcome }: { outcome: string }) => outcome))
            }
          }
          await react()
          const found = await incidentsCalled(title)
          assert.equal(found.length, 1, JSON.stringify({ ways, outcomes }))
          const { fields } = await entry(found[0]?.id ?? '')
          const seen = await entry(fields.visit.value, worker.caller)
          assert.deepEqual(seen.fields.raised.value.length, 1)
          assert.equal(outcomes.at(-1), 'done')
        },
      ),
      { numRuns: 8 },
    )
  })

  test('waits while its visit waits for a person; where that is given up, it is registered for itself', async () => {
    const phone = await WorldPhone.of(worker.caller)
    const visit = visited(phone, { visitedOn: '2027-01-01' })
    const need = raised(phone, visit, '等走访的需求')
    const { body } = await phone.send(visit, need)
    assert.deepEqual(
      body.results.map(({ outcome }: { outcome: string }) => outcome),
      ['conflict', 'waits'],
    )
    const settlement = ({ item }: Made) => `/api/offline/conflicts/${item.clientKey}/settlement`
    const given = await worker.caller.post(settlement(visit), { how: 'discard', reason: '日期写错' })
    assert.equal(given.status, 200, given.bytes.toString())
    // The list tells the latest first.
    world.clock.advance(60_000)
    const later = await phone.send(need)
    assert.equal(later.body.results[0].code, 'offline.earlier_undone')
    const again = await worker.caller.post(settlement(need), { how: 'again', expectedSeq: null })
    assert.equal(again.body.outcome, 'settled', again.bytes.toString())
    const [found] = await incidentsCalled('等走访的需求')
    assert.equal((await entry(found?.id ?? '')).fields.visit, undefined)

    // Who leads the community is told of both, by whom and how; nobody without that duty is, and nobody elsewhere.
    const path = '/api/grid/settled-conflicts'
    const settled = (await leader.get(path)).body
    assert.equal(settled.total, 2)
    type Told = { how: string; note: string | null; entry: { id: string } | null; by: string }
    const told = settled.rows.map(({ how, note, entry: on }: Told) => [how, note, on?.id ?? null])
    assert.deepEqual(told, [
      ['again', null, found?.id],
      ['discard', '日期写错', null],
    ])
    assert.equal((await worker.caller.get(path)).status, 403)
    assert.deepEqual((await elsewhere.get(path)).body, { rows: [], total: 0 })
    // Of a ledger out of the leader's class what was written is not told.
    assert.deepEqual((await lowLeader.get(path)).body.rows.at(-1).note, null)
  })

  test('a visit of another street is not to be named', async () => {
    const phone = await WorldPhone.of(worker.caller)
    const visit = visited(phone)
    const { body } = await phone.send(visit)
    const stranger = world.as('hillside.office')
    const fields = {
      title: '别人的走访',
      channel: 'visit',
      visit: body.results[0].result.entryId,
    }
    const made = await stranger.post('/api/ledgers/incident/entries', {
      fields,
      divisionCode: worldPlaces.hillside,
    })
    assert.ok(made.status >= 400 && made.status < 500, made.bytes.toString())
  })
})
