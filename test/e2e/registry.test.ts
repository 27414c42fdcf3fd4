import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of the register', () => {
  let world: World
  let screens: Screens
  let personId: string
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const registrar = world.as('plans.registrar')
    const person = { name: '测试·周启', phone: '13812345678', divisionCode: '990001001001' }
    personId = (await registrar.post('/api/persons', person)).body.id
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  test('a whole number shows after a purpose was said, goes again, and the auditor reads who looked', async () => {
    const page = await screens.page('plans.registrar')
    await page.goto('/registry')
    await page.getByRole('link', { name: '测试·周启' }).click()
    await page.getByRole('heading', { level: 2, name: '测试·周启' }).waitFor()
    assert.equal((await page.content()).includes('13812345678'), false)
    await page.getByRole('button', { name: '显示完整电话' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '显示' }).click()
    await dialog.getByText('请写明用途').first().waitFor()
    await assertAccessible(page)
    await dialog.getByLabel('用途').fill('通知领取补贴')
    await dialog.getByRole('button', { name: '显示' }).click()
    await page.getByText('13812345678').waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    await page.getByRole('button', { name: /隐藏/ }).click()
    await page.getByText('13812345678').waitFor({ state: 'detached' })

    const auditor = await screens.page('district.auditor')
    await auditor.goto('/unmaskings')
    await auditor.getByRole('cell', { name: '通知领取补贴' }).waitFor()
    assert.equal((await auditor.content()).includes('测试·周启'), false)
    await auditor.getByRole('link', { name: /1 次，1 个对象/ }).click()
    await auditor.getByText('只看一个账号').waitFor()
    await assertAccessible(auditor)
    await assertTranslated(auditor)
  })

  test('who may read and not unmask finds no button, who may neither is told so, and a phone shows it', async () => {
    const reader = await screens.page('plans.office')
    await reader.goto(`/registry?open=${personId}`)
    await reader.getByRole('heading', { level: 2, name: '测试·周启' }).waitFor()
    assert.equal(await reader.getByRole('button', { name: '显示完整电话' }).count(), 0)
    const refused: [string, string][] = [
      ['plans.office', '/unmaskings'],
      ['district.system', '/registry'],
    ]
    for (const [position, path] of refused) {
      const other = await screens.page(position)
      await other.goto(path)
      await other.getByRole('heading', { level: 1, name: '没有权限' }).waitFor()
    }
    for (const locale of ['zh-CN', 'en-US']) {
      const phone = await screens.page('plans.registrar', { viewport: { width: 390, height: 844 }, locale })
      for (const kind of ['person', 'household', 'enterprise', 'place']) {
        await phone.goto(`/registry?kind=${kind}`)
        await phone.locator('h1').waitFor()
        await phone.locator('.yw-split-scroll > *').first().waitFor()
        await assertTranslated(phone)
        const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        assert.equal(wide, false, `${kind} is wider than the phone`)
      }
      await assertAccessible(phone)
    }
    assert.deepEqual(screens.offences, [])
  })
})
