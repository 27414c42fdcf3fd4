import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertAccessible } from './browser.ts'
import { ask, en, picture, withScreen } from './demonstration.ts'

type Investment = {
  lastDue: string
  projects: {
    id: string
    name: string
    demonstration: boolean
    months: { period: string }[]
    progress: { light: string }
  }[]
}

describe('investment on screens', () => {
  test('months are entered, the light proves itself, the board opens its rows, and a reported figure stands beside the derived one', async () => {
    await withScreen({ as: 'office' }, async (screen) => {
      const { page } = screen
      const before = await ask<Investment>(screen, '/api/projects/investment')
      const project = before.projects.find(
        ({ demonstration, progress }) => demonstration && progress.light === 'red',
      )
      assert.ok(project, 'one of the example projects is far behind')
      const month = before.lastDue

      await page.goto('/projects/investment?view=entry')
      const cell = page.getByLabel(`${project.name} ${month}`, { exact: true })
      await cell.fill('no amount')
      await page
        .getByRole('alert')
        .getByText(en('projects.investment.grid.faults', { count: 1 }))
        .waitFor()
      await cell.fill('9999.000001')
      await page.getByLabel(en('projects.investment.source')).fill('monthly report')
      await picture(screen, 'investment-grid')
      await page.getByRole('button', { name: en('projects.investment.save', { count: 1 }) }).click()
      await page.getByText(en('projects.investment.saved', { count: 1 })).waitFor()

      await page.goto('/projects/investment')
      const row = page.getByRole('row').filter({ hasText: project.name })
      await row.getByRole('button', { name: en('projects.investment.light.green') }).click()
      const proof = page.getByRole('dialog')
      await proof.getByRole('link', { name: month }).waitFor()
      const words = { version: 0, amber: 10, red: 30 }
      await proof.getByText(en('projects.investment.proof.version', words)).waitFor()
      await picture(screen, 'investment-proof')

      await page.goto('/projects/indicators?example=true&grain=year')
      const started = page.getByRole('row').filter({ hasText: en('projects.indicators.started_count') })
      await assertAccessible(page)
      await started.getByRole('button').first().click()
      await page.getByRole('dialog').getByRole('link', { name: project.name }).waitFor()
      await picture(screen, 'indicators-rows')

      await page.goto('/projects/figures?q=全年计划开复工重点项目数')
      const figure = page.getByRole('row').filter({ hasText: '全年计划开复工重点项目数' })
      await figure.getByText('-71').waitFor()
      await assertAccessible(page)
      await figure.getByRole('button').click()
      const detail = page.getByRole('dialog')
      await detail.getByText(en('projects.figures.rows_named', { reported: 102, counted: 31 })).waitFor()
      await detail.getByText(en('projects.figures.reason.pages_name_some')).waitFor()
      assert.equal(await detail.getByRole('listitem').getByRole('link').count(), 31)
      await picture(screen, 'figures-detail')
    })
  })

  test('rules, readiness and the pages of investment are there for who may not change them, on a phone, in both languages', async () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      await withScreen({ as: 'steward', locale, width: 390, height: 844 }, async ({ page }) => {
        for (const path of [
          '/projects/rules?rule=statistical_entry',
          '/projects/statistical-entry',
          '/projects/investment?view=missing',
          '/projects/indicators',
        ]) {
          await page.goto(path)
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.waitForLoadState('networkidle')
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
          assert.equal(wide, false, `${path}: nothing is wider than the phone`)
        }
      })
    }
  })
})
