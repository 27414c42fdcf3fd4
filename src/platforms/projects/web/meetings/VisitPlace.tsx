import { Button } from 'antd'
import { useState } from 'react'
import { useT } from '#kernel/ui/web'
import type { VisitReport } from '../../model/meetings/visit-report.ts'

type Place = Pick<VisitReport, 'longitude' | 'latitude' | 'accuracyMetres' | 'placeFrom'>
type Props = { report: VisitReport; onChange: (place: Place) => void }

const none: Place = { longitude: null, latitude: null, accuracyMetres: null, placeFrom: null }
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** Where the visit was: the phone is asked only when its user presses, and what it says is shown before it is sent. */
export function VisitPlace({ report, onChange }: Props) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState(false)
  const has = typeof report.longitude === 'number' && typeof report.latitude === 'number'
  const ask = () => {
    setRefused(false)
    setAsking(true)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false)
        onChange({
          longitude: rounded(coords.longitude),
          latitude: rounded(coords.latitude),
          accuracyMetres: Math.round(coords.accuracy),
          placeFrom: 'phone',
        })
      },
      () => {
        setAsking(false)
        setRefused(true)
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    )
  }
  return (
    <div className="visit-place" role="group" aria-label={t('projects.visits.place')}>
      {has ? (
        <>
          <span className="yw-number">
            {report.longitude}, {report.latitude}
          </span>
          <span className="yw-quiet">
            {t('projects.visits.accuracy', { metres: report.accuracyMetres ?? 0 })}
          </span>
          <Button onClick={() => onChange(none)}>{t('projects.visits.remove')}</Button>
        </>
      ) : (
        <Button loading={asking} disabled={!('geolocation' in navigator)} onClick={ask}>
          {t('projects.visits.locate')}
        </Button>
      )}
      {refused && <span role="alert">{t('projects.visits.no_place')}</span>}
    </div>
  )
}
