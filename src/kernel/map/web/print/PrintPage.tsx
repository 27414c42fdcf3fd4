import { ArrowLeftOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Input, Segmented } from 'antd'
import { lazy, Suspense, useCallback, useId, useMemo, useState } from 'react'
import { MapCaption } from '#kernel/divisions/web'
import type { MapLayers } from '#kernel/map/model'
import { formatDate } from '#kernel/ui/model'
import { Loading, PageHeader, useAddress, useLocale, useLocalText, useSession, useT } from '#kernel/ui/web'
import type { Standing } from '../canvas/use-map.ts'
import type { LayerChoice } from '../layer-choice.ts'
import { Legend } from '../panel/Legend.tsx'
import { LayerSwatch } from '../panel/LayerSwatch.tsx'
import { viewFromText } from '../view-address.ts'
import { ScaleOfPaper } from './ScaleOfPaper.tsx'
import './print.css'

const MapCanvas = lazy(() => import('../canvas/MapCanvas.tsx'))

const papers = ['A4', 'A3'] as const
type Paper = (typeof papers)[number]

type PrintPageProps = { answer: MapLayers; choice: readonly LayerChoice[]; onLost: () => void }

/** The sheet as it leaves the printer: what is seen here is what is printed. The map in it can still be moved. */
export function PrintPage({ answer, choice, onLost }: PrintPageProps) {
  const t = useT()
  const id = useId()
  const [, change] = useAddress()
  const [paper, setPaper] = useState<Paper>('A4')
  const [title, setTitle] = useState(t('map.print.untitled'))
  const [standing, setStanding] = useState<Standing | null>(null)
  return (
    <div className="map-page map-print">
      {/* The browser is told the paper's size; its own margins stay as wide as the sheet leaves them. */}
      <style>{`@page { size: ${paper} landscape; margin: 10mm; }`}</style>
      <PageHeader
        title={t('map.print')}
        actions={
          <>
            <Button icon={<ArrowLeftOutlined />} onClick={() => change({ panel: null })}>
              {t('map.print.back')}
            </Button>
            <Button type="primary" icon={<PrinterOutlined />} disabled={!standing} onClick={() => print()}>
              {t('map.print.print')}
            </Button>
          </>
        }
      />
      <div className="map-print-choices">
        <label htmlFor={id}>{t('map.print.title')}</label>
        <Input id={id} value={title} maxLength={60} onChange={({ target }) => setTitle(target.value)} />
        <Segmented
          aria-label={t('map.print.paper')}
          value={paper}
          options={papers.map((value) => ({ value, label: t('map.print.landscape', { paper: value }) }))}
          onChange={setPaper}
        />
      </div>
      <div className="map-print-desk">
        <Sheet key={paper} {...{ paper, title, answer, choice, standing, onLost }} onStanding={setStanding} />
      </div>
    </div>
  )
}

type SheetProps = PrintPageProps & {
  paper: Paper
  title: string
  standing: Standing | null
  onStanding: (standing: Standing | null) => void
}

function Sheet({ paper, title, answer, choice, standing, onStanding, onLost }: SheetProps) {
  const { locale } = useLocale()
  const [address] = useAddress()
  const at = address['at']
  const view = useMemo(() => viewFromText(at), [at])
  // What is moved on the sheet stays on the sheet: the screen's map is smaller.
  const onView = useCallback(() => {}, [])
  const { schematic, approvalNumber, bounds, layers } = answer
  const seen = choice.flatMap(({ id, visible }) => (visible ? layers.filter((layer) => layer.id === id) : []))
  return (
    <article className={`map-sheet map-sheet-${paper}`} aria-label={title}>
      <h2>{title}</h2>
      <div className="map-sheet-frame">
        <Suspense fallback={<Loading />}>
          <MapCanvas
            {...{ layers, choice, bounds, view, onView, onLost, standing, onStanding }}
            pixelRatio={2.5}
          />
        </Suspense>
      </div>
      <footer>
        <SheetLegend layers={seen} />
        <div className="map-sheet-facts">
          {standing && <ScaleOfPaper standing={standing} />}
          <MapCaption {...{ schematic, locale }} mapApprovalNumber={approvalNumber} textSize={12} />
          <PrintedBy />
        </div>
      </footer>
    </article>
  )
}

function SheetLegend({ layers }: { layers: MapLayers['layers'] }) {
  const t = useT()
  const text = useLocalText()
  return (
    <div className="map-sheet-legend">
      <h3>{t('map.screen.legend')}</h3>
      <ul>
        {layers.map((layer) => (
          <li key={layer.id}>
            <LayerSwatch layer={layer} />
            {text(layer.title)}
          </li>
        ))}
      </ul>
      <Legend layers={layers} />
    </div>
  )
}

function PrintedBy() {
  const t = useT()
  const { session } = useSession()
  const [now] = useState(() => new Date().toISOString())
  const { organisation, title } = session.position
  return (
    <p>
      {t('map.print.by', {
        date: formatDate(now, true),
        organisation: organisation.name,
        position: title,
        name: session.account.name,
      })}
    </p>
  )
}
