import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import {
  leaderOf,
  ok,
  officeOf,
  type PlantedPerson,
  plantPerson,
  registrarOf,
  secret,
} from '../proof/planted-person.ts'
import { openWorld, type World } from '../world/app.ts'
import type { Caller } from '../world/caller.ts'
import { carePlatform } from '../world/secret-ledger.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of an erasure', () => {
  let world: World
  let screens: Screens
  let planted: PlantedPerson
  let leader: Caller
  const phone = { width: 390, height: 844 }

  before(async () => {
    world = await openWorld({ pages: true, background: true, platforms: [carePlatform] })
    screens = await Screens.open(world)
    leader = await leaderOf(world)
    planted = await plantPerson(world)
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  async function pageOf(caller: Caller, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await screens.page(null, options)
    await caller.get('/api/session')
    const url = await world.address()
    await page.context().addCookies([...caller.cookies].map(([name, value]) => ({ name, value, url })))
    return page
  }

  async function isSound(page: Page): Promise<void> {
    await assertTranslated(page)
    await assertAccessible(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    assert.equal(wide, false, 'nothing is wider than the page')
  }

  /** Where pictures of the pages go, if somebody wants to see them. */
  const pictures = process.env['YIWANG_PICTURES']
  const picture = async (page: Page, name: string) => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
  }

  test('whoever has the right is led from the entry to the dry run; who has not sees no link and no page', async () => {
    const page = await pageOf(registrarOf(world))
    await page.goto(`/entries/${planted.entry.id}`)
    await page.getByRole('link', { name: '依法清除' }).click()
    await page.getByRole('heading', { level: 1, name: `依法清除个人信息：${secret.name}` }).waitFor()
    await page.getByRole('heading', { name: /存在不能清除的情形/ }).waitFor()
    await page.getByText('此人有 1 项未解除的限制。').waitFor()
    await isSound(page)
    await picture(page, 'ask-desk-zh')
    await page.goto(`/registry?kind=person&open=${planted.personId}`)
    await page.getByRole('link', { name: '依法清除' }).click()
    await page.getByRole('heading', { level: 1, name: /依法清除/ }).waitFor()
    const office = await pageOf(officeOf(world))
    await office.goto(`/entries/${planted.entry.id}`)
    await office.getByText(secret.corrected).first().waitFor()
    assert.equal(await office.getByRole('link', { name: '依法清除' }).count(), 0)
    await office.goto(`/persons/${planted.personId}/erasure`)
    await office.getByRole('heading', { name: '没有权限' }).waitFor()
  })

  test('the first person asks, what is missing is told, and cannot confirm', async () => {
    const page = await pageOf(registrarOf(world), { viewport: phone })
    await page.goto(`/persons/${planted.personId}/erasure`)
    await page.getByRole('button', { name: '申请清除' }).click()
    await page.getByRole('alert').waitFor()
    await picture(page, 'missing-phone-zh')
    await page.getByLabel('申请文号').fill('申请〔2026〕1号')
    await page.getByLabel('事由').fill('处理目的已实现')
    await page.getByLabel('仍须清除的理由').fill('本人书面要求')
    await page.getByRole('button', { name: '申请清除' }).click()
    await page.getByText('待另一名有权限的人员确认。').waitFor()
    assert.equal(await page.getByRole('button', { name: '确认清除' }).count(), 0)
    await isSound(page)
    await picture(page, 'asked-phone-zh')
  })

  test('the second confirms, in English, and the certificate can be read and printed', async () => {
    ok(await leader.put('/api/session/locale', { locale: 'en' }))
    const page = await pageOf(leader, { locale: 'en-US' })
    await page.goto(`/persons/${planted.personId}/erasure`)
    await page.getByRole('button', { name: 'Confirm the erasure' }).click()
    await page.getByRole('dialog').getByText('It cannot be brought back.').waitFor()
    await picture(page, 'sure-desk-en')
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm the erasure' }).click()
    await page.getByText('This person was erased by law').waitFor()
    await isSound(page)
    await picture(page, 'done-desk-en')
    await page.getByRole('link', { name: 'See certificate QC000001' }).click()
    await page.getByRole('heading', { level: 1, name: 'Certificate of erasure' }).waitFor()
    await page.getByText(planted.entry.no).first().waitFor()
    await isSound(page)
    await picture(page, 'certificate-desk-en')
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false)
    assert.equal(await page.getByRole('navigation').isVisible(), false)
    const paper = await page.pdf({ format: 'A4' })
    assert.equal(paper.toString('latin1').match(/\/Type \/Page\b/g)?.length, 1)
    await picture(page, 'certificate-print-en')
    const inChinese = await pageOf(registrarOf(world), { viewport: phone })
    await inChinese.goto(`/registry?kind=person&open=${planted.personId}`)
    await inChinese.getByRole('link', { name: '查看清除证明' }).click()
    await inChinese.getByRole('heading', { level: 1, name: '个人信息清除证明' }).waitFor()
    await isSound(inChinese)
    await picture(inChinese, 'certificate-phone-zh')
    await inChinese.goto('/erasures/QC000009')
    await inChinese.getByRole('heading', { level: 1, name: /没有找到|不存在|找不到/ }).waitFor()
  })

  test('the entry says since when its values are gone, in its facts, its time line and its list', async () => {
    const page = await pageOf(officeOf(world))
    await page.goto(`/entries/${planted.entry.id}`)
    const mark = page.getByText('依法清除，清除证明 QC000001')
    await mark.first().waitFor()
    await mark.nth(5).waitFor()
    await page.getByRole('listitem').filter({ hasText: '法律依据' }).waitFor()
    await page.getByText('已依法清除的人').first().waitFor()
    await isSound(page)
    await picture(page, 'entry-desk-zh')
    await page.goto('/ledgers/care')
    await page.getByText('依法清除，清除证明 QC000001').first().waitFor()
    assert.deepEqual(screens.offences, [])
  })
})
