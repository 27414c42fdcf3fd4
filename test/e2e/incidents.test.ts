import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('claims taken down at a desk', () => {
  let world: World
  let screens: Screens
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  async function fillIn(page: Page, words: string): Promise<void> {
    await page.goto('/grid/claims/new')
    await page.getByLabel('诉求内容').fill(words)
    await page.getByLabel('地点', { exact: true }).click()
    await page.keyboard.type('990001001001')
    await page.locator('.ant-select-tree-title:visible').last().click()
    await page.getByRole('button', { name: '选用“污水井盖”' }).click()
  }
  const registered = async (page: Page) => {
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.waitForURL(/\/grid\/incidents\/[0-9a-f-]{36}$/)
    return page.url()
  }

  test('a category is proposed with its reasons and chosen by a person; the second claim joins the first matter', async () => {
    const page = await screens.page('plans.dispatcher')
    await fillIn(page, '路口的污水井盖碎了，晚上很危险')
    const proposals = page.getByRole('region', { name: '建议小类' })
    await proposals
      .getByText(/^依据：.*污水井盖/)
      .first()
      .waitFor()
    await proposals.getByText(/首选正确 69%，前三含正确 91%/).waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    const incident = await registered(page)
    await page.getByRole('heading', { name: '诉求（1）' }).waitFor()
    await page.getByText(/^结案条件：井盖完好/).waitFor()
    await assertAccessible(page)

    await fillIn(page, '路口污水井盖坏了没人管')
    const alike = page.getByRole('region', { name: '可能是同一件事' })
    await alike.getByText(/小类相同/).waitFor()
    await alike.getByRole('button', { name: /^并入/ }).click()
    assert.equal(await registered(page), incident)
    await page.getByRole('heading', { name: '诉求（2）' }).waitFor()

    await page.goto('/grid/incidents/catalogue')
    await page.getByRole('region', { name: '责任单位表' }).getByText('其余全部').waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    assert.deepEqual(screens.offences, [])
  })
})
