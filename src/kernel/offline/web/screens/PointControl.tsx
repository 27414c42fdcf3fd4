import { AimOutlined } from '@ant-design/icons'
import { type Point, pointAt, pointText } from '#kernel/ledgers/model'
import { useHere } from '#kernel/ledgers/web'
import { useT } from '#kernel/ui/web'
import type { ControlProps } from './control-props.ts'
import { FieldMap } from './FieldMap.tsx'

/** A spot: where the phone is, or where one points on the map that is carried. */
export function PointControl({ labelId, value, onChange }: ControlProps) {
  const t = useT()
  const point = (value ?? null) as Point | null
  const { ask, asking, refused } = useHere(onChange)
  return (
    <div role="group" aria-labelledby={labelId} className="field-list">
      <button
        type="button"
        className="field-button"
        disabled={asking || !('geolocation' in navigator)}
        onClick={ask}
      >
        <AimOutlined aria-hidden="true" />
        {t(asking ? 'offline.screen.point.asking' : 'offline.screen.point.here')}
      </button>
      {refused && <p className="field-problem">{t('offline.screen.point.refused')}</p>}
      <FieldMap
        title={t('offline.screen.point.map')}
        spot={point}
        onPick={({ lng, lat }) => onChange(pointAt(lng, lat))}
      />
      {point !== null && (
        <p className="yw-number field-quiet">
          {pointText(point)}
          {point.accuracyM !== undefined &&
            ` · ${t('offline.screen.point.accuracy', { metres: point.accuracyM })}`}
        </p>
      )}
    </div>
  )
}
