import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { workImports } from '#kernel/registry/server'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const texts = {
  'zh-CN': { check: '检查', run: '导入 1 户', done: '已导入', refused: /下载未导入/, faults: '该户没有户主' },
  'en-US': {
    check: 'Check',
    run: 'Take 1 household over',
    done: 'taken over',
    refused: /Download the rows/,
    faults: 'the household has no head',
  },
} as const

const csv = (name: string) =>
  [
    '村代码,户编号,成员,与户主关系,出生日期,联系电话,家庭住址',
    `990001001001,${name}1,${name}甲,户主,1980-01-02,15400000881,示例路1号`,
    `990001001001,${name}1,${name}乙,配偶,1981-02-03,,`,
    `990001001001,${name}2,${name}丙,配偶,1982-03-04,,`,
  ].join('\r\n')

describe('the screens of importing', () => {
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
  const work = () => {
    const { handle, keys, clock } = world.house
    return workImports({ db: handle.db, handle, keys, now: () => clock.now() })
  }

  for (const locale of ['zh-CN', 'en-US'] as const)
    test(`a list is chosen, its columns named, checked, and taken over (${locale})`, async () => {
      const name = locale === 'en-US' ? '钱雨水' : '赵立春'
      const page = await screens.page('plans.registrar', { locale })
      await page.goto('/imports')
      await page.locator('.yw-page-header-actions button').waitFor()
      await page.setInputFiles('input[type="file"]', {
        name: `${name}.csv`,
        mimeType: 'text/csv',
        buffer: Buffer.from(csv(name)),
      })
      const form = page.locator('.import-sheet form')
      await form.waitFor()
      await assertTranslated(page)
      await assertAccessible(page)
      // The heading of the names is none that is known by itself: the form says so instead of sending.
      await form.getByRole('button', { name: texts[locale].check }).click()
      await form.getByRole('alert').or(form.locator('.yw-form-problem')).first().waitFor()
      await form.locator('[id$="-name"]').click()
      await page.locator('.ant-select-dropdown:visible').getByTitle('成员').click()
      await form.getByRole('button', { name: texts[locale].check }).click()
      await page.locator('.import-sheet .ant-progress').waitFor()
      await assertTranslated(page)
      await work()
      await page.getByText(texts[locale].faults).waitFor()
      await page.getByRole('link', { name: texts[locale].refused }).waitFor()
      await assertTranslated(page)
      await assertAccessible(page)
      await page.getByRole('button', { name: texts[locale].run }).click()
      await page.locator('.import-sheet .ant-progress').waitFor()
      await work()
      await page.getByRole('status').getByText(texts[locale].done, { exact: true }).waitFor()
      await assertTranslated(page)
      await assertAccessible(page)
      const of = async (path: string, q: string) =>
        (await world.as('plans.registrar').get(`${path}?q=${encodeURIComponent(q)}`)).body.total
      assert.deepEqual([await of('/api/persons', name), await of('/api/households', `${name}1`)], [2, 1])
    })

  test('what is under way can be cancelled, on a phone too, and who may not import is told so', async () => {
    const phone = await screens.page('plans.registrar', { viewport: { width: 390, height: 844 } })
    await phone.goto('/imports')
    await phone.locator('.yw-page-header-actions button').waitFor()
    await phone.setInputFiles('input[type="file"]', {
      name: 'list.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv('孙惊蛰').replace('成员', '姓名')),
    })
    const form = phone.locator('.import-sheet form')
    await form.getByRole('button', { name: texts['zh-CN'].check }).click()
    await phone.locator('.import-sheet section button').click()
    await phone.getByRole('status').getByText('已取消').waitFor()
    assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
    await assertAccessible(phone)
    assert.equal(await work(), 0)
    const other = await screens.page('plans.office')
    await other.goto('/imports')
    await other.getByRole('heading', { level: 1, name: '没有权限' }).waitFor()
    assert.deepEqual(screens.offences, [])
  })
})
