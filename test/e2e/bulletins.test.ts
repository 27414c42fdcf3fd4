import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertTranslated, Screens } from './browser.ts'
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
