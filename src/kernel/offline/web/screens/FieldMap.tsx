import { type KeyboardEvent, type MouseEvent, type ReactNode, useMemo } from 'react'
import {
  type Area,
  boundsOf,
  fitProjection,
  pathOf,
  type Position,
  type Projection,
} from '#kernel/divisions/model'
import { type Translate, useLocale, useT } from '#kernel/ui/web'
import type { CarriedCell } from '../../model/snapshot.ts'
import { useOfflineCells } from './phone.ts'
import { cellAt } from './cell-at.ts'

type Spot = { readonly lng: number; readonly lat: number }
const [width, height] = [358, 190]
const pad = 12
/** About two hundred metres, so that one spot alone has ground around it. */
const margin = 0.002

type FieldMapProps = {
  title: string
  spot?: Spot | null | undefined
  /** A way that was walked. */
  track?: readonly Spot[]
  marks?: readonly Spot[]
  onPick?: ((spot: Spot) => void) | undefined
}

/** What is drawn: the cells around what is shown, or all that the phone carries. */
function frameOf(
  cells: readonly CarriedCell[],
  spots: readonly Spot[],
): [number, number, number, number] | null {
  if (spots.length > 0) {
    const [lngs, lats] = [spots.map(({ lng }) => lng), spots.map(({ lat }) => lat)]
    return [
      Math.min(...lngs) - margin,
      Math.min(...lats) - margin,
      Math.max(...lngs) + margin,
      Math.max(...lats) + margin,
    ]
  }
  return boundsOf(cells.map(({ area }) => area as Area))
}

/** What every map must say: its approval number (审图号), and that it is schematic where it is. */
function captionOf(cells: readonly CarriedCell[], t: Translate): string[] {
  const numbers = [...new Set(cells.flatMap(({ approval }) => approval ?? []))]
  return [
    ...(cells.some(({ schematic }) => schematic) ? [t('offline.screen.map.schematic')] : []),
    numbers.length === 0
      ? t('divisions.map.approval_number_missing')
      : t('divisions.map.approval_number', { number: numbers.join(', ') }),
  ]
}

/** A small map of the shapes that the phone carries: no tiles, no line. Pointing at it says where. */
export function FieldMap({ title, spot, track = [], marks = [], onPick }: FieldMapProps) {
  const t = useT()
  const { locale } = useLocale()
  const nameOf = (cell: CarriedCell) => (locale === 'en' ? cell.nameEn : cell.name)
  const all = useOfflineCells()
  const layer = all.some((cell) => cell.layer === 'cell:community') ? 'cell:community' : 'division:village'
  const cells = useMemo(() => all.filter((cell) => cell.layer === layer), [all, layer])
  const spots = [...(spot ? [spot] : []), ...track, ...marks]
  const own = spot ? cellAt(cells, layer, spot) : undefined
  const frame = own && track.length === 0 ? boundsOf([own.area as Area]) : frameOf(cells, spots)
  if (frame === null) return null
  const box = { left: pad, top: pad, right: width - pad, bottom: height - pad }
  const projection = fitProjection(frame, box)
  const at = ({ lng, lat }: Spot) => projection.toScreen([lng, lat])
  const drawn = (
    <svg
      className="field-map"
      viewBox={`0 0 ${width} ${height}`}
      {...(onPick ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title })}
    >
      <Cells cells={cells} own={own} projection={projection} />
      <Track track={track.map(at)} marks={marks.map(at)} />
      {spot && <SpotMark at={at(spot)} />}
    </svg>
  )
  const pick = (x: number, y: number) => {
    const [lng, lat] = unproject(frame, [x, y], projection.toScreen)
    onPick?.({ lng, lat })
  }
  return (
    <figure>
      {onPick ? (
        <PickButton title={title} spot={spot ? at(spot) : null} onPick={pick}>
          {drawn}
        </PickButton>
      ) : (
        drawn
      )}
      <figcaption className="field-quiet">
        {[own && nameOf(own), ...captionOf(cells, t)].filter(Boolean).join(' · ')}
      </figcaption>
    </figure>
  )
}

type PickButtonProps = {
  title: string
  spot: readonly [number, number] | null
  onPick: (x: number, y: number) => void
  children: ReactNode
}

const stepPx = 6
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-stepPx, 0],
  ArrowRight: [stepPx, 0],
  ArrowUp: [0, -stepPx],
  ArrowDown: [0, stepPx],
}

/** Pointed at by touch; by keys the spot begins in the middle and moves with the arrows. */
function PickButton({ title, spot, onPick, children }: PickButtonProps) {
  const [x, y] = spot ?? [width / 2, height / 2]
  const point = (event: MouseEvent<HTMLButtonElement>) => {
    if (event.detail === 0) return onPick(x, y)
    const bounds = event.currentTarget.getBoundingClientRect()
    onPick(
      ((event.clientX - bounds.left) / bounds.width) * width,
      ((event.clientY - bounds.top) / bounds.height) * height,
    )
  }
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    onPick(x + step[0], y + step[1])
  }
  return (
    <button type="button" className="field-map-button" aria-label={title} onClick={point} onKeyDown={move}>
      {children}
    </button>
  )
}

type CellsProps = { cells: readonly CarriedCell[]; own: CarriedCell | undefined; projection: Projection }

function Cells({ cells, own, projection }: CellsProps) {
  return cells.map((cell) => (
    <path
      key={cell.code}
      d={pathOf(cell.area as Area, projection)}
      fill={cell === own ? 'var(--yw-accent-soft)' : 'var(--yw-ground-2)'}
      fillRule="evenodd"
      stroke="var(--yw-ink-3)"
    />
  ))
}

type ScreenSpot = readonly [x: number, y: number]

/** The way that was walked, and where somebody checked in on it. */
function Track({ track, marks }: { track: readonly ScreenSpot[]; marks: readonly ScreenSpot[] }) {
  const line = track.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
  return (
    <>
      {line.length > 0 && (
        <path
          d={line.join('')}
          fill="none"
          stroke="var(--yw-accent-strong)"
          strokeWidth="4"
          strokeLinejoin="round"
        />
      )}
      {marks.map(([x, y], index) => (
        <rect
          key={index}
          x={x - 6}
          y={y - 6}
          width="12"
          height="12"
          fill="var(--yw-ground)"
          stroke="var(--yw-ink)"
          strokeWidth="3"
        />
      ))}
    </>
  )
}

function SpotMark({ at: [x, y] }: { at: readonly [number, number] }) {
  return (
    <g>
      <circle cx={x} cy={y} r="11" fill="var(--yw-ground)" stroke="var(--yw-ink)" strokeWidth="3" />
      <circle cx={x} cy={y} r="4" fill="var(--yw-ink)" />
    </g>
  )
}

/** The place under a point of the screen: the projection is even on both axes, so two known points say all. */
function unproject(
  [west, south, east, north]: readonly [number, number, number, number],
  [x, y]: readonly [number, number],
  toScreen: (position: Position) => readonly [number, number],
): Position {
  const [left, bottom] = toScreen([west, south])
  const [right, top] = toScreen([east, north])
  return [
    west + ((x - left) / (right - left)) * (east - west),
    north - ((y - top) / (bottom - top)) * (north - south),
  ]
}
