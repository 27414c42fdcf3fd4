import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Relay } from '#kernel/ledgers/server'
import { openWorld, password, type World } from '../../../../../test/world/app.ts'
import { countWall } from '../../model/wall.ts'

type Input = Record<string, unknown>

/** Each step with its day, and the stage that every count must show it in from then on. */
const walk: readonly { day: string; action: string; input: Input; paper?: string; stage: string }[] = [
  { day: '2026-01-10', action: 'negotiate', input: {}, stage: 'negotiation' },
  {
    day: '2026-02-03',
    action: 'sign',
    input: { signedOn: '2026-02-03' },
    paper: 'signingPapers',
    stage: 'signing',
  },
  { day: '2026-02-20', action: 'begin_procedures', input: {}, stage: 'procedures' },
  {
    day: '2026-03-16',
    action: 'break_ground',
    input: { brokeGroundOn: '2026-03-16' },
    paper: 'groundbreakingPapers',
    stage: 'groundbreaking',
  },
  {
    day: '2026-04-01',
    action: 'enter_statistics',
    input: { statisticalEntryOn: '2026-04-01', statisticalEntryCode: '2604-211302-04-01-000001' },
    stage: 'groundbreaking',
  },
  { day: '2026-05-06', action: 'restart', input: { restartedOn: '2026-05-06' }, stage: 'groundbreaking' },
  {
    day: '2026-09-01',
    action: 'start_production',
    input: { productionOn: '2026-09-01' },
    paper: 'productionPapers',
    stage: 'production',
  },
  {
    day: '2026-11-02',
    action: 'reach_capacity',
    input: { fullCapacityOn: '2026-11-02' },
    paper: 'capacityPapers',
    stage: 'full_capacity',
  },
]

