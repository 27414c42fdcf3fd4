import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import type { ServerPlatform } from '#kernel/ledgers/server'
import { insertPlaces } from '#kernel/registry/server'
import { reactingLedgers } from '../toy/reacting-ledgers.ts'
import { openWorld, type World, worldPlaces } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of links, reactions and holds', () => {
  const platform: ServerPlatform = {
    id: 'ties',
    open: async () => ({ ledgers: reactingLedgers, routes: () => [], close: async () => undefined }),
  }

  let world: World
  let screens: Screens
  before(async () => {
    world = await openWorld({ pages: true, background: true, platforms: [platform] })
    screens = await Screens.open(world)
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  test('a master answers its duplicate and registers a permit, which a seizure of its site holds back', async () => {
    const { db } = world.house.handle
    const site = newId()
    const at = world.clock.now()
    const place = { kind: 'parcel' as const, note: '', address: '', sensitivity: 0, source: '', asOf: null }
    await insertPlaces(
      db,
      [{ id: site, name: '示例地块', divisionCode: worldPlaces.riverside, ...place }],
      at,
    )
    await sql`insert into hold (id, object_kind, object_id, kind, document, reason, placed_account_id,
      placed_position_id, placed_organisation_id, placed_at)
    values (${newId()}, 'place', ${site}, 'seizure', '(2026)辽1302执12号', '执行案件', 1, 1,
      ${world.organisations.values().next().value}, ${at})`.execute(db)
    const office = world.as('plans.office')
    const register = async (subject: string) =>
      (
        await office.post('/api/ledgers/complaint/entries', {
          fields: { subject, site },
          divisionCode: worldPlaces.riverside,
        })
      ).body
    const [master, duplicate] = [await register('夜间施工噪声'), await register('工地夜里很吵')]
    const link = { entryId: master.id, relation: 'duplicate_of' }
    await office.post(`/api/entries/${duplicate.id}/actions/link`, { expectedSeq: 1, input: link })
    const complete = { expectedSeq: 1, input: { opinion: '已责令整改' } }
    await office.post(`/api/entries/${master.id}/actions/complete`, complete)
    // The world's clock stands still, so no job comes round by itself.
    await world.app.relay.drain()
    await world.app.jobs.runNow('reactions')

    const page = await screens.page('plans.office')
    await page.goto(`/entries/${master.id}`)
    const reactions = page.locator('.entry-reactions li')
    await reactions.filter({ hasText: '答复各重复件' }).getByText('已完成').waitFor()
    await reactions.filter({ hasText: '登记许可' }).getByText('已完成').waitFor()
    await assertTranslated(page)
    await assertAccessible(page)
    await page
      .getByRole('link', { name: /工地夜里很吵/ })
      .first()
      .click()
    await page.getByRole('heading', { name: '工地夜里很吵' }).waitFor()
    await page.locator('.entry-where').getByText('已答复').waitFor()
    await page.goto(`/entries/${master.id}`)
    await reactions.filter({ hasText: '登记许可' }).getByRole('link').click()
    await page.getByRole('region', { name: '限制' }).getByText('查封').waitFor()
    assert.equal(await page.getByRole('button', { name: '审批', exact: true }).isDisabled(), true)
    await page.getByText(/不能“审批”/).waitFor()
    await assertTranslated(page)
    await assertAccessible(page)
    await page.getByRole('button', { name: '1 项限制' }).click()
    await page.getByRole('dialog').getByText('执行案件').waitFor()
    await assertAccessible(page)
    assert.deepEqual(screens.offences, [])
  })
})
