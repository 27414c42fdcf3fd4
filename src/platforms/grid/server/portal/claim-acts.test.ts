import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import { type IncidentWorld, openIncidentWorld } from '../../../../../test/world/incidents.ts'
import { registerClaim } from '../incidents/register-claim.ts'
import { addWords, presentClaim, rateClaim, reopenClaim } from './claim-acts.ts'
import { insertPortalClaim, type PortalClaimRow } from './claim-store.ts'
import { firstPortalRules } from '../../model/portal/portal-rules.ts'
import type { PortalDeps } from './portal-deps.ts'

const key = { no: 'SQ', secret: 'x' }
const dayMs = 24 * 3_600_000

describe('what a claimant does with a claim', () => {
  let world: IncidentWorld
  let deps: PortalDeps
  before(async () => {
    world = await openIncidentWorld()
    const { engine, clock, organisationOfRole } = world
    const names = async (ids: readonly number[]) =>
      new Map(ids.map((id) => [id, { 'zh-CN': `单位 ${id}`, en: `Organisation ${id}` }]))
    const parts = { engine, clock, organisationOfRole, handle: engine.handle, demonstration: false }
    const divisions = { find: () => undefined }
    const portalRules = () => firstPortalRules
    deps = { ...parts, portalRules, directory: { organisations: names }, divisions } as unknown as PortalDeps
  })
  after(() => world.close())

  async function reported(incidentId?: string): Promise<PortalClaimRow> {
    const said = {
      channel: 'resident',
      words: '示例路口的污水井盖碎了',
      divisionCode: '211302009004',
    } as const
    const more = { category: 'manhole_sewer', claimantPhone: '15412345678', incidentId }
    const { claim, incident } = await registerClaim(world, { ...said, ...more }, newId())
    const row = {
      claimId: claim.id,
      claimNo: claim.no,
      incidentId: incident.id,
      codeHash: Buffer.alloc(32),
      phoneIndex: null,
      network: Buffer.alloc(16),
      hint: '198.51.*.*',
      at: world.clock.now(),
    }
    await deps.handle.db.transaction().execute((tx) => insertPortalClaim(tx, row))
    return row
  }
  async function closed({ incidentId }: PortalClaimRow, isNew = true): Promise<void> {
    const { dispatcher, unit, worker } = world.actors
    if (isNew) await world.act(unit, incidentId, 'acknowledge')
    await world.act(unit, incidentId, 'complete', { result: '已更换井盖', resultPhotos: [] })
    await world.act(worker, incidentId, 'verify', { outcome: 'passed' })
    const close = { closingConditionMet: true, noPhotoReason: '夜间无法拍照' }
    await world.act(dispatcher, incidentId, 'close', close)
    await world.react()
  }
  const dispatched = ({ incidentId }: PortalClaimRow) =>
    world.act(world.actors.dispatcher, incidentId, 'dispatch', {
      organisationId: world.actors.unit.organisationId,
    })
  const seen = (row: PortalClaimRow) => presentClaim(deps, row, 'en')
  const rate = (row: PortalClaimRow, score: number, clientKey: string = randomUUID()) =>
    rateClaim(deps, row, { ...key, score, words: '很快' }, clientKey)
  const reopen = (row: PortalClaimRow, clientKey: string = randomUUID()) =>
    reopenClaim(deps, row, { ...key, reason: '又碎了，还是那里' }, clientKey)

  test('deadline and handler are told once it is dispatched; neither the phone nor other persons ever', async () => {
    const row = await reported()
    assert.deepEqual((await seen(row)).can, { rate: false, reopen: false, add: true })
    await dispatched(row)
    const { incident } = await seen(row)
    assert.equal(incident.organisation, `Organisation ${world.actors.unit.organisationId}`)
    assert.notEqual(incident.dueAt, null)
    assert.doesNotMatch(JSON.stringify(await seen(row)), /15412345678/)
    await assert.rejects(rate(row, 5), { code: 'portal.not_now' })
    await assert.rejects(reopen(row), { code: 'portal.window_over' })
  })

  test('what is added stands on the claim and where the handler looks, once however often it is sent', async () => {
    const row = await reported()
    const clientKey = randomUUID()
    const words = '旁边的那个也松了'
    await addWords(deps, row, { words, photos: [], resident: null }, clientKey)
    await addWords(deps, row, { words, photos: [], resident: null }, clientKey)
    const seqOf = async (id: string) =>
      (await world.engine.get({ ...world.actors.dispatcher, rights: ['ledgers.read_all'] }, id)).state.seq
    assert.deepEqual([await seqOf(row.claimId), await seqOf(row.incidentId)], [2, 2])
  })

  test('an answer is rated once; it is reopened within the window from closing, and may be rated again then', async () => {
    const row = await reported()
    await dispatched(row)
    await closed(row)
    const answered = await seen(row)
    assert.deepEqual([answered.answer, answered.ending, answered.can.rate], ['已更换井盖', 'closed', true])
    const clientKey = randomUUID()
    await rate(row, 2, clientKey)
    await rate(row, 2, clientKey)
    await assert.rejects(rate(row, 5), { code: 'portal.rated_already' })
    assert.deepEqual([(await seen(row)).rating, (await seen(row)).can.rate], [2, false])
    world.clock.set(new Date(world.clock.now().getTime() + dayMs))
    await reopen(row)
    await world.react()
    const again = await seen(row)
    assert.deepEqual([again.stage, again.incident.stage, again.answer], ['received', 'handling', null])
    await closed(row, false)
    assert.deepEqual([(await seen(row)).rating, (await seen(row)).can.rate], [null, true])
    world.clock.set(new Date(world.clock.now().getTime() + 400 * dayMs))
    await assert.rejects(reopen(row), { code: 'portal.window_over' })
  })
})
