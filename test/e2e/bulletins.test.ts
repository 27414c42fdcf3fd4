import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, password, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of dispatching and of bulletins', () => {
  let world: World
  let screens: Screens
  const ids: string[] = []
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const { body } = await world.as('plans.dispatcher').get('/api/ledgers/incident')
    const category = body.fields.find(({ name }: { name: string }) => name === 'category').options[0].value
    for (const [title, lng] of [
      ['井盖破损', 120.451],
      ['井盖又破损', 120.4512],
      ['远处井盖', 120.47],
    ] as const) {
      const fields = { title, channel: 'patrol', category, spot: { lng, lat: 41.57 } }
      const made = await world.entry({ in: 'riverside', ledger: 'incident', by: 'plans.dispatcher', fields })
      ids.push(made.id)
      world.clock.advance(60_000)
    }
    await world.app.relay.drain()
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  test('what is repeated is merged at the desk, and a dispatch starts with its limits', async () => {
    const page = await screens.page('plans.dispatcher')
    await page.goto('/grid/desk')
    await page.getByRole('button', { name: '疑似重复 1' }).click()
    const repeats = page.getByRole('dialog')
    await repeats.getByRole('checkbox', { name: /井盖又破损/ }).check()
    await repeats.getByRole('button', { name: '并入主件（1）' }).click()
    await repeats.getByText('完成 1 条').waitFor()
    await repeats.getByRole('button', { name: '关闭' }).last().click()
    await page.goto(`/grid/incidents/${ids[0]}`)
    await page.getByRole('button', { name: '派遣', exact: true }).click()
    const dispatch = page.getByRole('dialog')
    await dispatch.getByText(/办理时限：.*签收时限：/).waitFor()
    await assertTranslated(page)
    assert.deepEqual(screens.offences, [])
  })

  test('a bulletin is drafted on the quality page, opens to its rows, and comes out the same', async () => {
    // Days later it is over, and whoever looks signs in again.
    world.clock.set(new Date('2026-03-04T01:00:00Z'))
    const session = { account: 'plans.dispatcher', password }
    const dispatcher = world.as('plans.dispatcher')
    assert.equal((await dispatcher.call('POST', '/api/session', { body: session })).status, 201)
    const page = await screens.page('plans.dispatcher')
    await page.goto('/grid/quality?tab=bulletins')
    await page.getByLabel('截至日', { exact: true }).fill('2026-03-03')
    await page.getByLabel('截至日', { exact: true }).press('Enter')
    await page.getByText('期间：2026-03-02 至 2026-03-03').waitFor()
    await page.getByRole('button', { name: '起草通报' }).click()
    await page.getByRole('heading', { name: '按承办单位' }).waitFor()
    await page.locator('.circular-totals').getByRole('button', { name: '3', exact: true }).first().click()
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /远处井盖/ })
      .waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
    await page.getByRole('button', { name: '重新生成并比对' }).click()
    await page.getByText('一致：').waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    const address = new URL(page.url()).pathname
    for (const locale of ['zh-CN', 'en-US']) {
      const phone = await screens.page('plans.dispatcher', { viewport: { width: 390, height: 844 }, locale })
      for (const path of [address, '/grid/quality?tab=bulletins']) {
        await phone.goto(path)
        await phone.locator('.circular, .circular-draft').first().waitFor()
        await assertTranslated(phone)
        const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        assert.equal(wide, false, `${path} is wider than the phone`)
      }
      await phone.close()
    }
    assert.deepEqual(screens.offences, [])
  })
})
