import { AimOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { degreeDecimals, type Point, pointAt } from '#kernel/ledgers/model'
import { useLocalText, useT } from '#kernel/ui/web'
import type { FieldInputProps } from './field-input-props.ts'
import './ledgers.css'
import './messages.ts'
import { usePointMap } from './point-map.ts'
import { useHere } from './use-here.ts'

type Draft = { lng: number | null; lat: number | null }
const parts = [
  { name: 'lng', max: 180 },
  { name: 'lat', max: 90 },
] as const
const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(degreeDecimals)))

/** A spot: pointed at on a small map, typed, or where the browser says that its user is. */
export function PointInput({ id, field, value, onChange, faulty }: FieldInputProps) {
  const t = useT()
  const text = useLocalText()
  const Map = usePointMap()
  const point = (value ?? null) as Point | null
  const [half, setHalf] = useState<Draft>({ lng: null, lat: null })
  const { ask, asking, refused } = useHere((spot) => onChange(spot))
  const shown: Draft = point ?? half
  const type = (name: 'lng' | 'lat', typed: number | null) => {
    const next = { lng: shown.lng, lat: shown.lat, [name]: rounded(typed) }
    setHalf(next)
    onChange(next.lng === null || next.lat === null ? null : { lng: next.lng, lat: next.lat })
  }
  return (
    <div className="form-point" role="group" aria-label={text(field.label)}>
      {Map && (
        <Map
          title={t('ledgers.screen.point.map', { field: text(field.label) })}
          value={point}
          onPick={(lng, lat) => onChange(pointAt(lng, lat))}
        />
      )}
      <div className="form-point-line">
        {parts.map(({ name, max }) => (
          <InputNumber
            key={name}
            id={name === 'lng' ? id : `${id}-lat`}
            aria-label={t(`ledgers.screen.point.${name}`)}
            prefix={t(`ledgers.screen.point.${name}`)}
            suffix="°"
            status={faulty ? 'error' : ''}
            controls={false}
            min={-max}
            max={max}
            value={shown[name]}
            onChange={(typed) => type(name, typeof typed === 'number' ? typed : null)}
          />
        ))}
        <Button
          icon={<AimOutlined />}
          loading={asking}
          disabled={!('geolocation' in navigator)}
          onClick={ask}
        >
          {t('ledgers.screen.point.here')}
        </Button>
        {point?.accuracyM !== undefined && (
          <span className="entry-quiet">
            {t('ledgers.screen.point.accuracy', { metres: point.accuracyM })}
          </span>
        )}
        {refused && <span role="alert">{t('ledgers.screen.point.refused')}</span>}
      </div>
    </div>
  )
}
