import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Locale, translate } from '#kernel/i18n/model'
import { type LayerHistory, type LayerShapes, MapLayers } from '#kernel/map/model'
import { assertAccessible } from './browser.ts'
import { ask, picture, type Screen, withScreen } from './demonstration.ts'
import { type Say, sayIn } from './map-words.ts'

type Point = readonly [number, number]
type Named = { features: { properties: { code: string; name: string; nameEn: string; label: Point } }[] }

const locales: readonly Locale[] = ['zh-CN', 'en']
const cells = 'cell:anti_poverty'

/** The map stands, with everything drawn that it was asked for. */
async function opened(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('.map-canvas-container[data-ready]').waitFor()
}

const shapesOf = async (screen: Screen): Promise<LayerShapes> =>
  ask<LayerShapes>(screen, `/api/map/layers/${cells}/shapes`)

/** Codes of the shapes that have a vertex there. */
function having({ features }: LayerShapes, [x, y]: Point): string[] {
  const found = features.filter(({ geometry }) => {
    const depth = geometry.type === 'Polygon' ? 1 : 2
    const points = geometry.coordinates.flat(depth) as unknown as Point[]
    return points.some((point) => point[0] === x && point[1] === y)
  })
  return found.map(({ properties }) => properties.code).toSorted()
}

/** Chooses the first cell that may be edited, and steps on to a vertex that it shares. */
async function chooseShared(page: Page, say: Say, code: string): Promise<Point> {
  await page.getByLabel(say('map.edit.chosen')).fill(code)
  await page.locator('.ant-select-item-option-active').filter({ hasText: code }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  const shared = page.locator('.map-edit').getByText(say('map.edit.vertex.shared', { codes: code }))
  for (let steps = 0; steps < 200 && !(await shared.count()); steps++) {
    await page.getByRole('button', { name: say('map.edit.vertex.next') }).click()
  }
  await shared.waitFor()
  const value = async (key: Parameters<Say>[0]) => Number(await page.getByLabel(say(key)).inputValue())
  return [await value('map.edit.longitude'), await value('map.edit.latitude')]
}

async function moveTo(page: Page, say: Say, longitude: number): Promise<void> {
  await page.getByLabel(say('map.edit.longitude')).fill(String(longitude))
  await page.getByRole('button', { name: say('map.edit.vertex.move') }).click()
}

/** Where a place stands on the screen, by the view in the address. */
async function onScreen(page: Page, [longitude, latitude]: Point): Promise<{ x: number; y: number }> {
  const at = new URL(page.url()).searchParams.get('at') ?? ''
  const [zoom = 0, middleLatitude = 0, middleLongitude = 0] = at.split('/').map(Number)
  const worldPx = 512 * 2 ** zoom
  const northing = (degrees: number) => Math.asinh(Math.tan((degrees * Math.PI) / 180)) / (2 * Math.PI)
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  assert.ok(box)
  return {
    x: box.x + box.width / 2 + ((longitude - middleLongitude) / 360) * worldPx,
    y: box.y + box.height / 2 - (northing(latitude) - northing(middleLatitude)) * worldPx,
  }
}

/** Takes hold of a vertex with the pointer and puts it down some px to the right; says where it lies then. */
async function dragRight(page: Page, say: Say, from: Point, px: number): Promise<Point> {
  const { x, y } = await onScreen(page, from)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + px / 2, y)
  await page.mouse.move(x + px, y)
  await page.mouse.up()
  await page.getByText(say('map.edit.steps', { count: 1 }), { exact: true }).waitFor()
  const value = async (key: Parameters<Say>[0]) => Number(await page.getByLabel(say(key)).inputValue())
  return [await value('map.edit.longitude'), await value('map.edit.latitude')]
}

