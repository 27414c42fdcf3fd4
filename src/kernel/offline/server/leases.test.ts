import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import { WorldPhone } from '../../../../test/world/phone.ts'
import { draftRule, publishRule } from '../../../../test/world/rules.ts'

const minute = 60_000
const registration = { kind: 'register', ledger: 'toy', divisionCode: worldPlaces['riverside.first'] }
const keysOf = ({ put }: { put: { key: string }[] }) => put.map(({ key }) => key)

describe('leases and what they let a phone carry', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())
  const worker = () => WorldPhone.of(world.as('riverside.gridWorker'))
  const person = async (name: string, divisionCode: string) => {
    const answer = await world
      .as('plans.registrar')
      .post('/api/persons', { name, divisionCode, phone: '13800000000' })
    assert.equal(answer.status, 201, answer.bytes.toString())
    return `person/${answer.body.id}`
  }

  test('a lease runs on while it is fresh, is renewed after half, and its half is the same', async () => {
    const phone = await worker()
    const first = phone.lease
    assert.equal(Date.parse(first.until) - Date.parse(first.from), 12 * 60 * minute)
    await phone.renew()
    assert.equal(phone.lease.leaseId, first.leaseId)
    assert.equal(phone.lease.half, first.half)
    const other = await worker()
    assert.notEqual(other.lease.half, first.half)
  })

  test('a phone gets the places, people and shapes of its own street and nothing of another’s', async () => {
    const [own, others] = [
      await person('河边一', worldPlaces['riverside.first']),
      await person('山坡一', worldPlaces['hillside.community']),
    ]
    const phone = await worker()
    const { body } = await phone.snapshot()
    assert.equal(body.full, true)
    assert.ok(keysOf(body).includes(own))
    assert.ok(!JSON.stringify(body).includes('山坡一'))
    assert.ok(!keysOf(body).includes(others))
    const shown = body.put.find(({ key }: { key: string }) => key === own).value
    assert.equal(shown.phone, '138****0000')
    assert.equal('idNumber' in shown, false)
    const { rows } = await sql<{ counts: { person: number }; purpose: string }>`
      select counts, purpose from offline_carriage where device_id = ${phone.id}`.execute(
      world.house.handle.db,
    )
    assert.equal(rows.length, 1)
    assert.ok((rows[0]?.counts.person ?? 0) >= 1)
  })

  test('what changed comes, what is gone is named, and a lost answer is asked again', async () => {
    const phone = await worker()
    const first = (await phone.snapshot()).body
    const same = (await phone.snapshot(first.cursor)).body
    assert.deepEqual([same.full, same.put, same.gone, same.cursor], [false, [], [], first.cursor])
    const added = await person('新来的', worldPlaces['riverside.first'])
    const second = (await phone.snapshot(first.cursor)).body
    assert.deepEqual(keysOf(second), [added])
    // That answer is lost: the phone asks from where it was.
    const again = (await phone.snapshot(first.cursor)).body
    assert.deepEqual(keysOf(again), [added])
    await sql`update person set division_code = ${worldPlaces['hillside.community']} where id = ${added.slice(7)}`.execute(
      world.house.handle.db,
    )
    const third = (await phone.snapshot(again.cursor)).body
    assert.deepEqual(third.gone, [added])
    assert.deepEqual(keysOf(third), [])
    // A cursor that nobody knows is answered with all of it.
    assert.equal((await phone.snapshot(phone.id)).body.full, true)
  })

  test('another’s phone answers nothing, and neither does its lease', async () => {
    const phone = await worker()
    const stranger = world.as('hillside.gridWorker')
    assert.equal((await stranger.get(`/api/offline/snapshot?device=${phone.id}`)).status, 404)
    assert.equal((await stranger.post(`/api/offline/devices/${phone.id}/leases`)).status, 404)
    const revocation = `/api/offline/devices/${phone.id}/revocation`
    assert.equal((await stranger.post(revocation, { reason: '与我无关' })).status, 404)
    assert.deepEqual((await stranger.get('/api/offline/devices')).body.rows, [])
  })

  test('what was done before a phone was lost counts, what came after waits, and the phone gets nothing more', async () => {
    const phone = await worker()
    const steward = await WorldPhone.of(world.as('riverside.steward'))
    const before = steward.make(registration, { subject: '丢失之前' })
    world.clock.advance(10 * minute)
    const since = world.clock.now().toISOString()
    const made = steward.make(registration, { subject: '丢失之后' }, { effectiveAt: since })
    world.clock.advance(5 * minute)
    const administrator = world.as('riverside.system')
    const listed = await administrator.get('/api/offline/devices')
    assert.equal(listed.status, 200, listed.bytes.toString())
    assert.ok(listed.body.rows.some(({ id }: { id: string }) => id === steward.id))
    const revoked = await administrator.post(`/api/offline/devices/${steward.id}/revocation`, {
      reason: '执勤时丢失',
      since,
    })
    assert.equal(revoked.status, 204, revoked.bytes.toString())
    const again = { reason: '再报一次' }
    assert.equal(
      (await administrator.post(`/api/offline/devices/${steward.id}/revocation`, again)).status,
      204,
    )
    const trail = await world.as('district.auditor').get('/api/identity-events?kind=phone_revoked')
    assert.deepEqual(
      trail.body.rows.map(({ detail }: { detail: object }) => detail),
      [{ name: '试验手机', since, reason: '执勤时丢失' }],
    )
    assert.equal((await steward.renew()).status, 410)
    assert.equal((await steward.snapshot()).status, 410)
    assert.equal((await phone.renew()).status, 200)
    const carrier = world.as('riverside.gridWorker')
    const outcomes = []
    for (const item of [before, made]) {
      const answer = await carrier.post('/api/offline/sealed', steward.sealed(item).item)
      outcomes.push([answer.body.outcome, answer.body.code])
    }
    assert.deepEqual(outcomes, [
      ['done', undefined],
      ['conflict', 'offline.kept'],
    ])
    const kept = await steward.caller.get('/api/offline/conflicts')
    assert.equal(kept.body[0].conflict.code, 'offline.revoked_since')
    const { rows } = await sql<{ half: Buffer | null }>`
      select half from offline_device where id = ${steward.id}`.execute(world.house.handle.db)
    assert.equal(rows[0]?.half, null)
  })

  test('a position that ended takes with it what was done after its end, and no more', async () => {
    const { caller, accountId, positionId } = await world.newCaller({
      loginName: 'leaving.steward',
      code: 'leaving.steward',
      organisationId: world.organisations.get('990001001') as number,
      role: 'steward',
      divisions: [worldPlaces.riverside],
      ledgers: null,
      sensitivity: 1,
    })
    const phone = await WorldPhone.of(caller)
    const before = phone.make(registration, { subject: '离任之前' })
    world.clock.advance(10 * minute)
    const end = world.clock.now()
    const made = phone.make(registration, { subject: '离任之后' }, { effectiveAt: end.toISOString() })
    await sql`update appointment set valid_to = ${end} where account_id = ${accountId} and position_id = ${positionId}`.execute(
      world.house.handle.db,
    )
    const carrier = world.as('riverside.gridWorker')
    const outcomes = []
    for (const item of [before, made])
      outcomes.push((await carrier.post('/api/offline/sealed', phone.sealed(item).item)).body.outcome)
    assert.deepEqual(outcomes, ['done', 'conflict'])
  })

  test('the rule is an administrator’s', async () => {
    const shorter = (rule: { leaseHours: number; pinTries: number }) => {
      rule.leaseHours = 8
      rule.pinTries = 5
    }
    assert.equal((await draftRule('offline_lease', world.as('riverside.gridWorker'), shorter)).status, 403)
    const { caller } = await world.newCaller({
      loginName: 'phones',
      code: 'phones',
      organisationId: world.organisations.get('990001') as number,
      role: 'system_admin',
      divisions: [worldPlaces.district],
      ledgers: null,
      sensitivity: 0,
    })
    await publishRule('offline_lease', caller, shorter)
    assert.equal((await worker()).lease.pinTries, 5)
  })
})
