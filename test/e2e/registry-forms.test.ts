import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

describe('the forms of the register', () => {
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

  const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  const picture = async (page: Page, name: string) => {
    const folder = process.env['YIWANG_PICTURES']
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  }
  const choosePlace = async (page: Page, label: string, place: string) => {
    await page.getByRole('combobox', { name: label }).fill(place)
    await page.locator('.ant-select-tree-title', { hasText: place }).last().click()
  }

  test('a person is registered after what is missing and wrong was said, and the draft keeps no numbers', async () => {
    const page = await screens.page('plans.registrar')
    await page.goto('/registry')
    await page.getByRole('button', { name: '登记人员' }).click()
    await page.getByRole('button', { name: /^登\s*记$/ }).click()
    await page.getByRole('alert').getByText('请填写姓名').waitFor()
    await assertAccessible(page)
    await page.getByLabel('姓名').fill('测试·林小满')
    await page.getByLabel('公民身份号码').fill('990001199001010014')
    await page.getByLabel('电话').fill('13812345679')
    await choosePlace(page, '区划', '河畔一社区')
    await page.getByRole('button', { name: /^登\s*记$/ }).click()
    await page.getByRole('alert').getByText(/校验/).waitFor()
    await picture(page, 'form-desk-zh')
    await page.waitForFunction(() =>
      Object.keys(localStorage).some((key) => localStorage.getItem(key)?.includes('林小满')),
    )
    const kept = await page.evaluate(() => JSON.stringify(localStorage))
    assert.equal(/990001199001010014|13812345679/.test(kept), false)
    await page.reload()
    await page.getByText(/已恢复/).waitFor()
    assert.equal(await page.getByLabel('姓名').inputValue(), '测试·林小满')
    await page.getByLabel('电话').fill('13812345679')
    await page.getByRole('button', { name: /^登\s*记$/ }).dblclick()
    await page.getByRole('heading', { level: 2, name: '测试·林小满' }).waitFor()
    const { body } = await world.as('plans.registrar').get('/api/persons?q=%E6%B5%8B%E8%AF%95%C2%B7%E6%9E%97')
    assert.equal(body.total, 1)
  })

  test('what somebody else changed meanwhile is said, and what was typed stays', async () => {
    const registrar = world.as('plans.registrar')
    const made = await registrar.post('/api/persons', {
      name: '测试·何谷雨',
      phone: '13812340001',
      divisionCode: '990001001001',
    })
    const page = await screens.page('plans.registrar', { locale: 'en-US' })
    await page.goto(`/registry/person/${made.body.id}/change`)
    await page.getByText('138****0001').waitFor()
    await page.getByLabel(/^Address/).fill('1 River Road')
    await registrar.put(`/api/persons/${made.body.id}`, { source: 'a visit', expectedVersion: 1 })
    await page.getByRole('button', { name: 'Save' }).click()
    await page
      .getByRole('alert')
      .getByText(/changed this meanwhile/)
      .waitFor()
    await page.waitForFunction(() =>
      [...document.querySelectorAll('input')].some((one) => one.value === 'a visit'),
    )
    assert.equal(await page.getByLabel(/^Address/).inputValue(), '1 River Road')
    await page.getByRole('button', { name: 'Take away' }).click()
    await picture(page, 'form-change-desk-en')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 2, name: '测试·何谷雨' }).waitFor()
    const { body } = await registrar.get(`/api/persons/${made.body.id}`)
    assert.deepEqual([body.address, body.source, body.phone], ['1 River Road', 'a visit', null])
  })

  test('every kind has its form in both languages on desk and phone, for who may register', async () => {
    for (const locale of ['zh-CN', 'en-US'])
      for (const [size, viewport] of Object.entries(sizes)) {
        const page = await screens.page('plans.registrar', { viewport, locale })
        for (const kind of ['person', 'household', 'enterprise', 'place']) {
          await page.goto(`/registry/new/${kind}`)
          await page.locator('.registry-form').waitFor()
          await assertTranslated(page)
          assert.equal(await fits(page), true, `${kind} is wider than the ${size}`)
          await picture(page, `form-${kind}-${size}-${locale}`)
        }
        await assertAccessible(page)
      }
    const reader = await screens.page('plans.handler')
    await reader.goto('/registry/new/person')
    await reader.getByRole('heading', { level: 1, name: '没有权限' }).waitFor()
    assert.deepEqual(screens.offences, [])
  })
})
