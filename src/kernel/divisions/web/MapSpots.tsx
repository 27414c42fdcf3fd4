import { type ReactNode, useMemo } from 'react'
import type { ScreenPoint } from '../model/map/projection.ts'
import { useRoving } from './useRoving.ts'

/** Something that stands at a place of its own, whatever division that is in. */
export type MapSpot = {
  id: string
  at: readonly [longitude: number, latitude: number]
  name: string
  /** Drawn around the origin inside an svg. */
  mark: ReactNode
  /** Its width and height in px: names make room for it. */
  size: readonly [number, number]
  /** Nothing opens where it is left out. */
  open?: (() => void) | undefined
}

type MapSpotsProps = { spots: readonly MapSpot[]; toScreen: (at: [number, number]) => ScreenPoint }

export function MapSpots({ spots, toScreen }: MapSpotsProps) {
  const placed = useMemo(
    () => spots.map((spot) => ({ spot, at: toScreen([spot.at[0], spot.at[1]]) })),
    [spots, toScreen],
  )
  const stops = useMemo(
    () => placed.filter(({ spot }) => spot.open).map(({ spot: { id }, at }) => ({ id, at })),
    [placed],
  )
  const stop = useRoving(stops, (id) => spots.find((spot) => spot.id === id)?.open?.())
  return (
    <g className="yw-map-spots">
      {placed.map(({ spot: { id, name, mark, open }, at: [x, y] }) => (
        <g
          key={id}
          className="yw-map-mark"
          transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
          {...(open
            ? { role: 'button', 'aria-label': name, onClick: open, ...stop(id) }
            : { role: 'img', 'aria-label': name })}
        >
          <title>{name}</title>
          {mark}
        </g>
      ))}
    </g>
  )
}
