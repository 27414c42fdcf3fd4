import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { insertEnterprises, insertPersons } from '#kernel/registry/server'
import { openWorld, type World, worldPlaces } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the search', () => {
  let world: World
  let screens: Screens
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const { handle, keys, clock } = world.house
    const rest = { address: '', sensitivity: 1, source: '测试', asOf: null }
    const persons = [
      { name: '王秀英', divisionCode: worldPlaces['riverside.first'], phone: '13812345678', ...rest },
      { name: '王秀兰', divisionCode: worldPlaces['riverside.first'], ...rest },
      { name: '王秀英', divisionCode: worldPlaces['hillside.community'], ...rest },
      ...Array.from({ length: 25 }, (_, at) => ({
        name: `欧阳${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地人'.charAt(at)}`,
        divisionCode: worldPlaces.riverside,
        ...rest,
      })),
    ]
    await insertPersons(handle.db, keys, persons, clock.now())
    const firm = { name: '秀英超市', industry: '零售', products: '', note: '', contactName: '', ...rest }
    await insertEnterprises(handle.db, keys, [{ ...firm, divisionCode: worldPlaces.riverside }], clock.now())
    await world.entry({ in: 'riverside.first', ledger: 'toy', fields: { subject: '王秀英门前路灯不亮' } })
    await world.entry({ in: 'hillside.community', ledger: 'toy', fields: { subject: '王秀英门前积水' } })
    await world.app.relay.drain()
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  const picture = async (page: Page, name: string) => {
    const folder = process.env['YIWANG_PICTURES']
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  const options = (page: Page) => page.locator('[role=listbox][aria-busy=false] [role=option]')
  const texts = {
    'zh-CN': { search: '搜索', persons: '查看全部 25 条人', results: '王秀英', none: /没有找到/ },
    'en-US': {
      search: 'Search',
      persons: 'Persons: all 25',
      results: '王秀英',
      none: /Nothing that you may see/,
    },
  } as const

  for (const locale of ['zh-CN', 'en-US'] as const)
    test(`/ opens it anywhere, and it is used by keyboard alone (${locale})`, async () => {
      const words = texts[locale]
      const page = await screens.page('riverside.steward', { locale })
      await page.goto('/ledgers/toy')
      await page.getByRole('row', { name: /路灯/ }).waitFor()
      await page.keyboard.press('/')
      const field = page.getByRole('combobox', { name: words.search })
      await field.waitFor()
      await page.keyboard.type('wangxiuyin')
      await options(page).filter({ hasText: '王秀英' }).first().waitFor()
      await picture(page, `palette-${locale}`)
      await assertAccessible(page)
      await assertTranslated(page)
      await field.fill('王秀英')
      await options(page).filter({ hasText: '路灯' }).waitFor()
      const told = await page.getByRole('listbox').innerText()
      assert.equal(told.includes('积水'), false, 'shows an entry of another street')
      assert.equal(
        (await options(page)
          .filter({ hasText: /^王秀英/ })
          .count()) >= 1,
        true,
      )
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/registry\?kind=person&open=/)
      await page.getByRole('heading', { level: 2, name: '王秀英' }).waitFor()
      await page.keyboard.press('/')
      await options(page).filter({ hasText: '王秀英' }).waitFor()
      await page.keyboard.press('Escape')
      await field.waitFor({ state: 'detached' })
      await page.keyboard.press('/')
      await field.fill('查无此人')
      await page.getByText(words.none).waitFor()
      await picture(page, `palette-none-${locale}`)
      await field.fill('欧阳')
      await options(page).filter({ hasText: words.persons }).waitFor()
      for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/search\?q=.*kind=person/)
      await page.locator('.search-row').nth(19).waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('k')
      assert.equal(
        await page.locator('.search-row').first().getAttribute('class'),
        'search-row search-row-active',
      )
      await picture(page, `results-${locale}`)
      await assertAccessible(page)
      await assertTranslated(page)
      await page.goto(`/search?q=${encodeURIComponent('王秀英')}`)
      await page.locator('.search-row').filter({ hasText: '路灯' }).waitFor()
      await picture(page, `results-all-${locale}`)
      assert.equal(await page.locator('.search-row').filter({ hasText: '积水' }).count(), 0)
    })

  test('a whole number is looked up on Enter only, on record, and kept nowhere', async () => {
    const page = await screens.page('plans.registrar')
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
    await page.goto('/registry')
    await page.locator('h1').waitFor()
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: '搜索' }).fill('13812345678')
    await page.getByRole('option', { name: /按完整号码查找/ }).waitFor()
    assert.deepEqual(
      asked.filter((one) => one.includes('/api/search')),
      [],
    )
    await page.keyboard.press('Enter')
    await options(page).filter({ hasText: '王秀英' }).waitFor()
    await picture(page, 'palette-number')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: '王秀英' }).waitFor()
    assert.deepEqual(
      asked.filter((one) => one.includes('138123')),
      [],
    )
    const kept = await page.evaluate(() => JSON.stringify(localStorage))
    assert.equal(kept.includes('138123'), false)
    const board = await world.as('district.auditor').get('/api/unmaskings')
    assert.deepEqual(
      board.body.rows.map((row: { field: string; purpose: string }) => [row.field, row.purpose]),
      [['phone', '按完整号码查找']],
    )
  })

  for (const [opened, how] of [
    ['/search', 'typed'],
    ['/search?q=13812345678', 'in the address that was opened'],
  ] as const)
    test(`on its page, too, a whole number is looked up on Enter only, and kept nowhere: ${how}`, async () => {
      const page = await screens.page('plans.registrar')
      const asked: string[] = []
      page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
      await page.goto(opened)
      const field = page.getByRole('searchbox')
      if (opened === '/search') await field.fill('13812345678')
      await page.getByText('这是完整的证件号或电话').waitFor()
      assert.equal(new URL(page.url()).search, '')
      await picture(page, `results-number-${how.length}`)
      await assertAccessible(page)
      const apiCalls = () => asked.filter((one) => one.includes('/api/search'))
      assert.deepEqual(apiCalls(), [])
      await field.press('Enter')
      await page.locator('.search-row').filter({ hasText: '王秀英' }).waitFor()
      assert.deepEqual(
        apiCalls().map((one) => one.replace(/ .*\/api/, ' /api')),
        ['POST /api/search/number'],
      )
      assert.equal(new URL(page.url()).search, '')
      const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
      assert.equal(kept.includes('138123'), false)
      await field.fill('王秀英')
      await page.waitForURL(/q=/)
      await page.locator('.search-row').filter({ hasText: '路灯' }).waitFor({ state: 'detached' })
    })

  test('a text taken from the palette replaces the number on the page', async () => {
    const page = await screens.page('plans.registrar')
    await page.goto('/search?q=13812345678')
    await page.getByText('这是完整的证件号或电话').waitFor()
    await page.locator('h1').click()
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: '搜索' }).fill('欧阳')
    await options(page).filter({ hasText: '查看全部 25 条人' }).click()
    await page.locator('.search-row').nth(19).waitFor()
    assert.equal(await page.getByText('这是完整的证件号或电话').count(), 0)
  })

  test('who may not read the register is told that numbers are not searched', async () => {
    const page = await screens.page('plans.designer', { locale: 'en-US' })
    await page.goto('/search?q=13812345678')
    await page.getByText(/takes the right to read the register/).waitFor()
    await assertTranslated(page)
  })

  test('on a phone it fills the screen', async () => {
    for (const locale of ['zh-CN', 'en-US']) {
      const page = await screens.page('riverside.steward', { viewport: { width: 390, height: 844 }, locale })
      await page.goto('/ledgers/toy')
      await page.locator('.yw-light').first().waitFor()
      assert.equal(await wide(page), false, 'the list is wider than the page')
      await page.locator('.search-button').click()
      await page.getByRole('combobox').first().fill('xiuying')
      await options(page).filter({ hasText: '秀英超市' }).waitFor()
      await picture(page, `phone-${locale}`)
      await assertAccessible(page)
      await page.goto(`/search?q=${encodeURIComponent('秀英')}`)
      await page.locator('.search-row').first().waitFor()
      await picture(page, `phone-results-${locale}`)
      assert.equal(await wide(page), false)
    }
    assert.deepEqual(screens.offences, [])
  })
})
