import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of several actions at once', () => {
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

  test('several rows are chosen, done at once, and each is told what became of it', async () => {
    const office = world.as('plans.office')
    const entries = []
    for (let n = 1; n <= 23; n += 1)
      entries.push(await world.entry({ in: 'riverside', ledger: 'toy', fields: { subject: `事项 ${n}` } }))
    const page = await screens.page('plans.office')
    await page.goto('/ledgers/toy')
    await page.getByRole('checkbox', { name: '选择本页全部' }).check()
    await page.getByText('已选 23 条').waitFor()
    await page.getByRole('button', { name: '办理' }).click()
    await page.getByRole('menuitem', { name: '受理', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '受理 · 23 条' })
    await dialog.waitFor()
    await assertAccessible(page)
    // Somebody else is faster with one of them.
    const [first] = entries
    const url = `/api/entries/${first.id}/actions/comment`
    await office.post(url, { expectedSeq: 1, input: { text: 'x' } })
    await dialog.getByRole('button', { name: '受理' }).click()
    await dialog.getByText('完成 22 条，未能办理 1 条，未提交 0 条').waitFor()
    await dialog.getByText(/该条目已被他人更新/).waitFor()
    await assertTranslated(page)
    await assertAccessible(page)
    const saved = page.waitForEvent('download')
    await dialog.getByRole('button', { name: '导出表格' }).click()
    assert.equal((await saved).suggestedFilename(), '受理 · 23 条.xlsx')
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    await page.getByText('已选 23 条').waitFor({ state: 'detached' })
    const stages = await Promise.all(
      entries.map(async ({ id }) => (await office.get(`/api/entries/${id}`)).body.stage),
    )
    assert.deepEqual([stages.filter((stage) => stage === 'accepted').length, stages[0]], [22, 'registered'])
    assert.deepEqual(screens.offences, [])
  })
})
