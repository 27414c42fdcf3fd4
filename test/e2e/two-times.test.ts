import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, Screens } from './browser.ts'

describe('both times on screen', () => {
  let world: World
  let screens: Screens
  let entryId: string
  before(async () => {
    world = await openWorld({ pages: true, background: true })
    screens = await Screens.open(world)
    const more = { effectiveAt: '2026-02-26T01:00:00Z' }
    entryId = (await world.entry({ in: 'riverside.first', ledger: 'guarded', more })).id
    const said = await world.as('plans.office').post(`/api/entries/${entryId}/actions/comment`, {
      expectedSeq: 1,
      input: { text: '当面核实' },
      effectiveAt: '2026-02-27T03:30:00Z',
    })
    assert.equal(said.status, 200, said.bytes.toString())
    await world.as('plans.office').post(`/api/entries/${entryId}/actions/comment`, {
      expectedSeq: 2,
      input: { text: '当日记录' },
    })
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  test('what was recorded later than it was so shows both its times, on the entry and beside the list', async () => {
    const page = await screens.page('plans.office')
    const marks = () => page.locator('.entry-backdated').allTextContents()
    await page.goto(`/entries/${entryId}`)
    const shown = page.getByRole('listitem').filter({ hasText: '当面核实' })
    await shown.getByText('2026-02-27 11:30').waitFor()
    await shown.getByText(/补记 · .*2026-03-02 09:00/).waitFor()
    assert.equal((await marks()).length, 2)
    await assertAccessible(page)
    await page.goto(`/ledgers/guarded?entry=${entryId}`)
    await page.getByRole('listitem').filter({ hasText: '当面核实' }).waitFor()
    assert.equal((await marks()).length, 2)
    const english = await screens.page('plans.office', { locale: 'en-US' })
    await world.as('plans.office').put('/api/session/locale', { locale: 'en' })
    await english.goto(`/entries/${entryId}`)
    await english
      .getByText(/Recorded later|Backdated/)
      .first()
      .waitFor()
    await world.as('plans.office').put('/api/session/locale', { locale: 'zh-CN' })
  })

  test('an earlier time is asked of who may say one, and of nobody else', async () => {
    for (const [position, asked] of [
      ['plans.office', 1],
      ['riverside.steward', 0],
    ] as const) {
      const page = await screens.page(position)
      await page.goto('/ledgers/guarded/new')
      await page.getByRole('button', { name: '登记', exact: true }).waitFor()
      assert.equal(await page.getByText('发生时间').count(), asked, position)
    }
    const refused = await world.as('riverside.steward').post(`/api/entries/${entryId}/actions/comment`, {
      expectedSeq: 3,
      input: { text: '想改昨天' },
      effectiveAt: '2026-03-01T03:30:00Z',
    })
    assert.deepEqual([refused.status, refused.body.code], [403, 'ledgers.backdate_needs_right'])
  })
})
