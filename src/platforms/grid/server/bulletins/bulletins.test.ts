import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { AgainAnswer, CircularAnswer } from '#kernel/reports/model'
import { openWorld, password, type World } from '../../../../../test/world/app.ts'
import type { Caller } from '../../../../../test/world/caller.ts'
import type { BulletinContent } from '../../model/bulletins/content.ts'

describe('bulletins of incidents and their quality', () => {
  let world: World
  let unit: Caller
  let leader: Caller
  let unitId = 0
  const ids: string[] = []
  const path = '/api/grid/bulletins'
  const dispatcher = () => world.as('plans.dispatcher')

  const act = async (by: Caller, id: string, action: string, input: Record<string, unknown> = {}) => {
    const { body } = await dispatcher().get(`/api/entries/${id}`)
    const answer = await by.post(`/api/entries/${id}/actions/${action}`, { expectedSeq: body.seq, input })
    assert.equal(answer.status, 200, `${action}: ${answer.bytes.toString()}`)
  }
  const draft = async (asked: object): Promise<string> => {
    const answer = await dispatcher().post(path, asked)
    assert.equal(answer.status, 201, answer.bytes.toString())
    return answer.body.entryId
  }
  const read = async (id: string, by = dispatcher()): Promise<CircularAnswer<BulletinContent>> =>
    (await by.get(`${path}/${id}`)).body
  const again = async (id: string): Promise<AgainAnswer> =>
    (await dispatcher().get(`${path}/${id}/again`)).body
  const at = async (time: string) => {
    world.clock.set(new Date(time))
    for (const [caller, account] of [
      [dispatcher(), 'plans.dispatcher'],
      [unit, 'b.unit'],
      [leader, 'b.leader'],
      [world.as('hillside.steward'), 'hillside.steward'],
    ] as const) {
      await caller.get('/api/notices/unread-count')
      assert.equal(
        (await caller.call('POST', '/api/session', { body: { account, password } })).status,
        201,
        account,
      )
    }
  }
  const week = { kind: 'week', day: '2026-03-08' }

  before(async () => {
    world = await openWorld({ start: '2026-03-02T01:00:00Z' })
    unitId = world.organisations.get('990001-works') as number
    const at = { organisationId: unitId, divisions: ['990001'], ledgers: null, sensitivity: 1 }
    const make = async (name: string, role: string) =>
      (await world.newCaller({ ...at, code: name, loginName: name, role })).caller
    unit = await make('b.unit', 'unit_handler')
    leader = await make('b.leader', 'district_leader')
    const { body } = await dispatcher().get('/api/ledgers/incident')
    const category = body.fields.find(({ name }: { name: string }) => name === 'category').options[0].value
    for (const place of ['riverside.first', 'riverside.first', 'hillside.community'] as const) {
      const fields = { title: 'words of a resident', channel: 'patrol', category, gridCell: `${place}.cell` }
      const made = await world.entry({ in: place, ledger: 'incident', by: 'plans.dispatcher', fields })
      ids.push(made.id)
    }
    const [first = '', second = ''] = ids
    await act(dispatcher(), first, 'dispatch', { organisationId: unitId })
    await act(unit, first, 'acknowledge')
    await act(unit, first, 'complete', { result: 'done' })
    await act(dispatcher(), second, 'dispatch', { organisationId: unitId })
  })
  after(() => world.close())

  let bulletin = ''
  test('counts what was reported, tells each group and rate, and every figure has its rows', async () => {
    await at('2026-03-10T01:00:00Z')
    bulletin = await draft(week)
    const { content, stage, recipients } = await read(bulletin)
    assert.deepEqual(
      [stage, content.from, content.to, recipients],
      ['drafted', '2026-03-02', '2026-03-08', []],
    )
    assert.deepEqual(content.counts, { reported: 3, merged: 0, dropped: 0, closed: 0, open: 3, overdue: 3 })
    assert.deepEqual(content.channels, [{ channel: 'patrol', count: 3 }])
    assert.deepEqual(
      content.cells.map(({ key, counts }) => [key, counts.reported]),
      [
        ['hillside.community.cell', 1],
        ['riverside.first.cell', 2],
      ],
    )
    for (const grouping of ['organisations', 'townships', 'cells', 'areas'] as const)
      assert.equal(
        content[grouping].reduce((sum, { counts }) => sum + counts.reported, 0),
        content.incidents.filter(({ counted }) => counted.includes('reported')).length,
        grouping,
      )
    for (const [measure, share] of Object.entries(content.shares)) {
      const own = content.cases.filter((row) => row.measure === measure)
      assert.equal(own.filter(({ rule }) => rule === null).length, share.of, measure)
      assert.equal(own.filter(({ rule, good }) => rule === null && good).length, share.n, measure)
    }
    assert.deepEqual([content.shares.resolution?.n, content.shares.resolution?.of], [1, 3])
    assert.deepEqual([content.shares.response?.n, content.shares.response?.of], [1, 2])
    // A bulletin goes to many: nobody's words are in it.
    assert.ok(!JSON.stringify(content).includes('words of a resident'))
    const own = await draft({ ...week, divisionCode: '990001002' })
    assert.equal((await read(own)).content.counts.reported, 1)
  })

  test('is issued under a number to who signs for it and answers, and printed with its head', async () => {
    await act(dispatcher(), bulletin, 'submit')
    await act(leader, bulletin, 'review', { outcome: 'passed' })
    await act(dispatcher(), bulletin, 'issue', { organisations: [unitId], replyBy: '2026-03-13' })
    assert.match((await read(bulletin)).number, /990001.*2026.*1/)
    assert.deepEqual(
      (await read(bulletin)).recipients.map(({ signedAt, answeredAt }) => [signedAt, answeredAt]),
      [[null, null]],
    )
    await act(unit, bulletin, 'acknowledge')
    const [recipient] = (await read(bulletin)).recipients
    assert.deepEqual([recipient?.signedAt, recipient?.answeredAt], ['2026-03-10T01:00:00.000Z', null])
    for (const format of ['docx', 'pdf'])
      assert.equal((await dispatcher().get(`${path}/${bulletin}/paper.${format}`)).status, 200)
  })

  test('comes out the same to the byte after everything went on, and the next one compares with it', async () => {
    assert.deepEqual((await again(bulletin)).identical, true)
    await at('2026-03-16T01:00:00Z')
    await act(unit, ids[1] ?? '', 'acknowledge')
    await act(dispatcher(), ids[2] ?? '', 'void', { reason: 'a mistake' })
    await world.app.relay.drain()
    const said = await again(bulletin)
    assert.deepEqual([said.differences, said.identical, said.files.length], [[], true, 2])
    const next = (await read(await draft({ kind: 'week', day: '2026-03-15' }))).content
    assert.deepEqual([next.previous?.entryId, next.previous?.counts.reported], [bulletin, 3])
    // What was recorded late may be let in: then it says something else, and where.
    const late = await read(await draft({ ...week, recordedBy: '2026-03-16T00:59:00Z' }))
    assert.equal(late.content.counts.reported, 3)
    assert.notEqual(late.contentHash, (await read(bulletin)).contentHash)
  })

  test('is for who reaches the place: others find nothing, and strangers are sent away', async () => {
    assert.equal((await world.stranger().get(`${path}/${bulletin}`)).status, 401)
    assert.equal((await world.as('farside.office').get(`${path}/${bulletin}`)).status, 404)
    assert.equal((await world.as('hillside.steward').get(`${path}/${bulletin}`)).status, 404)
    assert.equal((await world.as('hillside.steward').post(path, week)).status, 403)
    const elsewhere = await dispatcher().post(path, { ...week, divisionCode: '990002' })
    assert.equal(elsewhere.status, 404)
    assert.equal((await dispatcher().post(path, { ...week, day: '2027-01-01' })).status, 400)
  })
})
