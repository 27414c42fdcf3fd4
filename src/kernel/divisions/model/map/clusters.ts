import { textWidth } from './labels.ts'
import type { MapItem, MarkGroup, MarkRegion } from './marks.ts'
import { type Box, boxOf, liesInside, overlap, type ScreenPoint } from './projection.ts'

export type ClusterWish = { region: MarkRegion; groups: MarkGroup[]; items: MapItem[] }
export type PlacedCluster = {
  code: string
  items: MapItem[]
  box: Box
  /** A symbol with its count each, where they stand; empty where there is room for the total alone. */
  counts: { group: MarkGroup; x: number; y: number }[]
}
type Sizes = { markSize: number; textSize: number }
type Form = { width: number; height: number; columns: number }

const padding = 4

/**
 * Places a box of counts in every region that has too many items for single marks: in one row or several, below,
 * above or beside the region's label, clear of all else; where no such box fits, the total alone.
 */
export function placeClusters(
  wishes: readonly ClusterWish[],
  sizes: Sizes,
  labels: ReadonlyMap<string, Box>,
  taken: readonly Box[],
): PlacedCluster[] {
  const boxes = [...taken]
  return wishes.map((wish) => {
    const placed = placeCluster(wish, sizes, labels.get(wish.region.code), boxes)
    boxes.push(placed.box)
    return placed
  })
}

function placeCluster(
  wish: ClusterWish,
  sizes: Sizes,
  label: Box | undefined,
  taken: readonly Box[],
): PlacedCluster {
  const { region, groups, items } = wish
  const rings = region.rings
  const around = boxOf(rings)
  const free = (box: Box): boolean => !taken.some((other) => overlap(box, other))
  const fits = (box: Box): boolean => {
    const middle = (box.top + box.bottom) / 2
    const within = box.top >= around.top - padding && box.bottom <= around.bottom + padding
    return (
      within && liesInside([box.left, middle], rings) && liesInside([box.right, middle], rings) && free(box)
    )
  }
  const options = formsOf(groups, sizes).flatMap((form) =>
    candidates(form, region, label, sizes.textSize).map((box) => ({
      form,
      box,
      spill: spillOf(box, around),
    })),
  )
  // A little over a border, where nothing stands, is better than losing the symbols.
  const nearly = options
    .filter(
      ({ box, spill }) =>
        spill <= (box.right - box.left) / 4 && liesInside(middleOf(box), rings) && free(box),
    )
    .sort((a, b) => a.spill - b.spill)
  const best = options.find(({ box }) => fits(box)) ?? nearly[0]
  if (best) {
    const counts = countPlaces(groups, best.form.columns, best.box, sizes)
    return { code: region.code, items, box: best.box, counts }
  }
  const total = formOfTotal(items.length, sizes)
  const spots = candidates(total, region, label, sizes.textSize)
  const box = spots.find(fits) ?? spots.find(free) ?? spots[0] ?? around
  return { code: region.code, items, box, counts: [] }
}

/** How far the box reaches over the region's, on its worst side. */
function spillOf(box: Box, around: Box): number {
  const beyond = [
    around.left - box.left,
    box.right - around.right,
    around.top - box.top,
    box.bottom - around.bottom,
  ]
  return Math.max(0, ...beyond)
}

function middleOf({ left, top, right, bottom }: Box): ScreenPoint {
  return [(left + right) / 2, (top + bottom) / 2]
}

function cellWidth(groups: readonly MarkGroup[], { markSize, textSize }: Sizes): number {
  const digits = Math.max(...groups.map(({ items }) => textWidth(String(items.length), textSize)))
  return markSize + 3 + digits * 1.15 + 6
}

function rowHeight({ markSize, textSize }: Sizes): number {
  return Math.max(markSize, textSize) + 4
}

function formsOf(groups: readonly MarkGroup[], sizes: Sizes): Form[] {
  const width = cellWidth(groups, sizes)
  return Array.from({ length: groups.length }, (_, rows) => Math.ceil(groups.length / (rows + 1))).map(
    (columns) => ({
      columns,
      width: columns * width + padding,
      height: Math.ceil(groups.length / columns) * rowHeight(sizes) + padding,
    }),
  )
}

function formOfTotal(count: number, sizes: Sizes): Form {
  const width = textWidth(String(count), sizes.textSize) * 1.15 + 2 * padding
  return { columns: 0, width: Math.max(width, rowHeight(sizes)), height: rowHeight(sizes) }
}

function candidates(
  { width, height }: Form,
  region: MarkRegion,
  label: Box | undefined,
  step: number,
): Box[] {
  const [x, y] = region.label
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height })
  const centred = x - width / 2
  if (!label) {
    return [0, step, -step, 2 * height, -2 * height].map((shift) => at(centred, y - height / 2 + shift))
  }
  const middle = (label.top + label.bottom - height) / 2
  const sideways = [0, -0.5, 0.5, -1, 1].map((shift) => centred + shift * step)
  return [
    ...sideways.map((left) => at(left, label.bottom + 2)),
    ...sideways.map((left) => at(left, label.top - height - 2)),
    at(label.right + 3, middle),
    at(label.left - width - 3, middle),
  ]
}

function countPlaces(
  groups: readonly MarkGroup[],
  columns: number,
  box: Box,
  sizes: Sizes,
): PlacedCluster['counts'] {
  const width = cellWidth(groups, sizes)
  return groups.map((group, index) => ({
    group,
    x: box.left + padding + (index % columns) * width,
    y: box.top + padding / 2 + (Math.floor(index / columns) + 0.5) * rowHeight(sizes),
  }))
}
