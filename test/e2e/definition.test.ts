import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { firstVersion, secondVersion } from '../toy/moving-ledger.ts'
import { openWorld, type World, worldPlaces } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of definitions', () => {
  let world: World
  let screens: Screens
  const pictures = process.env['YIWANG_PICTURES']
  before(async () => {
    world = await openWorld({ pages: true, background: true })
    screens = await Screens.open(world)
    const designer = world.as('plans.designer')
    assert.equal((await designer.post('/api/ledgers', { definition: firstVersion })).status, 201)
    for (const [subject, more] of Object.entries({
      one: { road: 'Long Street', area: 'north', sort: 'a', cost: 500 },
      two: { road: 'Short Street', area: 'south', sort: 'c' },
      three: { area: 'south', sort: 'b' },
    }))
      await register({ subject, ...more })
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  async function register(fields: Record<string, unknown>): Promise<void> {
    const divisionCode = worldPlaces['riverside.first']
    const answer = await world
      .as('plans.office')
      .post('/api/ledgers/moving/entries', { fields, divisionCode })
    assert.equal(answer.status, 201)
  }

  /** A picture to look at, where a folder for pictures is named. */
  async function show(page: Page, name: string): Promise<void> {
    if (!pictures) return
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`) })
  }

  async function isFit(page: Page, name: string): Promise<void> {
    await page.waitForLoadState('networkidle').catch(() => undefined)
    // What is still fading in can't be read yet.
    await page.waitForFunction(() =>
      document
        .getAnimations()
        .every(
          ({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity,
        ),
    )
    await assertTranslated(page)
    await assertAccessible(page)
    await show(page, name)
  }

  test('a designer mends, publishes and moves a ledger to its next version', async () => {
    const page = await screens.page('plans.designer', { locale: 'en-US' })
    await page.goto('/ledgers')
    await page
      .getByRole('row', { name: /Moving/ })
      .getByRole('link', { name: 'Definition' })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Definition · Moving' }).waitFor()
    await isFit(page, 'versions-first')

    await page.getByRole('tab', { name: 'Edit' }).click()
    const area = page.getByRole('textbox', { name: 'Definition of the ledger (JSON)' })
    const text = JSON.stringify(secondVersion, null, 2)
    await area.fill(text.replace('"cost * 2"', '"cost * price"'))
    await page.getByRole('button', { name: 'Check' }).click()
    const fault = page.getByRole('alert').filter({ hasText: 'fields.5.computed' })
    await fault.getByText('“price” is neither a field nor another name').waitFor()
    await isFit(page, 'faults')
    await fault.getByRole('button', { name: /^Line/ }).click()
    const chosen = await area.evaluate((node) => {
      const { value, selectionStart, selectionEnd } = node as HTMLTextAreaElement
      return value.slice(selectionStart, selectionEnd)
    })
    assert.match(chosen, /"computed": "cost \* price"/)
    await area.fill(text.slice(0, -1))
    await page.getByText('is no valid JSON').waitFor()

    await area.fill(text)
    await page.getByRole('button', { name: 'Publish…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The stage “waiting” is gone').waitFor()
    await dialog.getByText('fields.twice').waitFor()
    await isFit(page, 'publish')
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Version 2 is published').waitFor()
    await page.getByRole('cell', { name: /Version 2 · current/ }).waitFor()
    await isFit(page, 'versions')

    await page.getByRole('tab', { name: 'Move entries in flight' }).click()
    const choose = async (label: RegExp, option: string | RegExp) => {
      await page.getByLabel(label).click()
      const shown = page.locator('.ant-select-dropdown:visible')
      await shown.getByText(option).click()
      await shown.waitFor({ state: 'hidden' })
    }
    await choose(/waiting/, 'pending (pending)')
    await choose(/look/, 'Look (view)')
    await choose(/extra/, 'End those that are open')
    await choose(/road/, 'place (place)')
    await choose(/remark/, 'Leave the value to the log')
    await page.getByRole('button', { name: 'Dry run' }).click()
    await page.getByText('3 entries stand under other versions: 2 would move, 1 would not.').waitFor()
    await page.getByText('What the entry holds in “sort” does not fit the new version.').first().waitFor()
    await isFit(page, 'dry-run')

    await page.getByRole('button', { name: 'Move them' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Move them' }).click()
    // The clock of the world stands still, so that no job comes round by itself.
    await page.getByText('Under way').waitFor()
    await isFit(page, 'running')
    await world.app.jobs.runNow('migrations')
    await page.getByText('3 in all: 2 moved, 1 not.').waitFor()
    await page.getByRole('button', { name: 'Entries that stayed' }).click()
    await isFit(page, 'moved')
    const rows = await world.as('plans.office').get('/api/ledgers/moving/entries?f.place=Long%20Street')
    assert.equal(rows.body.total, 1)
  })

  test('the same pages serve in Chinese, and are for nobody else', async () => {
    const page = await screens.page('plans.designer')
    for (const tab of ['versions', 'edit', 'migrate']) {
      await page.goto(`/ledgers/moving/definition?tab=${tab}`)
      await page.getByRole('heading', { level: 1, name: /^定义/ }).waitFor()
      await isFit(page, `zh-${tab}`)
    }
    await page.goto('/definitions/new')
    await page.getByRole('button', { name: '检查' }).click()
    await page.getByText('没有发现错误').or(page.getByText('错误')).first().waitFor()
    await isFit(page, 'zh-new')
    await page.goto('/ledgers/toy/definition?tab=edit')
    await page.getByText('由平台程序声明').waitFor()
    const other = await screens.page('riverside.steward')
    await other.goto('/ledgers/moving/definition')
    await other.getByText('没有权限').first().waitFor()
    assert.deepEqual(screens.offences, [])
  })
})
