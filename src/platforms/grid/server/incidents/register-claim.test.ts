import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import { readStates } from '#kernel/ledgers/server'
import { type IncidentWorld, openIncidentWorld } from '../../../../../test/world/incidents.ts'
import { intakeActor } from './intake-actor.ts'
import { publicClaim } from './public-view.ts'
import { registerClaim } from './register-claim.ts'

describe('claims of who has no account', () => {
  let world: IncidentWorld
  before(async () => {
    world = await openIncidentWorld()
  })
  after(() => world.close())

  const stateOf = async (id: string) => (await world.engine.get(intakeActor(world, '211302'), id)).state
  const said = {
    channel: 'resident',
    words: '示例路口的污水井盖碎了。晚上很危险，我电话 15412345678',
    divisionCode: '211302009004',
    claimantName: '示例·立春',
    claimantPhone: '15412345678',
  } as const

  test('a claim is registered with its incident, by nobody, for the operations centre; the same key answers the same', async () => {
    const key = newId()
    const first = await registerClaim(world, said, key)
    const again = await registerClaim(world, said, key)
    assert.deepEqual([again.claim, again.incident], [first.claim, first.incident])
    assert.deepEqual([first.replayed, again.replayed, first.joined], [false, true, false])
    await assert.rejects(registerClaim(world, { ...said, words: '别的话' }, key), {
      code: 'ledgers.key_reused',
    })
    const incident = await stateOf(first.incident.id)
    assert.equal(incident.title, '示例路口的污水井盖碎了')
    assert.equal(incident.marks.registrant.accountId, null)
    assert.deepEqual(
      incident.tasks.map(({ kind, organisationId }) => [kind, organisationId]),
      [['dispatch', world.actors.dispatcher.organisationId]],
    )
    assert.equal((await readStates(world.engine, world.actors.dispatcher, 'claim')).length, 1)
  })

  test('the public reads neither names nor numbers', async () => {
    const { claim, incident } = await registerClaim(world, said, newId())
    const view = publicClaim(await stateOf(claim.id), await stateOf(incident.id))
    const text = JSON.stringify(view)
    assert.ok(!text.includes('15412345678') && !text.includes('立春'))
    assert.equal(view.incident.stage, 'registered')
  })

  test('a claim joins an incident that is known, and none that is voided or does not exist', async () => {
    const { incident } = await registerClaim(world, said, newId())
    const joined = await registerClaim(
      world,
      { ...said, channel: 'hotline', incidentId: incident.id },
      newId(),
    )
    assert.deepEqual([joined.joined, joined.incident], [true, incident])
    await world.act(world.actors.dispatcher, incident.id, 'void', { reason: '示例' })
    await assert.rejects(registerClaim(world, { ...said, incidentId: incident.id }, newId()), {
      code: 'incidents.cannot_be_joined',
    })
    await assert.rejects(registerClaim(world, { ...said, incidentId: newId() }, newId()), { status: 404 })
  })
})
