import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { MapLayer, MapLayers } from '#kernel/map/model'
import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { MapCaption } from '#kernel/divisions/web'
import { Empty, Loading, useAddress, useLocale, useT } from '#kernel/ui/web'
import { ApprovalDialog } from './ApprovalDialog.tsx'
import type { PlacedFault } from './edit/steps.ts'
import { ExchangeDialog } from './exchange/ExchangeDialog.tsx'
import { FaultsPanel } from './panel/FaultsPanel.tsx'
import { PrintPage } from './print/PrintPage.tsx'
import { EditPanel } from './edit/EditPanel.tsx'
import { findAt } from './canvas/pick.ts'
import { StandingContext } from './canvas/standing.ts'
import type { Standing } from './canvas/use-map.ts'
import { canDrawMaps } from './canvas/webgl.ts'
import type { LayerChoice } from './layer-choice.ts'
import { MapHead } from './MapHead.tsx'
import { FoundHere } from './panel/FoundHere.tsx'
import { MeasurePanel } from './measure/MeasurePanel.tsx'
import { LayersPanel } from './panel/LayersPanel.tsx'
import { MapList } from './panel/MapList.tsx'
import { OpenThing } from './panel/OpenThing.tsx'
import { useLayerChoice } from './use-layer-choice.ts'
import { useLiveMap } from './use-live-map.ts'
import { pointFromText, pointText, type View, viewFromText, viewText } from './view-address.ts'

// The library that draws comes only where it can, and only when a map is opened.
const MapCanvas = lazy(() => import('./canvas/MapCanvas.tsx'))

/** Layers on the left, the map, and beside it what one asked about. The address says all of it. */
export function LoadedMap({ answer }: { answer: MapLayers }) {
  const t = useT()
  const [address, change] = useAddress()
  const { choice, choose } = useLayerChoice(answer.layers)
  const [drawable, setDrawable] = useState(canDrawMaps)
  const [standing, setStanding] = useState<Standing | null>(null)
  const [layersOpen, setLayersOpen] = useState(false)
  useLiveMap()
  const panel = address['panel'] ?? (drawable ? undefined : 'list')
  const close = () => change({ panel: null, here: null, open: null })
  const { dialogs, onApproval, onExchange, faults } = useDialogs(answer)
  if (panel === 'print' && drawable)
    return <PrintPage answer={answer} choice={choice} onLost={() => setDrawable(false)} />
  return (
    <StandingContext value={standing}>
      <div className="map-page">
        <MapHead
          drawable={drawable}
          panel={panel}
          layersOpen={layersOpen}
          onLayers={() => setLayersOpen(!layersOpen)}
          onApproval={onApproval}
        />
        <div className="map-body" data-layers={layersOpen ? 'open' : undefined}>
          <LayersPanel
            answer={answer}
            choice={choice}
            onChoose={choose}
            onExchange={onExchange}
            onEdit={
              drawable
                ? (id) => change({ panel: `edit:${id}`, open: null, here: null }, { push: true })
                : undefined
            }
          />
          <div className="map-main">
            {answer.layers.length === 0 ? (
              <Empty title={t('map.screen.no_layers')} text={t('map.screen.no_layers.text')} />
            ) : drawable ? (
              <DrawnMap
                {...{ answer, choice, standing }}
                onStanding={setStanding}
                onLost={() => setDrawable(false)}
              />
            ) : (
              <p className="map-no-canvas" role="status">
                {t('map.screen.no_webgl')}
              </p>
            )}
            <Caption answer={answer} />
          </div>
          <Beside {...{ answer, choice, panel, faults }} onClose={close} closable={drawable} />
        </div>
        {dialogs}
      </div>
    </StandingContext>
  )
}

/** What opens over the page: files out and in, and the map approval number (审图号). */
function useDialogs(answer: MapLayers) {
  const [, change] = useAddress()
  const [exchanged, setExchanged] = useState<string | null>(null)
  const [approving, setApproving] = useState(false)
  const [faults, setFaults] = useState<readonly PlacedFault[]>([])
  const layer = answer.layers.find(({ id }) => id === exchanged)
  const showFaults = (next: readonly PlacedFault[]) => {
    setFaults(next)
    setExchanged(null)
    change({ panel: 'faults', open: null, here: null })
  }
  const dialogs = (
    <>
      {layer && (
        <ExchangeDialog
          layer={layer}
          exportGcj02={answer.can.exportGcj02}
          onClose={() => setExchanged(null)}
          onFaults={showFaults}
        />
      )}
      {approving && <ApprovalDialog answer={answer} onClose={() => setApproving(false)} />}
    </>
  )
  const onApproval = answer.can.approve ? () => setApproving(true) : undefined
  return { dialogs, onApproval, onExchange: setExchanged, faults }
}

