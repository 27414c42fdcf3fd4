import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { everything } from '../../../../../test/proof/traces.ts'
import { openWorld, type World, worldPlaces } from '../../../../../test/world/app.ts'
import type { Caller } from '../../../../../test/world/caller.ts'
import { adapterTo, WebhookEnd } from '../../../../../test/world/webhook-end.ts'
import type { PortalDeps } from './portal-deps.ts'
import { firstPortalRules } from '../../model/portal/portal-rules.ts'
import { fixedCatalogues, shippedCatalogue } from '../incidents/shipped.ts'
import { requestCode } from './residents.ts'

const phone = '13987654321'
const minuteMs = 60_000

describe('residents who prove a phone', () => {
  let world: World
  let end: WebhookEnd
  before(async () => {
    world = await openWorld()
    end = await WebhookEnd.open()
    const position = {
      code: 'portal.admin',
      loginName: 'portal.admin',
      organisationId: world.organisations.get('990001') as number,
      role: 'system_admin',
      divisions: [worldPlaces.district],
      ledgers: null,
      sensitivity: 0,
    }
    const { caller } = await world.newCaller(position)
    const made = await caller.post('/api/notice-adapters', { ...adapterTo(end), codes: true })
    assert.equal(made.status, 201, made.bytes.toString())
  })
  after(async () => {
    await end.close()
    await world.close()
  })

  const later = (ms: number) => world.clock.set(new Date(world.clock.now().getTime() + ms))
  const ask = (who: Caller) => who.post('/api/portal/codes', { phone })
  const lastCode = () => /\d{6}/.exec(JSON.parse(end.taken.at(-1)?.body ?? '{}').text)?.[0] ?? ''
  const prove = (who: Caller, id: string, code: string) => who.post('/api/portal/session', { id, code })

  test('five tries at a code, then not even the right one; the last code of a phone holds', async () => {
    const who = world.stranger()
    const { id } = (await ask(who)).body
    const code = lastCode()
    const wrong = code === '000000' ? '000001' : '000000'
    for (let n = 0; n < 5; n += 1) assert.equal((await prove(who, id, wrong)).body.code, 'portal.code_wrong')
    assert.equal((await prove(who, id, code)).body.code, 'portal.code_wrong')
    assert.equal((await prove(who, randomUUID(), code)).body.code, 'portal.code_wrong')
    assert.equal((await ask(who)).status, 429)
    later(minuteMs)
    const second = (await ask(who)).body.id
    const older = lastCode()
    later(minuteMs)
    const third = (await ask(who)).body.id
    assert.equal((await prove(who, second, older)).body.code, 'portal.code_wrong')
    later(6 * minuteMs)
    assert.equal((await prove(who, third, lastCode())).body.code, 'portal.code_wrong')
  })

  test('a proved phone finds its reports from any browser; nobody else does, and it stands in clear nowhere', async () => {
    const [who, again, other] = [world.stranger(), world.stranger(), world.stranger()]
    later(90 * minuteMs)
    const first = await ask(who)
    assert.deepEqual(Object.keys(first.body).sort(), ['id', 'minutes'])
    assert.equal((await prove(who, first.body.id, lastCode())).body.phone, '139****4321')
    assert.equal((await prove(other, first.body.id, lastCode())).body.code, 'portal.code_wrong')
    const said = { words: '示例路口的路灯不亮了', divisionCode: worldPlaces['riverside.first'] }
    const { no } = (await who.post('/api/portal/reports', said)).body
    const nameless = (await who.post('/api/portal/reports', { ...said, anonymous: true })).body
    later(10 * minuteMs)
    const { id } = (await ask(again)).body
    await prove(again, id, lastCode())
    const mine = (await again.get('/api/portal/claims')).body.rows
    assert.deepEqual(
      mine.map((row: { no: string }) => row.no),
      [no],
    )
    assert.equal((await again.post('/api/portal/claims/view', { no })).status, 200)
    assert.equal((await again.post('/api/portal/claims/view', { no: nameless.no })).status, 404)
    assert.equal((await other.post('/api/portal/claims/view', { no })).status, 404)
    assert.equal((await other.get('/api/portal/claims')).status, 401)
    await again.delete('/api/portal/session')
    assert.equal((await again.get('/api/portal/claims')).status, 401)
    const kept = await everything(world.house.handle, [])
    for (const [where, bytes] of kept)
      if (/portal|notice/.test(where)) assert.ok(!bytes.includes(phone), where)
  })

  test('the code stands on the screen of the demonstration alone, on its own machine, where nothing sends it', async () => {
    const off = await openWorld()
    try {
      const deps: PortalDeps = Object.assign(Object.create(off.house) as typeof off.house, {
        demonstration: true,
        catalogues: fixedCatalogues(shippedCatalogue()),
        portalRules: () => firstPortalRules,
      })
      const from = (address: string, host: string) => ({ address, cookies: {}, headers: { host } })
      const asked = { phone, locale: 'en' } as const
      const shown = await requestCode(deps, from('127.0.0.1', 'localhost:1'), asked)
      assert.match(shown.demonstrationCode ?? '', /^\d{6}$/)
      for (const [address, host] of [
        ['203.0.113.7', 'localhost:1'],
        ['127.0.0.1', 'lured.example'],
      ] as const)
        await assert.rejects(requestCode(deps, from(address, host), asked), { code: 'portal.no_codes' })
    } finally {
      await off.close()
    }
  })
})
