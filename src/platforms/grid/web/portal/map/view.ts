import { fitProjection, type Projection } from '#kernel/divisions/model'
import type { PortalMap } from '../../../model/portal/answers.ts'

export type Spot = { lng: number; lat: number }
export type View = { middle: Spot; zoom: number }
export const sheet = { width: 640, height: 480 } as const
export const zoomMax = 6
/** From here on communities and villages are named beside streets and towns. */
const namesFrom = 2

export function projectionOf(
  [west, south, east, north]: readonly [number, number, number, number],
  { middle, zoom }: View,
): Projection {
  const share = 2 ** (zoom + 1)
  const [width, height] = [(east - west) / share, (north - south) / share]
  const bounds = [middle.lng - width, middle.lat - height, middle.lng + width, middle.lat + height] as const
  return fitProjection(bounds, { left: 0, top: 0, right: sheet.width, bottom: sheet.height })
}

/** The spot under a point of the sheet: the projection is the same everywhere, so two spots tell all of it. */
export function spotAt({ toScreen }: Projection, middle: Spot, [x, y]: readonly [number, number]): Spot {
  const [left, top] = toScreen([middle.lng, middle.lat])
  const [right, bottom] = toScreen([middle.lng + 1, middle.lat - 1])
  const round = (degrees: number) => Number(degrees.toFixed(6))
  return {
    lng: round(middle.lng + (x - left) / (right - left)),
    lat: round(middle.lat - (y - top) / (bottom - top)),
  }
}

export type ShownName = { code: string; text: string; x: number; y: number; size: number }

/** Names that fit without touching one another, those of streets first. */
export function namesIn(
  names: PortalMap['names'],
  { toScreen }: Projection,
  { zoom, english }: { zoom: number; english: boolean },
): ShownName[] {
  const taken: { left: number; right: number; y: number }[] = []
  const shown: ShownName[] = []
  for (const { code, level, name, nameEn, at } of names) {
    if (level === 'village' && zoom < namesFrom) continue
    const [x, y] = toScreen(at)
    if (x < 0 || y < 0 || x > sheet.width || y > sheet.height) continue
    const size = level === 'township' ? 28 : 24
    const text = english ? nameEn : name
    const half = (text.length * size * (english ? 0.52 : 1)) / 2 + 4
    const clash = taken.some((one) => Math.abs(one.y - y) < 34 && one.left < x + half && x - half < one.right)
    if (clash) continue
    taken.push({ left: x - half, right: x + half, y })
    shown.push({ code, text, x, y, size })
  }
  return shown
}
