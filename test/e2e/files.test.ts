import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import sharp from 'sharp'
import { openWorld, type World } from '../world/app.ts'
import { photo } from '../world/images.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

type Locale = 'zh-CN' | 'en'

const words = {
  'zh-CN': { waiting: '网络中断，恢复后自动续传', place: (at: number) => `第 ${at} 张，共 3 张` },
  en: { waiting: 'The line broke; it goes on by itself', place: (at: number) => `${at} of 3` },
}
const lost = 'Not finished: choose the same file again to go on'

/** What a telephone takes: noise, so that it stays as large as it is. */
function noisyPhoto(): Promise<Buffer> {
  return sharp({
    create: {
      width: 2900,
      height: 2200,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg({ quality: 82 })
    .toBuffer()
}

describe('files on the screen', () => {
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

  const picture = async (page: Page, name: string) => {
    const folder = process.env['YIWANG_PICTURES']
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  async function openForm(locale: Locale, phone = false): Promise<Page> {
    const page = await screens.page('riverside.steward', {
      ...(phone ? { viewport: { width: 390, height: 844 } } : {}),
      locale,
    })
    const { url } = { url: await world.address() }
    await page.context().addCookies([{ name: 'yiwang_locale', value: locale, url }])
    await page.goto('/ledgers/toy/new')
    await page.locator('.files-input').first().waitFor()
    return page
  }
  const choose = (page: Page, name: string, buffer: Buffer, mimeType = 'image/jpeg') =>
    page.locator('.files-input input[type=file]').first().setInputFiles([{ name, mimeType, buffer }])

  /** Lets pieces through but for those that it is told of, counting from one. */
  async function breakAt(page: Page, pieces: readonly number[]) {
    const seen = { pieces: 0, bytes: 0 }
    await page.route('**/api/uploads/*', async (route: Route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      seen.pieces += 1
      seen.bytes += route.request().postDataBuffer()?.length ?? 0
      return pieces.includes(seen.pieces) ? route.abort('connectionreset') : route.continue()
    })
    return seen
  }

  for (const locale of ['zh-CN', 'en'] as const)
    test(`a photo of 3 MB on a line that breaks three times arrives by itself (${locale})`, async () => {
      const page = await openForm(locale, locale === 'zh-CN')
      const content = await noisyPhoto()
      assert.ok(content.length > 2_500_000, String(content.length))
      const seen = await breakAt(page, [2, 4, 5])
      const waiting = page.getByText(words[locale].waiting)
      await choose(page, '现场照片.jpg', content)
      await waiting.waitFor()
      await picture(page, `upload-broken-${locale}`)
      const image = page.locator('.files-image img')
      await image.waitFor({ timeout: 30_000 })
      assert.ok(await image.evaluate(async (one: HTMLImageElement) => (await one.decode(), one.naturalWidth)))
      const needed = Math.ceil(content.length / (512 * 1024))
      assert.equal(seen.pieces, needed + 3)
      await picture(page, `upload-done-${locale}`)
      await assertAccessible(page)
      await assertTranslated(page)
      assert.deepEqual(screens.offences, [])
      await page.context().close()
    })

  test('one that was begun before a reload goes on when the same file is chosen again', async () => {
    const page = await openForm('en')
    const content = await noisyPhoto()
    // As a picked file stays what it is: its time too.
    const { writeFile, mkdtemp, rm } = await import('node:fs/promises')
    const { tmpdir } = await import('node:os')
    const folder = await mkdtemp(join(tmpdir(), 'yiwang-photo-'))
    const path = join(folder, 'site.jpg')
    await writeFile(path, content)
    await breakAt(page, [3, 4, 5, 6, 7, 8])
    await page.locator('.files-input input[type=file]').first().setInputFiles(path)
    await page.getByText(words.en.waiting).waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('Paused').waitFor()
    await page.unroute('**/api/uploads/*')
    await page.reload()
    await page.getByText(lost).waitFor()
    await picture(page, 'upload-lost')
    const seen = await breakAt(page, [])
    await page.locator('.files-input input[type=file]').first().setInputFiles(path)
    await page.locator('.files-image img').waitFor({ timeout: 30_000 })
    assert.equal(seen.pieces, Math.ceil(content.length / (512 * 1024)) - 2)
    assert.equal(await page.getByText(lost).count(), 0)
    await rm(folder, { recursive: true })
    await page.context().close()
  })

  test('one that is given up is gone here and at the server, and one that is refused says why', async () => {
    const page = await openForm('en')
    await breakAt(page, [1, 2, 3, 4, 5, 6])
    await choose(page, 'a.jpg', await noisyPhoto())
    await page.getByText(words.en.waiting).waitFor()
    const gone = page.waitForResponse((response) => response.request().method() === 'DELETE')
    await page.getByRole('button', { name: 'Cancel the upload' }).click()
    assert.equal((await gone).status(), 204)
    assert.equal(await page.locator('.files-progress').count(), 0)
    await page.unroute('**/api/uploads/*')
    await choose(
      page,
      'IMG_2.HEIC',
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      'image/heic',
    )
    await page
      .getByRole('alert')
      .getByText(/HEIC\/HEIF/)
      .waitFor()
    await picture(page, 'upload-heic')
    await page.context().close()
  })

  for (const locale of ['zh-CN', 'en'] as const)
    test(`photos stand small on the entry’s page and open in a viewer by keyboard (${locale})`, async () => {
      const steward = world.as('riverside.steward')
      const ids = []
      for (const [index, seed] of ['#2a6', '#a62', '#26a'].entries()) {
        const answer = await steward.send('POST', `/api/files?name=photo-${index + 1}.jpg`, {
          body: await photo({ width: 1200, height: 900, seed }),
          headers: { 'content-type': 'image/jpeg' },
        })
        ids.push(answer.body.id)
      }
      const entry = await world.entry({
        in: 'riverside.first',
        ledger: 'toy',
        by: 'riverside.steward',
        fields: { proof: ids },
      })
      const page = await screens.page('riverside.steward', {
        locale,
        ...(locale === 'en' ? { viewport: { width: 390, height: 844 } } : {}),
      })
      await page.context().addCookies([{ name: 'yiwang_locale', value: locale, url: await world.address() }])
      await page.goto(`/entries/${entry.id}`)
      const images = page.locator('.files-image img')
      await images.nth(2).waitFor()
      await picture(page, `thumbnails-${locale}`)
      await page.locator('.files-image').first().focus()
      await page.keyboard.press('Enter')
      const viewer = page.locator('.files-viewer')
      const place = (at: number) => viewer.getByText(words[locale].place(at)).waitFor()
      await place(1)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('End')
      await place(3)
      await viewer.locator('img[src*="edge=large"]').evaluate((one: HTMLImageElement) => one.decode())
      await picture(page, `viewer-${locale}`)
      await assertAccessible(page)
      await page.keyboard.press('ArrowLeft')
      await place(2)
      await page.keyboard.press('Escape')
      await viewer.waitFor({ state: 'detached' })
      // Back where one came from.
      assert.equal(await page.evaluate(() => document.activeElement?.className), 'files-image')
      assert.deepEqual(screens.offences, [])
      await page.context().close()
    })

  for (const locale of ['zh-CN', 'en'] as const)
    test(`an administrator limits, sets the scanner, and sees what was decided (${locale})`, async () => {
      const code = locale === 'en' ? 'keeper.en' : 'keeper.zh'
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
      const page = await screens.page(null, {
        locale,
        ...(locale === 'zh-CN' ? { viewport: { width: 390, height: 844 } } : {}),
      })
      const url = await world.address()
      await page
        .context()
        .addCookies([
          ...[...caller.cookies].map(([name, value]) => ({ name, value, url })),
          { name: 'yiwang_locale', value: locale, url },
        ])
      await page.goto('/files')
      const all = page.getByRole('spinbutton').first()
      await all.fill('2048')
      await all.press('Enter')
      await page.getByRole('progressbar').first().waitFor()
      await page.locator('#files-events ~ ul li').first().waitFor()
      await page.locator('#scanner-on').click()
      await page.locator('#scanner-address').fill('10.1.2.3:3310')
      const save = page.getByRole('button', { name: locale === 'en' ? 'Save' : '保存' })
      await save.last().click()
      await page.locator('.yw-form-problem').waitFor()
      await picture(page, `keeping-${locale}`)
      await page.locator('#scanner-address').fill('unix:/run/clamav/clamd.ctl')
      await save.last().click()
      await page.getByText(locale === 'en' ? /scanner switched on/ : /开启查毒/).waitFor()
      await page.locator('#scanner-on').click()
      await save.last().click()
      await page
        .getByText(locale === 'en' ? /scanner switched off/ : /关闭查毒/)
        .first()
        .waitFor()
      await assertAccessible(page)
      await assertTranslated(page)
      assert.deepEqual(screens.offences, [])
      await page.context().close()
    })
})
