import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import type { AgendaRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { openWorld, type World } from '../../../../../test/world/app.ts'

/** Monday, 2 March 2026. */
const start = '2026-03-02T01:00:00Z'

describe('a dispatch meeting', () => {
  let world: World
  let riverside: { id: string }
  let hillside: { id: string }
  let meeting: MeetingAnswer
  let unit: { organisationId: number; accountId: number }

  const office = () => world.as('plans.office')
  const view = async (id = meeting.id, who = 'plans.office'): Promise<MeetingAnswer> =>
    (await world.as(who).get(`/api/projects/meetings/${id}`)).body
  const act = (id: string, action: string, expectedSeq: number, input: object, who = 'plans.office') =>
    world.as(who).post(`/api/entries/${id}/actions/${action}`, { expectedSeq, input })
  const keys = ({ items }: MeetingAnswer) => items.map(({ key }) => key)

  before(async () => {
    world = await openWorld({ start })
    riverside = await world.entry({ in: 'riverside', ledger: 'project' })
    hillside = await world.entry({ in: 'hillside', ledger: 'project' })
    await world.entry({ in: 'hillside', ledger: 'problem', fields: { project: hillside.id } })
    const milestones = [{ kind: 'groundbreaking', label: 'Start', due: '2026-01-31' }]
    await act(riverside.id, 'report', 1, { milestones, stage: 'signing' })
    const session = (await world.as('riverside.handler').get('/api/session')).body
    unit = { organisationId: session.position.organisation.id, accountId: session.account.id }
  })
  after(() => world.close())

  const arrange = async (heldOn: string) => {
    const leader = (await world.as('district.leader').get('/api/session')).body
    const answer = await office().post('/api/ledgers/meeting/entries', {
      divisionCode: '990001',
      fields: {
        title: `Weekly meeting of ${heldOn}`,
        kind: 'weekly_district_head',
        heldOn,
        startsAt: '08:30',
        place: 'Room 301',
        chair: leader.account.id,
        attendees: [
          { organisation: leader.position.organisation.id, account: leader.account.id, status: 'present' },
          { organisation: unit.organisationId, account: unit.accountId, status: 'leave', note: 'ill' },
        ],
      },
    })
    assert.equal(answer.status, 201, answer.bytes.toString())
    return answer.body as { id: string }
  }

  test('the next one is proposed from the rhythm, with the reason where it moved', async () => {
    const { body } = await office().get('/api/projects/meetings')
    assert.deepEqual(
      body.proposals.map((one: { kind: string; heldOn: string; moved: null }) => [
        one.kind,
        one.heldOn,
        one.moved,
      ]),
      [
        ['weekly_district_head', '2026-03-02', null],
        ['half_monthly_steward', '2026-03-10', null],
      ],
    )
    assert.deepEqual((await world.as('hillside.office').get('/api/projects/meetings')).body.proposals, [])
  })

  test('its agenda builds itself from what is late and open in its place, the weightier first', async () => {
    const { id } = await arrange('2026-03-02')
    meeting = await view(id)
    assert.deepEqual(keys(meeting), [`project:${riverside.id}`, `project:${hillside.id}`])
    assert.deepEqual(
      meeting.items.map(({ reasons, days, problems }) => [reasons, days, problems]),
      [
        [['milestone_late'], 30, 0],
        [['problem_open'], 0, 1],
      ],
    )
    assert.equal(meeting.items[1]?.facts?.problems[0]?.title, 'problem in hillside')
    assert.deepEqual([meeting.frozen, meeting.promises.meeting], [false, null])
    assert.equal((await world.as('farside.office').get(`/api/projects/meetings/${id}`)).status, 404)
    assert.equal((await world.as('riverside.handler').get(`/api/projects/meetings/${id}`)).status, 404)
    assert.equal((await office().get(`/api/projects/meetings/${riverside.id}`)).status, 404)
  })

  test('the secretary drops an item with a reason only, adds a matter, and puts it first', async () => {
    const dropped = { key: `project:${hillside.id}`, change: 'dropped' }
    const refused = await act(meeting.id, 'adjust', meeting.seq, { changes: [dropped] })
    assert.deepEqual([refused.status, refused.body.code], [409, 'ledgers.evidence_condition'])
    const changes = [
      { ...dropped, reason: 'settled by phone' },
      { key: 'topic:1', change: 'added', title: 'Winter works', reason: 'as every year' },
      { key: 'topic:1', change: 'placed', place: 0 },
    ]
    assert.equal((await act(meeting.id, 'adjust', meeting.seq, { changes })).status, 200)
    meeting = await view()
    assert.deepEqual(keys(meeting), ['topic:1', `project:${riverside.id}`, `project:${hillside.id}`])
    assert.deepEqual([meeting.items[2]?.dropped, meeting.items[2]?.reason], [true, 'settled by phone'])
    const steward = await act(meeting.id, 'adjust', meeting.seq, { changes }, 'plans.steward')
    assert.equal(steward.status, 403)
  })

  test('it opens with its agenda frozen by the house, and by nobody else', async () => {
    const bare = await act(meeting.id, 'open', meeting.seq, {})
    assert.deepEqual([bare.status, bare.body.code], [409, 'ledgers.evidence_missing'])
    assert.equal((await act(meeting.id, 'freeze', meeting.seq, { agenda: [] })).status, 403)
    const url = `/api/projects/meetings/${meeting.id}/opening`
    const key = '5b0b1f0e-71c1-4f5c-8a10-8f4a5b2c6d7e'
    assert.equal((await world.as('plans.steward').post(url, { expectedSeq: meeting.seq })).status, 403)
    const opened = await office().post(url, { expectedSeq: meeting.seq }, key)
    assert.equal(opened.status, 200, opened.bytes.toString())
    assert.deepEqual([opened.body.stage, opened.body.frozen], ['in_session', true])
    const again = await office().post(url, { expectedSeq: meeting.seq }, key)
    assert.deepEqual([again.status, again.body.seq], [200, opened.body.seq])
    // What comes up afterwards is no item of this meeting any more.
    world.clock.advance(600_000)
    await world.entry({ in: 'riverside.second', ledger: 'problem' })
    meeting = await view()
    assert.deepEqual(keys(meeting), ['topic:1', `project:${riverside.id}`, `project:${hillside.id}`])
    assert.equal(meeting.asOf, new Date(start).toISOString())
  })

  const decide = (fields: object, who = 'plans.office') =>
    world.as(who).post(`/api/projects/meetings/${meeting.id}/decisions`, fields)

  test('a decision with unit, person and date is given out as it is typed, and the unit sees it', async () => {
    const answer = await decide({
      title: 'Clear the access road',
      item: `project:${riverside.id}`,
      project: riverside.id,
      leadOrganisation: unit.organisationId,
      responsible: unit.accountId,
      supporting: [world.organisations.get('990001-works')],
      dueOn: '2026-03-06',
    })
    assert.equal(answer.status, 201, answer.bytes.toString())
    const [decision] = answer.body.decisions as MeetingAnswer['decisions']
    assert.deepEqual([decision?.state, decision?.lacks, decision?.supporting.length], ['open', [], 1])
    const seen = await world.as('riverside.handler').get(`/api/entries/${decision?.id}`)
    assert.deepEqual([seen.status, seen.body.stage], [200, 'handling'])
    assert.equal((await world.as('hillside.steward').get(`/api/entries/${decision?.id}`)).status, 404)
    assert.equal((await decide({ title: 'x' }, 'plans.steward')).status, 403)
    const past = await decide({
      title: 'Yesterday',
      leadOrganisation: unit.organisationId,
      responsible: unit.accountId,
      dueOn: '2026-03-01',
    })
    assert.deepEqual([past.status, past.body.code], [409, 'ledgers.evidence_condition'])
    assert.equal((await view()).decisions.length, 1, 'what can’t be given out is not half recorded')
  })

  test('ending is refused while a decision lacks its unit, person or date, and each is named', async () => {
    await decide({ title: 'Heat the school', item: 'topic:1', dueOn: '2026-03-09' })
    meeting = await view()
    const url = `/api/projects/meetings/${meeting.id}/ending`
    const refused = await office().post(url, { expectedSeq: meeting.seq })
    assert.deepEqual([refused.status, refused.body.code], [409, 'projects.decisions_outstanding'])
    const draft = meeting.decisions.find(({ state }) => state === 'drafted')
    assert.deepEqual(
      refused.body.errors.map(({ path }: { path: string }) => path),
      [`decisions.${draft?.id}.leadOrganisation`, `decisions.${draft?.id}.responsible`],
    )
    assert.match(refused.body.detail, /Heat the school/)
    const bare = await act(meeting.id, 'end', meeting.seq, {})
    assert.deepEqual([bare.status, bare.body.code], [409, 'ledgers.evidence_missing'])
    const amended = await office().put(`/api/projects/decisions/${draft?.id}`, {
      expectedSeq: draft?.seq,
      title: 'Heat the school',
      leadOrganisation: unit.organisationId,
      responsible: unit.accountId,
      dueOn: '2026-03-09',
    })
    assert.equal(amended.status, 200, amended.bytes.toString())
    assert.ok(amended.body.decisions.every(({ state }: { state: string }) => state === 'open'))
  })

  test('it ends with numbered minutes, once', async () => {
    const url = `/api/projects/meetings/${meeting.id}/ending`
    const key = '0d9a6c1e-2b3f-4f8e-9c55-1a2b3c4d5e6f'
    const { seq } = await view()
    const ended = await office().post(url, { expectedSeq: seq }, key)
    assert.equal(ended.status, 200, ended.bytes.toString())
    assert.deepEqual([ended.body.stage, ended.body.minutesNo], ['ended', '990001-2026-1'])
    const again = await office().post(url, { expectedSeq: seq }, key)
    assert.deepEqual([again.status, again.body.seq], [200, ended.body.seq])
    const late = await decide({ title: 'Too late' })
    assert.deepEqual([late.status, late.body.code], [409, 'projects.meeting_not_in_session'])
  })

  test('its minutes say what was decided and who was there, and are the same to the byte each time', async () => {
    const url = `/api/projects/meetings/${meeting.id}/minutes.docx`
    const first = await office().get(url)
    assert.equal(first.status, 200)
    world.clock.advance(300_000)
    assert.ok(first.bytes.equals((await office().get(url)).bytes))
    const part = unzipSync(first.bytes)['word/document.xml']
    const text = strFromU8(part ?? new Uint8Array()).replaceAll(/<[^>]+>/g, '')
    for (const said of [
      'Clear the access road',
      'Heat the school',
      'Winter works',
      'settled by phone',
      '〔2026〕1号',
      '2026年3月6日',
      '请假',
      'ill',
    ])
      assert.ok(text.includes(said), said)
    assert.equal((await world.as('hillside.steward').get(url)).status, 404)
    assert.doesNotMatch(text, /projects\.|signature/, 'no key stands where a text should')
    const pdf = await office().get(url.replace('docx', 'pdf'))
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
  })

  test('the next meeting of the kind opens with what was promised at this one', async () => {
    const decision = (await view()).decisions[0]
    const { seq } = (await office().get(`/api/entries/${decision?.id}`)).body
    const contribution = { opinion: 'The road is ours to mend' }
    const supported = await act(decision?.id ?? '', 'contribute', seq, contribution, 'works.handler')
    assert.equal(supported.status, 200, supported.bytes.toString())
    const silent = await act(decision?.id ?? '', 'complete', seq + 1, {}, 'riverside.handler')
    assert.equal(silent.body.code, 'ledgers.evidence_condition', 'what came of it is said')
    const said = { measures: 'The road is clear' }
    const done = await act(decision?.id ?? '', 'complete', seq + 1, said, 'riverside.handler')
    assert.equal(done.status, 200, done.bytes.toString())
    const next = await view((await arrange('2026-03-09')).id)
    assert.equal(next.promises.meeting?.id, meeting.id)
    assert.deepEqual(
      next.promises.rows.map(({ title, state, outcome }) => [title, state, outcome]),
      [
        ['Clear the access road', 'done_on_time', 'The road is clear'],
        ['Heat the school', 'open', null],
      ],
    )
    assert.deepEqual([next.promises.counts.kept, next.promises.counts.of], [1, 1])
    const item = next.items.find(({ key }: AgendaRow) => key === `project:${riverside.id}`)
    assert.deepEqual(
      item?.history.map(({ title }) => title),
      ['Clear the access road'],
    )
    // The minutes of the last meeting still say what was so when it ended.
    const { body } = await office().get('/api/projects/meetings')
    assert.deepEqual(
      body.meetings.map(({ heldOn, present }: { heldOn: string; present: number }) => [heldOn, present]),
      [
        ['2026-03-09', 1],
        ['2026-03-02', 1],
      ],
    )
    assert.equal(body.proposals[0].heldOn, '2026-03-16')
  })

  test('minutes that were changed behind the house’s back are not given out', async () => {
    await sql`update project_meeting_minutes set content = jsonb_set(content, '{place}', '"elsewhere"')`.execute(
      world.house.handle.db,
    )
    const answer = await office().get(`/api/projects/meetings/${meeting.id}/minutes.docx`)
    assert.deepEqual([answer.status, answer.body.code], [409, 'projects.minutes_altered'])
  })
})
