import { useQuery } from '@tanstack/react-query'
import type { Bounds, MapLayer } from '#kernel/map/model'
import { ErrorState, Loading } from '#kernel/ui/web'
import { shapesQuery } from '../queries.ts'
import { EditDesk } from './EditDesk.tsx'

type EditPanelProps = { layer: MapLayer; bounds: Bounds; onLeave: () => void }

/** Editing begins with the layer's shapes in full precision. */
export function EditPanel({ layer, bounds, onLeave }: EditPanelProps) {
  const { data, error, refetch } = useQuery({ ...shapesQuery(layer.id, bounds), staleTime: 0 })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  const fetchNow = async () => (await refetch({ throwOnError: true })).data ?? data
  return <EditDesk layer={layer} shapes={data} fetchNow={fetchNow} onLeave={onLeave} />
}
