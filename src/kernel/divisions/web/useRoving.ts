import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { neighbourTowards, type ScreenPoint } from '../model/map/projection.ts'

type Stop = { id: string; at: ScreenPoint }
type StopProps = {
  tabIndex: 0 | -1
  ref: (element: SVGElement | null) => void
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

const directions = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const

/**
 * One tab stop for many things on a map: arrow keys move to the nearest one that way, Enter and the space bar
 * choose it. The stop stays where the reader left it.
 */
export function useRoving(
  stops: readonly Stop[],
  onChoose: ((id: string) => void) | undefined,
): (id: string) => StopProps {
  const [current, setCurrent] = useState<string>()
  const elements = useRef(new Map<string, SVGElement>())
  const entry = stops.some(({ id }) => id === current) ? current : stops[0]?.id
  return useCallback(
    (id) => ({
      tabIndex: id === entry ? 0 : -1,
      ref: (element) => {
        if (element) elements.current.set(id, element)
        else elements.current.delete(id)
      },
      onFocus: () => setCurrent(id),
      onKeyDown: (event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault()
          onChoose?.(id)
          return
        }
        const direction = directions[event.key as keyof typeof directions]
        const from = stops.find((stop) => stop.id === id)
        if (!direction || !from) return
        event.preventDefault()
        const index = neighbourTowards(
          from.at,
          direction,
          stops.map(({ at }) => at),
        )
        const next = index === undefined ? undefined : stops[index]
        if (next) elements.current.get(next.id)?.focus()
      },
    }),
    [stops, entry, onChoose],
  )
}
