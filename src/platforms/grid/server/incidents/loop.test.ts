import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Values } from '#kernel/ledgers/model'
import { climbLadder } from '#kernel/ledgers/server'
import { type IncidentWorld, openIncidentWorld } from '../../../../../test/world/incidents.ts'
import { registerClaim } from './register-claim.ts'

describe('an incident from report to close-off', () => {
  let world: IncidentWorld
  before(async () => {
    world = await openIncidentWorld()
  })
  after(() => world.close())
  // A Monday morning, nine o'clock.
  beforeEach(() => world.clock.set(new Date('2026-03-02T01:00:00Z')))

  const everything = () => ({ ...world.actors.dispatcher, rights: ['ledgers.read_all'] })
  const stateOf = async (id: string) => (await world.engine.get(everything(), id)).state
  const act = (by: Actor, id: string, action: string, input: Values = {}) => world.act(by, id, action, input)
  const report = (input: Values = {}) =>
    world.register(world.actors.worker, 'incident', {
      title: '示例路口污水井盖破损',
      category: 'manhole_sewer',
      channel: 'grid_worker',
      ...input,
    })
  const dispatchTo = (id: string, by = world.actors.unit) =>
    act(world.actors.dispatcher, id, 'dispatch', { organisationId: by.organisationId })
  const handled = async (id: string, result = '已更换井盖', resultPhotos: string[] = []) => {
    await act(world.actors.unit, id, 'acknowledge')
    await act(world.actors.unit, id, 'complete', { result, resultPhotos })
  }
  const closed = async (id: string) => {
    await act(world.actors.worker, id, 'verify', { outcome: 'passed' })
    await act(world.actors.dispatcher, id, 'close', {
      closingConditionMet: true,
      noPhotoReason: '夜间无法拍照',
    })
  }
  const run = async (id: string, result?: string) => {
    await dispatchTo(id)
    await handled(id, result)
    await closed(id)
  }
  const dueOf = async (id: string, kind: string) =>
    (await stateOf(id)).tasks.find((task) => task.kind === kind)?.dueAt ?? null

  test('the clock of handling runs from dispatch by the catalogue, that of signing by itself', async () => {
    const cases = [
      // Urgent by the catalogue: two hours by the clock, one hour to sign.
      [{}, '2026-03-06T07:30:00Z', '2026-03-06T09:30:00.000Z', '2026-03-06T08:30:00.000Z'],
      // Ordinary on a Friday afternoon: one working day ends on Monday.
      [
        { urgency: 'ordinary' },
        '2026-03-06T07:30:00Z',
        '2026-03-09T09:30:00.000Z',
        '2026-03-09T02:30:00.000Z',
      ],
      // Half a working day, from the afternoon: the next morning. Four hours to sign run on into it.
      [
        { category: 'snow_ice', urgency: 'ordinary' },
        '2026-03-03T06:00:00Z',
        '2026-03-04T04:00:00.000Z',
        '2026-03-04T01:00:00.000Z',
      ],
      // Before a week of holidays with a working Saturday after it (国庆, 2026-09-30).
      [
        { category: 'telecom_box', urgency: 'ordinary' },
        '2026-09-30T02:00:00Z',
        '2026-10-10T09:30:00.000Z',
        '2026-09-30T07:30:00.000Z',
      ],
    ] as const
    for (const [input, dispatchedAt, handle, sign] of cases) {
      world.clock.set(new Date('2026-03-02T01:00:00Z'))
      const id = await report(input)
      world.clock.set(new Date(dispatchedAt))
      await dispatchTo(id)
      assert.deepEqual([await dueOf(id, 'handle'), await dueOf(id, 'sign')], [handle, sign], dispatchedAt)
    }
  })

  test('another category before dispatch brings its own limit; a matter without one is not dispatched', async () => {
    const id = await report({ category: null })
    await assert.rejects(dispatchTo(id), { code: 'ledgers.evidence_missing' })
    await act(world.actors.dispatcher, id, 'classify', { category: 'illegal_building' })
    const limitOf = async () => {
      const { values } = await stateOf(id)
      return [
        values['area'],
        values['urgency'],
        values['limitCount'],
        values['limitUnit'],
        values['signUnit'],
      ]
    }
    assert.deepEqual(await limitOf(), ['construction', 'ordinary', 15, 'working_days', 'working_hours'])
    await act(world.actors.dispatcher, id, 'classify', { category: 'gas_smell' })
    assert.deepEqual(await limitOf(), ['emergencies', 'urgent', 1, 'hours', 'hours'])
  })

  test('a unit sends back twice; then the supervisor settles whose matter it is, and that binds', async () => {
    const id = await report()
    const tasks = async () => (await stateOf(id)).tasks.map(({ kind }) => kind)
    await dispatchTo(id)
    await act(world.actors.unit, id, 'send_back', { reason: '不属本单位' })
    assert.deepEqual(await tasks(), ['dispatch'])
    await dispatchTo(id, world.actors.otherUnit)
    await act(world.actors.otherUnit, id, 'acknowledge')
    await act(world.actors.otherUnit, id, 'send_back', { reason: '也不属本单位' })
    assert.deepEqual(await tasks(), ['adjudicate'])
    await assert.rejects(dispatchTo(id), { code: 'ledgers.not_yours' })
    await act(world.actors.supervisor, id, 'adjudicate', {
      organisationId: world.actors.unit.organisationId,
      reason: '按权责清单',
    })
    assert.deepEqual((await tasks()).sort(), ['handle', 'sign'])
    await assert.rejects(act(world.actors.unit, id, 'send_back', { reason: '仍不属' }), {
      code: 'ledgers.cap_reached',
    })
    await handled(id)
  })

  test('the grid worker of the place verifies; where there is none, the operations centre does', async () => {
    const near = await report()
    await dispatchTo(near)
    await handled(near)
    const holder = async (id: string) =>
      (await stateOf(id)).tasks.find(({ kind }) => kind === 'verify')?.organisationId
    assert.equal(await holder(near), world.actors.worker.organisationId)
    const far = await world.register(
      world.actors.dispatcher,
      'incident',
      { title: '示例', category: 'manhole_sewer', channel: 'hotline' },
      '211302001001',
    )
    await dispatchTo(far)
    await handled(far)
    assert.equal(await holder(far), world.actors.dispatcher.organisationId)
    await act(world.actors.worker, near, 'verify', { outcome: 'failed' })
    const again = await stateOf(near)
    assert.deepEqual(
      [again.stage, again.tasks.map(({ kind, organisationId }) => [kind, organisationId])],
      ['handling', [['handle', world.actors.unit.organisationId]]],
    )
  })

  test('it is closed only on its closing condition, with a photo or the reason why there is none', async () => {
    const id = await report()
    await dispatchTo(id)
    await handled(id)
    const close = (input: Values) => act(world.actors.dispatcher, id, 'close', input)
    await act(world.actors.worker, id, 'verify', { outcome: 'passed' })
    await assert.rejects(close({ noPhotoReason: '夜间' }), { code: 'ledgers.evidence_condition' })
    await assert.rejects(close({ closingConditionMet: true }), { code: 'ledgers.evidence_condition' })
    await close({ closingConditionMet: true, noPhotoReason: '夜间无法拍照' })
    const { stage, values } = await stateOf(id)
    assert.deepEqual(
      [stage, values['handledBy'], values['reopenUntil']],
      ['closed', world.actors.unit.organisationId, '2026-03-17'],
    )
    const shown = await report()
    await dispatchTo(shown)
    await handled(shown, '已更换', [newId()])
    await act(world.actors.worker, shown, 'verify', { outcome: 'passed' })
    await act(world.actors.dispatcher, shown, 'close', { closingConditionMet: true })
  })

  test('more time is asked for and granted; a suspended matter’s clocks stand still', async () => {
    const id = await report({ category: 'small_ads' })
    await dispatchTo(id)
    await act(world.actors.unit, id, 'acknowledge')
    assert.equal(await dueOf(id, 'handle'), '2026-03-03T09:30:00.000Z')
    await act(world.actors.unit, id, 'request_extension', { count: 2, reason: '需要高空作业车' })
    await act(world.actors.dispatcher, id, 'approve_extension', { outcome: 'approved' })
    assert.equal(await dueOf(id, 'handle'), '2026-03-05T09:30:00.000Z')
    await act(world.actors.unit, id, 'request_suspension', { reason: '等待产权单位' })
    await act(world.actors.dispatcher, id, 'suspend', { reason: '等待产权单位' })
    assert.equal(await dueOf(id, 'handle'), null)
    world.clock.set(new Date('2026-03-05T01:00:00Z'))
    await act(world.actors.dispatcher, id, 'resume')
    assert.equal(await dueOf(id, 'handle'), '2026-03-09T09:30:00.000Z')
    const { tasks } = await stateOf(id)
    assert.equal(tasks.find(({ kind }) => kind === 'handle')?.originalDueAt, '2026-03-05T09:30:00.000Z')
  })

  test('what is late is reminded of, supervised, and named', async () => {
    const id = await report({ category: 'small_ads' })
    await dispatchTo(id)
    await act(world.actors.unit, id, 'acknowledge')
    world.clock.set(new Date('2026-03-07T09:31:00Z'))
    await climbLadder(world.engine)
    const { tasks } = await stateOf(id)
    assert.equal(tasks.find(({ kind }) => kind === 'handle')?.rung, 3)
  })

  test('the unit that handled it appeals against a judgement, and the supervisor decides', async () => {
    const id = await report()
    await run(id)
    await act(world.actors.supervisor, id, 'rate', { score: 2 })
    const rating = (await stateOf(id)).marks.ratings?.[0]
    await act(world.actors.unit, id, 'appeal', {
      rating: rating?.seq ?? 0,
      reason: '已按要求',
      proofs: [newId()],
    })
    await act(world.actors.supervisor, id, 'decide_appeal', {
      rating: rating?.seq ?? 0,
      outcome: 'upheld',
      opinion: '属实',
    })
    assert.ok((await stateOf(id)).marks.ratings?.[0]?.excludedSeq)
    await act(world.actors.unit, id, 'appeal_judgement', { measure: 'on_time', reason: '停电' })
    await act(world.actors.supervisor, id, 'decide_exclusion', { outcome: 'upheld', opinion: '属实' })
    assert.equal((await stateOf(id)).marks.exclusions?.[0]?.decided?.upheld, true)
  })

  describe('claims of one matter', () => {
    const claim = (incidentId?: string) =>
      registerClaim(
        world,
        {
          channel: 'resident',
          words: '示例井盖坏了',
          divisionCode: '211302009004',
          category: 'manhole_sewer',
          incidentId,
        },
        newId(),
      )
    const answerOf = async (id: string) => {
      const { stage, values } = await stateOf(id)
      return [stage, values['ending'] ?? null, values['answer'] ?? null]
    }

    test('every claimant is answered when it is closed: of the master, of its duplicates, and who joins later', async () => {
      const master = await claim()
      const second = await claim(master.incident.id)
      const other = await claim()
      const further = await claim()
      await act(world.actors.dispatcher, further.incident.id, 'merge', { entryId: other.incident.id })
      await act(world.actors.dispatcher, other.incident.id, 'merge', { entryId: master.incident.id })
      assert.equal((await stateOf(other.incident.id)).stage, 'merged')
      await run(master.incident.id, '已更换井盖')
      await world.react()
      const answered = ['answered', 'closed', '已更换井盖']
      for (const one of [master, second, other, further])
        assert.deepEqual(await answerOf(one.claim.id), answered)
      // Who joins after the end is answered at once, with what was done.
      const late = await claim(master.incident.id)
      const lateOfDuplicate = await claim(further.incident.id)
      const doubled = await claim()
      await act(world.actors.dispatcher, doubled.incident.id, 'merge', { entryId: master.incident.id })
      await world.react()
      for (const one of [late, lateOfDuplicate, doubled])
        assert.deepEqual(await answerOf(one.claim.id), answered)
      const { values } = await stateOf(lateOfDuplicate.claim.id)
      assert.deepEqual(
        [values['reopenUntil'], values['handledBy']],
        ['2026-03-17', world.actors.unit.organisationId],
      )
      await act(world.actors.dispatcher, late.claim.id, 'rate', { score: 4 })
      assert.equal(
        (await stateOf(late.claim.id)).marks.ratings?.[0]?.organisationId,
        world.actors.unit.organisationId,
      )
      await assert.rejects(act(world.actors.dispatcher, late.claim.id, 'rate', { score: 1 }), {
        code: 'ledgers.rated_already',
      })
    })

    test('who is not taken up is told why', async () => {
      const { claim: one, incident } = await claim()
      await act(world.actors.dispatcher, incident.id, 'refuse', { reason: '属自有产权' })
      await world.react()
      assert.deepEqual(await answerOf(one.id), ['answered', 'refused', '属自有产权'])
    })

    test('when it is reopened every claim waits again, and nothing said before reaches who joins now', async () => {
      const { claim: one, incident } = await claim()
      await run(incident.id)
      await world.react()
      await act(world.actors.dispatcher, incident.id, 'reopen', { reason: '又坏了' })
      const late = await claim(incident.id)
      await world.react()
      assert.deepEqual(
        [(await answerOf(one.id))[0], (await answerOf(late.claim.id))[0]],
        ['received', 'received'],
      )
      await act(world.actors.unit, incident.id, 'complete', { result: '再次更换' })
      await closed(incident.id)
      await world.react()
      assert.deepEqual(await answerOf(one.id), ['answered', 'closed', '再次更换'])
      assert.deepEqual(await answerOf(late.claim.id), ['answered', 'closed', '再次更换'])
    })
  })
})
