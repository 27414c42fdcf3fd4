import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of accounts', () => {
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

  /** A list of choices on its way out has lost its name already, and a window on its way in is pale still. */
  async function assertSettled(page: Page): Promise<void> {
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' })
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    )
    await assertAccessible(page)
  }

  test('an account is opened, appointed, used with its one-time password, and all of it is on the trail', async () => {
    const system = await screens.page('district.system')
    await system.goto('/accounts')
    await system.getByRole('button', { name: '新建账号' }).click()
    await system.getByRole('button', { name: '建立账号' }).click()
    await system.getByRole('alert').getByText('请填写姓名').waitFor()
    await assertSettled(system)
    await system.getByRole('textbox', { name: '登录名' }).fill('Li.Min')
    await system.getByRole('textbox', { name: '姓名', exact: true }).fill('测试·李敏')
    await system.getByRole('dialog').getByRole('combobox').fill('发展局')
    await system.locator('.ant-select-item-option').first().click()
    await system.getByRole('button', { name: '建立账号' }).click()
    const shown = system.getByRole('dialog').locator('output')
    const password = (await shown.textContent()) ?? ''
    assert.match(password, /^(\w{4}-){3}\w{4}$/)
    await assertSettled(system)
    await system.getByRole('button', { name: '已记下' }).click()
    await shown.waitFor({ state: 'detached' })
    assert.equal((await system.content()).includes(password), false)
    assert.equal(await system.getByRole('button', { name: '任职', exact: true }).count(), 0)

    const security = await screens.page('district.security')
    await security.goto('/accounts?q=li.min')
    await security.getByRole('cell', { name: 'li.min' }).click()
    assert.equal(await security.getByRole('button', { name: '重置密码' }).count(), 0)
    await security.getByRole('button', { name: '任职', exact: true }).click()
    await security.getByRole('dialog').getByRole('combobox').last().click()
    await security.getByText('试验·plans.steward').last().click()
    await security.getByRole('dialog').getByRole('button', { name: '任职' }).click()
    await security.getByRole('button', { name: '结束任职' }).waitFor()
    await assertSettled(security)
    await assertTranslated(security)

    const own = await screens.page(null)
    await own.goto('/sign-in')
    await own.getByLabel('账号').fill('li.min')
    await own.getByLabel('密码').fill(password)
    await own.getByRole('button', { name: '登录' }).click()
    await own.getByLabel('新密码').fill('Kx7-river-stone')
    await own.getByRole('button', { name: '登录' }).click()
    await own.getByRole('heading', { level: 1, name: '待办' }).waitFor()

    const auditor = await screens.page('district.auditor')
    await auditor.goto('/identity-events?q=li.min')
    for (const kind of ['建立账号', '任职', '修改密码', '登录'])
      await auditor.getByRole('cell', { name: kind, exact: true }).waitFor()
    await assertSettled(auditor)
    await assertTranslated(auditor)
  })

  test('an organisation is made, renamed and closed; its positions are the security administrator’s', async () => {
    const system = await screens.page('district.system')
    const id = world.organisations.get('990001-works')
    await system.goto(`/organisations?open=${id}`)
    await system.getByRole('button', { name: '新设下级单位' }).click()
    await system.getByRole('textbox', { name: '名称', exact: true }).fill('试验新设局')
    await system.getByRole('textbox', { name: '英文名称' }).fill('New Trial Bureau')
    await assertSettled(system)
    await system.getByRole('button', { name: '保存' }).click()
    await system.getByRole('heading', { level: 2, name: '试验新设局' }).waitFor()
    await system.getByText('990001-new-trial-bureau').waitFor()
    assert.equal(await system.getByRole('button', { name: '新设岗位' }).count(), 0)
    await system.getByRole('button', { name: '更名或改隶' }).click()
    await system.getByRole('textbox', { name: '名称', exact: true }).fill('试验更名局')
    await system.getByRole('button', { name: '保存' }).click()
    await system.getByRole('heading', { level: 2, name: '试验更名局' }).waitFor()
    await assertSettled(system)
    await assertTranslated(system)
    await system.getByRole('button', { name: '撤销' }).click()
    await system.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
    // The world's clock stands before the browser's: the refusal is said beside the day.
    await system.getByRole('alert').getByText('日期不能晚于今天').waitFor()

    const security = await screens.page('district.security')
    await security.goto(`/organisations?q=${encodeURIComponent('试验更名局')}`)
    await security.getByText('试验更名局').click()
    await security.getByRole('button', { name: '新设岗位' }).click()
    await security.getByLabel('角色').fill('责任单位')
    await security.locator('.ant-select-item-option').first().click()
    await assertSettled(security)
    await security.getByRole('dialog').getByRole('button', { name: '新设岗位' }).click()
    await security.getByText('空缺').waitFor()
    await security.getByRole('button', { name: '停用岗位' }).click()
    await security.getByRole('dialog').getByRole('button', { name: '停用岗位' }).click()
    await security.getByText('没有岗位').waitFor()
  })

  test('who may not is told so, and a phone shows the same pages', async () => {
    const clerk = await screens.page('riverside.steward')
    for (const path of ['/accounts', '/organisations', '/identity-events']) {
      await clerk.goto(path)
      await clerk.getByRole('heading', { level: 1, name: '没有权限' }).waitFor()
    }
    for (const locale of ['zh-CN', 'en-US']) {
      const phone = await screens.page('district.auditor', { viewport: { width: 390, height: 844 }, locale })
      for (const path of ['/accounts', '/organisations', '/identity-events']) {
        await phone.goto(path)
        await phone.locator('h1').waitFor()
        await assertTranslated(phone)
        await assertAccessible(phone)
        const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        assert.equal(wide, false, `${path} is wider than the phone`)
      }
    }
    assert.deepEqual(screens.offences, [])
  })
})
