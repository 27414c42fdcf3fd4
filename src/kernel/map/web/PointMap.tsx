import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { MapCaption } from '#kernel/divisions/web'
import type { MapLayer, MapLayers } from '#kernel/map/model'
import { Loading, useLocale, useT } from '#kernel/ui/web'
import type { Standing } from './canvas/use-map.ts'
import { canDrawMaps } from './canvas/webgl.ts'
import './messages.ts'
import './point-map.css'
import { layersQuery } from './queries.ts'
import type { View } from './view-address.ts'

const MapCanvas = lazy(() => import('./canvas/MapCanvas.tsx'))

type Spot = { readonly lng: number; readonly lat: number }
export type PointMapProps = {
  title: string
  value: Spot | null
  onPick?: ((lng: number, lat: number) => void) | undefined
}

const near = 13

/** A small map with one spot: divisions for orientation, and no points but its own. */
export default function PointMap(props: PointMapProps) {
  const [drawable, setDrawable] = useState(canDrawMaps)
  const { data } = useQuery(layersQuery)
  if (!drawable) return null
  return (
    <figure className="point-map" aria-label={props.title}>
      {data ? (
        <Suspense fallback={<Loading lines={4} />}>
          <Drawn {...props} answer={data} onLost={() => setDrawable(false)} />
        </Suspense>
      ) : (
        <Loading lines={4} />
      )}
    </figure>
  )
}

const isDivision = ({ id }: MapLayer) => id.startsWith('division:')
const stay = () => {}

type DrawnProps = PointMapProps & { answer: MapLayers; onLost: () => void }

function Drawn({ value, onPick, answer, onLost }: DrawnProps) {
  const t = useT()
  const { locale } = useLocale()
  const [standing, setStanding] = useState<Standing | null>(null)
  // Where it looks first; from then on the reader moves it, or a spot that it doesn't show.
  const [view] = useState<View | null>(() => (value ? { zoom: near, center: [value.lng, value.lat] } : null))
  const layers = useMemo(() => answer.layers.filter(isDivision), [answer.layers])
  const choice = useMemo(() => layers.map(({ id }) => ({ id, visible: true, opacity: 1 })), [layers])
  const at = useMemo<[number, number] | null>(() => value && [value.lng, value.lat], [value])
  useEffect(() => {
    if (standing && at && !standing.map.getBounds().contains(at)) standing.map.jumpTo({ center: at })
  }, [standing, at])
  return (
    <>
      <MapCanvas
        {...{ layers, choice, view, standing, onLost }}
        onView={stay}
        onStanding={setStanding}
        bounds={answer.bounds}
        here={at}
        onPoint={onPick && (([lng, lat]) => onPick(lng, lat))}
      />
      {onPick && <p>{t('map.screen.point.how')}</p>}
      <MapCaption
        schematic={answer.schematic}
        mapApprovalNumber={answer.approvalNumber}
        locale={locale}
        textSize={12}
      />
    </>
  )
}
