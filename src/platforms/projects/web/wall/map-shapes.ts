import { type DivisionFeatures, type Position, polygonsOf } from '#kernel/divisions/model'
import type { Box } from './spread.ts'

/** The map's own measure, in pixels of a 1920 × 1080 screen. */
export const mapWidth = 868
export const mapHeight = 610
const margin = 8
const stretchMax = 1.45

export type DrawnArea = { code: string; path: string; x: number; y: number }

/**
 * Longitude is shortened by the cosine of the latitude, so that shapes keep their proportions; north is up. Shapes
 * that are invented anyway may be drawn wider, so that the towns in the middle have room.
 */
export function drawAreas({ features }: DivisionFeatures): DrawnArea[] {
  const points = features.flatMap((feature) => polygonsOf(feature.geometry).flat(2))
  if (points.length === 0) return []
  const extent = (axis: 0 | 1) => [
    Math.min(...points.map((p) => p[axis])),
    Math.max(...points.map((p) => p[axis])),
  ]
  const [west = 0, east = 0] = extent(0)
  const [south = 0, north = 0] = extent(1)
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const fit = {
    x: (mapWidth - margin) / ((east - west) * squeeze),
    y: (mapHeight - margin) / (north - south),
  }
  const least = Math.min(fit.x, fit.y)
  const stretch = features.every((feature) => feature.properties.schematic) ? stretchMax : 1
  const scale = { x: Math.min(fit.x, least * stretch) * squeeze, y: Math.min(fit.y, least * stretch) }
  const left = (mapWidth - (east - west) * scale.x) / 2
  const top = (mapHeight - (north - south) * scale.y) / 2
  const toScreen = ([lon, lat]: Position) => ({
    x: left + (lon - west) * scale.x,
    y: top + (north - lat) * scale.y,
  })
  const draw = (ring: Position[]) =>
    `M${ring
      .map(toScreen)
      .map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
      .join('L')}Z`
  return features.map(({ properties, geometry }) => ({
    code: properties.code,
    path: polygonsOf(geometry).flat().map(draw).join(''),
    ...toScreen(properties.label),
  }))
}

/** Room for a township's name, its number and its projects' shapes, four to a row. */
export function labelBox(area: DrawnArea, name: string, count: number): DrawnArea & Box {
  const wide = name.replace(/[ -\u2e7f]/g, '').length
  const letters = wide * 24 + (name.length - wide) * 14.5
  const rows = Math.ceil(count / 4)
  return { ...area, w: Math.max(letters + (count ? 34 : 8), Math.min(count, 4) * 26), h: 32 + rows * 26 }
}
