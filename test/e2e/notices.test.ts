import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { WebhookEnd } from '../world/webhook-end.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const words = {
  'zh-CN': { archive: '归档', archived: '已归档', settings: '消息设置', hours: '固定时段', save: '保存' },
  en: {
    archive: 'Archive',
    archived: 'Archived',
    settings: 'Settings of notices',
    hours: 'At fixed hours',
    save: 'Save',
  },
}

describe('notices on the screen', () => {
  let world: World
  let screens: Screens
  let end: WebhookEnd
  before(async () => {
    world = await openWorld({ pages: true, background: true })
    screens = await Screens.open(world)
    end = await WebhookEnd.open()
    // Told is who is there.
    await world.as('plans.office').get('/api/session')
    for (let more = 0; more < 3; more += 1)
      await world.entry({ in: 'riverside.first', ledger: 'toy', by: 'riverside.steward' })
    await world.app.relay.drain()
  })
  after(async () => {
    await end.close()
    await screens.close()
    await world.close()
  })

  const picture = async (page: Page, name: string) => {
    const folder = process.env['YIWANG_PICTURES']
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
  }

  for (const locale of ['zh-CN', 'en'] as const)
    test(`one puts notices away, finds them, and says how one wants to be told (${locale})`, async () => {
      const t = words[locale]
      const page = await screens.page('plans.office', {
        locale,
        ...(locale === 'zh-CN' ? { viewport: { width: 390, height: 844 } } : {}),
      })
      await page.context().addCookies([{ name: 'yiwang_locale', value: locale, url: await world.address() }])
      await page.goto('/notices')
      const rows = page.locator('.notice')
      await rows.first().waitFor()
      const before = await rows.count()
      await picture(page, `notices-${locale}`)
      await assertAccessible(page)
      await rows.first().getByRole('button', { name: t.archive, exact: true }).click()
      await page.waitForFunction((count) => document.querySelectorAll('.notice').length === count, before - 1)
      await page.locator('.ant-segmented-item').filter({ hasText: t.archived }).click()
      await rows.first().waitFor()
      await page.getByRole('link', { name: t.settings }).click()
      await page.locator('.ant-radio-wrapper').filter({ hasText: t.hours }).click()
      await page.locator('input[type=time]').first().fill('19:30')
      await page.getByRole('button', { name: t.save }).first().click()
      await page.locator('.ant-message-success').waitFor()
      await picture(page, `notice-settings-${locale}`)
      await assertAccessible(page)
      await assertTranslated(page)
      const saved = (await world.as('plans.office').get('/api/notices/settings')).body
      assert.deepEqual([saved.quiet, saved.quietFrom], ['hours', 19 * 60 + 30])
      assert.deepEqual(screens.offences, [])
      await page.context().close()
    })

  for (const locale of ['zh-CN', 'en'] as const)
    test(`an administrator names a place, switches it on, tries it and sees what left (${locale})`, async () => {
      const code = locale === 'en' ? 'sender.en' : 'sender.zh'
      const { caller } = await world.newCaller({
        code,
        loginName: code,
        organisationId: world.organisations.get('990001') as number,
        role: 'system_admin',
        divisions: ['990001'],
        ledgers: null,
        sensitivity: 0,
      })
      await caller.get('/api/session')
      await caller.put('/api/notices/contacts', { kind: 'phone', value: '13812345678' })
      const url = await world.address()
      const page = await screens.page(null, {
        locale,
        ...(locale === 'zh-CN' ? { viewport: { width: 390, height: 844 } } : {}),
      })
      await page
        .context()
        .addCookies([
          ...[...caller.cookies].map(([name, value]) => ({ name, value, url })),
          { name: 'yiwang_locale', value: locale, url },
        ])
      await page.goto('/notice-adapters')
      await page.getByRole('button', { name: locale === 'en' ? 'New channel' : '新增渠道' }).click()
      await page.locator('#adapter-name').fill(`Gateway ${locale}`)
      await page.locator('#adapter-url').fill('ftp://nowhere')
      const save = page.getByRole('button', { name: words[locale].save })
      await save.click()
      await page.locator('.yw-form-problem').waitFor()
      await page.locator('#adapter-url').fill(end.address)
      await page.locator('#adapter-private').fill('127.0.0.1')
      await page.locator('#adapter-private').press('Enter')
      await picture(page, `adapter-form-${locale}`)
      await save.click()
      const secret = page.locator('.notice-secret')
      assert.ok(((await secret.textContent()) ?? '').length > 40)
      await page.locator('.ant-modal-confirm-btns button').click()
      await secret.waitFor({ state: 'detached' })
      const card = page.locator('.notice-adapter').filter({ hasText: `Gateway ${locale}` })
      await card.getByRole('switch').click()
      await card.locator('.ant-switch-checked').waitFor()
      await card
        .getByRole('button')
        .filter({ hasText: locale === 'en' ? 'Try it' : '试发' })
        .click()
      await page
        .locator('tbody tr')
        .filter({ hasText: `Gateway ${locale}` })
        .getByText('138****5678')
        .waitFor()
      assert.equal(end.taken.length, locale === 'en' ? 2 : 1)
      await page.locator('.ant-message-notice').waitFor({ state: 'detached' })
      await picture(page, `adapters-${locale}`)
      await assertAccessible(page)
      await assertTranslated(page)
      assert.deepEqual(screens.offences, [])
      await page.context().close()
    })
})
