import { type Area, type Position, polygonsOf } from '../geojson.ts'

export type ScreenPoint = readonly [x: number, y: number]
export type Box = { left: number; top: number; right: number; bottom: number }

/** From degrees to px: north up, one scale for both axes at the middle latitude. Good for a district's extent. */
export type Projection = {
  toScreen: (position: Position) => ScreenPoint
  metresPerPx: number
}

const metresPerDegree = 111_195

/** West, south, east, north of all areas in degrees; null for none. */
export function boundsOf(areas: readonly Area[]): [number, number, number, number] | null {
  let bounds: [number, number, number, number] | null = null
  for (const area of areas) {
    for (const [x, y] of polygonsOf(area).flat(2)) {
      if (bounds === null) bounds = [x, y, x, y]
      else {
        bounds = [
          Math.min(bounds[0], x),
          Math.min(bounds[1], y),
          Math.max(bounds[2], x),
          Math.max(bounds[3], y),
        ]
      }
    }
  }
  return bounds
}

/** Fits the bounds into the box, in its middle, as large as it goes. */
export function fitProjection(
  [west, south, east, north]: readonly [number, number, number, number],
  box: Box,
): Projection {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  const scale = Math.min(
    Math.max(width, 1) / Math.max((east - west) * squeeze, 1e-9),
    Math.max(height, 1) / Math.max(north - south, 1e-9),
  )
  const left = box.left + (width - (east - west) * squeeze * scale) / 2
  const top = box.top + (height - (north - south) * scale) / 2
  return {
    toScreen: ([x, y]) => [left + (x - west) * squeeze * scale, top + (north - y) * scale],
    metresPerPx: metresPerDegree / scale,
  }
}

/** The area as an SVG path; holes come out by the rule evenodd. */
export function pathOf(area: Area, { toScreen }: Projection): string {
  return polygonsOf(area)
    .flat()
    .map((ring) => {
      const points = ring.slice(0, -1).map((position) => {
        const [x, y] = toScreen(position)
        return `${x.toFixed(1)} ${y.toFixed(1)}`
      })
      return `M${points.join('L')}Z`
    })
    .join('')
}

export function outerRings(area: Area, { toScreen }: Projection): ScreenPoint[][] {
  return polygonsOf(area).map(([outer = []]) => outer.map(toScreen))
}

export function boxOf(rings: readonly (readonly ScreenPoint[])[]): Box {
  const xs = rings.flatMap((ring) => ring.map(([x]) => x))
  const ys = rings.flatMap((ring) => ring.map(([, y]) => y))
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** Whether the point lies in one of the rings and at least `margin` px from every border. */
export function liesInside(
  [x, y]: ScreenPoint,
  rings: readonly (readonly ScreenPoint[])[],
  margin = 0,
): boolean {
  let inside = false
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index++) {
      const [a, b] = [ring[index - 1], ring[index]]
      if (!a || !b) continue
      if (margin > 0 && distanceToSegment([x, y], a, b) < margin) return false
      if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
    }
  }
  return inside
}

function distanceToSegment([x, y]: ScreenPoint, a: ScreenPoint, b: ScreenPoint): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / length))
  return Math.hypot(x - a[0] - share * dx, y - a[1] - share * dy)
}

/** The longest round length (1, 2 or 5 times a power of ten) that fits. */
export function scaleBar(metresPerPx: number, widthMax: number): { metres: number; width: number } {
  const most = metresPerPx * widthMax
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2].find((factor) => factor * power <= most) ?? 1) * power
  return { metres, width: metres / metresPerPx }
}

/** The point that lies most nearly in the direction of an arrow key; undefined where none does. */
export function neighbourTowards(
  from: ScreenPoint,
  direction: 'up' | 'down' | 'left' | 'right',
  points: readonly ScreenPoint[],
): number | undefined {
  const [dx, dy] = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[direction] as [number, number]
  let best: { index: number; cost: number } | undefined
  points.forEach(([x, y], index) => {
    const along = (x - from[0]) * dx + (y - from[1]) * dy
    const across = Math.abs((x - from[0]) * dy) + Math.abs((y - from[1]) * dx)
    if (along <= 0.5 || across > 2.5 * along) return
    const cost = along + 2 * across
    if (!best || cost < best.cost) best = { index, cost }
  })
  return best?.index
}
