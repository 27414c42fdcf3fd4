import {
  AppstoreOutlined,
  ColumnWidthOutlined,
  PrinterOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { PageHeader, useAddress, useT } from '#kernel/ui/web'

type MapHeadProps = {
  drawable: boolean
  panel: string | undefined
  layersOpen: boolean
  onLayers: () => void
  /** Who may enter the map approval number (审图号) does it here. */
  onApproval: (() => void) | undefined
}

/** The page's name and what one can do with the map. */
export function MapHead({ drawable, panel, layersOpen, onLayers, onApproval }: MapHeadProps) {
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
          {drawable && (
            <Button icon={<PrinterOutlined />} onClick={() => toggle('print')}>
              {t('map.print')}
            </Button>
          )}
          {onApproval && <Button onClick={onApproval}>{t('map.approval')}</Button>}
        </>
      }
    />
  )
}
