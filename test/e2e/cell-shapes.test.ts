import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { LayerShapes } from '#kernel/map/model'
import { ask, picture, type Screen, withScreen } from './demonstration.ts'
import { onScreen, opened, type Point, verticesOf } from './map-screen.ts'

const layer = 'cell:community'
const penglai = '211302009004'

const shapesNow = async (screen: Screen) => ask<LayerShapes>(screen, `/api/map/layers/${layer}/shapes`)
const codesOf = ({ features }: LayerShapes) => features.map(({ properties }) => properties.code).toSorted()

async function useTool(page: Page, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Tool' }).getByText(name, { exact: true }).click()
}

async function choose(page: Page, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await page.getByLabel('Chosen shapes').fill(code)
    await page.locator('.ant-select-item-option-active').filter({ hasText: code }).waitFor()
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
}

async function draw(page: Page, points: readonly Point[]): Promise<void> {
  for (const [index, point] of points.entries()) {
    const { x, y } = await onScreen(page, point)
    await page.mouse.click(x, y)
    await page.getByText(index === 0 ? '1 point' : `${index + 1} points`, { exact: true }).waitFor()
  }
  await page.getByRole('button', { name: 'Finish' }).click()
}

async function name(page: Page, part: string, code: string): Promise<void> {
  const fields = page.getByRole('group', { name: part })
  await fields.getByLabel('Code', { exact: true }).fill(code)
  await fields.getByLabel('Name', { exact: true }).fill(`示例网格${code.slice(-2)}`)
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
}

test('a community’s cell is split on the map, none is drawn over another, and the parts are one again', async () => {
  await withScreen({ as: 'admin', expects: /422/ }, async (screen) => {
    const { page } = screen
    const before = await shapesNow(screen)
    const cell = before.features.find(
      ({ properties }) => properties.can.edit && properties.code.startsWith(penglai),
    )
    assert.ok(cell)
    const { code } = cell.properties
    const corners = verticesOf(cell)
    const [west, east] = [Math.min(...corners.map(([x]) => x)), Math.max(...corners.map(([x]) => x))]
    const [south, north] = [Math.min(...corners.map(([, y]) => y)), Math.max(...corners.map(([, y]) => y))]
    const [middle, high] = [(west + east) / 2, (south + north) / 2]
    const width = east - west
    const height = north - south
    await opened(page, `/map?panel=edit:${layer}&at=14/${high}/${middle}`)

    await useTool(page, 'Split')
    await choose(page, [code])
    await page.waitForFunction((was) => !location.search.includes(was), `at=14/${high}`)
    await page.locator('.map-canvas-container[data-ready]').waitFor()
    await draw(page, [
      [west - width / 8, high],
      [east + width / 8, high],
    ])
    await name(page, 'The part left of the line', code)
    await name(page, 'The part right of the line', `${penglai}099`)
    await page.getByRole('button', { name: 'Split', exact: true }).click()
    await page.getByText('1 step not saved', { exact: true }).waitFor()
    await picture(screen, 'cells-split')
    await save(page)
    assert.deepEqual(codesOf(await shapesNow(screen)), [...codesOf(before), `${penglai}099`].toSorted())

    await useTool(page, 'Draw')
    await draw(page, [
      [middle - width / 8, high - height / 8],
      [middle + width / 8, high - height / 8],
      [middle, high + height / 8],
    ])
    await name(page, 'Code and name', `${penglai}098`)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('2 faults', { exact: true }).waitFor()
    await page.getByText(`These overlap here: ${code}, ${penglai}098.`).waitFor()
    await picture(screen, 'cells-overlap')
    assert.equal(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled(), true)

    await opened(page, `/map?panel=edit:${layer}&at=14/${high}/${middle}`)
    await useTool(page, 'Merge')
    await choose(page, [code, `${penglai}099`])
    await name(page, 'Code and name', code)
    await page.getByRole('button', { name: 'Merge', exact: true }).click()
    await page.getByText('1 step not saved', { exact: true }).waitFor()
    await save(page)
    const after = await shapesNow(screen)
    assert.deepEqual(codesOf(after), codesOf(before))
    await picture(screen, 'cells-merged')
  })
})
