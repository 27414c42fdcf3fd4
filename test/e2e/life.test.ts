import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const template = JSON.parse(
  readFileSync(new URL('../../data/gate/template.json', import.meta.url), 'utf8'),
) as unknown

async function pick(page: Page, field: Locator, typed: string): Promise<void> {
  await field.fill(typed)
  await page.locator('.ant-select-item-option-active:visible').filter({ hasText: typed }).waitFor()
  await field.press('Enter')
}

async function place(page: Page, field: Locator, code: string): Promise<void> {
  await field.click()
  await page.keyboard.type(code)
  await page.locator('.ant-select-tree-title:visible').last().click()
}

describe('an idea on its way to signing', () => {
  let world: World
  let screens: Screens
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const office = world.as('plans.office')
    const saved = await office.put('/api/projects/gate/draft', { content: template, revision: 0 })
    const reason = '按报道所载规则'
    const published = await office.post('/api/projects/gate/versions', {
      revision: saved.body.revision,
      reason,
    })
    assert.equal(published.status, 200, published.bytes.toString())
    await world.entry({ in: 'riverside', ledger: 'project', fields: { name: '青禾装备园', source: '清单' } })
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  const button = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true })

  /** Registers the idea, and is told on the way of the project that looks like it; answers its number. */
  async function register(page: Page): Promise<string> {
    await page.goto('/projects/pool')
    await button(page, '登记项目').click()
    await page.getByLabel('项目名称').fill('青禾装备园二期')
    const alike = page.getByRole('complementary', { name: '疑似已登记' })
    await alike.getByRole('link', { name: '青禾装备园' }).waitFor()
    await alike.getByText('期次不同').waitFor()
    await pick(page, page.getByLabel('行业类别'), '工业')
    await page.getByLabel('总投资').fill('30000000')
    await page.getByLabel('行业代码（GB/T 4754）').fill('3985')
    await place(page, page.getByLabel('所在地', { exact: true }), '990001001001')
    await assertAccessible(page)
    await assertTranslated(page)
    await button(page, '登记').click()
    await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/)
    return page.locator('.entry-no .yw-number').innerText()
  }

  async function pack(page: Page, id: string): Promise<void> {
    await page.goto('/projects/pool')
    const column = (name: string) => page.getByRole('region', { name, exact: true })
    await column('未启动').getByRole('link', { name: '青禾装备园二期' }).waitFor()
    await button(column('未启动'), '要材料').click()
    const form = page.getByRole('dialog')
    await form.getByLabel('材料名称').fill('可行性研究报告')
    await pick(page, form.getByLabel('材料类型'), '可行性研究报告')
    await form.getByLabel('提交期限').fill('2026-03-20')
    await page.keyboard.press('Tab')
    await pick(page, form.getByLabel('由哪个单位办理'), '建设局')
    await button(form, '登记').click()
    await column('包装中').getByText('材料 0/1').waitFor()
    const office = world.as('plans.office')
    const { body } = await office.get(`/api/ledgers/packaging/entries?f.project=${id}`)
    const paper = body.rows[0].id as string
    const papers = [await office.upload('study.txt', 'study')]
    for (const [action, expectedSeq, input] of [
      ['deliver', 1, { papers }],
      ['check', 2, { outcome: 'passed' }],
    ] as const) {
      const done = await office.post(`/api/entries/${paper}/actions/${action}`, { expectedSeq, input })
      assert.equal(done.status, 200, done.bytes.toString())
    }
    await page.reload()
    await column('成熟').getByText('材料 1/1').waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
  }

  async function sign(page: Page): Promise<Locator> {
    await button(page, '签约').click()
    const form = page.getByRole('dialog')
    await form.getByLabel('签约日期').fill('2026-03-02')
    await page.keyboard.press('Tab')
    const file = { name: 'agreement.txt', mimeType: 'text/plain', buffer: Buffer.from('signed') }
    await form.locator('input[type=file]').first().setInputFiles(file)
    // What is only on its way yet can't be taken off again.
    await form.getByRole('button', { name: /移除/ }).waitFor()
    await button(form.locator('form'), '签约').click()
    return form
  }

  test('it is packaged, refused by a cited rule, put right, signed, and keeps its number', async () => {
    const page = await screens.page('plans.office')
    const no = await register(page)
    const id = new URL(page.url()).pathname.split('/')[2] as string
    await pack(page, id)

    const report = async (input: object) => {
      const office = world.as('plans.office')
      const { body } = await office.get(`/api/entries/${id}`)
      const said = await office.post(`/api/entries/${id}/actions/report`, {
        expectedSeq: body.seq,
        input: { stage: 'planning', ...input },
      })
      assert.equal(said.status, 200, said.bytes.toString())
    }
    await report({ enclave: true, highRisk: false })
    await page.goto(`/projects/${id}`)
    const gate = page.getByRole('region', { name: '准入关' })
    await gate
      .getByText(/不予准入/)
      .first()
      .waitFor()
    await gate.getByText('飞地项目投资下限').first().waitFor()
    const form = await sign(page)
    await form
      .getByText(/第 6 条“飞地项目投资下限”.*2020-05/)
      .first()
      .waitFor()
    await assertAccessible(page)
    await button(form, '取消').click()

    await report({ investmentFen: 60_000_000_00 })
    await page.reload()
    await gate
      .getByText(/可以准入/)
      .first()
      .waitFor()
    await (await sign(page)).waitFor({ state: 'hidden' })
    const line = page.getByRole('region', { name: '全生命周期' })
    await line.getByRole('listitem').filter({ hasText: '签约' }).getByText('2026-03-02').waitFor()
    await gate.getByText(/签约时：可以准入（第 1 版）/).waitFor()
    assert.equal(await page.locator('.entry-no .yw-number').innerText(), no)
    await assertAccessible(page)
    await assertTranslated(page)

    await page.goto('/projects/lists?list=signed_not_landed')
    await page.getByRole('link', { name: '青禾装备园二期' }).waitFor()
  })

  test('the screens of the gate, the pool, bids and lists are whole on a phone, in both languages', async () => {
    for (const locale of ['zh-CN', 'en-US'] as const) {
      await world
        .as('plans.office')
        .put('/api/session/locale', { locale: locale === 'en-US' ? 'en' : 'zh-CN' })
      for (const path of [
        '/projects/gate',
        '/projects/gate?tab=try',
        '/projects/gate?tab=catalogue',
        '/projects/gate?tab=draft',
        '/projects/pool',
        '/projects/funding',
        '/projects/lists',
        '/projects/new',
      ]) {
        const phone = await screens.page('plans.office', { viewport: { width: 390, height: 844 }, locale })
        await phone.goto(path)
        await phone.getByRole('heading', { level: 1 }).waitFor()
        await phone.locator('.life-page, .life-new').first().waitFor()
        await assertTranslated(phone)
        await assertAccessible(phone)
        const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        assert.equal(wide, false, `${path} is wider than the phone`)
        await phone.context().close()
      }
    }
    await world.as('plans.office').put('/api/session/locale', { locale: 'zh-CN' })
  })

  test('the office drafts a rule, sees what it would change, and publishes it with a reason', async () => {
    const page = await screens.page('plans.office')
    await page.goto('/projects/gate?tab=draft')
    await button(page, '开始修订').click()
    await page.getByText('与现行版本相同').waitFor()
    await page.getByRole('textbox', { name: '内容' }).first().fill('两高项目一律不予入驻。')
    await button(page, '保存修订稿').click()
    await page.getByRole('listitem').getByText('修改（内容）').waitFor()
    const list = '类别,行业代码,行业名称,限制条件,依据\n禁止,2631,农药,,本区目录\n禁,26,x,,y\n'
    await page
      .getByLabel('导入目录（.xlsx、.csv）')
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
    await page.getByText('第 3 行，类别').waitFor()
    await button(page, '保存修订稿').click()
    await page.getByRole('listitem').getByText('新增').waitFor()
    await page.getByLabel('发布理由').fill('目录补录')
    await button(page, '发布').click()
    await page.getByText('已发布第 2 版').waitFor()
    await page.goto('/projects/gate?tab=versions&version=1')
    await page.getByText('目录补录').waitFor()
    await page.getByText('高耗能、高排放（“两高”）项目从源头上不予入驻。').waitFor()
    await assertAccessible(page)
    assert.deepEqual(screens.offences, [])
  })
})
