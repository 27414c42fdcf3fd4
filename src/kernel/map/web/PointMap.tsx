import { useEffect, useMemo, useState } from 'react'
import type { MapLayer, MapLayers } from '#kernel/map/model'
import { useT } from '#kernel/ui/web'
import type { Standing } from './canvas/use-map.ts'
import './point-map.css'
import { SmallMapCanvas, SmallMapFrame } from './SmallMap.tsx'
import type { View } from './view-address.ts'

type Spot = { readonly lng: number; readonly lat: number }
export type PointMapProps = {
  title: string
  value: Spot | null
  onPick?: ((lng: number, lat: number) => void) | undefined
}

const near = 13

/** A small map with one spot: divisions for orientation, and no points but its own. */
export default function PointMap(props: PointMapProps) {
  return (
    <SmallMapFrame title={props.title} className="point-map" instead={null}>
      {(answer, onLost) => <Drawn {...props} answer={answer} onLost={onLost} />}
    </SmallMapFrame>
  )
}

const isDivision = ({ id }: MapLayer) => id.startsWith('division:')
const stay = () => {}

type DrawnProps = PointMapProps & { answer: MapLayers; onLost: () => void }

function Drawn({ value, onPick, answer, onLost }: DrawnProps) {
  const t = useT()
  const [standing, setStanding] = useState<Standing | null>(null)
  // Where it looks first; from then on the reader moves it, or a spot that it doesn't show.
  const [view] = useState<View | null>(() => (value ? { zoom: near, center: [value.lng, value.lat] } : null))
  const at = useMemo<[number, number] | null>(() => value && [value.lng, value.lat], [value])
  useEffect(() => {
    if (standing && at && !standing.map.getBounds().contains(at)) standing.map.jumpTo({ center: at })
  }, [standing, at])
  return (
    <SmallMapCanvas
      {...{ answer, view, standing, onLost }}
      shows={isDivision}
      onView={stay}
      onStanding={setStanding}
      here={at}
      onPoint={onPick && (([lng, lat]) => onPick(lng, lat))}
    >
      {onPick && <p>{t('map.screen.point.how')}</p>}
    </SmallMapCanvas>
  )
}
