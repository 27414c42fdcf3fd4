import { Point, pointText } from '#kernel/ledgers/model'
import { useT } from '#kernel/ui/web'
import { usePointMap } from './point-map.ts'

type PointViewProps = { value: unknown; title: string; withMap: boolean }

/** A spot as coordinates; where its page shows it, with how exact it is and on a small map. */
export function PointView({ value, title, withMap }: PointViewProps) {
  const t = useT()
  const Map = usePointMap()
  const { data: point } = Point.safeParse(value)
  if (!point) return null
  const coordinates = <span className="yw-number">{pointText(point)}</span>
  if (!withMap) return coordinates
  return (
    <div className="entry-point">
      <p>
        {coordinates}
        {point.accuracyM !== undefined && (
          <span className="entry-quiet">
            {' '}
            {t('ledgers.screen.point.accuracy', { metres: point.accuracyM })}
          </span>
        )}
      </p>
      {Map && <Map title={t('ledgers.screen.point.map', { field: title })} value={point} />}
    </div>
  )
}
