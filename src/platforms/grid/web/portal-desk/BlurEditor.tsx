import { Button, InputNumber } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { asApiError, useT } from '#kernel/ui/web'
import type { ImageArea, IncidentPhotos } from '../../model/portal/desk-answers.ts'
import { usePortalChange } from './desk-queries.ts'

type BlurEditorProps = {
  entryId: string
  source: IncidentPhotos['sources'][number]
  onDone: () => void
}

const round = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000
const smallest = 0.005

function between(a: { x: number; y: number }, b: { x: number; y: number }): ImageArea {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return { x, y, width: round(Math.abs(a.x - b.x)), height: round(Math.abs(a.y - b.y)) }
}

/** Areas are drawn over the original, or typed in per cent; the server makes the copy. */
export function BlurEditor({ entryId, source, onDone }: BlurEditorProps) {
  const t = useT()
  const change = usePortalChange()
  const [areas, setAreas] = useState<ImageArea[]>([])
  const [drawn, setDrawn] = useState<ImageArea | null>(null)
  const from = useRef<{ x: number; y: number } | null>(null)
  const at = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    return { x: round((event.clientX - left) / width), y: round((event.clientY - top) / height) }
  }
  const release = () => {
    if (drawn && drawn.width > smallest && drawn.height > smallest) setAreas([...areas, drawn])
    from.current = null
    setDrawn(null)
  }
  const publish = () => {
    const body = { ...source, areas }
    change.mutate({ path: `/api/grid/portal/incidents/${entryId}/photos`, body }, { onSuccess: onDone })
  }
  return (
    <section className="portal-desk-blur">
      <div
        className="portal-desk-sheet"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          from.current = at(event)
        }}
        onPointerMove={(event) => from.current && setDrawn(between(from.current, at(event)))}
        onPointerUp={release}
        onPointerCancel={release}
      >
        <img
          src={`/api/files/${source.fileId}/thumbnail?edge=large`}
          alt={t('portal_desk.blur.original')}
          draggable={false}
        />
        {[...areas, ...(drawn ? [drawn] : [])].map((area, index) => (
          <span key={index} style={styleOf(area)} />
        ))}
      </div>
      <div>
        <p>{t('portal_desk.blur.how')}</p>
        <Areas areas={areas} onAreas={setAreas} />
        {change.error && <p role="alert">{asApiError(change.error).detail}</p>}
        <p className="portal-desk-actions">
          <Button onClick={() => setAreas([...areas, { x: 0.4, y: 0.4, width: 0.2, height: 0.2 }])}>
            {t('portal_desk.blur.add')}
          </Button>
          <Button type="primary" loading={change.isPending} onClick={publish}>
            {t(areas.length === 0 ? 'portal_desk.blur.as_is' : 'portal_desk.blur.publish')}
          </Button>
        </p>
      </div>
    </section>
  )
}

const styleOf = ({ x, y, width, height }: ImageArea) => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
})

const edges = ['x', 'y', 'width', 'height'] as const

function Areas({ areas, onAreas }: { areas: ImageArea[]; onAreas: (areas: ImageArea[]) => void }) {
  const t = useT()
  return (
    <ol className="portal-desk-areas">
      {areas.map((area, index) => (
        <li key={index}>
          {edges.map((edge) => (
            <InputNumber
              key={edge}
              size="small"
              min={0}
              max={100}
              aria-label={`${index + 1} ${t(`portal_desk.blur.${edge}`)}`}
              value={Math.round(area[edge] * 100)}
              onChange={(value) =>
                onAreas(
                  areas.map((one, n) => (n === index ? { ...one, [edge]: round((value ?? 0) / 100) } : one)),
                )
              }
            />
          ))}
          <Button size="small" onClick={() => onAreas(areas.filter((_, n) => n !== index))}>
            {t('portal_desk.blur.remove')}
          </Button>
        </li>
      ))}
    </ol>
  )
}
