import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { MapCaption } from '#kernel/divisions/web'
import type { MapLayer, MapLayers } from '#kernel/map/model'
import { Loading, useLocale } from '#kernel/ui/web'
import { canDrawMaps } from './canvas/webgl.ts'
import './messages.ts'
import { layersQuery } from './queries.ts'

const MapCanvas = lazy(() => import('./canvas/MapCanvas.tsx'))

type FrameProps = {
  title: string
  className: string
  /** Stands in for the map where it can't be drawn. */
  instead: ReactNode
  children: (answer: MapLayers, onLost: () => void) => ReactNode
}

/** A map within a page: loaded with it, and nothing but a word where the browser draws none. */
export function SmallMapFrame({ title, className, instead, children }: FrameProps) {
  const [drawable, setDrawable] = useState(canDrawMaps)
  const { data } = useQuery(layersQuery)
  if (!drawable) return instead
  return (
    <figure className={className} aria-label={title}>
      {data ? (
        <Suspense fallback={<Loading lines={4} />}>{children(data, () => setDrawable(false))}</Suspense>
      ) : (
        <Loading lines={4} />
      )}
    </figure>
  )
}

type CanvasProps = Omit<ComponentProps<typeof MapCanvas>, 'layers' | 'choice' | 'bounds'> & {
  answer: MapLayers
  /** Which layers it draws. */
  shows: (layer: MapLayer) => boolean
  /** Said between the map and its caption. */
  children?: ReactNode
}

/** The map itself with its layers and its caption. */
export function SmallMapCanvas({ answer, shows, children, ...rest }: CanvasProps) {
  const { locale } = useLocale()
  const layers = useMemo(() => answer.layers.filter(shows), [answer.layers, shows])
  const choice = useMemo(() => layers.map(({ id }) => ({ id, visible: true, opacity: 1 })), [layers])
  return (
    <>
      <MapCanvas {...rest} layers={layers} choice={choice} bounds={answer.bounds} />
      {children}
      <MapCaption
        schematic={answer.schematic}
        mapApprovalNumber={answer.approvalNumber}
        locale={locale}
        textSize={12}
      />
    </>
  )
}
