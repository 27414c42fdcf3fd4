import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World, worldPlaces } from '../../../../test/world/app.ts'
import type { Caller } from '../../../../test/world/caller.ts'
import { adapterTo, WebhookEnd } from '../../../../test/world/webhook-end.ts'
import { everything } from '../../../../test/proof/traces.ts'
import { hasCodeAdapter, sendCode } from './codes.ts'

describe('one-time codes to phones', () => {
  let world: World
  let admin: Caller
  let end: WebhookEnd
  before(async () => {
    world = await openWorld()
    end = await WebhookEnd.open()
    const position = {
      code: 'codes.admin',
      loginName: 'codes.admin',
      organisationId: world.organisations.get('990001') as number,
      role: 'system_admin',
      divisions: [worldPlaces.district],
      ledgers: null,
      sensitivity: 0,
    }
    admin = (await world.newCaller(position)).caller
  })
  after(async () => {
    await end.close()
    await world.close()
  })

  test('go by an adapter that may carry them and by no other, and are kept nowhere', async () => {
    const { handle, keys } = world.house
    const deps = { db: handle.db, keys, now: () => world.clock.now() }
    const one = { phone: '13987654321', code: '483920', minutes: 5, locale: 'en' } as const
    const adapter = adapterTo(end)
    const { id } = (await admin.post('/api/notice-adapters', adapter)).body
    const change = (more: object) => admin.put(`/api/notice-adapters/${id}`, { ...adapter, ...more })
    for (const closed of [{}, { on: false, codes: true }, { codes: true, format: 'wecom' }]) {
      await change(closed)
      assert.deepEqual([await hasCodeAdapter(deps), await sendCode(deps, one)], [false, null])
    }
    assert.equal(end.taken.length, 0)
    await change({ codes: true })
    assert.deepEqual([await hasCodeAdapter(deps), await sendCode(deps, one)], [true, 200])
    const { kind, recipient, text } = JSON.parse(end.taken[0]?.body ?? '{}')
    assert.deepEqual([kind, recipient], ['code', one.phone])
    assert.match(text, /483920 .* 5 minutes/)
    end.answers.push(500)
    assert.equal(await sendCode(deps, one), 500)
    for (const [where, bytes] of await everything(handle, []))
      assert.ok(!bytes.includes(one.phone) && !bytes.includes(one.code), where)
  })
})
