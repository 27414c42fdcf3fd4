import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import type { Answer } from '../../../../../test/world/caller.ts'
import { emptyPlan, newTask, Plan, type PlanInput } from '../../model/plan/plan.ts'

/** Monday 2 March 2026; survey 10 days, permit 5, building 20, done on the day. */
const steps = (): PlanInput => ({
  target: { kind: 'production', date: '2026-04-30' },
  tasks: [
    { id: 'a', name: '地质勘察', workingDays: 10, procedure: 'survey' },
    { id: 'b', name: '施工许可', workingDays: 5 },
    { id: 'c', name: '主体施工', workingDays: 20 },
    { id: 'd', name: '投产', workingDays: 0, isMilestone: true, stage: 'production' },
  ],
  links: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'd' },
  ],
})

describe('the plan of a project', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const project = (by = 'plans.office') => world.entry({ in: 'riverside', ledger: 'project', by })
  const url = (id: string, rest = '') => `/api/projects/${id}/plan${rest}`
  const put = (by: string, id: string, body: object, key: string = randomUUID()): Promise<Answer> =>
    world.as(by).send('PUT', url(id), { body, headers: { 'idempotency-key': key } })
  const save = (id: string, plan: PlanInput, expectedRevision = 0, by = 'plans.office') =>
    put(by, id, { expectedRevision, plan, reason: '首次编制' })

  test('is none at first, and then as saved, with who saved it and why', async () => {
    const { id } = await project()
    const { body: none } = await world.as('plans.steward').get(url(id))
    assert.equal(none.plan, null)
    assert.equal(none.revision, 0)
    assert.equal(none.can.edit, true)
    const saved = await save(id, steps())
    assert.equal(saved.status, 200, saved.bytes.toString())
    assert.equal(saved.body.revision, 1)
    assert.deepEqual(saved.body.plan, Plan.parse(steps()))
    const { body } = await world.as('plans.steward').get(url(id))
    assert.equal(body.saved.reason, '首次编制')
    assert.match(body.saved.by, /^测试/)
  })

  test('is noted in the project’s log with revision, target, reason and the hash of its content', async () => {
    const { id } = await project()
    await save(id, steps())
    const { body: log } = await world.as('plans.office').get(`/api/entries/${id}/actions`)
    const last = log.at(-1)
    assert.equal(last.action, 'plan')
    assert.equal(last.asks.planRevision, 1)
    assert.equal(last.asks.planTargetDate, '2026-04-30')
    assert.equal(last.asks.planReason, '首次编制')
    assert.match(last.asks.planDigest, /^[0-9a-f]{64}$/)
  })

  test('is scheduled backward from its target, with the chain that decides named', async () => {
    const { id } = await project()
    const { status, body } = await world.as('plans.steward').post(url(id, '/preview'), { plan: steps() })
    assert.equal(status, 200)
    assert.deepEqual(body.faults, [])
    const { target, tasks } = body.dates
    const dates = (task: Record<string, string>) => [task.start, task.finish]
    assert.deepEqual(tasks.map(dates), [
      ['2026-03-02', '2026-03-13'],
      ['2026-03-16', '2026-03-20'],
      ['2026-03-23', '2026-04-20'],
      ['2026-04-20', '2026-04-20'],
    ])
    assert.deepEqual(target.chain, ['地质勘察', '施工许可', '主体施工', '投产'])
    assert.equal(target.reachable, true)
    assert.equal(target.forecast, '2026-04-20')
    assert.equal(target.spare, 8)
    assert.equal(body.dates.start, '2026-03-02')
    assert.equal(tasks[0].lateFinish, '2026-03-25')
  })

  test('says by how much a target is missed and which steps to shorten', async () => {
    const { id } = await project()
    const late = { ...steps(), target: { kind: 'production', date: '2026-04-13' } }
    const { body } = await world.as('plans.steward').post(url(id, '/preview'), { plan: late })
    const { target } = body.dates
    assert.equal(target.reachable, false)
    assert.equal(target.missedBy, 5)
    assert.deepEqual(
      target.shortenings.map((one: { name: string; gain: number }) => [one.name, one.gain]),
      [
        ['主体施工', 5],
        ['地质勘察', 5],
        ['施工许可', 5],
      ],
    )
  })

  test('counts from what was done: the checklist’s date moves the forecast and is shown as its source', async () => {
    const { id, seq } = await project()
    await save(id, steps())
    const done = await world.as('plans.steward').post(`/api/entries/${id}/actions/record_procedures`, {
      expectedSeq: seq + 1,
      input: { procedures: [{ code: 'survey', name: '地质勘察', done: true, doneOn: '2026-02-27' }] },
    })
    assert.equal(done.status, 200, done.bytes.toString())
    const { body } = await world.as('plans.steward').get(url(id))
    assert.deepEqual(body.evidence.procedures.survey, {
      start: null,
      finish: '2026-02-27',
      source: 'procedure',
    })
    const { body: preview } = await world.as('plans.steward').post(url(id, '/preview'), { plan: body.plan })
    assert.equal(preview.dates.tasks[0].finish, '2026-02-27')
    assert.equal(preview.dates.tasks[1].start, '2026-03-02')
    assert.equal(preview.dates.target.forecast, '2026-04-03')
  })

  test('refuses a circle, naming its steps in the reader’s language, and saves nothing', async () => {
    const { id } = await project()
    const circle = {
      ...steps(),
      links: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    }
    const answer = await save(id, circle)
    assert.equal(answer.status, 400)
    assert.equal(answer.body.code, 'schedule.cycle')
    assert.match(answer.body.detail, /地质勘察.*施工许可/)
    const { body } = await world.as('plans.office').post(url(id, '/preview'), { plan: circle })
    assert.deepEqual(body.faults[0].taskIds.toSorted(), ['a', 'b'])
    assert.equal(body.dates, null)
    const { body: after } = await world.as('plans.office').get(url(id))
    assert.equal(after.revision, 0)
  })

  test('refuses a link to a step that is not there, and an actual date in the future', async () => {
    const { id } = await project()
    const missing = await save(id, { ...steps(), links: [{ from: 'a', to: 'zz' }] })
    assert.equal(missing.body.code, 'schedule.missing_task')
    assert.match(missing.body.detail, /地质勘察/)
    const tasks = steps().tasks.map((task, at) => (at === 0 ? { ...task, actualStart: '2026-03-03' } : task))
    const future = await save(id, { ...steps(), tasks })
    assert.equal(future.body.code, 'projects.plan_actual_future')
  })

  test('is not saved over somebody else’s revision, and says whose it is', async () => {
    const { id } = await project()
    await save(id, steps())
    const theirs = await put('plans.steward', id, { expectedRevision: 1, plan: steps(), reason: '推迟施工' })
    assert.equal(theirs.body.revision, 2)
    const mine = await put('plans.office', id, { expectedRevision: 1, plan: steps(), reason: '我的调整' })
    assert.equal(mine.status, 409, mine.bytes.toString())
    assert.equal(mine.body.code, 'projects.plan_changed_meanwhile')
    assert.equal(mine.body.params.revision, 2)
    assert.match(mine.body.detail, /推迟施工/)
    const { body: log } = await world.as('plans.office').get(`/api/entries/${id}/actions`)
    assert.equal(log.filter(({ action }: { action: string }) => action === 'plan').length, 2)
  })

  test('of two who save at once one wins, and other work on the project is no conflict', async () => {
    const { id } = await project()
    await save(id, steps())
    const both = await Promise.all([
      put('plans.office', id, { expectedRevision: 1, plan: steps(), reason: '甲的调整' }),
      put('plans.steward', id, { expectedRevision: 1, plan: steps(), reason: '乙的调整' }),
    ])
    assert.deepEqual(
      both.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 409],
    )
    const { body: entry } = await world.as('plans.office').get(`/api/entries/${id}`)
    await world.as('plans.office').post(`/api/entries/${id}/actions/comment`, {
      expectedSeq: entry.seq,
      input: { text: '现场查看' },
    })
    const next = await put('plans.office', id, { expectedRevision: 2, plan: steps(), reason: '再调整' })
    assert.equal(next.status, 200)
  })

  test('the same key again saves once; with another plan it is refused', async () => {
    const { id } = await project()
    const key = randomUUID()
    const body = { expectedRevision: 0, plan: steps(), reason: '首次编制' }
    assert.equal((await put('plans.office', id, body, key)).body.revision, 1)
    assert.equal((await put('plans.office', id, body, key)).body.revision, 1)
    const other = await put('plans.office', id, { ...body, plan: { ...emptyPlan, tasks: [] } }, key)
    assert.equal(other.body.code, 'ledgers.key_reused')
  })

  test('every revision is kept, with what it changed', async () => {
    const { id } = await project()
    await save(id, steps())
    const moved = steps().tasks.map((task) => (task.id === 'c' ? { ...task, workingDays: 25 } : task))
    await put('plans.steward', id, {
      expectedRevision: 1,
      plan: { ...steps(), tasks: moved, target: { kind: 'production', date: '2026-05-15' } },
      reason: '冻土期延长',
    })
    const { body } = await world.as('plans.office').get(url(id, '/revisions'))
    const [last, first] = body.revisions
    assert.equal(first.changes.counts.added, 4)
    assert.equal(last.reason, '冻土期延长')
    assert.deepEqual(last.changes.changed, [
      { id: 'c', name: '主体施工', field: 'workingDays', from: '20', to: '25' },
    ])
    assert.equal(last.changes.target.to.date, '2026-05-15')
    const { body: old } = await world.as('plans.office').get(`${url(id)}?revision=1`)
    assert.equal(old.plan.tasks[2].workingDays, 20)
    assert.equal(old.can.edit, false)
  })

  test('a baseline keeps the forecast of its day', async () => {
    const { id } = await project()
    await save(id, steps())
    const kept = await world.as('plans.office').send('POST', url(id, '/baselines'), {
      body: { expectedRevision: 1, name: '批准计划' },
      headers: { 'idempotency-key': randomUUID() },
    })
    assert.equal(kept.status, 200, kept.bytes.toString())
    assert.equal(kept.body.baseline.name, '批准计划')
    assert.deepEqual(kept.body.baseline.dates.c, { start: '2026-03-23', finish: '2026-04-20' })
    assert.equal(kept.body.revision, 1)
  })

  test('is seen by who sees the project, changed by its team, and by nobody through the form for actions', async () => {
    const { id, seq } = await project()
    await save(id, steps())
    assert.equal((await world.stranger().get(url(id))).status, 401)
    assert.equal((await world.as('farside.office').get(url(id))).status, 404)
    assert.equal((await world.as('hillside.steward').get(url(id))).status, 404)
    const bureau = await world.as('plans.handler').get(url(id))
    assert.equal(bureau.status, 200)
    assert.equal(bureau.body.can.edit, false)
    assert.equal((await save(id, steps(), 1, 'plans.handler')).status, 403)
    assert.equal((await save(id, steps(), 1, 'farside.office')).status, 404)
    const form = await world.as('plans.office').post(`/api/entries/${id}/actions/plan`, {
      expectedSeq: seq + 1,
      input: { planRevision: 9, planReason: '越过', planDigest: 'x' },
    })
    assert.equal(form.body.code, 'ledgers.by_program')
  })

  test('of what is no project there is none', async () => {
    const { id } = await world.entry({ in: 'riverside', ledger: 'toy', by: 'plans.office' })
    assert.equal((await world.as('plans.office').get(url(id))).status, 404)
  })

  test('forecasts come for the projects one may see, and follow what is done and what day it is', async () => {
    const { id } = await project()
    await save(id, { ...steps(), target: { kind: 'production', date: '2026-04-13' } })
    const of = async (by: string) => {
      const { body } = await world.as(by).get('/api/projects/forecasts')
      return body.find(({ entryId }: { entryId: string }) => entryId === id)
    }
    assert.equal((await of('plans.office')).missedBy, 5)
    assert.equal(await of('farside.office'), undefined)
  })

  test('a step given to an organisation that is not there is refused', async () => {
    const { id } = await project()
    const tasks = [newTask({ id: 'a', name: '勘察', workingDays: 1, organisationId: 2_000_000_000 })]
    assert.equal((await save(id, { tasks })).body.code, 'projects.plan_unknown_holder')
  })

  test('forecasts follow what day it is: what is not begun cannot begin before', async () => {
    const { id } = await project()
    await save(id, { ...steps(), target: { kind: 'production', date: '2026-04-13' } })
    world.clock.advance(86_400_000)
    const { caller } = await world.newCaller({
      loginName: 'next.day',
      code: 'plans.next_day',
      organisationId: world.organisations.get('990001-plans') as number,
      role: 'project_office',
      divisions: [worldPlaces.district],
      ledgers: null,
      sensitivity: 2,
    })
    const { body } = await caller.get('/api/projects/forecasts')
    const found = body.find(({ entryId }: { entryId: string }) => entryId === id)
    assert.equal(found.missedBy, 6)
    world.clock.advance(-86_400_000)
  })
})
