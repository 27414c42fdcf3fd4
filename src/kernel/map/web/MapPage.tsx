import { useQuery } from '@tanstack/react-query'
import { ErrorState, Loading, PageHeader, useT } from '#kernel/ui/web'
import './map.css'
import './messages.ts'
import { LoadedMap } from './LoadedMap.tsx'
import { layersQuery } from './queries.ts'

/** The district's map: layers, what lies where, the same as a list, and what can be done with shapes. */
export function MapPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(layersQuery)
  if (data) return <LoadedMap answer={data} />
  return (
    <div className="map-page">
      <PageHeader title={t('map.screen.title')} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />}
    </div>
  )
}
