import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { photo } from '../world/images.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const phoneSize = { viewport: { width: 390, height: 844 } }
/** What a resident's phone may load before it shows the first page. */
const firstViewMax = 200 * 1024

describe('the portal', () => {
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

  async function look(page: Page, name: string): Promise<void> {
    await assertTranslated(page)
    await assertAccessible(page)
    const folder = process.env['YIWANG_SCREENSHOTS']
    if (folder) await page.screenshot({ path: `${folder}/portal-${name}.png`, fullPage: true })
  }
  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name }).waitFor()

  test('the first view of a phone is light, and elder mode is remembered', async () => {
    const page = await screens.page(null, phoneSize)
    let bytes = 0
    const counted: Promise<void>[] = []
    page.on('response', (response) => {
      if (/\/assets\/.*\.(js|css)$/.test(response.url()))
        counted.push(
          response
            .request()
            .sizes()
            .then(({ responseBodySize }) => void (bytes += responseBodySize)),
        )
    })
    await page.goto('/portal')
    await heading(page, '反映身边的问题')
    await Promise.all(counted)
    assert.ok(bytes > 0 && bytes < firstViewMax, `the first view is ${bytes} bytes on the line`)
    await look(page, 'home')
    const size = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('.plain') as Element).fontSize)
    assert.equal(await size(), '18px')
    await page.getByRole('button', { name: '大字版' }).click()
    assert.equal(await size(), '24px')
    await page.reload()
    await heading(page, '反映身边的问题')
    assert.equal(await size(), '24px')
    await look(page, 'home-elder')
    await page.getByRole('button', { name: 'English' }).click()
    await heading(page, 'Report a problem near you')
    await look(page, 'home-elder-en')
    await page.context().close()
  })

  test('a matter is reported by keyboard alone, and followed by number and code', async () => {
    const page = await screens.page(null, phoneSize)
    await page.goto('/portal/report')
    await heading(page, '是什么事？')
    const press = async (label: string) => {
      await page.getByLabel(label, { exact: true }).first().focus()
      await page.keyboard.press('Space')
    }
    const next = async () => {
      await page.keyboard.press('Enter')
    }
    await page.getByRole('button', { name: '继续' }).focus()
    await next()
    await page.getByRole('alert').getByText('请多写几个字').waitFor()
    await look(page, 'words-wrong')
    await page.getByLabel('用自己的话说').focus()
    await page.keyboard.type('示例路口的路灯三天不亮')
    await page.getByRole('button', { name: '继续' }).focus()
    await next()
    await heading(page, '大概是哪一类？')
    await look(page, 'kind')
    await press('路面、井盖、路灯、公交')
    await next()
    await heading(page, '具体是哪一种？')
    await press('路灯')
    await next()
    await heading(page, '在哪里？')
    await look(page, 'how')
    await page.getByText('从街道和社区名单里选').click()
    await next()
    await heading(page, '在哪个街道或乡镇？')
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    await next()
    await heading(page, '在哪个社区或村？')
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    await next()
    await heading(page, '具体在什么位置？')
    await page.getByLabel('路名、楼号或者旁边有什么').focus()
    await page.keyboard.type('示例路 12 号楼东侧')
    await next()
    await heading(page, '有照片吗？')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'lamp.jpg', mimeType: 'image/jpeg', buffer: await photo() })
    await page.getByText('lamp.jpg').first().waitFor()
    await look(page, 'photos')
    await page.getByRole('button', { name: '继续' }).focus()
    await next()
    await heading(page, '怎样了解进度？')
    await page.getByText('不留联系方式').click()
    await next()
    await heading(page, '请核对')
    await page.getByText('示例路 12 号楼东侧').waitFor()
    await look(page, 'check')
    await page.getByRole('button', { name: '提交' }).focus()
    await next()
    await heading(page, '已经收到')
    await page.getByRole('img', { name: '扫码查进度' }).waitFor()
    await look(page, 'receipt')
    await page.getByRole('link', { name: '现在就查' }).click()
    await heading(page, '查进度')
    await page.getByRole('button', { name: '查询' }).click()
    await heading(page, /^SQ/)
    await page.getByText('已登记，等待派单').waitFor()
    await look(page, 'claim')
    await page.getByRole('button', { name: '补充说明' }).click()
    await page.getByLabel('补充的内容').fill('旁边的那盏也不亮了')
    await page.getByRole('button', { name: '提交' }).click()
    await heading(page, /^SQ/)
    await page.goto('/portal/nearby')
    await page.getByText('没有公开的问题').waitFor()
    await look(page, 'nearby')
    assert.deepEqual(screens.offences, [])
    await page.context().close()
  })
})
