import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Caller } from '../../../../../test/world/caller.ts'
import { worldPlaces } from '../../../../../test/world/app.ts'
import { type Open311World, openOpen311World } from '../../../../../test/world/open311.ts'
import { draftRule, publishRule } from '../../../../../test/world/rules.ts'

describe('the rules of the hotline’s orders', () => {
  let world: Open311World['world']
  let key: string
  let desk: Caller
  before(async () => {
    const at = await openOpen311World()
    world = at.world
    key = (await at.issue({ uses: ['hotline'] })).key
    desk = world.as('plans.dispatcher')
  })
  after(() => world.close())

  const order = (externalNo: string, more: object = {}) => ({
    externalNo,
    orderClass: 'inquiry',
    receivedAt: '2026-11-20T09:30:00+08:00',
    words: '示例路路灯不亮',
    divisionCode: worldPlaces['riverside.first'],
    ...more,
  })
  const hand = async (...orders: object[]) => {
    const answer = await world.app.server.inject({
      method: 'POST',
      url: '/api/hotline/v1/orders',
      headers: { authorization: `Bearer ${key}` },
      payload: { orders },
    })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json().orders as { outcome: string; reason: string | null }[]
  }
  const find = async (externalNo: string) => {
    const rows = (await desk.get(`/api/ledgers/hotline_order/entries?f.externalNo=${externalNo}`)).body.rows
    return (await desk.get(`/api/entries/${rows[0].id}`)).body
  }
  const accept = async (id: string) => {
    const { seq } = (await desk.get(`/api/entries/${id}`)).body
    const organisationId = world.organisations.get('990001-works') as number
    return (
      await desk.post(`/api/entries/${id}/actions/accept`, { expectedSeq: seq, input: { organisationId } })
    ).body
  }

  test('the rules of classes are data: a new version times new orders, and leaves what was taken as it is', async () => {
    await hand(order('RX-before'))
    await publishRule('grid_hotline_orders', desk, (rules) => {
      rules.accept = { unit: 'hours', count: 1 }
      rules.classes[1].feedback = { unit: 'hours', count: 12 }
      rules.classes[3].active = false
      rules.classes.push({
        code: 'praise',
        name: { 'zh-CN': '表扬', en: 'Praise' },
        feedback: { unit: 'working_days', count: 3 },
        active: true,
      })
    })
    const after = await hand(
      order('RX-after', { receivedAt: '2026-11-20T10:00:00+08:00' }),
      order('RX-praise', { orderClass: 'praise' }),
      order('RX-retired', { orderClass: 'complex', receivedAt: '2026-11-20T10:00:00+08:00' }),
    )
    assert.deepEqual(
      after.map(({ outcome, reason }) => [outcome, reason]),
      [
        ['added', null],
        ['added', null],
        ['refused', 'unknown_class'],
      ],
    )
    const told = async (externalNo: string) => {
      const { id, tasks, fields } = await find(externalNo)
      const accepted = await accept(id)
      return [tasks[0].dueAt, accepted.tasks[0].dueAt, fields.classVersion.value]
    }
    // Called at half past nine by the first version, at ten by the second; accepted at ten either way.
    assert.deepEqual(await told('RX-before'), ['2026-11-20T03:30:00.000Z', '2026-11-21T02:00:00.000Z', 0])
    assert.deepEqual(await told('RX-after'), ['2026-11-20T03:00:00.000Z', '2026-11-20T14:00:00.000Z', 1])
    assert.deepEqual((await told('RX-praise'))[2], 1)
    const { body: ledger } = await desk.get('/api/ledgers/hotline_order')
    const { options } = ledger.fields.find(({ name }: { name: string }) => name === 'orderClass')
    assert.deepEqual(
      options.map(({ value, ended }: { value: string; ended?: boolean }) => [value, ended === true]),
      [
        ['urgent', false],
        ['inquiry', false],
        ['ordinary', false],
        ['complex', true],
        ['praise', false],
      ],
    )
    const faulty = await draftRule('grid_hotline_orders', desk, (rules) => rules.classes.splice(0, 1))
    assert.deepEqual(
      faulty.body.errors.map(({ code }: { code: string }) => code),
      ['hotline.class_deleted'],
    )
  })

  test('headings that nobody knows are said once by a person, and remembered', async () => {
    const csv = [
      ['12345 转办清单', '', '', '', '', ''],
      ['流水', '类型', '时刻', '市民说', '所在', '坐席'],
      ['RX-h1', '一般（7天）', '2026-11-20 08:30', '楼道堆物', worldPlaces.riverside, '3号'],
    ]
      .map((row) => row.join(','))
      .join('\n')
    const send = (who: Caller, url: string) =>
      who.send('POST', url, { body: Buffer.from(csv), headers: { 'content-type': 'text/csv' } })
    const headings = '/api/grid/hotline/headings'
    const found = await send(desk, `${headings}?name=a.csv`)
    assert.equal(found.status, 200, found.bytes.toString())
    assert.deepEqual(
      [found.body.headings.length, found.body.unknown, found.body.missing.length],
      [6, ['流水', '类型', '时刻', '市民说', '所在', '坐席'], 5],
    )
    const columns = ['externalNo', 'orderClass', 'receivedAt', 'words', 'divisionCode', null]
    const said = found.body.unknown.map((heading: string, at: number) => ({ heading, column: columns[at] }))
    const twice = await desk.put(headings, { headings: [...said, { heading: '又', column: 'words' }] })
    assert.deepEqual([twice.status, twice.body.code], [400, 'hotline.heading_twice'])
    assert.equal((await desk.put(headings, { headings: said })).status, 204)
    const again = (await send(desk, `${headings}?name=a.csv`)).body
    assert.deepEqual([again.unknown, again.missing], [[], []])
    const imported = await send(desk, '/api/grid/hotline/imports?name=a.csv')
    assert.deepEqual([imported.body.added, imported.body.refused], [1, []])
    assert.equal((await find('RX-h1')).fields.orderClass.value, 'ordinary')
    const byWorks = await world.as('works.handler').put(headings, { headings: said })
    assert.equal(byWorks.status, 403)
    assert.equal((await desk.get(headings)).body.length, 6)
  })
})
