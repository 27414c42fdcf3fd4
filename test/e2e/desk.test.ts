import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, password, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the desk', () => {
  let world: World
  let screens: Screens
  before(async () => {
    world = await openWorld({ pages: true, background: true })
    screens = await Screens.open(world)
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  const heading = (page: Page) => page.locator('h1').first().textContent()

  test('who is not signed in is led to sign in and back to where they wanted to be', async () => {
    await world.as('riverside.steward').get('/api/session')
    const page = await screens.page(null)
    await page.goto('/ledgers/toy?open=true')
    await page.waitForURL(/\/sign-in\?return=/)
    await page.getByLabel('账号').fill('riverside.steward')
    await page.getByLabel('密码').fill('wrong')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').waitFor()
    await assertAccessible(page)
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL(/\/ledgers\/toy\?open=true$/)
    await page.getByRole('heading', { level: 1, name: '试验台账' }).waitFor()
  })

  test('an address of another site as the way back leads home', async () => {
    const page = await screens.page(null)
    await page.goto('/sign-in?return=//example.org/')
    await page.getByLabel('账号').fill('riverside.steward')
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.waitForURL((url) => url.pathname === '/')
  })

  test('the sign-in page serves a phone in either language', async () => {
    for (const locale of ['zh-CN', 'en-US', 'fr-FR']) {
      const page = await screens.page(null, { viewport: { width: 390, height: 844 }, locale })
      await page.goto('/sign-in')
      assert.equal(await heading(page), locale === 'en-US' ? 'Sign in' : '登录')
      await assertTranslated(page)
      await assertAccessible(page)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(wide, false, 'nothing is wider than the phone')
    }
  })

  test('the language changes without loading the page anew', async () => {
    const page = await screens.page('riverside.steward')
    await page.goto('/')
    await page.getByRole('heading', { name: '待办' }).waitFor()
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'To do' }).waitFor()
    assert.equal(await page.evaluate(() => 'stayed' in window), true)
    assert.match(await page.title(), /^To do/)
    await assertTranslated(page)
    await page.reload()
    await page.getByRole('heading', { name: 'To do' }).waitFor()
  })

  test('every page of the desk is complete in both languages and open to all', async () => {
    const entry = await world.entry({ in: 'riverside.first', ledger: 'problem' })
    const paths = [
      '/',
      '/ledgers',
      '/ledgers/problem',
      `/ledgers/problem?entry=${entry.id}`,
      '/ledgers/problem/board',
      '/ledgers/problem/new',
      `/entries/${entry.id}`,
      '/nowhere',
    ]
    for (const locale of ['zh-CN', 'en-US']) {
      const page = await screens.page('riverside.steward', { locale })
      for (const path of paths) {
        await page.goto(path)
        await page.waitForLoadState('networkidle').catch(() => undefined)
        await page.locator('h1').first().waitFor()
        await page.locator('.yw-loading').first().waitFor({ state: 'detached' })
        await assertTranslated(page)
        await assertAccessible(page)
      }
    }
  })

  test('what is out of scope looks like what is not there', async () => {
    const { id } = await world.entry({ in: 'hillside.community', ledger: 'problem' })
    const page = await screens.page('riverside.steward')
    await page.goto(`/entries/${id}`)
    await page.getByRole('heading', { name: '没有找到此页面' }).waitFor()
  })

  test('a list that is slow, empty or failing says so and offers a way on', async () => {
    const page = await screens.page('riverside.steward')
    await page.goto('/ledgers/guarded?q=nothing-is-called-so')
    await page.getByText('没有符合条件的条目').waitFor()
    await page.getByRole('main').getByRole('button', { name: '清除筛选' }).last().click()
    await page.waitForURL((url) => url.search === '')

    let failing = true
    await page.route('**/api/ledgers/toy/entries*', async (route) => {
      if (!failing) return route.continue()
      const problem = { type: 'about:blank', title: '系统错误', status: 500, code: 'http.internal' }
      const body = { ...problem, detail: '系统内部错误', requestId: 'r-1' }
      return route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify(body),
      })
    })
    await page.goto('/ledgers/toy')
    await page.locator('.yw-loading').first().waitFor()
    await page.getByRole('alert').getByText('r-1').waitFor()
    await assertAccessible(page)
    failing = false
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
  })

  test('the keyboard moves through a list, opens an entry beside it and closes it', async () => {
    await world.entry({ in: 'riverside.first', ledger: 'toy', fields: { subject: '键盘一' } })
    await world.entry({ in: 'riverside.first', ledger: 'toy', fields: { subject: '键盘二' } })
    const page = await screens.page('riverside.steward')
    await page.goto('/ledgers/toy?sort=no')
    await page.getByRole('row', { name: /键盘二/ }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '键盘二' }).waitFor()
    await page.keyboard.press('k')
    await page.getByRole('heading', { level: 1, name: '键盘一' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.list-beside').waitFor({ state: 'detached' })
    await page.keyboard.press('f')
    await page.keyboard.type('键盘二')
    await page.waitForURL(/q=/)
    await page.getByRole('row', { name: /键盘一/ }).waitFor({ state: 'detached' })
  })

  test('a refused form names each field, and what was typed outlives the page', async () => {
    const page = await screens.page('riverside.steward')
    await page.goto('/ledgers/toy/new')
    await page.getByLabel('费用').fill('12.5')
    await page.getByRole('button', { name: '登记' }).click()
    await page.getByRole('link', { name: '请填写“事由”' }).click()
    await page.keyboard.type('围墙倒塌，占用人行道，夜间没有照明，行人绕行机动车道'.repeat(4))
    await page.waitForFunction(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('yiwang.draft.'))
      return key !== undefined && localStorage.getItem(key)?.includes('围墙倒塌')
    })
    await page.reload()
    await page.getByText('已恢复').waitFor()
    assert.match(await page.getByLabel('事由').inputValue(), /^围墙倒塌/)
    await page.getByLabel('所在地').click()
    await page.keyboard.type('990001001001')
    await page.locator('.ant-select-tree-title:visible').last().click()
    await page.getByRole('button', { name: '登记' }).click()
    await page.waitForURL(/\/entries\//)
    await page.getByRole('heading', { level: 1, name: /围墙倒塌/ }).waitFor()
    assert.match(await page.getByRole('main').innerText(), /0 万元/)
  })

  test('what another does moves the numbers on an open board', async () => {
    const page = await screens.page('riverside.steward')
    await page.goto('/ledgers/toy/board')
    const total = page.locator('tfoot a').first()
    const beforeText = await total.textContent()
    await page.getByText(/实时连接自/).waitFor()
    await world.entry({ in: 'riverside.second', ledger: 'toy', fields: { subject: '别处登记' } })
    await page.waitForFunction((text) => document.querySelector('tfoot a')?.textContent !== text, beforeText)
    assert.equal(Number(await total.textContent()), Number(beforeText) + 1)
  })

  test('a ledger posted as data lists, filters, opens and acts like one declared in code', async () => {
    const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
    const definition = {
      id: 'lamp',
      title: text('路灯台账', 'Street lamps'),
      prefix: 'LD',
      titleField: 'post',
      fields: [
        { name: 'post', label: text('灯杆', 'Post'), kind: 'text', required: true },
        {
          name: 'fault',
          label: text('故障', 'Fault'),
          kind: 'choice',
          filter: true,
          column: true,
          options: [
            { value: 'dark', label: text('不亮', 'Dark') },
            { value: 'leaning', label: text('倾斜', 'Leaning') },
          ],
        },
      ],
      stages: [
        { id: 'open', label: text('待修', 'To mend'), open: true },
        { id: 'mended', label: text('已修', 'Mended'), open: false },
      ],
      actions: [
        {
          id: 'register',
          word: 'register',
          label: text('登记', 'Register'),
          to: 'open',
          by: [{ who: 'role', role: 'steward' }],
          input: 'all',
        },
        {
          id: 'mend',
          word: 'complete',
          label: text('修复', 'Mend'),
          from: ['open'],
          to: 'mended',
          by: [{ who: 'registrant' }],
        },
      ],
    }
    const posted = await world.as('plans.designer').post('/api/ledgers', { definition })
    assert.equal(posted.status, 201)
    for (const [post, fault] of [
      ['东一', 'dark'],
      ['东二', 'leaning'],
    ] as const)
      await world.entry({
        in: 'riverside.first',
        ledger: 'lamp',
        by: 'riverside.steward',
        fields: { post, fault },
      })
    const page = await screens.page('riverside.steward')
    await page.goto('/ledgers')
    await page.getByRole('main').getByRole('link', { name: '路灯台账' }).click()
    await page.getByRole('row', { name: /东二/ }).waitFor()
    await page.goto('/ledgers/lamp?f.fault=leaning')
    await page.getByText('共 1 条').waitFor()
    await page.getByRole('cell', { name: '东二', exact: true }).click()
    await page.getByRole('button', { name: '修复' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '修复' }).click()
    await page.locator('.list-beside').getByText('已修', { exact: true }).first().waitFor()
  })

  test('no page asked another host for anything, failed, or tried what the policy forbids', () => {
    assert.deepEqual(screens.offences, [])
  })
})
