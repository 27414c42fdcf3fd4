import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sweepDuplicates } from '#kernel/registry/server'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const texts = {
  'zh-CN': {
    registered: '可能已经登记',
    differ: '名称同音',
    distinct: '不是同一对象',
    decided: '已判定为不同',
    page: '疑似重复',
    merge: '合并…',
    panel: '合并为一',
    undone: /已撤销/,
  },
  'en-US': {
    registered: 'Perhaps registered already',
    differ: 'names sound the same',
    distinct: 'Not the same',
    decided: 'Found to be two',
    page: 'Possible duplicates',
    merge: 'Merge …',
    panel: 'Make one of the two',
    undone: /undone \d/,
  },
} as const

describe('the screens of possible duplicates', () => {
  let world: World
  let screens: Screens
  const facts = { birthDate: '1985-02-04', divisionCode: '990001001001', address: '示例路1号' }
  const sweep = async () => {
    const { db } = world.house.handle
    while ((await sweepDuplicates({ db, now: () => world.clock.now() })) > 0);
  }
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const registrar = world.as('plans.registrar')
    for (const name of ['杨立春', '杨力春', '褚寒露', '褚寒露'])
      await registrar.post('/api/persons', {
        ...facts,
        name,
        birthDate: name.startsWith('褚') ? '1990-01-01' : facts.birthDate,
      })
    await sweep()
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  for (const locale of ['zh-CN', 'en-US'] as const)
    test(`while a person is typed in, who is there already shows beside the form (${locale})`, async () => {
      const page = await screens.page('plans.registrar', { locale })
      await page.goto('/registry/new/person')
      const [name, day] = [page.locator('input').first(), page.getByRole('form').or(page.locator('form'))]
      await day.first().waitFor()
      await name.fill('杨莉春')
      await page.locator('input[id$="-address"]').fill('示例路1号')
      await page.locator('input[id$="-birthDate"]').fill('1985-02-04')
      await page.keyboard.press('Enter')
      const beside = page.getByRole('region', { name: texts[locale].registered })
      await beside.getByRole('link', { name: '杨立春' }).waitFor()
      await beside.getByText(texts[locale].differ).first().waitFor()
      await assertTranslated(page)
      await assertAccessible(page)
    })

  for (const locale of ['zh-CN', 'en-US'] as const)
    test(`a pair is opened by the keyboard, seen side by side, and found to be two (${locale})`, async () => {
      const page = await screens.page('plans.registrar', { locale })
      await page.goto('/duplicates?kind=person')
      await page.getByRole('heading', { level: 1, name: texts[locale].page }).waitFor()
      const rows = page.locator('tbody tr[data-active], tbody tr').filter({ hasText: '·' })
      await rows.first().waitFor()
      const before = await page.locator('.yw-split-main tbody tr').count()
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.locator('.duplicate-sides').waitFor()
      await assertTranslated(page)
      await assertAccessible(page)
      await page.getByRole('button', { name: texts[locale].distinct }).click()
      await page.locator('.duplicate-sides').waitFor({ state: 'detached' })
      await page.waitForFunction(
        (count) => document.querySelectorAll('.yw-split-main tbody tr').length === count,
        before - 1,
      )
      await page.goto('/duplicates?decided=true')
      await page.locator('.yw-split-main tbody tr').first().waitFor()
      assert.ok((await page.content()).includes(texts[locale].decided))
    })

  for (const locale of ['zh-CN', 'en-US'] as const)
    test(`two are merged with the values that were chosen, and the merge is undone (${locale})`, async () => {
      const registrar = world.as('plans.registrar')
      const twin = { ...facts, name: `欧阳白露${locale === 'en-US' ? '二' : ''}`, birthDate: '1977-03-04' }
      await registrar.post('/api/persons', { ...twin, address: '示例路3号' })
      await registrar.post('/api/persons', { ...twin, phone: '15400000123', address: '示例路3号院' })
      await sweep()
      const page = await screens.page('plans.registrar', { locale })
      await page.goto('/duplicates?kind=person')
      await page.getByRole('link', { name: `${twin.name} · ${twin.name}` }).click()
      await page.getByRole('button', { name: texts[locale].merge }).click()
      const panel = page.getByRole('region', { name: texts[locale].panel })
      await panel.locator('fieldset').first().waitFor()
      await assertTranslated(page)
      await assertAccessible(page)
      await panel.locator('input[type="radio"][value="absorbed"]').last().check()
      await panel.locator('input:not([type])').or(panel.locator('input[type="text"]')).last().fill('同一人')
      await panel.locator('.duplicate-decide button').first().click()
      await page.waitForURL(/\/merges\?open=/)
      await page.locator('.yw-sheet input').waitFor()
      await assertTranslated(page)
      await assertAccessible(page)
      await page.locator('.yw-sheet input').fill('误并')
      await page.locator('.yw-sheet .duplicate-decide button').click()
      await page.locator('.yw-sheet').getByText(texts[locale].undone).waitFor()
      const { body } = await registrar.get(`/api/persons?q=${encodeURIComponent(twin.name)}`)
      assert.ok(body.rows.filter(({ name }: { name: string }) => name === twin.name).length === 2)
    })

  test('on a phone it fits, and who may not decide is told so', async () => {
    const phone = await screens.page('plans.registrar', { viewport: { width: 390, height: 844 } })
    await phone.goto('/duplicates?decided=true')
    await phone.locator('.yw-split-scroll > *').first().waitFor()
    assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
    const other = await screens.page('plans.office')
    await other.goto('/duplicates')
    await other.getByRole('heading', { level: 1, name: '没有权限' }).waitFor()
    assert.deepEqual(screens.offences, [])
  })
})
