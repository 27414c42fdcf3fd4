import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { read } from 'hucre'
import type { Caller } from '../../../../../test/world/caller.ts'
import { worldPlaces } from '../../../../../test/world/app.ts'
import { readSheet } from '#kernel/registry/server'
import { findHeadings, mapColumns } from '../../model/hotline/sheet.ts'
import { type Open311World, openOpen311World } from '../../../../../test/world/open311.ts'

describe('the hotline’s orders', () => {
  let at: Open311World
  let world: Open311World['world']
  let key: string
  let desk: Caller
  before(async () => {
    at = await openOpen311World()
    world = at.world
    key = (await at.issue({ uses: ['hotline'] })).key
    desk = world.as('plans.dispatcher')
  })
  after(() => world.close())

  const order = (externalNo: string, more: object = {}) => ({
    externalNo,
    orderClass: 'inquiry',
    receivedAt: '2026-11-20T09:30:00+08:00',
    words: '示例路路灯不亮，电话15412345678',
    divisionCode: worldPlaces['riverside.first'],
    name: '示例·立春',
    phone: '15412345678',
    ...more,
  })
  const call = (method: 'GET' | 'POST', url: string, payload?: object, by = key) =>
    world.app.server.inject({
      method,
      url: `/api/hotline/v1/${url}`,
      headers: by === '' ? {} : { authorization: `Bearer ${by}` },
      ...(payload === undefined ? {} : { payload }),
    })
  const hand = async (...orders: object[]) => {
    const answer = await call('POST', 'orders', { orders })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json().orders as { outcome: string; no: string; reason: string | null }[]
  }
  const find = async (externalNo: string) => {
    const rows = (await desk.get(`/api/ledgers/hotline_order/entries?f.externalNo=${externalNo}`)).body.rows
    return (await desk.get(`/api/entries/${rows[0].id}`)).body
  }
  const act = async (who: Caller, id: string, action: string, input: object) => {
    const { seq } = (await who.get(`/api/entries/${id}`)).body
    const answer = await who.post(`/api/entries/${id}/actions/${action}`, { expectedSeq: seq, input })
    assert.equal(answer.status, 200, answer.bytes.toString())
    return answer.body
  }
  const works = () => world.organisations.get('990001-works') as number
  const answerIt = async (id: string) => {
    await act(desk, id, 'accept', { organisationId: works() })
    await act(world.as('works.handler'), id, 'feedback', { answer: '路灯已修复', solved: 'yes' })
  }

  test('an order becomes a claim, an incident and an entry with clocks of its own, once for each number', async () => {
    const [added] = await hand(order('RX-1'))
    assert.equal(added?.outcome, 'added')
    const [again] = await hand(order('RX-1', { words: '别的话', orderClass: 'urgent' }))
    assert.deepEqual([again?.outcome, again?.no], ['known', added?.no])
    const entry = await find('RX-1')
    assert.deepEqual(
      entry.tasks.map(({ kind, dueAt }: { kind: string; dueAt: string }) => [kind, dueAt]),
      [['accept', '2026-11-20T03:30:00.000Z']],
    )
    const claim = (await desk.get(`/api/entries/${entry.fields.claim.value}`)).body
    assert.deepEqual([claim.ledger, claim.fields.channel.value], ['claim', 'hotline'])
    assert.ok(!JSON.stringify(entry.fields).includes('立春'), 'who called stands with the claim alone')
    await act(desk, entry.id, 'accept', { organisationId: works() })
    const accepted = await find('RX-1')
    assert.deepEqual(
      accepted.tasks.map(({ kind, dueAt }: { kind: string; dueAt: string }) => [kind, dueAt]),
      [['feedback', '2026-11-21T02:00:00.000Z']],
    )
  })

  test('each class has its time for feedback, in hours of day and night or in calendar days', async () => {
    const dues: Record<string, string> = {
      urgent: '2026-11-20T04:00:00.000Z',
      inquiry: '2026-11-21T02:00:00.000Z',
      // Seven days end on Friday; fifteen on Saturday the fifth, so on Monday.
      ordinary: '2026-11-27T16:00:00.000Z',
      complex: '2026-12-07T16:00:00.000Z',
    }
    for (const [orderClass, due] of Object.entries(dues)) {
      await hand(order(`RX-${orderClass}`, { orderClass }))
      const { id } = await find(`RX-${orderClass}`)
      const after = await act(desk, id, 'accept', { organisationId: works() })
      assert.equal(after.tasks[0].dueAt, due, orderClass)
    }
  })

  test('what is out of place, of no class or of the future is refused alone', async () => {
    const taken = await hand(
      order('RX-far', { divisionCode: worldPlaces.farside }),
      order('RX-nowhere', { divisionCode: '999999' }),
      order('RX-classless', { orderClass: 'unheard' }),
      order('RX-future', { receivedAt: '2026-12-01T00:00:00+08:00' }),
      order('RX-good'),
    )
    assert.deepEqual(
      taken.map(({ outcome, reason }) => [outcome, reason]),
      [
        ['refused', 'unknown_division'],
        ['refused', 'unknown_division'],
        ['refused', 'unknown_class'],
        ['refused', 'future'],
        ['added', null],
      ],
    )
    assert.equal((await call('POST', 'orders', { orders: [order('x')] }, '')).statusCode, 403)
    assert.equal((await call('POST', 'orders', { orders: [order('x')] }, at.quiet)).statusCode, 403)
    assert.equal((await call('GET', 'answers', undefined, 'wrong')).statusCode, 403)
  })

  test('an answer is given once, and the log says under which receipt', async () => {
    await hand(order('RX-once'))
    const { id } = await find('RX-once')
    assert.equal((await call('POST', 'answers/RX-once/receipt', { receipt: 'r1' })).statusCode, 404)
    await answerIt(id)
    const waiting = (await call('GET', 'answers')).json().answers
    assert.deepEqual(
      waiting.map(({ externalNo, answer, solved }: Record<string, string>) => [externalNo, answer, solved]),
      [['RX-once', '路灯已修复', 'yes']],
    )
    const first = await call('POST', 'answers/RX-once/receipt', { receipt: 'r1' })
    const second = await call('POST', 'answers/RX-once/receipt', { receipt: 'r2' })
    assert.deepEqual([first.statusCode, second.statusCode], [200, 200])
    assert.equal(second.json().batch, 'r1')
    assert.deepEqual((await call('GET', 'answers')).json().answers, [])
    const { stage, isOpen } = (await desk.get(`/api/entries/${id}`)).body
    assert.deepEqual([stage, isOpen], ['returned', false])
    const log = (await desk.get(`/api/entries/${id}/actions`)).bytes.toString()
    assert.equal(log.split('"hand_back"').length - 1, 1)
    assert.ok(log.includes('r1') && !log.includes('r2'))
  })

  test('answers go back as a file, and the same key is the same batch', async () => {
    await hand(order('RX-file'))
    const { id } = await find('RX-file')
    await act(desk, id, 'accept', { organisationId: works() })
    const answer = '已回复15412345678，路灯已修复'
    await act(world.as('works.handler'), id, 'feedback', { answer, solved: 'yes' })
    assert.equal((await desk.get('/api/grid/hotline/returns')).body.waiting, 1)
    const clientKey = randomUUID()
    const given = await desk.post('/api/grid/hotline/returns', undefined, clientKey)
    assert.deepEqual([given.status, given.body], [200, { batch: clientKey, orders: 1 }])
    const again = await desk.post('/api/grid/hotline/returns', undefined, clientKey)
    assert.deepEqual(again.body, given.body)
    assert.equal((await desk.post('/api/grid/hotline/returns')).status, 409)
    const book = await desk.get(`/api/grid/hotline/returns/${clientKey}.xlsx`)
    const { sheets } = await read(book.bytes)
    const told = JSON.stringify(sheets[0]?.rows)
    assert.ok(told.includes('RX-file') && told.includes('路灯已修复') && !told.includes('15412345678'))
    assert.equal((await world.as('works.handler').get('/api/grid/hotline/returns')).status, 403)
    assert.equal(
      (await world.as('farside.office').get(`/api/grid/hotline/returns/${clientKey}.xlsx`)).status,
      403,
    )
  })

  test('a file of orders is taken row by row; the refused come back in a workbook with reasons', async () => {
    const rows = [
      ['工单号', '类别', '受理时间', '内容', '区划代码', '电话', '备注'],
      ['RX-a', '一般', '2026/11/20 8:30', '楼道堆物', worldPlaces.riverside, '15412345678', ''],
      ['RX-b', '特急', '2026-11-20 08:30', '楼道堆物', worldPlaces.riverside, '', ''],
      ['', '一般', '2026-11-20', '', worldPlaces.riverside, '15412345679', '=1+1'],
      ['RX-a', '一般', '2026-11-20', '又一次', worldPlaces.riverside, '', ''],
      ['RX-c', 'urgent', '2026年11月20日', '管道漏水', '999999', '', ''],
    ]
    const csv = rows.map((row) => row.join(',')).join('\n')
    const url = '/api/grid/hotline/imports?name=orders.csv'
    const send = (who: Caller) =>
      who.send('POST', url, { body: Buffer.from(csv), headers: { 'content-type': 'text/csv' } })
    const imported = await send(desk)
    assert.equal(imported.status, 200, imported.bytes.toString())
    const { added, known, refused, id } = imported.body
    assert.deepEqual([added, known], [1, 0])
    assert.deepEqual(
      refused.map(({ row, reasons }: { row: number; reasons: string[] }) => [row, reasons.length]),
      [
        [3, 1],
        [4, 2],
        [5, 1],
        [6, 1],
      ],
    )
    assert.deepEqual([(await send(desk)).body.added, (await send(desk)).body.known], [0, 1])
    assert.equal((await send(world.as('works.handler'))).status, 403)
    const book = await desk.get(`/api/grid/hotline/imports/${id}/refused.xlsx`)
    const text = JSON.stringify((await read(book.bytes)).sheets[0]?.rows)
    assert.ok(text.includes("'=1+1") && !text.includes('15412345679') && text.includes('RX-b'))
    const other = await world.as('hillside.office').get(`/api/grid/hotline/imports/${id}/refused.xlsx`)
    assert.equal(other.status, 404)
    const wrong = await desk.send('POST', url, {
      body: Buffer.from('a,b\n1,2'),
      headers: { 'content-type': 'text/csv' },
    })
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'hotline.bad_columns'])
    const template = await desk.get('/api/grid/hotline/template.xlsx')
    // The headings stand under a title and a unit, and are found there.
    const sheet = await readSheet('template.xlsx', template.bytes)
    const lines = [sheet.headings, ...sheet.rows]
    assert.equal(Object.keys(mapColumns(lines[findHeadings(lines)] ?? [])).length, 8)
  })

  test('the order hears how its incident ended, and the three rates count it', async () => {
    await hand(order('RX-loop'))
    const entry = await find('RX-loop')
    await act(desk, entry.fields.incident.value, 'refuse', { reason: '属供电公司管辖' })
    await world.app.relay.drain()
    for (let round = 0; round < 3; round += 1) {
      await world.app.jobs.runNow('reactions')
      await world.app.relay.drain()
    }
    assert.equal((await find('RX-loop')).fields.result?.value, '属供电公司管辖')
    await act(desk, entry.id, 'accept', { organisationId: works() })
    await act(world.as('works.handler'), entry.id, 'feedback', { answer: '已转供电公司', solved: 'partly' })
    await desk.post('/api/grid/hotline/returns')
    await act(desk, entry.id, 'rate', { score: 5, rated: works() })
    // Until the first answers were due; a session ends after half an hour without use.
    for (let step = 0; step < 6; step += 1) {
      world.clock.advance(20 * 60_000)
      await desk.get('/api/session')
    }
    await world.app.relay.drain()
    const { all: total } = (
      await desk.get('/api/ledgers/hotline_order/statistics?from=2026-11-01&to=2026-11-30')
    ).body
    assert.deepEqual([total.satisfaction.n, total.satisfaction.of], [1, 1])
    assert.deepEqual([total.response.n, total.response.of], [8, 10])
    assert.deepEqual([total.resolution.n, total.resolution.of], [3, 10])
  })
})
