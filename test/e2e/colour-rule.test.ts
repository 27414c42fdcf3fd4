import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screen of the colour rule', () => {
  let world: World
  let screens: Screens
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const { id, seq } = await world.entry({
      in: 'riverside',
      ledger: 'project',
      fields: { name: '试验厂房' },
    })
    const procedures = Array.from({ length: 6 }, (_, n) => ({ name: `手续${n}`, done: n < 3 }))
    await world
      .as('plans.office')
      .post(`/api/entries/${id}/actions/record_procedures`, { expectedSeq: seq, input: { procedures } })
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  test('another share shows what it would change before it is set, and the page tells who set it', async () => {
    const page = await screens.page('plans.office')
    await page.goto('/projects/colour-rule')
    await page.getByText('未更改过').waitFor()
    await assertAccessible(page)
    await page.getByLabel('分母').fill('9')
    await page.getByRole('alert').getByText('须在 1/3 与 2/3 之间').waitFor()
    await page.getByText('1/2', { exact: true }).click()
    await page.getByText('1 个项目中有 1 个变色').waitFor()
    await page.getByRole('link', { name: '试验厂房' }).waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    await page.getByRole('button', { name: '采用新规则' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '采用新规则' }).click()
    await page.getByRole('listitem').getByText('办结 1/2 起为黄').waitFor()
    await page.getByText('手续办结不足 1/2').waitFor()
  })

  test('who may not change it reads it, on a phone and in English too', async () => {
    const reader = await screens.page('plans.steward')
    await reader.goto('/projects/colour-rule')
    await reader.getByText('规则由项目办更改').waitFor()
    assert.equal(await reader.getByRole('button', { name: '采用新规则' }).count(), 0)
    for (const locale of ['zh-CN', 'en-US']) {
      const phone = await screens.page('plans.office', { viewport: { width: 390, height: 844 }, locale })
      await phone.goto('/projects/colour-rule')
      await phone.locator('.colour-rule-choice').waitFor()
      await assertTranslated(phone)
      await assertAccessible(phone)
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(wide, false, 'nothing is wider than the phone')
    }
    assert.deepEqual(screens.offences, [])
  })
})
