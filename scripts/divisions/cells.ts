/** Cells of a layer, drawn and numbered by the rule that data/divisions/cell-layers.json names. */
import type { Division } from '#kernel/divisions/model'
import { cellsOf, wishesFor } from './layout.ts'
import type { Mesh, Point } from './mesh.ts'
import { type Ring, smoothCorners, traceRings } from './outline.ts'
import { partition } from './partition.ts'

type LocalText = { 'zh-CN': string; en: string }
export type CellLayerPlan = {
  id: string
  cellName?: LocalText
  district?: string
  townships?: string[]
  count?: number
  rule?: 'within_village' | 'in_each' | 'across_villages'
  /** Of the rule in_each: how many in a division of the kind, or in the one of the code. */
  each?: Record<string, number>
}
export type DrawnCell = {
  layer: string
  code: string
  name: LocalText
  /** The villages it reaches into and the share of the cell in each. */
  villages: { code: string; share: number }[]
  rings: Ring[]
}
export type Ground = {
  mesh: Mesh
  village: ReadonlyMap<number, string>
  corners: ReadonlyMap<string, Point>
  middles: ReadonlyMap<string, Point>
  seed: number
}

/**
 * Each place's ground is parted into as many cells as the rule gives it:
 * - within_village: places are the villages (not the communities) of the named townships, in equal shares of the
 *   count; 343 over 49 villages is seven each. A cell lies in one village.
 * - in_each: places are all villages and communities, each with the number of its code, else of its kind.
 * - across_villages: places are the townships themselves, in proportion to their number of villages, by largest
 *   remainder. Cells pay no regard to village borders, so a cell may lie in several villages.
 */
export function drawCells(plan: CellLayerPlan, divisions: readonly Division[], ground: Ground): DrawnCell[] {
  const { rule, cellName } = plan
  if (!rule || !cellName) return []
  const { places, numbers } = placesOf(plan, divisions)
  const owner = new Map<number, string>()
  const drawn: Omit<DrawnCell, 'rings'>[] = []
  places.forEach((place, index) => {
    const codes = Array.from({ length: numbers[index] ?? 0 }, (_, n) => ({
      code: `${place.code}${serials[rule](n)}`,
    }))
    const length = place.code.length
    const own = cellsOf(
      new Map([...ground.village].map(([cell, code]) => [cell, code.slice(0, length)])),
      place.code,
    )
    const wishes = wishesFor(ground.mesh, own, codes, {
      sizeBy: new Map(),
      centre: [0, 0],
      seed: ground.seed,
    })
    for (const [cell, code] of partition(ground.mesh, own, wishes)) owner.set(cell, code)
    codes.forEach(({ code }, n) => {
      const name = {
        'zh-CN': fill(cellName['zh-CN'], place.shortName, n + 1),
        en: fill(cellName.en, place.nameEn, n + 1),
      }
      drawn.push({ layer: plan.id, code, name, villages: overlaps(cellsOf(owner, code), ground.village) })
    })
  })
  const corners = new Map([...smoothCorners(ground.mesh, owner, ground.corners), ...ground.corners])
  const rings = traceRings(ground.mesh, owner, corners, ground.middles)
  return drawn.map((cell) => ({ ...cell, rings: rings.get(cell.code) ?? [] }))
}

/** Where a layer has cells, and how many in each place. */
function placesOf(
  { rule, count = 0, townships = [], each = {} }: CellLayerPlan,
  divisions: readonly Division[],
) {
  if (rule === 'in_each') {
    const places = divisions.filter(({ level }) => level === 'village')
    return { places, numbers: places.map(({ code, kind }) => each[code] ?? each[kind] ?? 0) }
  }
  const villages = divisions.filter(
    (item) => item.kind === 'village' && townships.includes(item.parent ?? ''),
  )
  const places =
    rule === 'across_villages' ? divisions.filter((item) => townships.includes(item.code)) : villages
  const weights = places.map(({ code }) => villages.filter((item) => item.code.startsWith(code)).length)
  return { places, numbers: shareOut(count, weights) }
}

/** What comes after the place's code in a cell's. */
const serials: Record<NonNullable<CellLayerPlan['rule']>, (index: number) => string> = {
  within_village: (index) => `P${serial(index, 2)}`,
  in_each: (index) => serial(index, 3),
  across_villages: (index) => `F${serial(index, 3)}`,
}

function serial(index: number, digits: number): string {
  return String(index + 1).padStart(digits, '0')
}

function fill(template: string, place: string, n: number): string {
  return template.replace('{place}', place).replace('{n}', String(n))
}

/** Whole numbers in proportion to the weights that sum to the total (largest remainder). */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const whole = exact.map(Math.floor)
  const left = total - whole.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1
  return whole
}

function overlaps(cells: readonly number[], village: ReadonlyMap<number, string>): DrawnCell['villages'] {
  const counts = new Map<string, number>()
  for (const cell of cells) {
    const code = village.get(cell)
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, n]) => ({ code, share: Number((n / cells.length).toFixed(4)) }))
}
