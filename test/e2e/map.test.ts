import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Locale, translate } from '#kernel/i18n/model'
import { type LayerHistory, MapLayers } from '#kernel/map/model'
import { assertAccessible } from './browser.ts'
import { ask, picture, withScreen } from './demonstration.ts'
import {
  cells,
  chooseShared,
  dragRight,
  editableOf,
  having,
  moveTo,
  onScreen,
  opened,
  type Point,
  shapesOf,
} from './map-screen.ts'
import { sayIn } from './map-words.ts'

type Named = { features: { properties: { code: string; name: string; nameEn: string; label: Point } }[] }

const locales: readonly Locale[] = ['zh-CN', 'en']

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
        // What lies in the middle of the map, by a press and by key.
        const layers = 'division:district,division:township,division:village'
        await opened(page, `/map?at=13/${label[1]}/${label[0]}&layers=${layers}`)
        if (locale === 'en') {
          await page.locator('canvas.maplibregl-canvas').focus()
          await page.keyboard.press('Enter')
        } else {
          const { x, y } = await onScreen(page, label)
          await page.mouse.click(x, y)
        }
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
        const code = editableOf(before)
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
        const buttons = page.locator('.map-edit > .yw-sheet-actions')
        await buttons.getByRole('button', { name: say('map.edit.undo') }).click()
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
      const code = editableOf(before)
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
