import { type ComponentType, createContext, use } from 'react'

type Spot = { readonly lng: number; readonly lat: number }

export type PointMapProps = {
  /** What it shows, for who doesn't see it. */
  title: string
  value: Spot | null
  /** Told where the reader pointed; a map without it only shows. */
  onPick?: ((lng: number, lat: number) => void) | undefined
}

/** The small map of a field of kind point; provided by whoever puts the web together, as maps stand above ledgers. */
export const PointMapContext = createContext<ComponentType<PointMapProps> | null>(null)

export function usePointMap(): ComponentType<PointMapProps> | null {
  return use(PointMapContext)
}
