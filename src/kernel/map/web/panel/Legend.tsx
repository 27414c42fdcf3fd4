import { lights, type MapLayer } from '#kernel/map/model'
import { Light, useT } from '#kernel/ui/web'

/** What the marks of the visible layers mean. */
export function Legend({ layers }: { layers: readonly MapLayer[] }) {
  const t = useT()
  const entries = layers.some(({ kind }) => kind === 'entry')
  const points = layers.some(({ geometry }) => geometry === 'point')
  if (!points) return null
  return (
    <div className="map-legend">
      <h3>{t('map.screen.legend')}</h3>
      <ul>
        {entries &&
          lights.map((light) => (
            <li key={light}>
              <Light light={light} />
            </li>
          ))}
        {entries && (
          <>
            <li>
              <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                <circle className="map-legend-none" cx="9" cy="9" r="5" />
              </svg>
              {t('map.screen.legend.none')}
            </li>
            <li>
              <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                <circle className="map-legend-about" cx="9" cy="9" r="6" />
              </svg>
              {t('map.screen.legend.about')}
            </li>
          </>
        )}
        <li>
          <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
            <circle className="map-legend-count" cx="11" cy="11" r="9" />
            <text x="11" y="15" textAnchor="middle" fontSize="11">
              9
            </text>
          </svg>
          {t('map.screen.legend.count')}
        </li>
      </ul>
    </div>
  )
}
