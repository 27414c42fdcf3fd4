import { lights } from '#kernel/map/model'
import type { Palette } from './palette.ts'

/** Marks of points, told apart by shape and colour alike: lights of clocks as everywhere else, and what bears none. */
export const markNames = [
  'green',
  'amber',
  'red',
  'none',
  'place',
  'enterprise',
  'cluster',
  'cluster-green',
  'cluster-amber',
  'cluster-red',
  'fault',
] as const
export type MarkName = (typeof markNames)[number]

const circle = 'M-11 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0Z'

/** Outlines in a box of 24 around the origin. A cluster with something late has corners. */
const outlines: Record<MarkName, string> = {
  green: 'M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0Z',
  amber: 'M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0Z',
  red: 'M0-9L9 7H-9Z',
  none: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z',
  place: 'M-6-6H6V6H-6Z',
  enterprise: 'M-7 7V-1L-1-5V-1L7-6V7Z',
  cluster: circle,
  'cluster-green': circle,
  'cluster-amber': 'M-11-5.5L-5.5-11H5.5L11-5.5V5.5L5.5 11H-5.5L-11 5.5Z',
  fault: 'M-5-11H5L11-5V5L5 11H-5L-11 5V-5Z',
  'cluster-red': 'M0-12.5L12.5 0L0 12.5L-12.5 0Z',
}

/** What stands inside: a tick, the half that is gone, an exclamation mark. */
const insides: Partial<Record<MarkName, { path: string; stroke: boolean }>> = {
  green: { path: 'M-3.6 0.2L-1 2.8L3.6-2.6', stroke: true },
  amber: { path: 'M0-6.4V6.4A6.4 6.4 0 0 0 0-6.4Z', stroke: false },
  red: { path: 'M0-4.4V1.6M0 3.6V4.8', stroke: true },
}

function colourOf(name: MarkName, palette: Palette): string {
  const light = lights.find((one) => name === one || name === `cluster-${one}`)
  if (light) return palette.lights[light]
  if (name === 'fault') return palette.fault
  return name === 'cluster' ? palette.ink : palette.inkSoft
}

/**
 * A mark as an image. `placed` marks stand where the thing is; the others, known by their village only, are drawn
 * pale with a broken outline.
 */
export function drawMark(name: MarkName, palette: Palette, placed: boolean, ratio: number): ImageData | null {
  const size = 28 * ratio
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) return null
  context.scale(ratio, ratio)
  context.translate(14, 14)
  const outline = new Path2D(outlines[name])
  const colour = colourOf(name, palette)
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = palette.ground
  context.stroke(outline)
  context.fillStyle = name.startsWith('cluster') || !placed ? palette.ground : colour
  context.fill(outline)
  context.lineWidth = 2
  context.strokeStyle = colour
  if (!placed) context.setLineDash([3, 2])
  context.stroke(outline)
  context.setLineDash([])
  const inside = insides[name]
  if (inside) {
    const contrast = placed ? palette.ground : colour
    context.lineCap = 'round'
    context.strokeStyle = contrast
    context.fillStyle = contrast
    if (inside.stroke) context.stroke(new Path2D(inside.path))
    else context.fill(new Path2D(inside.path))
  }
  return context.getImageData(0, 0, size, size)
}

export const aboutSuffix = '-about'
export const markImage = (name: MarkName, placed: boolean): string =>
  placed ? name : `${name}${aboutSuffix}`
