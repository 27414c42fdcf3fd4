import type { MarkSymbol } from '#kernel/divisions/model'

const shapes: Record<MarkSymbol, string> = {
  circle: 'M-6 0a6 6 0 1 1 12 0a6 6 0 1 1-12 0Z',
  triangle: 'M0-6.5 6.5 5.5H-6.5Z',
  square: 'M-5.5-5.5H5.5V5.5H-5.5Z',
  diamond: 'M0-7 7 0 0 7-7 0Z',
  ring: 'M-6 0a6 6 0 1 1 12 0a6 6 0 1 1-12 0ZM-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0Z',
  cross: 'M-6-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z',
}

type MarkShapeProps = { symbol: MarkSymbol; colour: string; size: number }

/** A symbol of a map item around the origin; inside an svg element. */
export function MarkShape({ symbol, colour, size }: MarkShapeProps) {
  return (
    <path
      className="yw-map-mark-shape"
      d={shapes[symbol]}
      transform={`scale(${size / 14})`}
      style={{ fill: colour }}
    />
  )
}
