import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { CoordinateSystem } from '#kernel/map/model'
import { addressWith, useT } from '#kernel/ui/web'
import { layerPath } from '../queries.ts'
import { CrsChoice } from './CrsChoice.tsx'

/** A layer's shapes as a file. GCJ-02 is confirmed each time, and logged by the server. */
export function ExportForm({ layer, gcj02 }: { layer: string; gcj02: boolean }) {
  const t = useT()
  const [crs, setCrs] = useState<CoordinateSystem>('EPSG:4490')
  const [confirmed, setConfirmed] = useState(false)
  const offset = crs === 'GCJ-02'
  const query = { crs, confirm: offset ? 'gcj02' : null }
  const waiting = offset && !confirmed
  return (
    <div className="yw-form">
      <CrsChoice value={crs} onChange={setCrs} offered={gcj02 ? undefined : ['EPSG:4490', 'EPSG:4326']} />
      {offset && (
        <Alert
          type="warning"
          showIcon
          title={t('map.export.gcj02')}
          description={
            <Checkbox checked={confirmed} onChange={({ target }) => setConfirmed(target.checked)}>
              {t('map.export.gcj02.confirm')}
            </Checkbox>
          }
        />
      )}
      <div className="yw-form-buttons">
        {(['geojson', 'shp.zip'] as const).map((ending) => (
          <Button
            key={ending}
            icon={<DownloadOutlined />}
            disabled={waiting}
            href={waiting ? undefined : addressWith(`${layerPath(layer)}.${ending}`, query)}
            download
          >
            {t(`map.export.${ending === 'geojson' ? 'geojson' : 'shapefile'}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
