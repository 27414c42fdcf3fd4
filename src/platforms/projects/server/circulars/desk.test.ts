import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { climbLadder } from '#kernel/ledgers/server'
import { openWorld, password, type World } from '../../../../../test/world/app.ts'
import type { DeskAnswer } from '../../model/circulars/desk.ts'

describe('the desk of who supervises', () => {
  let world: World
  let project = ''
  const people = [
    'plans.office',
    'plans.steward',
    'plans.handler',
    'works.handler',
    'district.leader',
    'farside.office',
  ]
  const at = async (time: string) => {
    world.clock.set(new Date(time))
    for (const account of people) {
      const caller = world.as(account)
      await caller.get('/api/notices/unread-count')
      await caller.call('POST', '/api/session', { body: { account, password } })
    }
  }
  const seqOf = async (id: string) =>
    (await world.as('plans.office').get(`/api/entries/${id}`)).body.seq as number
  const act = async (who: string, id: string, action: string, input: object = {}) => {
    const answer = await world
      .as(who)
      .post(`/api/entries/${id}/actions/${action}`, { expectedSeq: await seqOf(id), input })
    assert.equal(answer.status, 200, `${action}: ${answer.bytes.toString()}`)
  }
  const works = () => world.organisations.get('990001-works') as number
  const desk = async (who = 'plans.office') =>
    (await world.as(who).get('/api/projects/supervision')).body as DeskAnswer
  const watch = (nodes: object[], key = randomUUID(), who = 'plans.office') =>
    world.as(who).post('/api/projects/supervision/nodes', { organisationId: works(), nodes }, key)

  before(async () => {
    world = await openWorld({ start: '2026-03-02T01:00:00Z' })
    const milestones = [
      { kind: 'groundbreaking', label: '开工', due: '2026-03-05' },
      { kind: 'completion', label: '竣工', due: '2026-12-31' },
    ]
    const fields = { name: '示例厂', stage: 'procedures', milestones }
    project = (await world.entry({ in: 'riverside', ledger: 'project', fields })).id
  })
  after(() => world.close())

  let node = ''
  test('offers dates of plans that are near, and watches each once', async () => {
    const { candidates, can } = await desk()
    assert.equal(can.watch, true)
    assert.deepEqual(
      candidates.map(({ projectId, label, dueOn }) => [projectId, label, dueOn]),
      [[project, '开工', '2026-03-05']],
    )
    const chosen = candidates.map(({ projectId, node: mark }) => ({ projectId, node: mark }))
    const key = randomUUID()
    const answer = await watch(chosen, key)
    assert.equal(answer.status, 200, answer.bytes.toString())
    assert.deepEqual((await desk()).candidates, [])
    assert.equal((await watch(chosen)).status, 404)
    assert.equal((await watch(chosen, randomUUID(), 'farside.office')).status, 404)
    assert.equal((await watch(chosen, randomUUID(), 'works.handler')).status, 403)
    const list = await world.as('plans.office').get('/api/ledgers/supervision_node/entries')
    assert.equal(list.body.total, 1)
    node = list.body.rows[0].id
  })

  test('says what the ladder does today, and what it has done', async () => {
    const { today } = await desk()
    assert.deepEqual(today, [])
    await at('2026-03-03T01:00:00Z')
    await climbLadder(world.house.engine)
    const reminded = (await desk()).today.filter(({ entryId }) => entryId === node)
    assert.deepEqual(
      reminded.map(({ step, climbed }) => [step, climbed]),
      [['remind', true]],
    )
    await at('2026-03-06T01:00:00Z')
    assert.deepEqual(
      (await desk()).today.filter(({ entryId }) => entryId === node),
      [],
    )
    await at('2026-03-07T01:00:00Z')
    const pending = (await desk()).today.filter(({ entryId }) => entryId === node)
    assert.deepEqual(
      pending.map(({ step, climbed, at: when }) => [step, climbed, when]),
      [['supervise', false, '2026-03-06T16:00:00.000Z']],
    )
    await climbLadder(world.house.engine)
    const said = await desk()
    assert.deepEqual(
      said.done.map(({ step, byRule, outcome }) => [step, byRule, outcome]),
      [
        ['supervise', true, 'open'],
        ['remind', true, 'open'],
      ],
    )
    assert.deepEqual(
      said.overdue.map(({ entryId, days, steps }) => [entryId, days, steps]),
      [[node, 2, 2]],
    )
    assert.deepEqual((await desk('farside.office')).overdue, [])
  })

  test('persons remind, order under a number and circulate; an order is answered and stands on paper', async () => {
    await act('plans.office', node, 'urge', { remark: '请抓紧' })
    await act('district.leader', node, 'name_overdue', { matter: '开工节点超期' })
    await act('plans.office', node, 'order', { instruction: '三日内开工', answerOn: '2026-03-10' })
    const [order] = (await desk()).orders
    assert.match(order?.number ?? '', /990001.*2026.*1/)
    assert.deepEqual([order?.answerOn, order?.answeredOn], ['2026-03-10', null])
    const path = `/api/entries/${node}/orders/${order?.seq}/paper`
    const one = await world.as('plans.office').get(`${path}.docx`)
    assert.equal(one.status, 200, one.bytes.toString('utf8', 0, 300))
    const pdf = await world.as('works.handler').get(`${path}.pdf`)
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
    assert.equal((await world.as('farside.office').get(`${path}.docx`)).status, 404)
    assert.equal((await world.as('plans.office').get(`/api/entries/${node}/orders/1/paper.docx`)).status, 404)
    await at('2026-03-09T01:00:00Z')
    await act('works.handler', node, 'answer_order', { text: '已开工' })
    const answered = await desk()
    assert.equal(answered.orders[0]?.answeredOn, '2026-03-09')
    assert.ok(answered.done.some(({ step, outcome }) => step === 'supervise' && outcome === 'answered'))
    const again = await world.as('plans.office').get(`${path}.docx`)
    assert.deepEqual(again.bytes, one.bytes)
  })

  test('a node ends when it is reported as done and verified', async () => {
    await act('works.handler', node, 'complete', { progress: '已开工' })
    await act('plans.office', node, 'verify', { outcome: 'failed' })
    await act('works.handler', node, 'complete', { progress: '确已开工' })
    await act('plans.office', node, 'verify', { outcome: 'passed' })
    const { body } = await world.as('plans.office').get(`/api/entries/${node}`)
    assert.deepEqual([body.stage, body.isOpen], ['met', false])
  })

  test('numbers of orders on problems are counted by themselves, without gaps', async () => {
    const numbers: string[] = []
    for (const title of ['路', '电']) {
      const { id } = await world.entry({ in: 'riverside', ledger: 'problem', fields: { title, project } })
      await act('plans.handler', id, 'dispatch', { organisationId: works(), dueOn: '2026-03-11' })
      const refused = await world.as('works.handler').post(`/api/entries/${id}/actions/order`, {
        expectedSeq: 2,
        input: { instruction: 'x', answerOn: '2026-03-10' },
      })
      assert.equal(refused.status, 403)
      await act('plans.office', id, 'order', { instruction: '办', answerOn: '2026-03-10' })
      numbers.push((await world.as('plans.office').get(`/api/entries/${id}`)).body.fields.orderNumber.value)
    }
    assert.deepEqual(
      numbers.map((number) => /(\d+)\D*$/.exec(number)?.[1]),
      ['1', '2'],
    )
  })
})
