import { HomeOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import { scaleBar } from '#kernel/divisions/model'
import { useT } from '#kernel/ui/web'
import { metresPerPx } from './metres-per-px.ts'
import type { Bounds, Standing } from './use-map.ts'

/** Scale bar and north arrow, and the buttons that do what wheel and fingers do. */
export function MapFurniture({ bounds, standing: { map } }: { bounds: Bounds; standing: Standing }) {
  const t = useT()
  const [west, south, east, north] = bounds
  const buttons = [
    { key: 'map.screen.nearer', icon: <PlusOutlined />, run: () => map.zoomIn() },
    { key: 'map.screen.farther', icon: <MinusOutlined />, run: () => map.zoomOut() },
    {
      key: 'map.screen.whole',
      icon: <HomeOutlined />,
      run: () => map.fitBounds([west, south, east, north], { padding: 24 }),
    },
  ]
  return (
    <>
      <div className="map-buttons">
        {buttons.map(({ key, icon, run }) => (
          <button key={key} type="button" aria-label={t(key)} title={t(key)} onClick={run}>
            {icon}
          </button>
        ))}
      </div>
      <div className="map-north" aria-hidden="true">
        <span>{t('divisions.map.north')}</span>
        <svg width="16" height="22" viewBox="0 0 16 22">
          <path d="M8 0 15 22 8 17 1 22Z" />
        </svg>
      </div>
      <ScaleBar map={map} />
    </>
  )
}

function ScaleBar({ map }: Pick<Standing, 'map'>) {
  const t = useT()
  const [perPx, setPerPx] = useState(() => metresPerPx(map.getZoom(), map.getCenter().lat))
  useEffect(() => {
    const read = () => setPerPx(metresPerPx(map.getZoom(), map.getCenter().lat))
    const subscription = map.on('move', read)
    return () => subscription.unsubscribe()
  }, [map])
  const { metres, width } = scaleBar(perPx, 140)
  const length =
    metres >= 1000
      ? t('divisions.map.scale_km', { length: String(metres / 1000) })
      : t('divisions.map.scale_m', { length: String(metres) })
  return (
    <div className="map-scale" style={{ width }}>
      {length}
    </div>
  )
}
