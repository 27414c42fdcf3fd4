import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { trialTemplate } from '../world/trial-template.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of procedures', () => {
  let world: World
  let screens: Screens
  let project: string
  before(async () => {
    world = await openWorld({ pages: true, background: true })
    screens = await Screens.open(world)
    project = (
      await world.entry({
        in: 'riverside',
        ledger: 'project',
        fields: { name: '试验厂房', stage: 'procedures' },
      })
    ).id
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  test('the office designs a template: a fault is named, the draft is saved, the version says what changed', async () => {
    const url = '/api/projects/procedure-templates/trial'
    await world.as('plans.office').put(`${url}/draft`, { revision: 0, basedOn: null, body: trialTemplate })
    await world.as('plans.office').post(`${url}/versions`, { revision: 1, reason: '首次发布' })
    const page = await screens.page('plans.office')
    await page.goto('/projects/procedure-templates')
    await page.getByRole('link', { name: '企业投资备案类' }).waitFor()
    await assertAccessible(page)
    await page.getByRole('link', { name: '试验模板' }).click()
    const graph = page.getByRole('group', { name: '手续流程图' })
    const land = graph.getByRole('button', { name: /手续land/ })
    await land.click()
    await page.getByRole('region', { name: '手续land' }).getByText('《试验规定》').waitFor()
    await land.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: '手续permit' }).getByText('手续fire').waitFor()
    await assertAccessible(page)
    await page.getByRole('tab', { name: '表格' }).click()
    await page
      .getByRole('row', { name: /手续fire/ })
      .getByText('7 日')
      .waitFor()
    await page.getByRole('tab', { name: '修改' }).click()
    const steps = page.getByRole('navigation', { name: '步骤' })
    await steps.getByRole('button', { name: '手续fire' }).click()
    await page.getByLabel('编码').fill('land')
    await page.getByText('编码“land”用了两次').waitFor()
    await page.getByLabel('编码').fill('fire')
    await page.getByText('没有发现问题').waitFor()
    await page.getByLabel('绿色通道').fill('3')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByRole('button', { name: '放弃草稿' }).waitFor()
    await assertAccessible(page)
    await page.getByRole('button', { name: '发布' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('快速通道时限').waitFor()
    await dialog.getByLabel('修改理由').fill('消防开通绿色通道')
    await dialog.getByRole('button', { name: '发布' }).click()
    await graph.waitFor()
    await page.getByRole('tab', { name: '历史' }).click()
    await page.getByText('消防开通绿色通道').waitFor()
    await page.getByRole('button', { name: '与第 1 版的差异' }).click()
    await page.getByText('快速通道时限').waitFor()
    await assertTranslated(page)
  })

  test('a project gets the template by its answers, and what can start today starts in one click', async () => {
    const page = await screens.page('plans.steward')
    await page.goto(`/projects/${project}`)
    const procedures = page.getByRole('region', { name: '手续', exact: true })
    await procedures.getByRole('button', { name: '套用手续模板' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('项目类型').click()
    await page.getByTitle('试验模板').click()
    await dialog.getByText('绿色通道').click()
    await dialog.getByText('适用的手续（4/5）').waitFor()
    await assertAccessible(page)
    await dialog.getByRole('button', { name: /^套\s?用$/ }).click()
    await procedures.getByText('今天可以启动（2）').waitFor()
    await procedures.getByLabel('手续land').check()
    await procedures.getByLabel('手续fire').check()
    await procedures.getByRole('button', { name: '启动所选（2）' }).click()
    await procedures.getByText('办理中（2）').waitFor()
    await procedures.getByText('今天没有可以启动的手续').waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
  })

  test('the organisation in charge finds it among its own, and every number opens its rows', async () => {
    const page = await screens.page('works.handler')
    await page.goto('/projects/approvals?mine=1')
    const numbers = page.getByRole('table', { name: '按通道统计' })
    await numbers
      .getByRole('row', { name: /办理中/ })
      .getByRole('button')
      .last()
      .click()
    await page.getByRole('link', { name: '手续land' }).waitFor()
    assert.equal(await page.getByRole('link', { name: '手续fire' }).count(), 0)
    await assertAccessible(page)
    await page.getByRole('link', { name: '手续land' }).click()
    await page.getByRole('button', { name: /^受\s?理$/ }).waitFor()
  })

  test('on a phone, in both languages, nothing is wider than the window', async () => {
    for (const locale of ['zh-CN', 'en-US'])
      for (const path of [
        `/projects/${project}`,
        '/projects/approvals',
        '/projects/procedure-templates',
        '/projects/procedure-templates/trial',
        '/projects/procedure-templates/trial?view=edit',
      ]) {
        const phone = await screens.page('plans.office', { viewport: { width: 390, height: 844 }, locale })
        await phone.goto(path)
        const shown = '.procedure-group, .procedure-numbers, .yw-table, .procedure-graph'
        await phone.locator(shown).first().waitFor()
        await assertTranslated(phone)
        const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        assert.equal(wide, false, `${path} in ${locale}`)
      }
    assert.deepEqual(screens.offences, [])
  })
})
