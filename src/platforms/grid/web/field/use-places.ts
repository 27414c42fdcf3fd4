import { useOfflinePlaces } from '#kernel/offline/web'
import { metresBetween } from '../../model/field/patrol.ts'

type Spot = { lng: number; lat: number }

const nearMax = 4
const nearMetres = 300

/** Buildings and other places of the register near a spot, the nearest first. */
export function usePlaces(spot: Spot | null) {
  const places = useOfflinePlaces()
  if (spot === null) return []
  return places
    .flatMap(({ id, name, address, point }) => {
      if (point === null) return []
      const place = { lng: point[0], lat: point[1] }
      return [{ id, name, address, spot: place, metres: Math.round(metresBetween(place, spot)) }]
    })
    .filter(({ metres }) => metres <= nearMetres)
    .toSorted((one, other) => one.metres - other.metres)
    .slice(0, nearMax)
}
