import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const place = '990001001001'

describe('households over time on the screen', () => {
  let world: World
  let screens: Screens
  let home: string
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const registrar = world.as('plans.registrar')
    const make = async (path: string, body: object) => {
      const made = await registrar.post(path, { divisionCode: place, ...body })
      assert.equal(made.status, 201, made.bytes.toString())
      return made.body.id as string
    }
    const [head, son] = [
      await make('/api/persons', { name: '测试·郭立夏' }),
      await make('/api/persons', { name: '测试·郭小满' }),
    ]
    await make('/api/persons', { name: '测试·宋芒种' })
    home = await make('/api/households', {
      number: '31',
      from: '2026-01-01',
      members: [
        { personId: head, relation: 'head' },
        { personId: son, relation: 'child' },
      ],
    })
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  const picture = async (page: Page, name: string) => {
    const folder = process.env['YIWANG_PICTURES']
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  }
  const day = async (page: Page, label: string, value: string) => {
    await page.getByLabel(label, { exact: true }).fill(value)
    await page.keyboard.press('Enter')
    for (const picker of await page.locator('.ant-picker-dropdown').all())
      await picker.waitFor({ state: 'hidden' })
  }

  test('a marriage is recorded, then the head’s death names another head, and the time line shows both', async () => {
    const page = await screens.page('plans.registrar')
    await page.goto(`/registry?kind=household&open=${home}`)
    await page.getByRole('button', { name: '登记变动' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '变动种类' }).click()
    await page.locator('.ant-select-item-option', { hasText: '婚姻' }).click()
    await day(page, '发生日期', '2026-02-01')
    await dialog.getByRole('button', { name: '登记变动' }).click()
    await dialog.getByText('请选择人员').first().waitFor()
    await dialog.getByRole('combobox', { name: '成员' }).click()
    await page.locator('.ant-select-item-option', { hasText: '郭小满' }).waitFor()
    await dialog.getByRole('combobox', { name: '成员' }).fill('测试·宋')
    await page.locator('.ant-select-item-option', { hasText: '宋芒种' }).click()
    await page.locator('.ant-select-item-option', { hasText: '宋芒种' }).waitFor({ state: 'hidden' })
    await assertAccessible(page)
    await picture(page, 'event-form-zh')
    await dialog.getByRole('button', { name: '登记变动' }).click()
    await page.locator('.household-line', { hasText: '婚姻' }).waitFor()
    await dialog.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: '登记变动' }).click()
    await dialog.getByRole('combobox', { name: '变动种类' }).click()
    await page.locator('.ant-select-item-option', { hasText: '死亡' }).click()
    await day(page, '发生日期', '2026-02-20')
    await dialog.getByText('测试·郭立夏').click()
    await dialog.getByRole('button', { name: '登记变动' }).click()
    await dialog.getByRole('alert').getByText('一户应有且只有一名户主').waitFor()
    await dialog.getByRole('combobox', { name: '测试·宋芒种的关系' }).click()
    await page.locator('.ant-select-item-option:visible', { hasText: '户主' }).click()
    await picture(page, 'event-death-zh')
    await dialog.getByRole('button', { name: '登记变动' }).click()
    await page.locator('.household-line', { hasText: '死亡' }).waitFor()
    await page.locator('.yw-sheet .yw-rows li', { hasText: '宋芒种' }).getByText('户主').waitFor()
    await day(page, '截至某日', '2026-02-10')
    await page.locator('.yw-sheet .yw-rows li', { hasText: '郭立夏' }).getByText('户主').waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    await picture(page, 'household-zh')
  })

  test('what was recorded by mistake is voided unless more stands on it, in English on a phone', async () => {
    const page = await screens.page('plans.registrar', {
      locale: 'en-US',
      viewport: { width: 390, height: 844 },
    })
    await page.goto(`/registry?kind=household&open=${home}`)
    const voiding = async (kind: string) => {
      const item = page.locator('.household-line > li', { hasText: kind })
      await item.getByRole('button', { name: 'Void' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Why it is void').fill('entered twice')
      await dialog.getByRole('button', { name: 'Void' }).click()
      return dialog
    }
    const dialog = await voiding('Marriage')
    await dialog.getByText(/contradicts what is recorded of 2026-02-20/).waitFor()
    await assertAccessible(page)
    await picture(page, 'household-void-phone-en')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await voiding('Death')
    await page.getByText(/Voided by/).waitFor()
    await assertTranslated(page)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    await picture(page, 'household-phone-en')
    assert.deepEqual(screens.offences, [])
  })
})
