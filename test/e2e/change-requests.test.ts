import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('requests for changes on the screen', () => {
  let world: World
  let screens: Screens
  let personId: string
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const made = await world.as('plans.registrar').post('/api/persons', {
      name: '测试·沈白露',
      phone: '13812340002',
      address: '东街一号',
      divisionCode: '990001001001',
    })
    personId = made.body.id
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  const picture = async (page: Page, name: string) => {
    const folder = process.env['YIWANG_PICTURES']
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  }

  test('a handler asks with proof, the fact changes meanwhile, the registrar looks again and approves', async () => {
    const page = await screens.page('plans.handler')
    await page.goto(`/registry?open=${personId}`)
    await page.getByRole('button', { name: '申请变更' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await dialog.getByRole('alert').getByText('请选择哪一项信息').waitFor()
    await dialog.getByRole('combobox', { name: '哪一项信息' }).click()
    await page.locator('.ant-select-item-option', { hasText: '姓名' }).waitFor()
    // The last of them, which the keyboard reaches first.
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.locator('.ant-select-item-option', { hasText: '姓名' }).waitFor({ state: 'hidden' })
    await dialog.getByText('现为：东街一号').waitFor()
    await dialog.getByLabel('改为').fill('西街九号')
    await dialog.getByLabel('理由').fill('已搬家，见租房合同')
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'lease.txt', mimeType: 'text/plain', buffer: Buffer.from('lease') })
    await dialog.getByText('lease.txt').waitFor()
    await assertAccessible(page)
    await picture(page, 'request-ask-zh')
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('申请已提交').waitFor()

    const registrar = await screens.page('plans.registrar', { locale: 'en-US' })
    await registrar.goto('/change-requests')
    await registrar.getByText('西街九号').waitFor()
    await world
      .as('plans.registrar')
      .put(`/api/persons/${personId}`, { address: '北街三号', expectedVersion: 1 })
    await registrar.getByRole('button', { name: 'Approve' }).click()
    await registrar.getByText('The fact has changed since').first().waitFor()
    assert.equal(await registrar.getByRole('button', { name: 'Approve' }).isDisabled(), true)
    await registrar.getByRole('checkbox').check()
    await assertAccessible(registrar)
    await assertTranslated(registrar)
    await picture(registrar, 'request-decide-en')
    await registrar.getByRole('button', { name: 'Approve' }).click()
    await registrar.getByText('No requests').waitFor()
    const { body } = await world.as('plans.registrar').get(`/api/persons/${personId}`)
    assert.equal(body.address, '西街九号')

    await page.goto('/notices')
    await page.getByRole('link', { name: /已同意/ }).click()
    await page.locator('.change-request', { hasText: '已同意' }).waitFor()
    await assertTranslated(page)
  })

  test('a refusal needs its reason, on a phone', async () => {
    await world.as('plans.handler').post(`/api/persons/${personId}/change-requests`, {
      field: 'phone',
      value: '13812340003',
      reason: '换号',
    })
    const page = await screens.page('plans.registrar', { viewport: { width: 390, height: 844 } })
    await page.goto('/change-requests')
    await page.getByText('138****0003').waitFor()
    assert.equal((await page.content()).includes('13812340003'), false)
    await page.getByRole('button', { name: '不同意' }).click()
    assert.equal(await page.getByRole('button', { name: '不同意' }).isDisabled(), true)
    await page.getByLabel('不同意的理由').fill('号码打不通')
    await picture(page, 'request-refuse-phone-zh')
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    await assertAccessible(page)
    await page.getByRole('button', { name: '不同意' }).click()
    await page.getByText('没有申请').waitFor()
    assert.deepEqual(screens.offences, [])
  })
})
