import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { isWorkingDay } from '#kernel/time/model'
import { openWorld, password, type World } from '../../../../../test/world/app.ts'
import { type AgainAnswer, type CircularAnswer, periodStart } from '#kernel/reports/model'
import type { CircularContent } from '../../model/circulars/content.ts'

describe('circulars', () => {
  let world: World
  let project = ''
  const people = [
    'plans.office',
    'plans.steward',
    'plans.handler',
    'plans.dispatcher',
    'works.handler',
    'district.leader',
    'farside.office',
    'hillside.steward',
  ]
  /** Later, and everybody signs in anew: sessions don't last so long. */
  const at = async (time: string) => {
    world.clock.set(new Date(time))
    for (const account of people) {
      const caller = world.as(account)
      await caller.get('/api/notices/unread-count')
      const answer = await caller.call('POST', '/api/session', { body: { account, password } })
      assert.equal(answer.status, 201)
    }
  }
  const settle = () => world.app.relay.drain()
  const seqOf = async (id: string) =>
    ((await world.as('plans.office').get(`/api/entries/${id}`)).body as { seq: number }).seq
  const act = async (who: string, id: string, action: string, input: object = {}, more: object = {}) => {
    const answer = await world
      .as(who)
      .post(`/api/entries/${id}/actions/${action}`, { expectedSeq: await seqOf(id), input, ...more })
    assert.equal(answer.status, 200, `${action}: ${answer.bytes.toString()}`)
    return answer.body
  }
  const works = () => world.organisations.get('990001-works') as number
  const problem = async (title: string, place: 'riverside' | 'hillside', dueOn: string) => {
    const { id } = await world.entry({
      in: place,
      ledger: 'problem',
      by: 'plans.steward',
      fields: { title, project },
    })
    await act('plans.handler', id, 'dispatch', { organisationId: works(), dueOn })
    return id as string
  }
  const draft = async (body: object, who = 'plans.office') => {
    const answer = await world.as(who).post('/api/projects/circulars', body)
    assert.equal(answer.status, 201, answer.bytes.toString())
    return (answer.body as { entryId: string }).entryId
  }
  const read = async (id: string, who = 'plans.office') =>
    (await world.as(who).get(`/api/projects/circulars/${id}`)).body as CircularAnswer<CircularContent>
  const again = async (id: string) =>
    (await world.as('plans.office').get(`/api/projects/circulars/${id}/again`)).body as AgainAnswer
  const paper = async (id: string, format: 'docx' | 'pdf', who = 'plans.office') => {
    const answer = await world.as(who).get(`/api/projects/circulars/${id}/paper.${format}`)
    assert.equal(answer.status, 200, answer.bytes.toString('utf8', 0, 300))
    return answer.bytes
  }
  const closeIt = async (id: string) => {
    await act('works.handler', id, 'complete', { measures: 'x' })
    await act('plans.steward', id, 'verify', { outcome: 'passed' })
  }

  before(async () => {
    world = await openWorld({ start: '2026-03-02T01:00:00Z' })
    const { id } = await world.entry({ in: 'riverside', ledger: 'project', fields: { name: '示例厂' } })
    project = id
  })
  after(() => world.close())

  test('a period begins with its week, half month or month', () => {
    assert.equal(periodStart('week', '2026-03-08'), '2026-03-02')
    assert.equal(periodStart('week', '2026-03-09'), '2026-03-09')
    assert.equal(periodStart('half_month', '2026-03-15'), '2026-03-01')
    assert.equal(periodStart('half_month', '2026-03-16'), '2026-03-16')
    assert.equal(periodStart('month', '2026-02-28'), '2026-02-01')
  })

  let late = ''
  let first = ''
  test('says who was in time, what is overdue, what was supervised, and ranks nobody with few cases', async () => {
    const inTime = await problem('路', 'riverside', '2026-03-06')
    late = await problem('电', 'riverside', '2026-03-05')
    await problem('水', 'hillside', '2026-03-09')
    await at('2026-03-04T02:00:00Z')
    await closeIt(inTime)
    await at('2026-03-06T02:00:00Z')
    await act('district.leader', late, 'instruct', { instruction: '抓紧', answerOn: '2026-03-07' })
    await at('2026-03-10T02:00:00Z')
    await settle()
    first = await draft({ kind: 'week', day: '2026-03-08' })
    const { content, number, stage } = await read(first)
    assert.deepEqual([number, stage, content.from, content.to], ['', 'drafted', '2026-03-02', '2026-03-08'])
    assert.deepEqual(content.totals.shares['on_time'], { n: 1, of: 2 })
    assert.deepEqual(
      content.organisations
        .toReversed()
        .map(({ rank, shares, overdue }) => [rank, shares['on_time'], overdue]),
      [
        [null, { n: 1, of: 2 }, 2],
        // The steward has not struck the first one off.
        [null, { n: 0, of: 0 }, 1],
      ],
    )
    assert.deepEqual(
      content.overdue
        .filter(({ entryId }) => entryId === late)
        .map(({ entryId, dueOn, days, steps }) => [entryId, dueOn, days, steps]),
      [
        [late, '2026-03-05', 3, 1],
        [late, '2026-03-07', 1, 1],
      ],
    )
    assert.deepEqual(
      content.supervised.map(({ entryId, step, on, byRule, outcome }) => [
        entryId,
        step,
        on,
        byRule,
        outcome,
      ]),
      [[late, 'supervise', '2026-03-06', false, 'open']],
    )
    assert.equal(content.recordedBy, '2026-03-08T15:59:59.999Z')
    assert.equal(content.previous, null)
  })

  test('goes from draft to review by other eyes, gets its number, and is signed for and answered', async () => {
    const same = { kind: 'week', day: '2026-03-08' }
    await act('plans.office', first, 'submit')
    const own = await world
      .as('plans.office')
      .post(`/api/entries/${first}/actions/review`, { expectedSeq: 2, input: { outcome: 'passed' } })
    assert.equal(own.status, 403)
    await act('district.leader', first, 'review', { outcome: 'passed' })
    const unsaid = await world
      .as('plans.office')
      .post(`/api/entries/${first}/actions/issue`, { expectedSeq: 3, input: { organisations: [works()] } })
    assert.ok(unsaid.status >= 400)
    await act('plans.office', first, 'issue', {
      organisations: [works()],
      replyBy: '2026-03-13',
      copies: '区委办',
    })
    assert.match((await read(first)).number, /990001.*2026.*1/)
    await settle()
    const inbox = (await world.as('works.handler').get('/api/notices')).body as {
      rows: { entryId: string }[]
    }
    assert.ok(inbox.rows.some(({ entryId }) => entryId === first))
    await act('works.handler', first, 'acknowledge')
    await act('works.handler', first, 'reply', { text: '已整改' })
    assert.deepEqual((await read(first, 'works.handler')).content.overdue.length, 3)
    const { recipients } = await read(first)
    assert.deepEqual(
      recipients.map((one) => [one.sentAt, one.signedAt, one.answeredAt].map((time) => time !== null)),
      [[true, true, true]],
    )
    const second = await draft(same)
    assert.equal((await read(second)).contentHash, (await read(first)).contentHash)
  })

  test('is the same to the byte after everything has changed, and the next one is not', async () => {
    const documents = async () => [await paper(first, 'docx'), await paper(first, 'pdf')]
    const was = await read(first)
    const files = await documents()
    assert.equal((await again(first)).identical, true)
    await at('2026-03-12T02:00:00Z')
    // Late ones are done, others come, one of them said to have been so before; a notice moves holidays; another rule.
    await closeIt(late)
    await problem('新', 'riverside', '2026-03-13')
    const report = {
      expectedSeq: await seqOf(project),
      input: { name: '示例厂（一期）', stage: 'construction' },
      effectiveAt: '2026-03-03T00:00:00Z',
    }
    const reported = await world.as('plans.office').post(`/api/entries/${project}/actions/report`, report)
    assert.equal(reported.status, 200, reported.bytes.toString())
    const notice = {
      kind: 'amendment',
      year: 2026,
      issuedOn: '2026-03-11',
      document: { series: 'general_office_telegram', year: 2026, number: 9001 },
      arrangements: [{ holidays: ['new_year'], off: ['2026-03-05..2026-03-06'] }],
    }
    const moved = await world.as('plans.dispatcher').post('/api/calendar/notices', { notices: [notice] })
    assert.equal(moved.status, 201, moved.bytes.toString())
    assert.equal(isWorkingDay(world.house.engine.calendar, '2026-03-05'), false)
    const rule = { weights: [{ measure: 'on_time', weight: 100 }], casesMin: 1, tieBreakers: [] }
    const set = await world
      .as('plans.office')
      .send('PUT', '/api/projects/circular-rule', { body: { rule, note: '试' } })
    assert.equal(set.status, 200, set.bytes.toString())
    await world
      .as('plans.office')
      .send('PUT', '/api/projects/colour-rule', { body: { yellowFrom: { numerator: 1, denominator: 2 } } })
    for (const drained of [false, true]) {
      if (drained) await settle()
      const said = await again(first)
      assert.deepEqual(said.differences, [])
      assert.equal(said.identical, true)
      assert.equal(said.files.length, 2)
    }
    assert.deepEqual(await documents(), files)
    const anew = await draft({ kind: 'week', day: '2026-03-08' })
    assert.equal((await read(anew)).contentHash, was.contentHash)
    // What was recorded later may be let in: then it is another circular.
    await at('2026-03-12T03:00:00Z')
    const open = await draft({ kind: 'week', day: '2026-03-08', recordedBy: '2026-03-12T02:30:00Z' })
    assert.notEqual((await read(open)).contentHash, was.contentHash)
    await at('2026-03-16T02:00:00Z')
    const next = (await read(await draft({ kind: 'week', day: '2026-03-15' }))).content
    assert.deepEqual([next.rule.no, next.rule.rule.casesMin], [1, 1])
    assert.equal(next.previous?.entryId, first)
    assert.ok(next.organisations[0]?.rank === 1)
    assert.ok(next.overdue.every(({ entryId }) => entryId !== late))
  })

  test('what is altered in the table is refused, and what is withdrawn stays to be read', async () => {
    await act('plans.office', first, 'withdraw', { reason: '数据有误' })
    assert.equal((await read(first)).stage, 'withdrawn')
    assert.equal((await read(first)).content.overdue.length, 3)
    const { db } = world.house.handle
    await sql`update circular set content = jsonb_set(content, '{totals,overdue}', '0') where entry_id = ${first}`.execute(
      db,
    )
    const answer = await world.as('plans.office').get(`/api/projects/circulars/${first}`)
    assert.deepEqual([answer.status, (answer.body as { code: string }).code], [409, 'circulars.altered'])
  })

  test('is drafted once for a key, of a day that is over, by who supervises there', async () => {
    const office = world.as('plans.office')
    const key = randomUUID()
    const body = { kind: 'month', day: '2026-03-10' }
    const post = (who = office, what: object = body, clientKey = key) =>
      who.send('POST', '/api/projects/circulars', { body: what, key: clientKey })
    const one = await post()
    assert.equal(one.status, 201, one.bytes.toString())
    world.clock.advance(60_000)
    assert.deepEqual((await post()).body, one.body)
    assert.equal((await world.stranger().call('POST', '/api/projects/circulars', { body, key })).status, 401)
    assert.equal((await post(world.as('works.handler'), body, randomUUID())).status, 403)
    assert.equal(
      (await post(world.as('farside.office'), { ...body, divisionCode: '990001' }, randomUUID())).status,
      404,
    )
    assert.equal((await post(office, { ...body, day: '2027-01-01' }, randomUUID())).status, 400)
    const { entryId } = one.body as { entryId: string }
    assert.equal((await world.as('farside.office').get(`/api/projects/circulars/${entryId}`)).status, 404)
    assert.equal(
      (await world.as('hillside.steward').get(`/api/projects/circulars/${entryId}/paper.pdf`)).status,
      404,
    )
  })
})
