import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

describe('the screens of the calendar', () => {
  let world: World
  let screens: Screens
  before(async () => {
    world = await openWorld({ pages: true })
    // Thursday afternoon: four office hours of the toy ledger run into a year that no notice speaks of.
    world.clock.set(new Date('2026-12-31T07:00:00Z'))
    screens = await Screens.open(world)
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  const notice = {
    kind: 'annual',
    year: 2027,
    issuedOn: '2026-12-31',
    document: { series: 'general_office_telegram', year: 2026, number: 9001 },
    arrangements: [
      { holidays: ['new_year'], off: ['2027-01-01..2027-01-05'], makeUp: ['2027-01-16'] },
      {
        holidays: ['spring_festival'],
        off: ['2027-02-05..2027-02-12'],
        makeUp: ['2027-01-31', '2027-02-14'],
      },
    ],
  }

  async function shoot(page: Awaited<ReturnType<Screens['page']>>, name: string): Promise<void> {
    const folder = process.env['YIWANG_SCREENSHOTS']
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: false })
  }

  test('a notice is entered at the desk, and the dates that it changes move when they are confirmed', async () => {
    for (let n = 1; n <= 3; n += 1)
      await world.entry({ in: 'riverside', ledger: 'toy', fields: { subject: `井盖松动 ${n}` } })
    const page = await screens.page('plans.dispatcher')
    await page.goto('/calendar?year=2027')
    await page.getByText('2027年的放假通知尚未录入').waitFor()
    await assertTranslated(page)
    await page.getByRole('button', { name: '录入放假通知' }).click()
    const dialog = page.getByRole('dialog', { name: '录入放假通知' })
    await dialog.getByLabel('通知内容').fill('{')
    await dialog.getByRole('button', { name: '录入', exact: true }).click()
    await dialog.getByText('内容不是有效的 JSON').waitFor()
    await assertAccessible(page)
    await shoot(page, 'import-zh')
    await dialog.getByLabel('通知内容').fill(JSON.stringify(notice))
    await dialog.getByRole('button', { name: '录入', exact: true }).click()
    await page.getByText('按现行日历，3 项任务的期限与原定不同').waitFor()
    await page.getByText('国办发明电〔2026〕9001号').first().waitFor()
    await dialog.waitFor({ state: 'hidden' })
    await assertTranslated(page)
    await assertAccessible(page)
    await shoot(page, 'calendar-zh')
    await page.getByRole('button', { name: '确认变动' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '确认变动' }).click()
    await page.getByText('已变动 3 项，共 3 项').waitFor()
    await page.getByText('未办结任务的期限都与现行日历一致。').waitFor()
    const { body } = await world.as('plans.office').get('/api/ledgers/toy/entries')
    for (const row of body.rows) assert.equal(row.dueAt, '2027-01-06T02:00:00.000Z')
    await shoot(page, 'moved-zh')
  })

  test('everybody reads the calendar, on a phone too; only who may enters notices', async () => {
    const page = await screens.page('riverside.steward', {
      viewport: { width: 390, height: 844 },
      locale: 'en-GB',
    })
    await page.goto('/calendar?year=2026')
    await page.getByRole('heading', { name: 'Working calendar' }).waitFor()
    await page.getByText('Spring Festival', { exact: true }).first().waitFor()
    assert.equal(await page.getByRole('button', { name: 'Enter a notice' }).count(), 0)
    assert.equal(await page.getByRole('heading', { name: 'Changed due dates to confirm' }).count(), 0)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    assert.ok(overflow <= 0)
    await assertTranslated(page)
    await assertAccessible(page)
    await shoot(page, 'calendar-phone-en')
  })

  test('who may define ledgers tries other limits on the entries of a period', async () => {
    const page = await screens.page('plans.designer')
    await page.goto('/ledgers/toy')
    await page.getByRole('button', { name: '时限试算' }).click()
    await page.getByRole('heading', { name: /时限试算/ }).waitFor()
    await page.getByLabel('起', { exact: true }).fill('2026-12-01')
    await page.getByLabel('起', { exact: true }).press('Tab')
    await page.getByLabel('止', { exact: true }).fill('2026-12-31')
    await page.getByLabel('止', { exact: true }).press('Tab')
    await page.getByLabel('派遣的数量').fill('1')
    await shoot(page, 'what-if-form-zh')
    await page.getByRole('button', { name: /试算$/ }).click()
    await page.getByRole('heading', { name: '试算结果' }).waitFor()
    const row = page.getByRole('row', { name: /派遣 1 个工作小时/ })
    await row.getByRole('button', { name: '3' }).first().click()
    await page.getByText('井盖松动 1').waitFor()
    await assertTranslated(page)
    await assertAccessible(page)
    await shoot(page, 'what-if-zh')
    const steward = await screens.page('riverside.steward')
    await steward.goto('/ledgers/toy/what-if')
    await steward.getByRole('heading', { name: /没有权限|无权/ }).waitFor()
    assert.deepEqual(screens.offences, [])
  })

  test('an organisation’s own hours and days are set and taken back on its page', async () => {
    const page = await screens.page('district.system')
    const id = world.organisations.get('990001-works')
    await page.goto(`/organisations?open=${id}`)
    const section = page.getByRole('region', { name: '办公时间' })
    await section.getByText('通用：08:30–12:00、13:30–17:30').waitFor()
    await section.getByRole('button', { name: '设定办公时间' }).click()
    const dialog = page.getByRole('dialog', { name: '设定办公时间' })
    const sessions = dialog.getByLabel('一段，或上午、下午两段')
    await sessions.fill('9-5')
    await dialog.getByRole('button', { name: /保存$/ }).click()
    await dialog.getByText('请写作 08:30-12:00 13:30-17:30').first().waitFor()
    await sessions.fill('09:00-17:00')
    await dialog.getByRole('button', { name: /保存$/ }).click()
    await section.getByText(/起：09:00–17:00/).waitFor()
    await section.getByRole('button', { name: '增加办公日或休息日' }).click()
    const days = page.getByRole('dialog', { name: '增加办公日或休息日' })
    await days.getByLabel('原因').fill('大厅周末办事')
    await assertAccessible(page)
    await days.getByRole('button', { name: /保存$/ }).click()
    await section.getByText(/大厅周末办事/).waitFor()
    await assertTranslated(page)
    await shoot(page, 'own-hours-zh')
    await section.getByRole('button', { name: '取消' }).click()
    await section.getByText(/大厅周末办事/).waitFor({ state: 'detached' })
  })
})
