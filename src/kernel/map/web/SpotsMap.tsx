import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MapLayer, MapLayers } from '#kernel/map/model'
import { useT } from '#kernel/ui/web'
import type { Bounds, Standing } from './canvas/use-map.ts'
import { drawSpots, spotAt } from './canvas/spots.ts'
import { SmallMapCanvas, SmallMapFrame } from './SmallMap.tsx'
import './spots-map.css'
import { type View, viewFromText, viewText } from './view-address.ts'

/** One thing on the map, or several that stand close together: those have a count and no key. */
export type MapSpot = {
  key: string | null
  lng: number
  lat: number
  count: number
  light: 'green' | 'amber' | 'red' | null
  /** Said beside a single one when one comes near. */
  name: string
}

/** How much of something there is at a place: drawn as a square whose area is the number. */
export type MapWeight = { key: string; lng: number; lat: number; n: number }

export type SpotsMapProps = {
  title: string
  spots?: readonly MapSpot[]
  weights?: readonly MapWeight[]
  /** The one that is open beside the map. */
  open?: string | undefined
  onOpen?: (key: string) => void
  /** Where it looks, as the address says it, and what it shows then. */
  at?: string | undefined
  onView?: (at: string, bounds: Bounds, zoom: number) => void
  /** Areas that are drawn besides the divisions: `cell:community`. */
  areas?: readonly string[]
}

/** Divisions, and on them what a page knows: single things with their lights and counts, or squares by number. */
export default function SpotsMap(props: SpotsMapProps) {
  const t = useT()
  const instead = (
    <p className="spots-map-none" role="status">
      {t('map.screen.no_webgl')}
    </p>
  )
  return (
    <SmallMapFrame title={props.title} className="spots-map" instead={instead}>
      {(answer, onLost) => <Drawn {...props} answer={answer} onLost={onLost} />}
    </SmallMapFrame>
  )
}

const nothing: readonly never[] = []

type DrawnProps = SpotsMapProps & { answer: MapLayers; onLost: () => void }

function Drawn({ answer, onLost, spots = nothing, weights = nothing, areas = nothing, ...rest }: DrawnProps) {
  const { at, open, onOpen, onView } = rest
  const [standing, setStanding] = useState<Standing | null>(null)
  const view = useMemo(() => viewFromText(at), [at])
  const shows = useCallback(({ id }: MapLayer) => id.startsWith('division:') || areas.includes(id), [areas])
  const here = useMemo<[number, number] | null>(() => {
    const found = [...spots, ...weights].find(({ key }) => key !== null && key === open)
    return found ? [found.lng, found.lat] : null
  }, [spots, weights, open])
  useEffect(() => {
    if (standing) drawSpots(standing, spots, weights)
  }, [standing, spots, weights])
  const tell = useTold(standing, onView)
  const point = (place: [number, number]) => {
    const found = standing && spotAt(standing, place)
    if (!standing || !found) return
    if (found.key !== null) onOpen?.(found.key)
    else standing.map.easeTo({ center: found.at, zoom: standing.map.getZoom() + 2 })
  }
  return (
    <SmallMapCanvas
      {...{ answer, shows, view, standing, onLost, here }}
      onView={tell}
      onStanding={setStanding}
      onPoint={point}
    />
  )
}

/** Tells what the map shows when it stands, and whenever it has come to rest elsewhere. */
function useTold(standing: Standing | null, onView: SpotsMapProps['onView']): (view: View) => void {
  const latest = useRef(onView)
  useEffect(() => {
    latest.current = onView
  })
  const tell = (view: View) => {
    if (!standing) return
    const bounds = standing.map.getBounds()
    const shown: Bounds = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
    latest.current?.(viewText(view), shown, view.zoom)
  }
  const first = useRef(tell)
  useEffect(() => {
    first.current = tell
  })
  useEffect(() => {
    if (!standing) return
    const { lng, lat } = standing.map.getCenter()
    first.current({ zoom: standing.map.getZoom(), center: [lng, lat] })
  }, [standing])
  return tell
}
