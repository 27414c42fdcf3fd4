import { Radio } from 'antd'
import { type CoordinateSystem, coordinateSystems } from '#kernel/map/model'
import { useT } from '#kernel/ui/web'

const keys: Record<CoordinateSystem, string> = {
  'EPSG:4490': 'map.crs.cgcs2000',
  'EPSG:4326': 'map.crs.wgs84',
  'GCJ-02': 'map.crs.gcj02',
}

type CrsChoiceProps = {
  value: CoordinateSystem | null
  onChange: (crs: CoordinateSystem) => void
  offered?: readonly CoordinateSystem[] | undefined
}

/** Which coordinates a file is in: nobody guesses it. */
export function CrsChoice({ value, onChange, offered = coordinateSystems }: CrsChoiceProps) {
  const t = useT()
  return (
    <fieldset className="map-part">
      <legend>{t('map.crs')}</legend>
      <Radio.Group
        vertical
        value={value}
        options={offered.map((crs) => ({ value: crs, label: t(keys[crs]) }))}
        onChange={({ target }) => onChange(target.value as CoordinateSystem)}
      />
    </fieldset>
  )
}
