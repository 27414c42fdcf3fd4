import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { runReactions } from '#kernel/ledgers/server'
import { openWorld, type World } from '../../../../../test/world/app.ts'
import { trialTemplate } from '../../../../../test/world/trial-template.ts'

const plan = {
  target: { kind: 'production', date: '2026-04-30' },
  tasks: [
    { id: 'a', name: '地质勘察', workingDays: 10 },
    { id: 'b', name: '主体施工', workingDays: 20 },
    { id: 'c', name: '投产', workingDays: 0, isMilestone: true, stage: 'production' },
  ],
  links: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ],
}

describe('the files of a plan', () => {
  let world: World
  let id: string
  before(async () => {
    world = await openWorld()
    id = (await world.entry({ in: 'riverside', ledger: 'project', by: 'plans.office' })).id
    const saved = await world.as('plans.office').send('PUT', url(), {
      body: { expectedRevision: 0, plan, reason: '首次编制' },
    })
    assert.equal(saved.status, 200, saved.bytes.toString())
  })
  after(() => world.close())
  const url = (rest = '') => `/api/projects/${id}/plan${rest}`

  test('go out as a workbook, on A3 and as Project XML, each noted in the log of exports', async () => {
    const office = world.as('plans.office')
    const starts = { xlsx: 'PK', pdf: '%PDF', xml: '<?xml' }
    for (const [format, begin] of Object.entries(starts)) {
      const answer = await office.get(url(`.${format}`))
      assert.equal(answer.status, 200, format)
      assert.ok(answer.bytes.toString('latin1').startsWith(begin), format)
      assert.match(
        String(answer.headers['content-disposition']),
        new RegExp(`^attachment; filename="plan.${format}"`),
      )
    }
    const { body } = await office.get('/api/report-files?size=50')
    const formats = body.rows
      .filter(({ what, path }: { what: string; path: string }) => what === 'plan' && path.includes(id))
      .map(({ format }: { format: string }) => format)
    assert.deepEqual(formats.toSorted(), ['pdf', 'xlsx', 'xml'])
  })

  test('of a project out of sight there are none, and none of one without a plan', async () => {
    const other = await world.entry({ in: 'riverside', ledger: 'project', by: 'plans.office' })
    for (const format of ['xlsx', 'pdf', 'xml']) {
      assert.equal((await world.as('farside.office').get(url(`.${format}`))).status, 404)
      const none = await world.as('plans.office').get(`/api/projects/${other.id}/plan.${format}`)
      assert.equal(none.body.code, 'projects.plan_missing')
    }
  })

  test('what went out comes in again as a proposal, and nothing is saved by that', async () => {
    const office = world.as('plans.office')
    const { bytes } = await office.get(url('.xml'))
    const { status, body } = await office.post(url('/import'), { name: 'plan.xml', xml: bytes.toString() })
    assert.equal(status, 200)
    assert.deepEqual(body.faults, [])
    assert.deepEqual(body.source, { kind: 'import', name: 'plan.xml' })
    assert.deepEqual(
      body.plan.tasks.map((task: { name: string; workingDays: number }) => [task.name, task.workingDays]),
      plan.tasks.map((task) => [task.name, task.workingDays]),
    )
    assert.ok(body.left.some((text: string) => text.includes('deadline') || text.includes('Deadline')))
    assert.equal((await office.get(url())).body.revision, 1)
  })

  test('a file with a circle is refused with its tasks named, and so is what is no project', async () => {
    const task = (uid: number, before: number) =>
      `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>Step ${uid}</Name><OutlineLevel>1</OutlineLevel>
        <Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>${before}</PredecessorUID><Type>1</Type>
        </PredecessorLink></Task>`
    const xml = `<Project xmlns="http://schemas.microsoft.com/project"><Tasks>${task(1, 2)}${task(2, 1)}</Tasks></Project>`
    const circle = await world.as('plans.office').post(url('/import'), { name: 'x.xml', xml })
    assert.equal(circle.status, 400)
    assert.equal(circle.body.code, 'schedule.cycle')
    assert.match(circle.body.detail, /Step 1.*Step 2/)
    const other = await world.as('plans.office').post(url('/import'), { name: 'x.xml', xml: '<html/>' })
    assert.equal(other.body.code, 'mspdi.not_project')
  })

  test('a template and a target date give a plan with its chain, whatever else is asked', async () => {
    const { status, body } = await world.as('plans.office').post(url('/from-template'), {
      template: 'enterprise_filing',
      lane: 'green',
      answers: { building: true },
      target: { kind: 'groundbreaking', date: '2027-06-30' },
    })
    assert.equal(status, 200, JSON.stringify(body))
    const { target, tasks } = body.dates
    assert.equal(target.kind, 'groundbreaking')
    assert.equal(target.chain.at(-1), '开工')
    assert.equal(target.reachable, true)
    const names = tasks.map(({ name }: { name: string }) => name)
    assert.ok(names.includes('施工图设计文件审查'))
    assert.ok(!names.includes('取水许可'), 'asked for with “no”')
    assert.equal(body.source.version, 1)
    const missing = await world.as('plans.office').post(url('/from-template'), {
      template: 'no_such',
      target: { kind: 'production', date: '2027-06-30' },
    })
    assert.equal(missing.status, 404)
  })

  test('an approval under way dates the start of its step, and is named as the source', async () => {
    const office = world.as('plans.office')
    const seq = async () => (await office.get(`/api/entries/${id}`)).body.seq
    const draft = '/api/projects/procedure-templates/trial'
    await office.put(`${draft}/draft`, { revision: 0, basedOn: null, body: trialTemplate })
    await office.post(`${draft}/versions`, { revision: 1, reason: '首次发布' })
    const applied = await office.put(`/api/projects/${id}/procedures/template`, {
      expectedSeq: await seq(),
      template: 'trial',
      version: 1,
      lane: 'green',
      answers: {},
    })
    assert.equal(applied.status, 200, applied.bytes.toString())
    const started = await office.post(`/api/projects/${id}/approvals`, {
      expectedSeq: await seq(),
      procedures: [{ code: 'land' }],
    })
    assert.ok(started.status < 300, started.bytes.toString())
    await world.app.relay.drain()
    await runReactions(world.house.engine)
    const { body } = await office.get(url())
    assert.equal(body.applied.template, 'trial')
    assert.deepEqual(body.evidence.procedures.land, {
      start: '2026-03-02',
      finish: null,
      source: 'approval',
    })
  })
})
