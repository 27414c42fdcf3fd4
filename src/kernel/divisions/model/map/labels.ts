import type { DivisionFeature } from '../geojson.ts'
import { type Box, overlap, type ScreenPoint } from './projection.ts'

export type LabelWish = {
  id: string
  text: string
  /** Where its middle belongs. */
  at: ScreenPoint
  /** The region's box: a label much wider than its region would read as its neighbour's. */
  region: Box
  /** Higher goes first. */
  priority: number
}
/** `y` is the middle of the first line. */
export type PlacedLabel = { id: string; text: string; x: number; y: number; box: Box }

/** Ideographs and full-width marks are one em wide, other characters about 0.56. */
export function textWidth(text: string, size: number): number {
  let ems = 0
  for (const character of text) ems += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(character) ? 1 : 0.56
  return ems * size
}

/** English labels leave the generic out ("Penglai Community" is labelled "Penglai"); the full name is in the title. */
export function mapLabel({ name, nameEn }: DivisionFeature['properties'], locale: 'zh-CN' | 'en'): string {
  if (locale === 'zh-CN') return name
  const words = nameEn.split(' ')
  return words.length > 1 ? words.slice(0, -1).join(' ') : nameEn
}

/** How far a label may move, in lines down and in its widths across, the nearest first. */
const nearby = [0, -0.5, 0.5, -1, 1].map((down) => ({ down, across: 0 }))
const around = [0, -0.5, 0.5, -1, 1, -1.5, 1.5]
  .flatMap((down) => [0, -0.3, 0.3, -0.6, 0.6].map((across) => ({ down, across })))
  .sort((a, b) => Math.abs(a.down) + 2 * Math.abs(a.across) - Math.abs(b.down) - 2 * Math.abs(b.across))

/**
 * Places labels by priority at their point, or up to a line above or below it; one that would overlap another
 * or doesn't fit its region is left out. Where something stands on it, it moves out of the way within its region, if
 * it can: what stands there is seen anyway.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  size: number,
  { lines = 1, standing = [] }: { lines?: number; standing?: readonly Box[] } = {},
): PlacedLabel[] {
  const boxes: Box[] = []
  const placed: PlacedLabel[] = []
  const inOrder = [...wishes].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
  for (const { id, text, at, region } of inOrder) {
    const [width, height] = [textWidth(text, size), size * 1.25 * lines]
    const [across, down] = [region.right - region.left, region.bottom - region.top]
    if (text === '' || width > across * 1.1 || height > down * 0.9) continue
    const boxAt = (shift: { down: number; across: number }): Box => {
      const [x, y] = [at[0] + shift.across * width, at[1] + shift.down * size * 1.25]
      return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
    }
    const isFree = (box: Box) =>
      box.top >= region.top &&
      box.bottom <= region.bottom &&
      !boxes.some((other) => overlap(box, grow(other, 1)))
    const isClear = (box: Box) =>
      isFree(box) &&
      box.left >= Math.min(region.left, at[0] - width / 2) &&
      box.right <= Math.max(region.right, at[0] + width / 2) &&
      !standing.some((other) => overlap(box, other))
    const clear = standing.length > 0 ? around.map(boxAt).find(isClear) : undefined
    const box = clear ?? nearby.map(boxAt).find(isFree)
    if (box === undefined) continue
    boxes.push(box)
    placed.push({ id, text, x: (box.left + box.right) / 2, y: box.top + (size * 1.25) / 2, box })
  }
  return placed
}

function grow({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by }
}
