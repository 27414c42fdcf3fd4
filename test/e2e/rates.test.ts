import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { StatisticsAnswer } from '#kernel/ledgers/model'
import { assertAccessible } from './browser.ts'
import { ask, picture, withScreen } from './demonstration.ts'

const words = {
  'zh-CN': { total: (count: number) => `共 ${count} 件`, back: '返回考核指标' },
  en: { total: (count: number) => `${count} cases`, back: 'Back to the rates' },
}
const chosen = 'period=custom&from=2024-01-01&to=2030-12-31&by=month'

/** The answer once everything that the tests before did is counted: until then it says itself that it is behind. */
async function settled(screen: Parameters<typeof ask>[0], path: string): Promise<StatisticsAnswer> {
  for (;;) {
    const answer = await ask<StatisticsAnswer>(screen, path)
    if (!answer.behind) return answer
  }
}

describe('the rates of a ledger on the screen', () => {
  for (const locale of ['zh-CN', 'en'] as const)
    test(`every figure opens its cases and leads back to what was chosen (${locale})`, async () => {
      await withScreen({ as: 'bureau', locale }, async (screen) => {
        const { page } = screen
        const { total, back } = words[locale]
        const query = 'from=2024-01-01&to=2030-12-31&by=month'
        const answer = await settled(screen, `/api/ledgers/problem/statistics?${query}`)
        const { on_time: onTime } = answer.all
        assert.ok(
          onTime && onTime.rate !== null && onTime.excluded.length > 0,
          'the demonstration has no cases',
        )
        await page.goto(`/ledgers/problem/statistics?${chosen}`)
        const cell = page.locator('table.rates tfoot td').first()
        await cell.waitFor()
        assert.match(await cell.innerText(), new RegExp(`${(onTime.rate / 100).toFixed(2)}%`))
        await assertAccessible(page)
        await picture(screen, `rates-${locale}`)
        await cell.locator('.rates-figure a').nth(1).click()
        await page.getByText(total(onTime.of), { exact: true }).waitFor()
        assert.equal(await page.locator('tbody tr').count(), onTime.of)
        await assertAccessible(page)
        await page.getByRole('link', { name: back }).click()
        await cell.locator('summary').click()
        await cell.locator('details a').first().click()
        const left = total(onTime.excluded[0]?.count ?? 0)
        await page.getByText(left, { exact: true }).waitFor()
        await picture(screen, `rates-cases-${locale}`)
      })
    })

  test('a period without cases says so', async () => {
    await withScreen({ as: 'bureau' }, async ({ page }) => {
      await page.goto('/ledgers/problem/statistics?period=custom&from=2020-01-01&to=2020-12-31')
      await page.getByText('Nothing to count in this period').waitFor()
    })
  })
})
