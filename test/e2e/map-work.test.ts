import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type LayerShapes, MapLayers } from '#kernel/map/model'
import { assertAccessible } from './browser.ts'
import { ask, picture, type Screen, withScreen, write } from './demonstration.ts'
import {
  cells,
  chooseShared,
  editableOf,
  having,
  moveTo,
  opened,
  type Point,
  shapesOf,
  verticesOf,
} from './map-screen.ts'
import { sayIn } from './map-words.ts'

const say = sayIn('en')

const same = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1]
const onSheet = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** Moves a vertex as somebody else does, past the screen. */
async function moveElsewhere(screen: Screen, from: Point, to: Point): Promise<void> {
  const { version } = await shapesOf(screen)
  const edits = [{ kind: 'move_vertex', from, to }]
  const { status, body } = await write(screen, `/api/map/layers/${cells}/edits`, {
    expectedVersion: version,
    edits,
  })
  assert.equal(status, 200, JSON.stringify(body))
}

/** A vertex of another cell, far from the first. */
function farVertex(shapes: Awaited<ReturnType<typeof shapesOf>>, from: Point): Point {
  const own = new Set(having(shapes, from))
  const far = shapes.features.findLast(({ properties }) => properties.can.edit && !own.has(properties.code))
  const vertex = far && verticesOf(far)[1]
  assert.ok(vertex)
  return vertex
}

describe('work on the map', () => {
  test('says who was overtaken, and does the steps again on what is there now', async () => {
    await withScreen({ as: 'admin', expects: /409/ }, async (screen) => {
      const { page } = screen
      const before = await shapesOf(screen)
      await opened(page, `/map?panel=edit:${cells}`)
      const from = await chooseShared(page, say, editableOf(before))
      const to: Point = [onSheet(from[0] + 0.0002), from[1]]
      await moveTo(page, say, to[0])
      const save = page.getByRole('button', { name: say('map.edit.save') })
      await page.locator('.map-edit button.ant-btn-primary:enabled').waitFor()
      const other = farVertex(before, from)
      const moved: Point = [onSheet(other[0] + 0.00005), other[1]]
      await moveElsewhere(screen, other, moved)
      await save.click()
      await page.getByText(say('map.edit.stale'), { exact: true }).waitFor()
      await assertAccessible(page)
      await picture(screen, 'map-overtaken')
      await page.getByRole('button', { name: say('map.edit.stale.again') }).click()
      await page.getByText(say('map.edit.stale'), { exact: true }).waitFor({ state: 'detached' })
      await page.locator('.map-edit button.ant-btn-primary:enabled').waitFor()
      await save.click()
      await page.getByText(say('map.edit.saved'), { exact: true }).waitFor()
      const after = await shapesOf(screen)
      assert.deepEqual(having(after, to), having(before, from))
      assert.deepEqual(having(after, moved), having(before, other))
      await moveElsewhere(screen, to, from)
      await moveElsewhere(screen, moved, other)
    })
  })

  test('tries a file before it is taken over, and shows its faults on the map', async () => {
    await withScreen({ as: 'admin' }, async (screen) => {
      const { page } = screen
      const { layers } = MapLayers.parse(await ask(screen, '/api/map/layers'))
      const title = layers.find(({ id }) => id === cells)?.title.en ?? ''
      const file = await ask<LayerShapes>(screen, `/api/map/layers/${cells}.geojson?crs=EPSG:4326`)
      await opened(page, '/map')
      await page.getByRole('button', { name: say('map.screen.layer.options', { name: title }) }).click()
      await page.getByRole('button', { name: say('map.screen.exchange') }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText(say('map.import'), { exact: true }).click()
      const choose = async (content: unknown) => {
        const buffer = Buffer.from(JSON.stringify(content))
        const upload = { name: 'cells.geojson', mimeType: 'application/geo+json', buffer }
        await dialog.locator('input[type=file]').setInputFiles(upload)
        await dialog.getByText(say('map.crs.wgs84')).click()
        await dialog.getByRole('button', { name: say('map.import.try') }).click()
      }
      await choose(file)
      await dialog.getByText(say('map.import.sound')).waitFor()
      await assertAccessible(page)
      await picture(screen, 'map-import')
      const [first, ...rest] = file.features
      assert.ok(first)
      // Two corners that lie far apart change places: the outline crosses itself.
      const ring = verticesOf(first)
      const [near, far] = [ring[1], ring[Math.floor(ring.length / 2)]]
      assert.ok(near && far)
      const swapped = (point: Point) => (same(point, near) ? far : same(point, far) ? near : point)
      const outline = [ring.map(swapped)]
      const faulty = { ...first, geometry: { type: 'Polygon', coordinates: outline } }
      await choose({ ...file, features: [faulty, ...rest] })
      const apply = dialog.getByRole('button', { name: say('map.import.apply'), exact: true })
      await dialog.locator('.map-faults').waitFor()
      assert.equal(await apply.isDisabled(), true)
      await dialog.getByRole('button', { name: say('map.import.faults.show') }).click()
      await page.getByRole('heading', { level: 2, name: say('map.import.faults') }).waitFor()
      await page
        .getByRole('button', { name: say('map.faults.show') })
        .first()
        .click()
      await page.waitForURL(/at=14/)
      await assertAccessible(page)
      await picture(screen, 'map-import-fault')
    })
  })

  test('counts what others register while one looks', async () => {
    await withScreen({ as: 'steward' }, async (screen) => {
      const { page } = screen
      const layer = async () =>
        MapLayers.parse(await ask(screen, '/api/map/layers')).layers.find(({ id }) => id === 'entry:problem')
      const known = await layer()
      assert.ok(known)
      await opened(page, '/map')
      const row = page.locator('.map-layer').filter({ hasText: known.title.en })
      await row.getByText(String(known.count), { exact: true }).waitFor()
      const { rows } = await ask<{ rows: { id: string; divisionCode: string }[] }>(
        screen,
        '/api/ledgers/project/entries?f.demonstration=true&size=50',
      )
      const [project] = rows
      assert.ok(project)
      const fields = { title: 'The access road is blocked', project: project.id, kind: 'land' }
      const { status, body } = await write(screen, '/api/ledgers/problem/entries', {
        fields,
        divisionCode: project.divisionCode,
      })
      assert.equal(status, 201, JSON.stringify(body))
      await row.getByText(String(known.count + 1), { exact: true }).waitFor()
    })
  })

  test('the map approval number stands under the map once it is entered', async () => {
    await withScreen({ as: 'admin' }, async ({ page }) => {
      await opened(page, '/map')
      const enter = async (number: string) => {
        await page.getByRole('button', { name: say('map.approval'), exact: true }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByLabel(say('map.approval.number')).fill(number)
        await dialog.getByRole('button', { name: say('map.approval.save') }).click()
        await dialog.waitFor({ state: 'detached' })
      }
      await enter('Liao S(2026) 001')
      await page.locator('.yw-map-caption').getByText('Liao S(2026) 001').waitFor()
      await enter('')
      await page.locator('.yw-map-caption').getByText('Liao S(2026) 001').waitFor({ state: 'detached' })
    })
  })
})
