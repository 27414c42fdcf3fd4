import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of coverage, visits and dispatch meetings', () => {
  let world: World
  let screens: Screens
  let project: { id: string }
  before(async () => {
    world = await openWorld({ pages: true, background: true })
    screens = await Screens.open(world)
    for (const one of ['works.handler', 'plans.steward']) await world.as(one).get('/api/session')
    const fields = { investmentFen: 900_000_000, name: '河畔食品园（虚构）' }
    project = await world.entry({ in: 'riverside', ledger: 'project', fields })
    await world.entry({
      in: 'riverside',
      ledger: 'problem',
      fields: { project: project.id, title: '电力容量不足' },
    })
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  async function choose(page: Page, label: string, typed: string): Promise<void> {
    const box = page.getByRole('combobox', { name: label, exact: true })
    await box.click()
    await box.pressSequentially(typed)
    await page.locator('.ant-select-item-option-active', { hasText: typed }).waitFor()
    await page.keyboard.press('Enter')
  }

  test('a meeting is prepared, opened, decides three things, ends, and the next one opens with its promises', async () => {
    const page = await screens.page('plans.office')
    await page.goto('/projects/meetings')
    const weekly = page.getByRole('listitem').filter({ hasText: '区长周会' })
    await weekly.getByRole('button', { name: '安排会议' }).click()
    await page.getByRole('heading', { name: '区长周会（2026-03-02）' }).waitFor()
    await page.getByRole('link', { name: '河畔食品园（虚构）' }).waitFor()
    await page.getByText('问题未销号').first().waitFor()
    await page.getByText('这是该类会议的第一次').waitFor()
    await page.getByRole('button', { name: '增加议题' }).click()
    await page.getByRole('textbox', { name: '议题' }).fill('冬季施工安全')
    await page.getByRole('textbox', { name: '理由' }).fill('季节要求')
    await page.getByRole('dialog').getByRole('button', { name: '增加议题' }).click()
    await page.getByText('冬季施工安全').waitFor()
    await assertAccessible(page)
    await page.getByRole('button', { name: /^开\s?会$/ }).click()
    await page.waitForURL(/\/wall\/meetings\//)
    await page.getByRole('navigation', { name: '议题' }).waitFor()
    await page.getByText('会议中').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('heading', { name: /河畔食品园/ }).waitFor()
    await page.getByRole('link', { name: '电力容量不足' }).waitFor()
    await assertAccessible(page)

    await page.keyboard.press('n')
    await page.keyboard.type('增容方案报批')
    await choose(page, '牵头单位', '建设局')
    await choose(page, '责任人', '测试')
    await page.getByRole('textbox', { name: '完成时限' }).fill('+7')
    await page.getByText('2026-03-09').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('已交办').waitFor()
    await page.getByRole('textbox', { name: '决定事项' }).fill('先行架设临时线路')
    await choose(page, '牵头单位', '建设局')
    await choose(page, '责任人', '测试')
    await page.getByRole('textbox', { name: '完成时限' }).fill('3-20')
    await page.keyboard.press('Enter')
    await page.getByText('会议决定事项 2').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /冬季施工安全/ }).click()
    await page.getByRole('textbox', { name: '决定事项' }).fill('开展一次专项检查')
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: '缺责任人' }).waitFor()

    await page.getByRole('button', { name: '会议小结' }).click()
    await page.getByRole('button', { name: '结束会议' }).click()
    const refusal = page.getByRole('alert').filter({ hasText: '会议不能结束' })
    await refusal.waitFor()
    for (const lack of ['缺牵头单位', '缺责任人', '缺完成时限'])
      assert.match((await refusal.textContent()) ?? '', new RegExp(`“开展一次专项检查”${lack}`))
    await page.getByRole('button', { name: '补全' }).click()
    const form = page.getByRole('form', { name: '登记决定事项' }).first()
    const lead = form.getByRole('combobox', { name: '牵头单位' })
    await lead.click()
    await lead.pressSequentially('建设局')
    await page.locator('.ant-select-item-option-active', { hasText: '建设局' }).waitFor()
    await page.keyboard.press('Enter')
    const person = form.getByRole('combobox', { name: '责任人' })
    await person.click()
    await page.locator('.ant-select-item-option-active', { hasText: '测试' }).waitFor()
    await page.keyboard.press('Enter')
    await form.getByRole('textbox', { name: '完成时限' }).fill('3-31')
    await form.getByRole('button', { name: '登记决定事项' }).click()
    await page.getByRole('button', { name: '补全' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '结束会议' }).click()
    await page.getByText('会议已结束，纪要编号 990001-2026-1。').waitFor()
    await assertTranslated(page)
    await page.getByRole('button', { name: '导出' }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /Word/ }).click()
    assert.equal((await saved).suggestedFilename(), '区长周会（2026-03-02）纪要.docx')

    await page.goto('/projects/meetings')
    await page.getByRole('listitem').filter({ hasText: '2026-03-09' }).getByRole('button').click()
    const promises = page.getByRole('region', { name: '上次会议决定事项' })
    await promises.getByText('增容方案报批').waitFor()
    assert.equal(await promises.getByRole('listitem').count(), 3)
    assert.equal(await promises.getByText('在办', { exact: true }).count(), 3)
    await assertTranslated(page)
    await assertAccessible(page)
    assert.deepEqual(screens.offences, [])
  })

  test('a steward records a visit on the phone with a problem found, and the place only on being asked', async () => {
    const page = await screens.page('plans.steward', {
      viewport: { width: 390, height: 844 },
      permissions: ['geolocation'],
      geolocation: { longitude: 120.4512345, latitude: 41.57, accuracy: 14 },
    })
    await page.clock.setFixedTime(new Date('2026-03-02T02:00:00Z'))
    await page.goto(`/projects/${project.id}/visit`)
    await page.getByRole('textbox', { name: '走访情况' }).fill('基础已浇筑')
    assert.equal(await page.getByText('120.45').count(), 0)
    await page.getByRole('button', { name: '记录当前位置' }).click()
    await page.getByText('120.451235, 41.57').waitFor()
    await page.getByText('精度约 14 米').waitFor()
    await page.getByRole('button', { name: '增加问题' }).click()
    await page.getByRole('textbox', { name: '问题' }).fill('进场道路积水')
    await assertAccessible(page)
    await page.getByRole('button', { name: '登记走访' }).click()
    await page.waitForURL(new RegExp(`/projects/${project.id}$`))
    await page.getByRole('link', { name: '基础已浇筑' }).waitFor()
    await page.getByRole('link', { name: '进场道路积水' }).waitFor()
    assert.deepEqual(screens.offences, [])
  })

  test('a number of the coverage board opens its projects, and a steward is appointed to them', async () => {
    const page = await screens.page('plans.office')
    await page.goto('/projects/coverage')
    await page.getByRole('button', { name: '合计 第一管家 1' }).click()
    const behind = page.getByRole('region', { name: '对应项目' })
    await behind.getByRole('link', { name: '河畔食品园（虚构）' }).waitFor()
    await assertAccessible(page)
    await behind.getByRole('checkbox', { name: /河畔食品园/ }).check()
    await behind.getByRole('button', { name: '为 1 个项目安排人员' }).click()
    const dialog = page.getByRole('dialog')
    const unit = dialog.getByRole('combobox', { name: '单位' })
    await unit.click()
    await unit.pressSequentially('发展局')
    await page.locator('.ant-select-item-option-active', { hasText: '发展局' }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('combobox', { name: '人员' }).click()
    await page.locator('.ant-select-item-option', { hasText: 'plans.steward' }).click()
    await dialog.getByRole('button', { name: '为 1 个项目安排人员' }).click()
    await dialog.getByText('完成 1 条').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    await page.getByRole('row', { name: /^合计/ }).waitFor()
    await page.getByRole('button', { name: '合计 第一管家 1' }).waitFor({ state: 'detached' })
    await page.goto('/projects/coverage?view=people')
    await page.getByText('第一管家 1').waitFor()
    await assertTranslated(page)
    assert.deepEqual(screens.offences, [])
  })
})
