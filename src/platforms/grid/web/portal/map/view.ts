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
type Box = { left: number; right: number; top: number; bottom: number }

/** Where the scale stands, with its words. */
const scaleBox: Box = { left: 0, right: 264, top: sheet.height - 60, bottom: sheet.height }
const markHalf = 9
/** A name that something stands on moves by a line: it says where about a place is, not where its middle is. */
const shifts = [0, 30, -30]

const touch = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
const isWhole = ({ left, right, top, bottom }: Box) =>
  left >= 0 && top >= 0 && right <= sheet.width && bottom <= sheet.height

type Shown = { zoom: number; english: boolean; marks: readonly Spot[] }

/** Names that are wholly on the sheet and touch neither one another nor a mark nor the scale, those of streets first. */
export function namesIn(
  names: PortalMap['names'],
  { toScreen }: Projection,
  { zoom, english, marks }: Shown,
): ShownName[] {
  const taken: Box[] = [scaleBox]
  for (const { lng, lat } of marks) {
    const [x, y] = toScreen([lng, lat])
    taken.push({ left: x - markHalf, right: x + markHalf, top: y - markHalf, bottom: y + markHalf })
  }
  const shown: ShownName[] = []
  for (const { code, level, name, nameEn, at } of names) {
    if (level === 'village' && zoom < namesFrom) continue
    const [x, middle] = toScreen(at)
    const size = level === 'township' ? 28 : 24
    const text = english ? nameEn : name
    const half = (text.length * size * (english ? 0.52 : 1)) / 2 + 4
    const boxAt = (y: number): Box => ({
      left: x - half,
      right: x + half,
      top: y - size * 0.9,
      bottom: y + size * 0.3,
    })
    const y = shifts
      .map((shift) => middle + shift)
      .find((tried) => isWhole(boxAt(tried)) && !taken.some((box) => touch(box, boxAt(tried))))
    if (y === undefined) continue
    taken.push(boxAt(y))
    shown.push({ code, text, x, y, size })
  }
  return shown
}
