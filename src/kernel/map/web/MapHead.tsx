import { AppstoreOutlined, ColumnWidthOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { PageHeader, useAddress, useT } from '#kernel/ui/web'

type MapHeadProps = {
  drawable: boolean
  panel: string | undefined
  layersOpen: boolean
  onLayers: () => void
}

/** The page's name and what one can do with the map. */
export function MapHead({ drawable, panel, layersOpen, onLayers }: MapHeadProps) {
  const t = useT()
  const [, change] = useAddress()
  const toggle = (name: string) => change({ panel: panel === name ? null : name, open: null, here: null })
  return (
    <PageHeader
      title={t('map.screen.title')}
      actions={
        <>
          <Button
            className="map-layers-button"
            icon={<AppstoreOutlined />}
            aria-expanded={layersOpen}
            onClick={onLayers}
          >
            {t('map.screen.layers')}
          </Button>
          {drawable && (
            <Button
              icon={<UnorderedListOutlined />}
              aria-pressed={panel === 'list'}
              onClick={() => toggle('list')}
            >
              {t('map.screen.as_list')}
            </Button>
          )}
          {drawable && (
            <Button
              icon={<ColumnWidthOutlined />}
              aria-pressed={panel === 'measure'}
              onClick={() => toggle('measure')}
            >
              {t('map.measure.title')}
            </Button>
          )}
        </>
      }
    />
  )
}