describe('one id for life', () => {
  let world: World
  let id: string
  let no: string
  let relay: Relay
  const office = () => world.as('plans.office')

  before(async () => {
    world = await openWorld({ start: '2026-01-05T02:00:00Z' })
    const born = await world.entry({
      in: 'riverside',
      ledger: 'project',
      fields: { name: '一号项目', category: 'industry', stage: 'planning', investmentFen: 700_000_000_00 },
    })
    id = born.id
    no = born.no
    const { engine } = world.house
    relay = new Relay({ engine, consumers: [], onError: (error) => assert.fail(String(error)) })
  })
  after(() => world.close())

  /** Months pass between the steps, so whoever acts signs in anew. */
  async function on(day: string) {
    world.clock.set(new Date(`${day}T02:00:00Z`))
    await office().call('POST', '/api/session', { body: { account: 'plans.office', password } })
  }

  async function act(action: string, input: Input, of = id) {
    const { body } = await office().get(`/api/entries/${of}`)
    return office().post(`/api/entries/${of}/actions/${action}`, { expectedSeq: body.seq, input })
  }

  /** The project in every count there is, now or as of a day: once, in the stage, under its number. */
  async function countedOnce(stage: string, asOf?: string) {
    const query = asOf === undefined ? '' : `asOf=${asOf}`
    const { body: answer } = await office().get(`/api/projects/wall?${query}`)
    const wall = countWall(answer.projects, answer.problems, answer.day)
    assert.equal(wall.projects.count, 1, `wall ${asOf ?? 'now'}`)
    assert.deepEqual(
      wall.groups.stage.filter(({ count }) => count > 0).map(({ key, count }) => [key, count]),
      [[stage, 1]],
    )
    assert.equal(wall.investment.fen, 700_000_000_00)
    for (const axis of ['', '&axis=effective']) {
      const { body: list } = await office().get(
        `/api/ledgers/project/entries?${query}${asOf === undefined ? '' : axis}`,
      )
      assert.deepEqual(
        list.rows.map((row: { id: string; no: string; stage: string }) => [row.id, row.no, row.stage]),
        [[id, no, stage]],
        `list ${asOf ?? 'now'}`,
      )
      assert.equal(list.total, 1)
    }
    const { body: board } = await office().get(`/api/ledgers/project/board?groupBy=stage&${query}`)
    assert.equal(board.total, 1, `board ${asOf ?? 'now'}`)
    const groups = board.groups.filter(({ count }: { count: number }) => count > 0)
    assert.deepEqual(
      groups.map(({ key, count }: { key: string; count: number }) => [key, count]),
      [[stage, 1]],
    )
  }

  const relayed = () => relay.drain()

  test('from the first idea to full capacity it is one entry, counted once at every step', async () => {
    await relayed()
    await countedOnce('planning')
    for (const { day, action, input, paper, stage } of walk) {
      await on(day)
      if (paper !== undefined) {
        const bare = await act(action, input)
        assert.deepEqual([bare.status, bare.body.code], [409, 'ledgers.evidence_missing'], action)
      }
      const papers = paper === undefined ? {} : { [paper]: [await office().upload(`${action}.txt`, action)] }
      const done = await act(action, { ...input, ...papers })
      assert.equal(done.status, 200, `${action}: ${done.bytes.toString()}`)
      assert.deepEqual([done.body.id, done.body.no, done.body.stage], [id, no, stage])
      await relayed()
      await countedOnce(stage)
    }
  })

  test('and on every earlier day it is counted once, in the stage of that day', async () => {
    let before = 'planning'
    for (const { day, stage } of walk) {
      const eve = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
      await countedOnce(before, eve)
      await countedOnce(stage, day)
      before = stage
    }
    const { body: none } = await office().get('/api/projects/wall?asOf=2026-01-04')
    assert.equal(none.projects.length, 0)
  })

  test('the lists by stage have it where its stated days put it', async () => {
    const listsOn = async (day: string) => {
      const { body } = await office().get(`/api/projects/stage-lists?asOf=${day}`)
      return body.rows.flatMap((row: { lists: string[] }) => row.lists)
    }
    assert.deepEqual(await listsOn('2026-02-10'), ['signed_not_landed'])
    assert.deepEqual(await listsOn('2026-02-25'), [])
    assert.deepEqual(await listsOn('2026-03-20'), ['started'])
    assert.deepEqual(await listsOn('2026-05-10'), ['started', 'restarted'])
  })

  test('a double is proposed with reasons, and once merged it counts with its master only', async () => {
    const { body: alike } = await office().get(
      `/api/projects/alike?name=${encodeURIComponent('一号项目（二期）')}&amountFen=70000000000&place=990001001`,
    )
    assert.deepEqual([alike.length, alike[0].id], [1, id])
    assert.ok(alike[0].reasons.includes('same_name') && alike[0].reasons.includes('other_phase'))
    const double = await world.entry({
      in: 'riverside',
      ledger: 'project',
      fields: { name: '一号项目', category: 'industry', stage: 'planning' },
    })
    const merged = await act('mark_duplicate', { entryId: id, reason: 'registered twice' }, double.id)
    assert.deepEqual([merged.status, merged.body.stage], [200, 'merged'], merged.bytes.toString())
    const { body: wall } = await office().get('/api/projects/wall')
    assert.deepEqual(
      wall.projects.map((project: { id: string }) => project.id),
      [id],
    )
    const { body: pool } = await office().get('/api/projects/pool')
    assert.equal(pool.ideas.length, 0)
    const { body: again } = await office().get(`/api/projects/alike?name=${encodeURIComponent('一号项目')}`)
    assert.equal(again.length, 1, 'a merged entry is proposed no more')
  })

  test('a second phase is a project of its own, tied to the first', async () => {
    const second = await world.entry({
      in: 'riverside',
      ledger: 'project',
      fields: { name: '一号项目二期', category: 'industry', stage: 'planning' },
    })
    const linked = await act('link_phase', { entryId: id }, second.id)
    assert.equal(linked.status, 200, linked.bytes.toString())
    assert.deepEqual(
      linked.body.links.map(({ relation, outward }: Record<string, unknown>) => [relation, outward]),
      [['later_phase_of', true]],
    )
    const { body: wall } = await office().get('/api/projects/wall')
    assert.equal(wall.projects.length, 2)
  })
})
