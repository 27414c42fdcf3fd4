import { Modal, Segmented } from 'antd'
import { useState } from 'react'
import type { MapLayer } from '#kernel/map/model'
import { useLocalText, useT } from '#kernel/ui/web'
import type { PlacedFault } from '../edit/steps.ts'
import { ExportForm } from './ExportForm.tsx'
import { ImportForm } from './ImportForm.tsx'

type ExchangeDialogProps = {
  layer: MapLayer
  exportGcj02: boolean
  onClose: () => void
  onFaults: (faults: readonly PlacedFault[]) => void
}

/** Files of shapes out and in, their coordinates always declared. */
export function ExchangeDialog({ layer, exportGcj02, onClose, onFaults }: ExchangeDialogProps) {
  const t = useT()
  const text = useLocalText()
  const [way, setWay] = useState<'out' | 'in'>('out')
  return (
    <Modal
      open
      width={640}
      title={t('map.exchange.title', { layer: text(layer.title) })}
      footer={null}
      onCancel={onClose}
    >
      {layer.can.edit && (
        <Segmented
          aria-label={t('map.exchange.way')}
          value={way}
          options={[
            { value: 'out', label: t('map.export') },
            { value: 'in', label: t('map.import') },
          ]}
          onChange={setWay}
        />
      )}
      {way === 'out' ? (
        <ExportForm layer={layer.id} gcj02={exportGcj02} />
      ) : (
        <ImportForm layer={layer} onFaults={onFaults} />
      )}
    </Modal>
  )
}
