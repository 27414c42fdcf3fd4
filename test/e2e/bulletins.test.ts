import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'
import { draftOf, fitsPhone, laterFor, seeRowsAndMakeAgain } from './circular-screen.ts'

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

  test('what is filtered is dispatched at once and handed over, and the colleague signs for the shift', async () => {
    const second = 'plans.dispatcher.two'
    const { caller } = await world.newCaller({
      code: second,
      loginName: second,
      organisationId: world.organisations.get('990001-plans') as number,
      role: 'dispatcher',
      divisions: ['990001'],
      ledgers: null,
      sensitivity: 1,
    })
    const page = await screens.page('plans.dispatcher')
    await page.goto('/grid/desk')
    await page.getByRole('row', { name: /远处井盖/ }).waitFor()
    await page.keyboard.press('f')
    await page.keyboard.type('远处')
    await page.waitForURL(/q=/)
    await page.getByRole('row', { name: /井盖又破损/ }).waitFor({ state: 'detached' })
    await page.getByRole('checkbox', { name: '选择本页全部' }).check()
    await page.getByRole('button', { name: '批量派遣' }).click()
    const dispatch = page.getByRole('dialog', { name: '批量派遣 1 件' })
    await dispatch.getByRole('combobox').click()
    await page.locator('.ant-select-item-option:visible').first().click()
    await assertAccessible(page)
    await dispatch.getByRole('button', { name: '派遣 1 件' }).click()
    await dispatch.getByText('完成 1 条').waitFor()
    await dispatch.getByRole('button', { name: '关闭' }).last().click()
    await page.getByRole('button', { name: '交班' }).click()
    const shift = page.getByRole('dialog')
    await shift.getByLabel('接班人').click()
    await page.locator('.ant-select-item-option:visible').first().click()
    await shift.getByLabel('情况说明').fill('夜间多巡一次')
    await assertAccessible(page)
    await shift.getByRole('button', { name: '交班' }).click()
    await page.getByText('待接班', { exact: true }).first().waitFor()
    await caller.get('/api/session')
    const colleague = await screens.page(null)
    const url = await world.address()
    await colleague.context().addCookies([...caller.cookies].map(([name, value]) => ({ name, value, url })))
    await colleague.goto('/grid/desk')
    await colleague.getByRole('link', { name: /待您接班/ }).click()
    await colleague.getByText('夜间多巡一次').first().waitFor()
    await colleague.getByRole('button', { name: '接班签字' }).click()
    await colleague.getByRole('dialog').getByRole('button', { name: '接班签字' }).click()
    await colleague.getByText('已接班', { exact: true }).first().waitFor()
    await assertTranslated(colleague)
    assert.deepEqual(screens.offences, [])
  })

  test('a bulletin is drafted on the quality page, opens to its rows, and comes out the same', async () => {
    await laterFor(world, 'plans.dispatcher')
    const page = await screens.page('plans.dispatcher')
    await page.goto('/grid/quality?tab=bulletins')
    await draftOf(page, '按承办单位')
    await page.locator('.circular-totals').getByRole('button', { name: '3', exact: true }).first().click()
    await seeRowsAndMakeAgain(page, /远处井盖/)
    const address = new URL(page.url()).pathname
    await fitsPhone(screens, 'plans.dispatcher', [address, '/grid/quality?tab=bulletins'])
    assert.deepEqual(screens.offences, [])
  })
})
