import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World, worldPlaces } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('data elements, purposes and consents on screen', () => {
  let world: World
  let screens: Screens
  let personId: string
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const person = {
      name: '测试·周启',
      phone: '13812345678',
      divisionCode: worldPlaces['riverside.first'],
      source: '走访',
    }
    personId = (await world.as('plans.registrar').post('/api/persons', person)).body.id
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  const picture = async (page: Page, name: string) => {
    const folder = process.env['YIWANG_PICTURES']
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }

  for (const locale of ['zh-CN', 'en-US'])
    test(`the catalogue and the purposes are read, and an element gets its next version (${locale})`, async () => {
      const page = await screens.page('plans.registrar', { locale })
      await page.goto('/data-elements?open=person.phone')
      await page.locator('.element-versions li').first().waitFor()
      await page.locator('.yw-form button[type=submit]').waitFor()
      await picture(page, `elements-${locale}`)
      await assertAccessible(page)
      await assertTranslated(page)
      const before = await page.locator('.element-versions li').count()
      await page.locator('.yw-form button[type=submit]').click()
      await page.locator('.element-versions li').nth(before).waitFor()
      await page.goto('/purposes')
      await page.getByRole('row').nth(3).waitFor()
      await picture(page, `purposes-${locale}`)
      await assertAccessible(page)
      await assertTranslated(page)
    })

  test('a consent is recorded on the person’s page and withdrawn again', async () => {
    const page = await screens.page('plans.registrar')
    await page.goto(`/registry?kind=person&open=${personId}`)
    await page.getByRole('button', { name: '登记同意' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('.ant-select').click()
    await page.getByTitle('满意度电话回访').click()
    const day = dialog.getByLabel('同意日期')
    await day.fill('2026-03-01')
    await day.press('Enter')
    await dialog.getByLabel('以何方式取得').fill('书面同意书')
    await dialog.getByRole('button', { name: '登记同意' }).click()
    await page.getByText(/书面同意书/).waitFor()
    await picture(page, 'consents')
    await page.getByRole('button', { name: '登记撤回' }).click()
    await page.getByText(/已撤回/).waitFor()
    await assertAccessible(page)
    assert.deepEqual(screens.offences, [])
  })
})
