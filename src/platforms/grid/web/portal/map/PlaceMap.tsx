import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import { pathOf, scaleBar } from '#kernel/divisions/model'
import { PlainFailure, PlainWaiting, useLocale, useT } from '#kernel/ui/portal'
import type { PortalMap } from '../../../model/portal/answers.ts'
import { mapQuery } from '../queries.ts'
import { namesIn, projectionOf, sheet, type Spot, spotAt, type View, zoomMax } from './view.ts'

type Mark = Spot & { no: string }
type PlaceMapProps = {
  label: string
  spot: Spot | null
  /** Without it the map only shows. */
  onSpot?: (spot: Spot) => void
  marks?: readonly Mark[]
}

/**
 * Our own quiet map: names of streets and communities where they stand, outlines only under a map approval number.
 * A press sets the mark, and so do the arrow keys.
 */
export function PlaceMap(props: PlaceMapProps) {
  const { data, error, refetch } = useQuery(mapQuery)
  const t = useT()
  if (error) return <PlainFailure error={error} onRetry={() => void refetch()} />
  if (!data) return <PlainWaiting />
  if (data.box === null) return <p>{t('portal.map.none')}</p>
  return <Drawn {...props} map={data} box={data.box} />
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const keyStep = 16

type DrawnProps = PlaceMapProps & { map: PortalMap; box: [number, number, number, number] }

function Drawn({ label, spot, onSpot, marks = [], map, box }: DrawnProps) {
  const { locale } = useLocale()
  const [view, setView] = useState<View>({
    middle: spot ?? marks[0] ?? { lng: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2 },
    zoom: spot ? 4 : marks.length > 0 ? 2 : 0,
  })
  const projection = projectionOf(box, view)
  const press = (event: MouseEvent<SVGSVGElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect()
    const scale = sheet.width / width
    const at = [(event.clientX - left) * scale, (event.clientY - top) * scale] as const
    onSpot?.(spotAt(projection, view.middle, at))
  }
  const steer = (event: KeyboardEvent) => {
    const move = moves[event.key]
    if (!move || !onSpot) return
    event.preventDefault()
    const from = spot ?? view.middle
    const [x, y] = projection.toScreen([from.lng, from.lat])
    const next = spotAt(projection, view.middle, [x + move[0] * keyStep, y + move[1] * keyStep])
    onSpot(next)
    const [nextX, nextY] = projection.toScreen([next.lng, next.lat])
    if (nextX < 0 || nextY < 0 || nextX > sheet.width || nextY > sheet.height)
      setView({ ...view, middle: next })
  }
  const names = namesIn(map.names, projection, { zoom: view.zoom, english: locale === 'en', marks })
  return (
    <div className="portal-map">
      <MapKeys view={view} onView={setView} spot={spot} box={box} />
      <svg
        viewBox={`0 0 ${sheet.width} ${sheet.height}`}
        aria-label={label}
        {...(onSpot
          ? { role: 'application', tabIndex: 0, onClick: press, onKeyDown: steer }
          : { role: 'img' })}
      >
        {map.outlines.map(({ code, area }) => (
          <path key={code} className="portal-outline" d={pathOf(area, projection)} />
        ))}
        {names.map(({ code, text, x, y, size }) => (
          <text key={code} x={x} y={y} fontSize={size}>
            {text}
          </text>
        ))}
        {marks.map((mark) => (
          <MarkAt key={mark.no} at={projection.toScreen([mark.lng, mark.lat])} />
        ))}
        <ScaleBar metresPerPx={projection.metresPerPx} />
        {spot && <SpotAt at={projection.toScreen([spot.lng, spot.lat])} />}
      </svg>
      <MapFoot approvalNumber={map.approvalNumber} />
    </div>
  )
}

function MarkAt({ at: [x, y] }: { at: readonly [number, number] }) {
  return (
    <rect x={x - 7} y={y - 7} width={14} height={14} fill="var(--yw-ink)" stroke="#fff" strokeWidth={2} />
  )
}

function SpotAt({ at: [x, y] }: { at: readonly [number, number] }) {
  return (
    <path d={`M${x} ${y}l-12 -20a14 14 0 1 1 24 0z`} fill="var(--yw-accent)" stroke="#fff" strokeWidth={2} />
  )
}

type MapKeysProps = {
  view: View
  onView: (view: View) => void
  spot: Spot | null
  box: readonly [number, number, number, number]
}

/** Buttons for whoever neither pinches nor drags. */
function MapKeys({ view, onView, spot, box }: MapKeysProps) {
  const t = useT()
  const pan = (x: number, y: number) => {
    const share = 2 ** (view.zoom + 2)
    const { lng, lat } = view.middle
    const middle = { lng: lng + (x * (box[2] - box[0])) / share, lat: lat - (y * (box[3] - box[1])) / share }
    onView({ ...view, middle })
  }
  const zoom = (by: number) => {
    const next = Math.min(zoomMax, Math.max(0, view.zoom + by))
    onView({ zoom: next, middle: by > 0 && spot ? spot : view.middle })
  }
  const keys = [
    ['in', '+', () => zoom(1)],
    ['out', '−', () => zoom(-1)],
    ['west', '←', () => pan(-1, 0)],
    ['north', '↑', () => pan(0, -1)],
    ['south', '↓', () => pan(0, 1)],
    ['east', '→', () => pan(1, 0)],
  ] as const
  return (
    <div className="portal-map-keys portal-noprint">
      {keys.map(([name, sign, onPress]) => (
        <button key={name} type="button" aria-label={t(`portal.map.${name}`)} onClick={onPress}>
          {sign}
        </button>
      ))}
    </div>
  )
}

/** Within the map, so that it grows and shrinks with it. */
function ScaleBar({ metresPerPx }: { metresPerPx: number }) {
  const t = useT()
  const { metres, width } = scaleBar(metresPerPx, 200)
  const text = metres >= 1000 ? t('portal.map.km', { n: metres / 1000 }) : t('portal.map.m', { n: metres })
  return (
    <g transform={`translate(16 ${sheet.height - 18})`}>
      <path d={`M0 -8v8h${width}v-8`} fill="none" stroke="var(--yw-ink)" strokeWidth={3} />
      <text x={width / 2} y={-12} fontSize={22}>
        {text}
      </text>
    </g>
  )
}

function MapFoot({ approvalNumber }: { approvalNumber: string | null }) {
  const t = useT()
  return (
    <p className="portal-map-foot">
      <span>{t('portal.map.north_up')}</span>
      <span>
        {approvalNumber === null
          ? t('portal.map.schematic')
          : t('portal.map.approval', { number: approvalNumber })}
      </span>
    </p>
  )
}
