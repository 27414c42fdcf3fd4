import { ArrowDownOutlined, ArrowUpOutlined, MoreOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { MapLayer, MapLayers } from '#kernel/map/model'
import { useLocalText, useT } from '#kernel/ui/web'
import { changed, type LayerChoice, moved } from '../layer-choice.ts'
import { LayerSwatch } from './LayerSwatch.tsx'
import { Legend } from './Legend.tsx'

type LayersPanelProps = {
  answer: MapLayers
  choice: readonly LayerChoice[]
  onChoose: (next: LayerChoice[]) => void
  /** Opens a layer's editor; without it there is nothing to draw on. */
  onEdit: ((layer: string) => void) | undefined
  onExchange: (layer: string) => void
}

/** Which layers are seen, in which order, how strongly, and how much is in each. The first lies on top. */
export function LayersPanel({ answer, choice, onChoose, onEdit, onExchange }: LayersPanelProps) {
  const t = useT()
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <section className="map-layers" aria-label={t('map.screen.layers')}>
      <h2>{t('map.screen.layers')}</h2>
      <ul>
        {choice.map((one) => {
          const layer = answer.layers.find(({ id }) => id === one.id)
          if (!layer) return null
          const open = opened === one.id
          return (
            <li key={one.id}>
              <LayerRow
                layer={layer}
                visible={one.visible}
                open={open}
                onVisible={(visible) => onChoose(changed(choice, one.id, { visible }))}
                onOpen={() => setOpened(open ? null : one.id)}
              />
              {open && (
                <LayerOptions
                  {...{ layer, choice, one, onChoose }}
                  onEdit={layer.can.edit && onEdit ? () => onEdit(one.id) : undefined}
                  onExchange={layer.geometry === 'polygon' ? () => onExchange(one.id) : undefined}
                />
              )}
            </li>
          )
        })}
      </ul>
      <Legend layers={answer.layers.filter(({ id }) => choice.some((one) => one.id === id && one.visible))} />
    </section>
  )
}

type LayerRowProps = {
  layer: MapLayer
  visible: boolean
  open: boolean
  onVisible: (visible: boolean) => void
  onOpen: () => void
}

function LayerRow({ layer, visible, open, onVisible, onOpen }: LayerRowProps) {
  const t = useT()
  const text = useLocalText()
  const name = text(layer.title)
  return (
    <div className="map-layer">
      <Checkbox checked={visible} onChange={({ target }) => onVisible(target.checked)}>
        <LayerSwatch layer={layer} />
        {name}
      </Checkbox>
      <span className="yw-number yw-quiet">{layer.count}</span>
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined />}
        aria-label={t('map.screen.layer.options', { name })}
        aria-expanded={open}
        onClick={onOpen}
      />
      {layer.unplaced > 0 && (
        <p className="map-layer-unplaced yw-quiet">
          {t('map.screen.layer.unplaced', { count: layer.unplaced })}
        </p>
      )}
    </div>
  )
}

type LayerOptionsProps = {
  layer: MapLayer
  choice: readonly LayerChoice[]
  one: LayerChoice
  onChoose: (next: LayerChoice[]) => void
  onEdit: (() => void) | undefined
  onExchange: (() => void) | undefined
}

function LayerOptions({ layer, choice, one, onChoose, onEdit, onExchange }: LayerOptionsProps) {
  const t = useT()
  const text = useLocalText()
  const name = text(layer.title)
  const at = choice.findIndex(({ id }) => id === one.id)
  return (
    <div className="map-layer-options">
      <label>
        {t('map.screen.layer.opacity')}
        <input
          type="range"
          min={10}
          max={100}
          step={10}
          value={Math.round(one.opacity * 100)}
          aria-label={t('map.screen.layer.opacity_of', { name })}
          onChange={({ target }) =>
            onChoose(changed(choice, one.id, { opacity: Number(target.value) / 100 }))
          }
        />
        <span className="yw-number">{Math.round(one.opacity * 100)} %</span>
      </label>
      <div className="map-layer-buttons">
        <Button
          size="small"
          icon={<ArrowUpOutlined />}
          disabled={at === 0}
          aria-label={t('map.screen.layer.up', { name })}
          title={t('map.screen.layer.up', { name })}
          onClick={() => onChoose(moved(choice, one.id, -1))}
        />
        <Button
          size="small"
          icon={<ArrowDownOutlined />}
          disabled={at === choice.length - 1}
          aria-label={t('map.screen.layer.down', { name })}
          title={t('map.screen.layer.down', { name })}
          onClick={() => onChoose(moved(choice, one.id, 1))}
        />
        {onEdit && (
          <Button size="small" onClick={onEdit}>
            {t('map.screen.edit')}
          </Button>
        )}
        {onExchange && (
          <Button size="small" onClick={onExchange}>
            {t('map.screen.exchange')}
          </Button>
        )}
      </div>
    </div>
  )
}
