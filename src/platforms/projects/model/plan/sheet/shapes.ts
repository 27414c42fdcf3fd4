/** What a sheet is drawn of; lengths in points. Screen and PDF draw the same shapes. */
export type Shape =
  | {
      readonly kind: 'path'
      readonly d: string
      readonly fill?: string
      readonly stroke?: string
      readonly width?: number
      readonly dash?: string
    }
  | {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      readonly text: string
      readonly size: number
      readonly anchor?: 'start' | 'middle' | 'end'
      readonly bold?: boolean
      readonly fill?: string
    }

export type Sheet = { readonly width: number; readonly height: number; readonly shapes: readonly Shape[] }

export const ink = {
  text: '#16232b',
  quiet: '#56636a',
  line: '#c5ced4',
  soft: '#e7ecef',
  head: '#eff1f2',
  off: '#eaeff2',
  bar: '#a9d0cf',
  accent: '#0f6b6b',
  critical: '#3a4750',
  done: '#c3cdd3',
  over: '#7b2d5e',
} as const

const round = (value: number): number => Math.round(value * 100) / 100

export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  style: Omit<Extract<Shape, { kind: 'path' }>, 'kind' | 'd'>,
): Shape {
  return {
    kind: 'path',
    d: `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`,
    ...style,
  }
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  width = 0.6,
  dash?: string,
): Shape {
  const d = `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`
  return { kind: 'path', d, stroke, width, ...(dash === undefined ? {} : { dash }) }
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// Control characters have no place in XML, escaped or not.
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? '').replaceAll(/\p{Cc}/gu, ' ')

function shapeText(shape: Shape): string {
  if (shape.kind === 'path') {
    const { d, fill = 'none', stroke, width, dash } = shape
    const drawn = stroke ? ` stroke="${stroke}" stroke-width="${width ?? 0.6}"` : ''
    return `<path d="${d}" fill="${fill}"${drawn}${dash ? ` stroke-dasharray="${dash}"` : ''}/>`
  }
  const { x, y, text, size, anchor = 'start', bold = false, fill = ink.text } = shape
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''} fill="${fill}">${escaped(text)}</text>`
}

/** A sheet as SVG, for what sets paper. */
export function svgOf({ width, height, shapes }: Sheet): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Song">${shapes.map(shapeText).join('')}</svg>`
}
