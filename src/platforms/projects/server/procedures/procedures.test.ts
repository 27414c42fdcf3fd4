import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { runReactions } from '#kernel/ledgers/server'
import { openWorld, password, type World } from '../../../../../test/world/app.ts'
import { trialTemplate } from '../../../../../test/world/trial-template.ts'

describe('the procedures of a project', () => {
  let world: World
  let project: { id: string; seq: number }
  before(async () => {
    world = await openWorld()
    const url = '/api/projects/procedure-templates/trial'
    await world.as('plans.office').put(`${url}/draft`, { revision: 0, basedOn: null, body: trialTemplate })
    await world.as('plans.office').post(`${url}/versions`, { revision: 1, reason: '首次发布' })
    project = await world.entry({ in: 'riverside', ledger: 'project', fields: { stage: 'procedures' } })
  })
  after(() => world.close())

  const steward = () => world.as('plans.steward')
  const panel = async (by = 'plans.steward') =>
    (await world.as(by).get(`/api/projects/${project.id}/procedures`)).body
  const states = async () => {
    const { procedures } = await panel()
    return procedures.map(
      ({ code, state, waits }: { code: string; state: string; waits: { code: string }[] }) =>
        [code, state, ...waits.map((wait) => wait.code)].join(' '),
    )
  }
  const apply = async (more: object = {}) =>
    steward().put(`/api/projects/${project.id}/procedures/template`, {
      expectedSeq: (await panel()).project.seq,
      template: 'trial',
      version: 1,
      lane: 'green',
      answers: { river: false },
      ...more,
    })
  const start = async (codes: string[], by = 'plans.steward') => {
    const expectedSeq = (await panel()).project.seq
    return world.as(by).post(`/api/projects/${project.id}/approvals`, {
      expectedSeq,
      procedures: codes.map((code) => ({ code })),
    })
  }
  const act = async (by: string, id: string, action: string, input: object = {}) => {
    const { body: entry } = await world.as(by).get(`/api/entries/${id}`)
    const answer = await world
      .as(by)
      .post(`/api/entries/${id}/actions/${action}`, { expectedSeq: entry.seq, input })
    assert.equal(answer.status, 200, `${action}: ${answer.bytes.toString()}`)
    return answer.body
  }
  /** On a later day everybody signs in anew. */
  const travel = async (instant: string) => {
    world.clock.set(new Date(instant))
    for (const account of ['plans.office', 'plans.steward', 'plans.handler', 'works.handler'])
      await world.as(account).call('POST', '/api/session', { body: { account, password } })
  }
  const settle = async () => {
    await world.app.relay.drain()
    await runReactions(world.house.engine)
  }
  const tasksOf = (entry: { tasks: { kind: string; dueAt: string | null; id: string }[] }) =>
    entry.tasks.map(({ kind, dueAt }) => [kind, dueAt?.slice(0, 10) ?? null])

  test('a project without a template has none to start, and one is applied by the answers, logged', async () => {
    assert.deepEqual([(await panel()).applied, (await panel()).procedures], [null, []])
    assert.equal((await start(['land'])).body.code, 'projects.no_template')
    const applied = await apply()
    assert.equal(applied.status, 200, applied.bytes.toString())
    assert.deepEqual(await states(), [
      'land ready',
      'fire ready',
      'permit waiting land fire',
      'later waiting permit',
    ])
    const { body } = await steward().get(`/api/entries/${project.id}`)
    assert.deepEqual(
      [body.fields.templateVersion.value, body.fields.proceduresTotal.value, body.fields.colour.value],
      [1, 4, 'red'],
    )
    const { body: log } = await steward().get(`/api/entries/${project.id}/actions`)
    assert.equal(log.at(-1).action, 'apply_template')
  })

  let land = ''
  let fire = ''
  test('several start at once, each with its organisation and its lane’s limit; what waits does not', async () => {
    const waiting = await start(['land', 'permit'])
    assert.deepEqual([waiting.status, waiting.body.code], [409, 'projects.procedure_waits'])
    const opened = await start(['land', 'fire'])
    assert.equal(opened.status, 201, opened.bytes.toString())
    ;[land, fire] = opened.body.map(({ entryId }: { entryId: string }) => entryId)
    const { body: entry } = await steward().get(`/api/entries/${land}`)
    assert.deepEqual(
      [entry.fields.limitDays.value, entry.fields.lane.value, entry.organisation.name.en],
      [4, 'green', (await panel()).procedures[0].approval.organisation],
    )
    const { body: other } = await steward().get(`/api/entries/${fire}`)
    assert.deepEqual([other.fields.limitDays.value, other.fields.limitUnit.value], [7, 'calendar_days'])
    assert.equal((await start(['land'])).body.code, 'projects.procedure_not_open')
    assert.deepEqual(await states(), [
      'land running',
      'fire running',
      'permit waiting land fire',
      'later waiting permit',
    ])
  })

  test('the same key again starts nothing twice, and a step seen too long ago is refused', async () => {
    const expectedSeq = (await panel()).project.seq
    const body = { expectedSeq: expectedSeq - 1, procedures: [{ code: 'later' }] }
    const stale = await steward().post(`/api/projects/${project.id}/approvals`, body)
    assert.equal(stale.status, 409)
    const { total } = (await steward().get('/api/ledgers/approval/entries')).body
    assert.equal(total, 2)
  })

  test('a special step stops the clock with its reason, and the explanation shows it', async () => {
    await act('works.handler', land, 'accept')
    const accepted = await act('works.handler', land, 'comment', { text: 'x' })
    assert.deepEqual(tasksOf(accepted), [['decide', '2026-03-06']])
    const stopped = await act('works.handler', land, 'start_special_step', {
      kind: 'expert_review',
      reason: '组织专家评审',
    })
    assert.deepEqual(tasksOf(stopped)[0], ['decide', null])
    const [running] = (await panel()).procedures
    assert.deepEqual([running.approval.stage, running.approval.paused], ['special_step', '组织专家评审'])
    await travel('2026-03-09T01:00:00Z')
    const resumed = await act('works.handler', land, 'end_special_step', { opinion: '通过' })
    // The four working days of its lane: from the 3rd to the 6th it stood; the 9th, on which it runs on, counts.
    assert.deepEqual(tasksOf(resumed), [['decide', '2026-03-12']])
    const { body: clock } = await steward().get(`/api/tasks/${resumed.tasks[0].id}/clock`)
    assert.match(clock.rows.map((row: { text: string }) => row.text).join('\n'), /组织专家评审/)
  })

  test('an issued document makes the procedure done on the project, its colour, number and entry', async () => {
    await act('works.handler', land, 'review', { opinion: '符合' })
    await act('works.handler', land, 'approve', { outcome: 'granted', opinion: '准予' })
    const missing = await world.as('works.handler').post(`/api/entries/${land}/actions/issue`, {
      expectedSeq: (await steward().get(`/api/entries/${land}`)).body.seq,
      input: {},
    })
    assert.equal(missing.status, 409)
    await act('works.handler', land, 'issue', { documentNo: '试规〔2026〕1号' })
    await settle()
    const [done] = (await panel()).procedures
    assert.deepEqual(
      [done.state, done.doneOn, done.documentNo, done.evidence.entryId, done.byHand],
      ['done', '2026-03-09', '试规〔2026〕1号', land, false],
    )
    const { body } = await steward().get(`/api/entries/${project.id}`)
    assert.equal(body.fields.proceduresDone.value, 1)
  })

  test('what is ticked by hand does not undo what an approval proves, nor do what one is about', async () => {
    const { body: entry } = await steward().get(`/api/entries/${project.id}`)
    const procedures = entry.fields.procedures.value.map((row: { code: string }) => ({
      ...row,
      done: row.code === 'fire',
    }))
    await act('plans.steward', project.id, 'record_procedures', { procedures })
    const { body } = await steward().get(`/api/entries/${project.id}`)
    assert.equal(body.fields.proceduresDone.value, 1)
    assert.deepEqual((await states()).slice(0, 2), ['land done', 'fire running'])
  })

  test('a refused application ends, and the procedure can start anew', async () => {
    await act('plans.handler', fire, 'refuse', { reason: '不属本单位职权' })
    await settle()
    const { body: entry } = await steward().get(`/api/entries/${project.id}`)
    const procedures = entry.fields.procedures.value.map((row: object) => ({ ...row, done: false }))
    await act('plans.steward', project.id, 'record_procedures', { procedures })
    const found = (await panel()).procedures[1]
    assert.deepEqual([found.state, found.approval.stage, found.approval.isOpen], ['ready', 'refused', false])
    const again = await start(['fire'])
    assert.equal(again.status, 201)
    fire = again.body[0].entryId
  })

  test('asking for correction stops the time to accept, once', async () => {
    const asked = await act('plans.handler', fire, 'request_correction', { reason: '缺施工图' })
    assert.deepEqual(
      tasksOf(asked).find(([kind]) => kind === 'receive'),
      ['receive', null],
    )
    const back = await act('plans.steward', fire, 'supplement', {})
    assert.notEqual(tasksOf(back)[0]?.[1], null)
    const { body } = await world.as('plans.handler').get(`/api/entries/${fire}`)
    assert.notEqual(body.can.request_correction, true)
  })

  test('a later version is taken over with what was done, and the lag is waited for', async () => {
    const url = '/api/projects/procedure-templates/trial'
    const next = {
      ...trialTemplate,
      procedures: trialTemplate.procedures.filter(({ code }) => code !== 'later'),
    }
    await world.as('plans.office').put(`${url}/draft`, { revision: 0, basedOn: 1, body: next })
    await world.as('plans.office').post(`${url}/versions`, { revision: 1, reason: '删去一项' })
    assert.equal((await panel()).applied.newer.version, 2)
    assert.equal((await apply({ version: 2 })).status, 200)
    assert.deepEqual(await states(), ['land done', 'fire running', 'permit waiting land fire'])
    const [wait] = (await panel()).procedures[2].waits
    assert.deepEqual([wait.code, wait.until], ['land', '2026-03-11'])
  })

  test('a matter that is filed once all is received is filed at once, and what is revoked is not done', async () => {
    await act('plans.handler', fire, 'accept')
    await act('plans.handler', fire, 'review', { opinion: '符合' })
    await act('plans.handler', fire, 'approve', { outcome: 'granted', opinion: '准予' })
    await act('plans.handler', fire, 'issue', { documentNo: '消2' })
    await settle()
    await travel('2026-03-12T01:00:00Z')
    const opened = await start(['permit'])
    assert.equal(opened.status, 201, opened.bytes.toString())
    const id = opened.body[0].entryId
    await act('works.handler', id, 'file_at_once', { documentNo: '备3' })
    await settle()
    assert.deepEqual(await states(), ['land done', 'fire done', 'permit done'])
    await act('works.handler', land, 'revoke', { reason: '材料虚假' })
    await settle()
    assert.deepEqual((await states())[0], 'land ready')
    const { body } = await steward().get(`/api/entries/${project.id}`)
    assert.deepEqual([body.fields.proceduresDone.value, body.fields.proceduresTotal.value], [2, 3])
  })

  test('an approving organisation sees what it can start and what runs, out of scope there is nothing', async () => {
    const opened = await start(['land'])
    assert.equal(opened.status, 201)
    const { body } = await world.as('works.handler').get('/api/projects/approvals')
    const [row] = body.rows
    assert.deepEqual(
      [row.code, row.state, row.lane, row.organisationId === body.own, body.done, body.projects],
      ['land', 'running', 'green', true, 2, 1],
    )
    const elsewhere = await world.as('farside.office').get('/api/projects/approvals')
    assert.deepEqual([elsewhere.body.rows, elsewhere.body.projects], [[], 0])
    assert.equal(
      (await world.as('hillside.steward').get(`/api/projects/${project.id}/procedures`)).status,
      404,
    )
    assert.equal((await start(['land'], 'works.handler')).status, 403)
  })
})