describe('the map', () => {
  for (const locale of locales) {
    const say = sayIn(locale)
    test(`opens from this server alone, says what lies where, and says the same as a list (${locale})`, async () => {
      await withScreen({ as: 'steward', locale }, async (screen) => {
        const { page } = screen
        const { features } = await ask<Named>(screen, '/api/divisions.geojson?layer=township')
        const township = features[0]
        assert.ok(township)
        const { code, name, nameEn, label } = township.properties
        const shown = locale === 'en' ? nameEn : name
        await opened(page, '/map')
        await picture(screen, `map-${locale}`)
        // What lies in the middle of the map, by key.
        const layers = 'division:district,division:township,division:village'
        await opened(page, `/map?at=13/${label[1]}/${label[0]}&layers=${layers}`)
        await page.locator('canvas.maplibregl-canvas').focus()
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { level: 2, name: say('map.screen.here') }).waitFor()
        await page.getByRole('button', { name: shown, exact: true }).click()
        await page.getByRole('heading', { level: 2, name: shown }).waitFor()
        await page.getByText(code, { exact: true }).waitFor()
        await assertAccessible(page)
        await picture(screen, `map-area-${locale}`)
        await page.getByRole('button', { name: say('map.screen.as_list') }).click()
        await page.getByRole('heading', { level: 2, name: say('map.screen.list') }).waitFor()
        await page.locator('.map-list tbody tr').first().waitFor()
        await assertAccessible(page)
        await picture(screen, `map-list-${locale}`)
      })
    })

    test(`refuses a border that crosses itself, and shows where (${locale})`, async () => {
      await withScreen({ as: 'admin', locale, expects: /422/ }, async (screen) => {
        const { page } = screen
        const before = await shapesOf(screen)
        const code = before.features.find(({ properties }) => properties.can.edit)?.properties.code ?? ''
        await opened(page, `/map?panel=edit:${cells}`)
        const [longitude] = await chooseShared(page, say, code)
        await moveTo(page, say, longitude + 0.4)
        const refused = page.locator('.map-faults')
        await refused.waitFor()
        assert.equal(await page.getByRole('button', { name: say('map.edit.save') }).isDisabled(), true)
        const at = new URL(page.url()).searchParams.get('at')
        await refused
          .getByRole('button', { name: say('map.faults.show') })
          .first()
          .click()
        await page.waitForFunction((was) => new URL(location.href).searchParams.get('at') !== was, at)
        await assertAccessible(page)
        await picture(screen, `map-fault-${locale}`)
        await page.getByRole('button', { name: say('map.edit.undo') }).click()
        await refused.waitFor({ state: 'detached' })
        assert.deepEqual((await shapesOf(screen)).features, before.features)
      })
    })
  }

  test('remembers which layers are seen, and says them in the address', async () => {
    const say = sayIn('en')
    await withScreen({ as: 'steward' }, async (screen) => {
      const { page } = screen
      const { layers } = MapLayers.parse(await ask(screen, '/api/map/layers'))
      const fire = layers.find(({ id }) => id === 'cell:forest_fire')
      assert.ok(fire)
      await opened(page, '/map')
      const box = page.getByRole('checkbox', { name: fire.title.en })
      assert.equal(await box.isChecked(), false)
      await box.check()
      await page.waitForURL(/layers=[^&]*cell%3Aforest_fire/)
      await page
        .getByRole('button', { name: say('map.screen.layer.options', { name: fire.title.en }) })
        .click()
      await page
        .getByRole('slider', { name: say('map.screen.layer.opacity_of', { name: fire.title.en }) })
        .fill('50')
      await page.waitForURL(/cell%3Aforest_fire%400\.5/)
      await opened(page, '/map')
      assert.equal(await page.getByRole('checkbox', { name: fire.title.en }).isChecked(), true)
      await opened(page, '/map?layers=division:township')
      assert.equal(await page.getByRole('checkbox', { name: fire.title.en }).isChecked(), false)
    })
  })

  test('moves a shared vertex for both neighbours, saves it, and undoes it again', async () => {
    const say = sayIn('en')
    await withScreen({ as: 'admin' }, async (screen) => {
      const { page } = screen
      const before = await shapesOf(screen)
      const code = before.features.find(({ properties }) => properties.can.edit)?.properties.code ?? ''
      await opened(page, `/map?panel=edit:${cells}`)
      const from = await chooseShared(page, say, code)
      const sharers = having(before, from)
      assert.ok(sharers.length > 1)
      const to = await dragRight(page, say, from, 12)
      assert.ok(to[0] > from[0])
      await picture(screen, 'map-edit')
      // Leaving with a step unsaved is asked about, and one stays.
      await page.getByRole('link', { name: new RegExp(`${translate('en', 'desk.ledgers')}$`) }).click()
      await page.getByRole('button', { name: say('map.edit.unsaved.stay') }).click()
      await page.getByRole('button', { name: say('map.edit.save') }).click()
      await page.getByText(say('map.edit.saved'), { exact: true }).waitFor()
      assert.deepEqual(having(await shapesOf(screen), to), sharers)
      const { rows } = await ask<LayerHistory>(screen, `/api/map/layers/${cells}/edits`)
      const no = rows[0]?.no ?? 0
      await page.getByRole('button', { name: say('map.history.undo', { no }) }).click()
      await page.getByText(say('map.history.undone')).first().waitFor()
      const after = await shapesOf(screen)
      assert.deepEqual(having(after, from), sharers)
      assert.deepEqual(having(after, to), [])
      await assertAccessible(page)
    })
  })

  test('measures a way by the keys alone', async () => {
    const say = sayIn('en')
    await withScreen({ as: 'steward' }, async ({ page }) => {
      await opened(page, '/map?panel=measure')
      await page.getByText(say('map.measure.begin')).waitFor()
      await page.locator('canvas.maplibregl-canvas').focus()
      await page.keyboard.press('Space')
      const was = new URL(page.url()).searchParams.get('at')
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction((at) => new URL(location.href).searchParams.get('at') !== at, was)
      await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
      await page.locator('.map-measured').getByText(say('map.measure.length')).waitFor()
      assert.match(await page.locator('.map-measured dd').innerText(), /^[1-9][\d.,]* k?m$/)
    })
  })

  test('says it all as a list where no map can be drawn', async () => {
    const say = sayIn('en')
    await withScreen({ as: 'steward' }, async ({ page }) => {
      await page.addInitScript(() => {
        HTMLCanvasElement.prototype.getContext = () => null
      })
      await page.goto('/map')
      await page.getByText(say('map.screen.no_webgl')).waitFor()
      await page.locator('.map-list tbody tr').first().waitFor()
      await assertAccessible(page)
    })
  })

  test('fits a phone and a wall, and stands on one sheet with what a print must bear', async () => {
    const say = sayIn('en')
    await withScreen({ as: 'steward', width: 390, height: 844 }, async (screen) => {
      const { page } = screen
      await opened(page, '/map')
      await page.getByRole('button', { name: new RegExp(`${say('map.screen.layers')}$`) }).click()
      await page.locator('.map-layers').getByRole('checkbox').first().waitFor()
      await picture(screen, 'map-phone')
      await assertAccessible(page)
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
    })
    await withScreen({ as: 'steward', width: 1920, height: 1080 }, async (screen) => {
      const { page } = screen
      await opened(page, '/map')
      await picture(screen, 'map-large')
      await page.getByRole('button', { name: new RegExp(`${say('map.print')}$`) }).click()
      const sheet = page.locator('.map-sheet')
      await sheet.locator('[data-ready]').waitFor()
      for (const text of ['CGCS2000', 'Scale 1:', 'Printed by']) await sheet.getByText(text).first().waitFor()
      await picture(screen, 'map-print')
      await assertAccessible(page)
      const pdf = await page.pdf({ preferCSSPageSize: true })
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1)
    })
  })
})
