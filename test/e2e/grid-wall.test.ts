import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { GridWallAnswer, WallRows } from '#platforms/grid/model'
// Its texts, by which the pages are read here.
import '#platforms/grid/model'
import { ask, en, picture, type Screen, withScreen, write } from './demonstration.ts'

const place = '211302009004'

/** Reports what one saw, at a spot. */
async function report(screen: Screen, title: string, spot?: { lng: number; lat: number }): Promise<string> {
  const { status, body } = await write(screen, '/api/ledgers/incident/entries', {
    divisionCode: place,
    fields: { title, channel: 'grid_worker', ...(spot ? { spot } : {}) },
  })
  assert.equal(status, 201, JSON.stringify(body))
  return body['id'] as string
}

describe('the wall of incidents and points on forms', () => {
  test('a spot is typed on the form, and stands on the entry with its map', async () => {
    await withScreen({ as: 'gridworker' }, async (screen) => {
      const { page } = screen
      await page.goto('/ledgers/incident/new')
      await page.getByLabel(en('incidents.field.title')).first().fill('A lid that rattles')
      const east = page.locator('.form-point input').nth(0)
      await east.fill('120.44321')
      await page.locator('.form-point input').nth(1).fill('41.57654')
      await page.locator('.form-point .map-canvas-container[data-ready]').waitFor()
      await picture(screen, 'point-form')
      const box = await page.locator('.form-point .maplibregl-canvas').boundingBox()
      assert.ok(box)
      await page.mouse.click(box.x + box.width / 2 + 30, box.y + box.height / 2)
      await page.waitForFunction(
        () =>
          (document.querySelector<HTMLInputElement>('.form-point input')?.value ?? '120.44321') !==
          '120.44321',
      )
      assert.match(await east.inputValue(), /^12\d\.\d{3,7}$/)
    })
  })

  test('every figure opens just its rows, live changes show, and a lost line says since when', async () => {
    await withScreen({ as: 'gridworker' }, (worker) =>
      withScreen({ as: 'dispatcher', width: 1920, height: 1080 }, async (screen) => {
        const { page } = screen
        await report(worker, 'A lamp out', { lng: 120.44, lat: 41.57 })
        await page.goto('/wall/grid')
        const before = await ask<GridWallAnswer>(screen, '/api/grid/wall')
        const figure = page.locator('.grid-wall-figures .wall-figure').first()
        const shows = (count: number) =>
          figure.locator('strong', { hasText: new RegExp(`^${count}$`) }).waitFor()
        await shows(before.counts.reported)
        await report(worker, 'A tree across the road', { lng: 120.46, lat: 41.58 })
        await shows(before.counts.reported + 1)
        await figure.click()
        const { total, rows } = await ask<WallRows>(screen, '/api/grid/wall/rows?of=reported')
        const drawer = page.getByRole('dialog')
        await drawer.getByText(en('grid.wall.rows', { count: total })).waitFor()
        assert.equal(await drawer.locator('ul li').count(), rows.length)
        await picture(screen, 'grid-wall-rows')
        await drawer.getByRole('button', { name: en('ui.close') }).click()
        const small = await page.evaluate(() =>
          [...document.querySelectorAll('.wall *')]
            .filter((one) =>
              [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
            )
            .map((one) => Number.parseFloat(getComputedStyle(one).fontSize))
            .filter((size) => size < 23.9),
        )
        assert.deepEqual(small, [], 'nothing on the wall is smaller than 24 px')
        const scrolls = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight)
        assert.equal(scrolls, false)
        await page.locator('.wall-middle .wall-turner button[aria-pressed]').click()
        await page.locator('.wall-middle .wall-turner button[aria-pressed="true"]').waitFor()
        await picture(screen, 'grid-wall')
      }),
    )
  })
})
