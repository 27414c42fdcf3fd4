import type { MapLight } from '#kernel/map/model'

const outlines: Record<MapLight | 'none', string> = {
  red: 'M0-10.5 10.5 8.5H-10.5Z',
  amber: 'M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0Z',
  green: 'M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0Z',
  none: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z',
}
/** What tells them apart without their colour: an exclamation mark, the half that is gone, a tick. */
const insides: Partial<Record<MapLight | 'none', string>> = {
  red: 'M0-4.5V2M0 4.6V5.8',
  amber: 'M0-8V8A8 8 0 0 0 0-8Z',
  green: 'M-4 0.3-1.2 3.1 4-3',
}

/** The light of a clock around the origin, inside an svg. */
export function LightShape({ light, size }: { light: MapLight | null; size: number }) {
  const name = light ?? 'none'
  const inside = insides[name]
  return (
    <g className={`grid-wall-light grid-wall-light-${name}`} transform={`scale(${size / 24})`}>
      <path d={outlines[name]} />
      {inside && <path className={name === 'amber' ? 'grid-wall-half' : 'grid-wall-sign'} d={inside} />}
    </g>
  )
}

/** The same in a line of text. */
export function LightMark({ light }: { light: MapLight | null }) {
  return (
    <svg className="grid-wall-mark" viewBox="-12 -12 24 24" aria-hidden="true">
      <LightShape light={light} size={24} />
    </svg>
  )
}

/** Somebody on patrol. */
export function PatrolShape({ size }: { size: number }) {
  return (
    <g className="grid-wall-patrol" transform={`scale(${size / 24})`}>
      <circle cy="-5" r="4.5" />
      <path d="M-8 10V7a8 6 0 0 1 16 0V10Z" />
    </g>
  )
}
