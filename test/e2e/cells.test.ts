import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, picture, withScreen } from './demonstration.ts'

type Cells = { cells: { code: string; workers: { name: string }[] }[] }
const penglai = '211302009004'

test('the leader of Penglai finds the cell without a worker on the board and gives it to one', async () => {
  await withScreen({ as: 'gridleader' }, async (screen) => {
    const { page } = screen
    await page.goto('/grid/coverage')
    await page.getByRole('button', { name: 'Penglai Community Cells without worker 1' }).click()
    await picture(screen, 'cells-coverage')
    await page.getByRole('link', { name: 'Penglai Community, cell 8 (invented)' }).click()
    await page.getByRole('heading', { name: 'Penglai Community, cell 8 (invented)' }).waitFor()
    await page.getByLabel('Person', { exact: true }).click()
    await page.getByTitle(/网格员乙/).click()
    await page.getByLabel('Reason', { exact: true }).fill('the cell had nobody')
    await page.getByRole('button', { name: 'Assign', exact: true }).click()
    await page.getByText('the cell had nobody').waitFor()
    await picture(screen, 'cells-assigned')
    const { cells } = await ask<Cells>(screen, `/api/grid/cells?division=${penglai}`)
    assert.deepEqual(
      cells.map(({ workers }) => workers.length),
      [1, 1, 1, 1, 1, 1, 1, 1],
    )
  })
})
