import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'
import { draftOf, fitsPhone, laterFor, seeRowsAndMakeAgain } from './circular-screen.ts'

describe('the screens of supervision and circulars', () => {
  let world: World
  let screens: Screens
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const milestones = [{ kind: 'groundbreaking', label: '开工', due: '2026-03-05' }]
    const fields = { name: '示例厂', stage: 'procedures', milestones }
    const { id: project } = await world.entry({ in: 'riverside', ledger: 'project', fields })
    const organisationId = world.organisations.get('990001-works')
    for (const title of ['路', '电', '水']) {
      const { id, seq } = await world.entry({
        in: 'riverside',
        ledger: 'problem',
        fields: { title, project },
      })
      const input = { organisationId, dueOn: '2026-03-02' }
      const answer = await world
        .as('plans.handler')
        .post(`/api/entries/${id}/actions/dispatch`, { expectedSeq: seq, input })
      assert.equal(answer.status, 200)
    }
    await laterFor(world, 'plans.office')
    await world.app.relay.drain()
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  test('matters are pressed together, and a node is put under watch', async () => {
    const page = await screens.page('plans.office')
    await page.goto('/projects/supervision')
    await page.getByRole('heading', { name: '超期未办' }).waitFor()
    await assertAccessible(page)
    await assertTranslated(page)
    await page.getByLabel('选择 路').check()
    await page.getByLabel('选择 电').check()
    await page.getByRole('region', { name: '所选条目' }).getByRole('button', { name: '办理' }).click()
    await page.getByRole('menuitem', { name: '人工催办' }).click()
    const dialog = page.getByRole('dialog', { name: '人工催办 · 2 条' })
    await dialog.getByLabel('催办内容').fill('请抓紧办理')
    await dialog.getByRole('button', { name: '人工催办' }).click()
    await dialog.getByText('完成 2 条，未能办理 0 条').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    await page.getByRole('heading', { name: '近30日催督及结果 2' }).waitFor()
    await page.getByLabel('选择 示例厂 开工').check()
    await page.getByLabel('责任单位').fill('works')
    await page.locator('.ant-select-item-option').first().click()
    await page.getByRole('button', { name: '列入督查' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '列入督查' }).click()
    await page.getByText('已列入 1 个').waitFor()
    assert.deepEqual(screens.offences, [])
  })

  test('a circular is drafted of a day, its figures open, and it comes out the same again', async () => {
    const page = await screens.page('plans.office')
    await page.goto('/projects/circulars')
    await draftOf(page, '责任单位排名')
    await page.getByRole('button', { name: '0.00% (0/3)' }).first().click()
    await seeRowsAndMakeAgain(page, /路/)
    const address = new URL(page.url()).pathname
    const others = ['/projects/supervision', '/projects/circular-rule', '/projects/circulars']
    await fitsPhone(screens, 'plans.office', [address, ...others])
    assert.deepEqual(screens.offences, [])
  })

  test('another rule is a new version with its reason', async () => {
    const page = await screens.page('plans.office')
    await page.goto('/projects/circular-rule')
    await page.getByText('现行规则（第 0 版）').waitFor()
    await page.getByLabel('按期结案率').fill('70')
    await page.getByRole('alert').getByText('现为 110').waitFor()
    await page.getByLabel('未延期率').fill('10')
    await page.getByLabel('改动理由').fill('试行')
    await page.getByRole('button', { name: '设为新版' }).click()
    await page.getByText('现行规则（第 1 版）').waitFor()
    await assertAccessible(page)
    assert.deepEqual(screens.offences, [])
  })
})
