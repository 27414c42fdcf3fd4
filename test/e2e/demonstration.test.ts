import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAccessible } from './browser.ts'
import { ask, en, picture, withScreen } from './demonstration.ts'

type Role = { loginName: string; title: string }
type Page = { total: number }
const refused = /status of 401/

describe('the program as it is started', () => {
  test('a role of the demonstration enters by one click', async () => {
    await withScreen({ expects: refused }, async (screen) => {
      const { page } = screen
      await page.goto('/sign-in')
      const roles = await ask<Role[]>(screen, '/api/demonstration/roles')
      const steward = roles.find(({ loginName }) => loginName === 'steward')
      await page
        .getByRole('button', { name: steward?.title ?? 'missing' })
        .first()
        .click()
      await page.waitForURL('/')
      await page
        .getByRole('navigation')
        .getByRole('link', { name: en('desk.todo') })
        .waitFor()
    })
  })

  test('another language changes what the server said too, without loading the page anew', async () => {
    await withScreen({ expects: refused, locale: 'zh-CN', width: 390, height: 844 }, async (screen) => {
      const { page } = screen
      await page.goto('/sign-in')
      const roles = page.locator('.sign-in-roles')
      await roles.getByText('双塔区发展和改革局').waitFor()
      await picture(screen, 'sign-in-zh')
      await page.evaluate(() => Object.assign(globalThis, { stayed: true }))
      await page.getByRole('button', { name: 'English' }).click()
      await roles.getByText('Development and Reform Bureau of Shuangta District').waitFor()
      assert.equal(await page.evaluate(() => 'stayed' in globalThis), true)
      await assertAccessible(page)
      await picture(screen, 'sign-in-en')
    })
    await withScreen({ as: 'bureau', locale: 'zh-CN' }, async (screen) => {
      const { page } = screen
      await page.goto('/')
      await page
        .getByText(/^超 \d+ 日/)
        .first()
        .waitFor()
      await picture(screen, 'desk-zh')
      await page.getByRole('button', { name: 'English' }).click()
      await page
        .getByText(/^\d+ days? over/)
        .first()
        .waitFor()
      await page
        .getByText(/Development and Reform Bureau/)
        .first()
        .waitFor()
      await assertAccessible(page)
      await picture(screen, 'desk-en')
    })
  })

  test('a wrong password is refused in words, above the form', async () => {
    await withScreen({ expects: refused }, async ({ page }) => {
      await page.goto('/sign-in')
      await page.getByLabel(en('signIn.account')).fill('nobody-here')
      await page.getByLabel(en('signIn.password'), { exact: true }).fill('not the password')
      await page.getByRole('button', { name: en('signIn.submit'), exact: true }).click()
      await page.getByText('The account or the password is wrong').waitFor()
    })
  })

  test('when the session has ended, signing in leads back to where one was', async () => {
    await withScreen({ as: 'steward', expects: refused }, async ({ page, context, address }) => {
      await page.goto('/ledgers/problem?sort=title')
      await page.getByRole('table').waitFor()
      const ended = await context.request.delete(`${address}/api/session`, { headers: { 'x-yiwang': '1' } })
      assert.equal(ended.status(), 204)
      await page.reload()
      await page.waitForURL(/\/sign-in\?return=/)
      await page.locator('.sign-in-roles button').first().click()
      await page.waitForURL(/\/ledgers\/problem\?sort=title/)
      await page.getByRole('table').waitFor()
    })
  })

  test('an address that leads nowhere says so, inside the desk', async () => {
    await withScreen({ as: 'steward', expects: /status of 404/ }, async ({ page }) => {
      await page.goto('/no/such/page')
      await page.getByRole('heading', { name: en('ui.missing.title') }).waitFor()
      await page.getByRole('navigation').first().waitFor()
    })
  })

  test('filters stand in the address, so that a list can be sent to a colleague', async () => {
    await withScreen({ as: 'steward' }, async (screen) => {
      const { page } = screen
      await page.goto('/ledgers/problem')
      await page.getByRole('table').waitFor()
      await page.getByText('Ended', { exact: true }).click()
      await page.waitForURL(/open=false/)
      const { total } = await ask<Page>(screen, '/api/ledgers/problem/entries?open=false')
      const count = page.getByText(`${total} entries`, { exact: true })
      await count.waitFor()
      await withScreen({ as: 'steward' }, async (other) => {
        await other.page.goto(page.url())
        await other.page.getByText(`${total} entries`, { exact: true }).waitFor()
      })
    })
  })

  test('? tells every key of the page', async () => {
    await withScreen({ as: 'steward' }, async ({ page }) => {
      await page.goto('/ledgers/problem')
      await page.getByRole('table').waitFor()
      await page.keyboard.press('?')
      const keys = page.getByRole('dialog').locator('kbd')
      await keys.first().waitFor()
      const told = await keys.allInnerTexts()
      for (const key of ['?', '/', 'j', 'k', 'Enter']) assert.ok(told.includes(key), `${key} is not told`)
    })
  })
})
