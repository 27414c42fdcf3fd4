import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the menu of exports', () => {
  let world: World
  let screens: Screens
  let id: string
  before(async () => {
    // A bulletin is as of a minute ago by the browser's clock, which must be past for the server too.
    const start = new Date(Date.now() + 600_000).toISOString()
    world = await openWorld({ pages: true, background: true, start })
    id = (await world.entry({ in: 'riverside', ledger: 'toy', fields: { subject: '事项' } })).id
    screens = await Screens.open(world)
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  for (const [where, path, item, name, magic] of [
    ['a list', '/ledgers/toy', 'Excel 表格', /^试验台账\.xlsx$/, 'PK'],
    ['a board', '/ledgers/toy/board', 'Excel 表格', /^试验台账看板\.xlsx$/, 'PK'],
    ['an entry', 'entry', 'Word 文档', /处置单\.docx$/, 'PK'],
    ['an entry', 'entry', 'PDF', /处置单\.pdf$/, '%P'],
    ['the statistics', '/ledgers/toy/statistics', '通报（Word）', /的通报\.docx$/, 'PK'],
  ] as const)
    test(`${where} is kept as ${item}`, async () => {
      const page = await screens.page('plans.office')
      page.setDefaultTimeout(12_000)
      await page.goto(path === 'entry' ? `/entries/${id}` : path)
      const button = page.getByRole('button', { name: '导出' })
      await button.click()
      await page.getByRole('menuitem', { name: item, exact: true }).waitFor()
      const saved = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: item, exact: true }).click()
      const file = await saved
      assert.match(file.suggestedFilename(), name)
      assert.equal((await readFile(await file.path())).subarray(0, 2).toString(), magic)
      await assertTranslated(page)
      await assertAccessible(page)
      await page.context().close()
    })

  test('what fails is said beside the button and can be tried again; what takes long can be given up', async () => {
    const page = await screens.page('plans.office', { locale: 'en' })
    let tries = 0
    await page.route('**/entries.xlsx*', async (route) => {
      tries += 1
      if (tries === 1) await route.abort()
      // The second is never answered.
    })
    await page.goto('/ledgers/toy')
    await page.getByRole('button', { name: /导出|Export/ }).click()
    await page.getByRole('menuitem', { name: /Excel/ }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await assertAccessible(page)
    await alert.getByRole('button', { name: /重试|Try again|Retry/ }).click()
    const running = page.getByRole('status').filter({ hasText: /KB/ })
    await running.waitFor()
    await running.getByRole('button').click()
    await running.waitFor({ state: 'detached' })
    assert.equal(tries, 2)
    assert.deepEqual(screens.offences, [])
  })
})
