import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const place = '990001001001'
const numbers = ['15412340009', '990000199001010017']

describe('the page of an object', () => {
  let world: World
  let screens: Screens
  let personId: string
  let homeId: string
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const registrar = world.as('plans.registrar')
    const [phone, idNumber] = numbers
    const person = { name: '测试·姜大寒', phone, idNumber, divisionCode: place, source: '入户走访' }
    personId = (await registrar.post('/api/persons', person)).body.id
    const members = [{ personId, relation: 'head' }]
    const home = { number: '9', divisionCode: place, from: '2026-01-01', members }
    homeId = (await registrar.post('/api/households', home)).body.id
    const subjects = [{ kind: 'person', objectId: personId, role: 'party' }]
    await world.entry({
      in: 'riverside.first',
      ledger: 'toy',
      fields: { subject: '楼道堆物' },
      more: { subjects },
    })
    const change = { address: '河畔路 5 号', expectedVersion: 1 }
    await registrar.put(`/api/persons/${personId}`, change)
    await registrar.post(`/api/persons/${personId}/unmask`, { field: 'phone', purpose: '通知领取补贴' })
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  const picture = async (page: Page, name: string) => {
    const folder = process.env['YIWANG_PICTURES']
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  }
  const whole = async (page: Page) => {
    const text = await page.content()
    return numbers.filter((number) => text.includes(number))
  }

  test('facts, household, entries, looks and changes stand on one page, numbers masked, and print', async () => {
    const page = await screens.page('plans.registrar')
    await page.goto(`/registry?open=${personId}`)
    await page.getByRole('link', { name: '查看全部记录' }).click()
    await page.getByRole('heading', { level: 1, name: '测试·姜大寒' }).waitFor()
    for (const text of ['楼道堆物', '通知领取补贴', '入户走访', '河畔路 5 号'])
      await page.getByRole('main').getByText(text).first().waitFor()
    await page.locator('.object-changes > li').nth(1).waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    assert.deepEqual(await whole(page), [])
    await picture(page, 'object-desk-zh')
    await page.emulateMedia({ media: 'print' })
    await page.getByText(/打印；仅含其有权查看的内容/).waitFor()
    assert.equal(await page.getByRole('button', { name: '打印' }).isVisible(), false)
    await picture(page, 'object-print-zh')
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('link', { name: '楼道堆物' }).click()
    await page.getByRole('link', { name: '测试·姜大寒' }).click()
    await page.getByRole('heading', { level: 1, name: '测试·姜大寒' }).waitFor()
  })

  test('a reader finds no looks, a household its members and time line, in English on a phone', async () => {
    const page = await screens.page('plans.handler', {
      locale: 'en-US',
      viewport: { width: 390, height: 844 },
    })
    await page.goto(`/registry/person/${personId}`)
    await page.getByRole('heading', { level: 3, name: 'Change log' }).waitFor()
    await page.getByText('楼道堆物').waitFor()
    assert.equal(await page.getByText('Who looked at a whole number').count(), 0)
    await page.getByRole('link', { name: '测试·姜大寒' }).click()
    await page.getByRole('heading', { level: 3, name: 'What happened' }).waitFor()
    await page.locator('.household-line > li').first().waitFor()
    assert.ok(page.url().endsWith(homeId))
    await assertAccessible(page)
    await assertTranslated(page)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    assert.deepEqual(await whole(page), [])
    await picture(page, 'object-household-phone-en')
    assert.deepEqual(screens.offences, [])
  })
})
