import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { password, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, type Screens } from './browser.ts'

/** Some days later, when what was registered is over, and whoever looks signs in again. */
export async function laterFor(world: World, account: string): Promise<void> {
  world.clock.set(new Date('2026-03-04T01:00:00Z'))
  const answer = await world.as(account).call('POST', '/api/session', { body: { account, password } })
  assert.equal(answer.status, 201)
}

/** Drafts what the page drafts, of the two days before, and waits for it. */
export async function draftOf(page: Page, heading: string): Promise<void> {
  await page.getByLabel('截至日', { exact: true }).fill('2026-03-03')
  await page.getByLabel('截至日', { exact: true }).press('Enter')
  await page.getByText('期间：2026-03-02 至 2026-03-03').waitFor()
  await page.getByRole('button', { name: /^起草/ }).click()
  await page.getByRole('heading', { name: heading }).waitFor()
}

/** The rows of a figure that was pressed stand in a dialogue; made again, the whole says the same. */
export async function seeRowsAndMakeAgain(page: Page, row: RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('link', { name: row }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
  await page.getByRole('button', { name: '重新生成并比对' }).click()
  await page.getByText('一致：').waitFor()
  await assertAccessible(page)
  await assertTranslated(page)
}

/** The pages fit a phone in both languages. */
export async function fitsPhone(screens: Screens, account: string, paths: readonly string[]): Promise<void> {
  for (const locale of ['zh-CN', 'en-US']) {
    const phone = await screens.page(account, { viewport: { width: 390, height: 844 }, locale })
    for (const path of paths) {
      await phone.goto(path)
      await phone.locator('.circular, .circular-draft').first().waitFor()
      await assertTranslated(phone)
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.equal(wide, false, `${path} is wider than the phone`)
    }
    await phone.close()
  }
}
