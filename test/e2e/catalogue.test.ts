import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the catalogue of incidents, changed in the browser', () => {
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
  const open = async (page: Page) => {
    await page.goto('/grid/incidents/catalogue?view=edit')
    await page.getByRole('heading', { name: '历次版本' }).waitFor()
  }

  test('a category is added, kept as a draft, compared, published, and then offered where claims are taken down', async () => {
    const page = await screens.page('plans.dispatcher')
    await open(page)
    const area = page.getByRole('region', { name: '公用设施' })
    await area.getByRole('button', { name: '在“公用设施”下新增小类' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: /确\s?定/ }).click()
    await form.getByText('请填写未被占用的代码，以小写英文字母开头').first().waitFor()
    await assertAccessible(page)
    await form.getByLabel('代码').fill('charging_pile')
    await form.getByLabel('名称（中文）').fill('公共充电桩')
    await form.getByLabel('名称（英文）').fill('Public charging point')
    await form.getByLabel('结案条件（中文）').fill('充电桩可用、无漏电')
    await form.getByLabel('结案条件（英文）').fill('It works and nothing leaks')
    await form.getByRole('button', { name: /确\s?定/ }).click()
    await area.getByRole('row', { name: /公共充电桩/ }).waitFor()
    await page.getByText('有未保存的修改').waitFor()
    await page.getByRole('button', { name: '存为草稿' }).click()
    const difference = page.getByRole('region', { name: '草稿与现行版本的差异' })
    await difference.getByText('大类 › 公用设施 › 小类 › 公共充电桩').waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    await difference.getByLabel('发布理由').fill('新增充电设施')
    await difference.getByLabel('发布理由').press('Enter')
    await page.getByRole('region', { name: '历次版本' }).getByText('新增充电设施').waitFor()

    await page.goto('/grid/claims/new')
    await page.getByLabel('诉求内容').fill('小区门口的公共充电桩坏了')
    await page.getByRole('button', { name: '选用“公共充电桩”' }).click()
    assert.deepEqual(screens.offences, [])
  })

  test('who may not change it reads it, and what another kept meanwhile is said before anything is lost', async () => {
    const reader = await screens.page('riverside.steward')
    await open(reader)
    await reader.getByText('只可查看；修改须有相应权限。').waitFor()
    assert.equal(await reader.getByRole('button', { name: '存为草稿' }).count(), 0)

    const page = await screens.page('plans.dispatcher')
    await open(page)
    await page.getByLabel('销号后可申请重办的天数').fill('20')
    const path = '/api/rulebooks/grid_incident_catalogue'
    const { body: now } = await world.as('plans.dispatcher').get(path)
    const body = { ...now.rule.body, reopenDays: 45 }
    await world.as('plans.dispatcher').put(`${path}/draft`, { body, expectedRevision: 0 })
    await page.getByRole('button', { name: '存为草稿' }).click()
    await page.getByText('其间有人改动了草稿或发布了新版本').waitFor()
    assert.equal(await page.getByLabel('销号后可申请重办的天数').inputValue(), '20')
    await page.getByRole('button', { name: '载入最新内容' }).click()
    await page.getByRole('region', { name: '草稿与现行版本的差异' }).getByText('45').waitFor()
    assert.equal(await page.getByLabel('销号后可申请重办的天数').inputValue(), '45')
  })
})