function Caption({ answer }: { answer: MapLayers }) {
  const { locale } = useLocale()
  const { schematic, approvalNumber } = answer
  return <MapCaption {...{ schematic, locale }} mapApprovalNumber={approvalNumber} textSize={12} />
}

type DrawnMapProps = {
  answer: MapLayers
  choice: readonly LayerChoice[]
  standing: Standing | null
  onStanding: (standing: Standing | null) => void
  onLost: () => void
}

function DrawnMap({ answer, choice, standing, onStanding, onLost }: DrawnMapProps) {
  const [address, change] = useAddress()
  const at = address['at']
  const view = useMemo(() => viewFromText(at), [at])
  const onView = useCallback((next: View) => change({ at: viewText(next) }), [change])
  const here = pointFromText(address['here'])
  const { panel } = address
  const edited = editedLayer(panel)
  const { layers } = answer
  const point = (place: [number, number]) => {
    const found = standing ? findAt(standing, place, visibleOf(layers, choice)) : []
    const points = found.filter(({ layer }) => layers.find(({ id }) => id === layer)?.geometry === 'point')
    const [only] = points
    // One thing alone is opened, several come apart as one comes nearer; all else is listed.
    const opened = only && points.length === 1 && only.key !== null ? `${only.layer}~${only.key}` : null
    if (standing && only && points.length === 1 && only.key === null && standing.map.getZoom() < 16)
      standing.map.easeTo({ center: only.at, zoom: standing.map.getZoom() + 2 })
    else
      change({ here: pointText(opened && only ? only.at : place), open: opened, panel: null }, { push: true })
  }
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <MapCanvas
        {...{ layers, choice, view, onView, onLost, standing, onStanding }}
        bounds={answer.bounds}
        onPoint={panel === 'measure' || edited !== undefined ? undefined : point}
        edited={edited}
        here={here}
        open={address['open']}
      />
    </Suspense>
  )
}

/** `edit:cell:community` in the address: the layer that is being edited. */
const editedLayer = (panel: string | undefined): string | undefined =>
  panel?.startsWith('edit:') ? panel.slice('edit:'.length) : undefined

const visibleOf = (layers: readonly MapLayer[], choice: readonly LayerChoice[]): MapLayer[] =>
  layers.filter(({ id }) => choice.some((one) => one.id === id && one.visible))

type BesideProps = {
  answer: MapLayers
  choice: readonly LayerChoice[]
  panel: string | undefined
  onClose: () => void
  closable: boolean
  /** Of the file that was tried last. */
  faults: readonly PlacedFault[]
}

function Beside({ answer, choice, panel, onClose, closable, faults }: BesideProps) {
  const t = useT()
  const [address] = useAddress()
  const here = pointFromText(address['here'])
  const open = address['open']
  const edited = answer.layers.find(({ id, can }) => id === editedLayer(panel) && can.edit)
  const content =
    edited && closable ? (
      <EditPanel key={edited.id} layer={edited} bounds={answer.bounds} onLeave={onClose} />
    ) : open !== undefined ? (
      <OpenThing key={open} open={open} here={here} layers={answer.layers} />
    ) : panel === 'faults' ? (
      <FaultsPanel faults={faults} />
    ) : panel === 'measure' ? (
      <MeasurePanel />
    ) : panel === 'list' ? (
      <MapList layers={answer.layers} choice={choice} bounds={answer.bounds} />
    ) : here ? (
      <FoundHere here={here} layers={visibleOf(answer.layers, choice)} choice={choice} />
    ) : null
  if (!content) return null
  return (
    <aside className="map-beside" aria-label={t('map.screen.beside')}>
      {(closable || open !== undefined) && (
        <Button
          className="yw-split-close"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('ui.close')}
          title={t('ui.close')}
          onClick={onClose}
        />
      )}
      {content}
    </aside>
  )
}
