import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { LayerFeature, LayerShapes } from '#kernel/map/model'
import { ask, type Screen } from './demonstration.ts'
import type { Say } from './map-words.ts'

export type Point = readonly [number, number]

export const cells = 'cell:anti_poverty'

/** The map stands, with everything drawn that it was asked for. */
export async function opened(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('.map-canvas-container[data-ready]').waitFor()
}

export const shapesOf = async (screen: Screen): Promise<LayerShapes> =>
  ask<LayerShapes>(screen, `/api/map/layers/${cells}/shapes`)

export function verticesOf({ geometry }: LayerFeature): Point[] {
  return geometry.coordinates.flat(geometry.type === 'Polygon' ? 1 : 2) as unknown as Point[]
}

/** Codes of the shapes that have a vertex there. */
export function having({ features }: LayerShapes, [x, y]: Point): string[] {
  const found = features.filter((shape) =>
    verticesOf(shape).some((point) => point[0] === x && point[1] === y),
  )
  return found.map(({ properties }) => properties.code).toSorted()
}

/** Chooses the first cell that may be edited, and steps on to a vertex that it shares. */
export async function chooseShared(page: Page, say: Say, code: string): Promise<Point> {
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

export async function moveTo(page: Page, say: Say, longitude: number): Promise<void> {
  await page.getByLabel(say('map.edit.longitude')).fill(String(longitude))
  await page.getByRole('button', { name: say('map.edit.vertex.move') }).click()
}

/** Where a place stands on the screen, by the view in the address. */
export async function onScreen(page: Page, [longitude, latitude]: Point): Promise<{ x: number; y: number }> {
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
export async function dragRight(page: Page, say: Say, from: Point, px: number): Promise<Point> {
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

/** The first cell that the reader may edit. */
export function editableOf({ features }: LayerShapes): string {
  const found = features.find(({ properties }) => properties.can.edit)
  assert.ok(found)
  return found.properties.code
}
