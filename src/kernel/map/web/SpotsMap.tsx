import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { MapCaption } from '#kernel/divisions/web'
import type { MapLayers } from '#kernel/map/model'
import { Loading, useLocale, useT } from '#kernel/ui/web'
import type { Bounds, Standing } from './canvas/use-map.ts'
import { drawSpots, spotAt } from './canvas/spots.ts'
import { canDrawMaps } from './canvas/webgl.ts'
import './messages.ts'
import { layersQuery } from './queries.ts'
import './spots-map.css'
import { type View, viewFromText, viewText } from './view-address.ts'

const MapCanvas = lazy(() => import('./canvas/MapCanvas.tsx'))

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
  const [drawable, setDrawable] = useState(canDrawMaps)
  const { data } = useQuery(layersQuery)
  if (!drawable)
    return (
      <p className="spots-map-none" role="status">
        {t('map.screen.no_webgl')}
      </p>
    )
  return (
    <figure className="spots-map" aria-label={props.title}>
      {data ? (
        <Suspense fallback={<Loading lines={6} />}>
          <Drawn {...props} answer={data} onLost={() => setDrawable(false)} />
        </Suspense>
      ) : (
        <Loading lines={6} />
      )}
    </figure>
  )
}

const nothing: readonly never[] = []

type DrawnProps = SpotsMapProps & { answer: MapLayers; onLost: () => void }

function Drawn({ answer, onLost, spots = nothing, weights = nothing, areas = nothing, ...rest }: DrawnProps) {
  const { locale } = useLocale()
  const { at, open, onOpen, onView } = rest
  const [standing, setStanding] = useState<Standing | null>(null)
  const view = useMemo(() => viewFromText(at), [at])
  const layers = useMemo(
    () => answer.layers.filter(({ id }) => id.startsWith('division:') || areas.includes(id)),
    [answer.layers, areas],
  )
  const choice = useMemo(() => layers.map(({ id }) => ({ id, visible: true, opacity: 1 })), [layers])
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
    <>
      <MapCanvas
        {...{ layers, choice, view, standing, onLost, here }}
        onView={tell}
        onStanding={setStanding}
        bounds={answer.bounds}
        onPoint={point}
      />
      <MapCaption
        schematic={answer.schematic}
        mapApprovalNumber={answer.approvalNumber}
        locale={locale}
        textSize={12}
      />
    </>
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
