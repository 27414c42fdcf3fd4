import { useQuery } from '@tanstack/react-query'
import {
  formatDate,
  PlainFailure,
  PlainPage,
  PlainWaiting,
  useGo,
  useRouteParam,
  useT,
} from '#kernel/ui/portal'
import { IncidentCourse, IncidentPhotos } from '../IncidentView.tsx'
import { PlaceMap } from '../map/PlaceMap.tsx'
import { incidentQuery } from '../queries.ts'

export default function IncidentPage() {
  const t = useT()
  const go = useGo()
  const { data, error, refetch } = useQuery(incidentQuery(useRouteParam('no')))
  if (error) return <PlainFailure error={error} onRetry={() => void refetch()} />
  if (!data) return <PlainWaiting />
  const { no, title, place, address, spot, openedAt, result } = data
  return (
    <PlainPage title={title} back={() => go('/portal/nearby')}>
      <p>
        {no} · {formatDate(openedAt)}
      </p>
      <p>{[place, address].filter(Boolean).join(' · ')}</p>
      {result !== null && (
        <section className="portal-receipt">
          <h2>{t('portal.claim.answer')}</h2>
          <p>{result}</p>
        </section>
      )}
      <IncidentCourse incident={data} />
      <IncidentPhotos incident={data} />
      {spot && <PlaceMap label={t('portal.nearby.map')} spot={{ lng: spot.lng, lat: spot.lat }} />}
    </PlainPage>
  )
}
