import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  AppLink,
  formatDate,
  PlainFailure,
  PlainPage,
  PlainWaiting,
  useAddress,
  useLocale,
  useT,
} from '#kernel/ui/portal'
import type { PortalIncidents } from '../../../model/portal/answers.ts'
import { PlaceMap } from '../map/PlaceMap.tsx'
import { incidentsQuery, placesQuery } from '../queries.ts'

const size = 20

/** Incidents that officials have shown to residents: as a list and on the map, by street or around where one is. */
export default function NearbyPage() {
  const t = useT()
  const [address, setAddress] = useAddress()
  const [problem, setProblem] = useState<string>()
  const { place, lng, lat } = address
  const page = Math.max(1, Number(address['page'] ?? 1) || 1)
  const spot = lng !== undefined && lat !== undefined ? { lng: Number(lng), lat: Number(lat) } : null
  const { data, error, refetch } = useQuery(
    incidentsQuery({ ...spot, ...(place === undefined ? {} : { place }), page, size }),
  )
  const around = () => {
    if (!('geolocation' in navigator)) return setProblem(t('portal.here.none'))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        setAddress({
          lng: coords.longitude.toFixed(5),
          lat: coords.latitude.toFixed(5),
          place: null,
          page: null,
        }),
      () => setProblem(t('portal.here.refused')),
      { timeout: 20_000 },
    )
  }
  if (error) return <PlainFailure error={error} onRetry={() => void refetch()} />
  const marks = (data?.rows ?? []).flatMap(({ no, spot: at }) =>
    at ? [{ no, lng: at.lng, lat: at.lat }] : [],
  )
  return (
    <PlainPage title={t('portal.home.nearby')}>
      <StreetFilter
        value={place ?? ''}
        onChange={(next) => setAddress({ place: next, lng: null, lat: null, page: null })}
      />
      <p>
        <button type="button" className="plain-link" onClick={around}>
          {t('portal.nearby.around')}
        </button>
      </p>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {!data && <PlainWaiting />}
      {data && <p role="status">{t('portal.nearby.count', { count: data.total })}</p>}
      {marks.length > 0 && (
        <PlaceMap key={place ?? lng ?? ''} label={t('portal.nearby.map')} spot={spot} marks={marks} />
      )}
      <IncidentList rows={data?.rows ?? []} />
      {data && data.total > page * size && (
        <button
          type="button"
          className="plain-button"
          data-second
          onClick={() => setAddress({ page: page + 1 })}
        >
          {t('portal.nearby.more')}
        </button>
      )}
    </PlainPage>
  )
}

function IncidentList({ rows }: { rows: PortalIncidents['rows'] }) {
  const t = useT()
  return (
    <ul className="portal-list">
      {rows.map(({ no, title, stage, place, address, openedAt, metres }) => (
        <li key={no}>
          <h2>
            <AppLink to={`/portal/nearby/${encodeURIComponent(no)}`}>{title}</AppLink>
          </h2>
          <p>
            {[place, address, metres === null ? null : t('portal.metres', { n: metres })]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p>
            {formatDate(openedAt)} · {t(`portal.stage.${stage}`)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function StreetFilter({ value, onChange }: { value: string; onChange: (place: string | null) => void }) {
  const t = useT()
  const { locale } = useLocale()
  const { data } = useQuery(placesQuery(undefined))
  return (
    <div className="plain-field">
      <label htmlFor="street">{t('portal.list.street')}</label>
      <select
        id="street"
        value={value}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{t('portal.nearby.all')}</option>
        {data?.rows.map(({ code, name, nameEn }) => (
          <option key={code} value={code}>
            {locale === 'en' ? nameEn : name}
          </option>
        ))}
      </select>
    </div>
  )
}
