import { type MapItem, type MarkGroup, groupItems, scaleBar } from '#kernel/divisions/model'
import { translate } from '#kernel/i18n/model'
import { MarkShape } from './MarkShape.tsx'
import type { Size } from './useSize.ts'

type Locale = 'zh-CN' | 'en'
type ScaleAndNorthProps = { size: Size; metresPerPx: number; textSize: number; locale: Locale }

export function ScaleAndNorth({ size, metresPerPx, textSize, locale }: ScaleAndNorthProps) {
  const { metres, width } = scaleBar(metresPerPx, Math.min(160, size.width / 5))
  const length =
    metres >= 1000
      ? translate(locale, 'divisions.map.scale_km', { length: String(metres / 1000) })
      : translate(locale, 'divisions.map.scale_m', { length: String(metres) })
  const arrow = textSize * 1.6
  return (
    <g className="yw-map-furniture" fontSize={textSize} aria-hidden="true">
      <g transform={`translate(8 ${size.height - 8})`}>
        <path d={`M0-5V0H${width}V-5`} />
        {/* From the bar's beginning: on a small map the words are wider than the bar. */}
        <text y={-8}>{length}</text>
      </g>
      <g transform={`translate(${size.width - textSize} ${textSize * 1.4 + arrow})`}>
        <path
          className="yw-map-north"
          d={`M0-${arrow}L${arrow * 0.28} 0L0-${arrow * 0.25}L-${arrow * 0.28} 0Z`}
        />
        <text y={-arrow - 4} textAnchor="middle">
          {translate(locale, 'divisions.map.north')}
        </text>
      </g>
    </g>
  )
}

type CaptionProps = {
  schematic: boolean
  mapApprovalNumber: string | null
  textSize: number
  locale: Locale
}

/** What every map must say: its approval number (审图号), that it is schematic where it is, its coordinates. */
export function MapCaption({ schematic, mapApprovalNumber, textSize, locale }: CaptionProps) {
  const number =
    mapApprovalNumber === null
      ? translate(locale, 'divisions.map.approval_number_missing')
      : translate(locale, 'divisions.map.approval_number', { number: mapApprovalNumber })
  return (
    <figcaption className="yw-map-caption" style={{ fontSize: textSize }}>
      {schematic && <strong>{translate(locale, 'divisions.map.schematic')}</strong>}
      <span>{number}</span>
      <span>{translate(locale, 'divisions.map.coordinate_system')}</span>
    </figcaption>
  )
}

type UnplacedProps = {
  items: readonly MapItem[]
  textSize: number
  markSize: number
  locale: Locale
  onOpenItems: ((items: readonly MapItem[], code: string | null) => void) | undefined
}

/** Items known only by a wider place than the map's regions: counted beside the map instead of put on a guess. */
export function UnplacedItems({ items, textSize, markSize, locale, onOpenItems }: UnplacedProps) {
  if (items.length === 0) return null
  return (
    <p className="yw-map-unplaced" style={{ fontSize: textSize }}>
      <span>{translate(locale, 'divisions.map.unplaced')}</span>
      {groupItems(items).map((group) => {
        const label = translate(locale, 'divisions.map.unplaced_group', { count: group.items.length })
        const key = `${group.symbol} ${group.colour}`
        return onOpenItems ? (
          <button key={key} type="button" aria-label={label} onClick={() => onOpenItems(group.items, null)}>
            <GroupCount group={group} markSize={markSize} />
          </button>
        ) : (
          <span key={key}>
            <GroupCount group={group} markSize={markSize} />
          </span>
        )
      })}
    </p>
  )
}

function GroupCount({ group, markSize }: { group: MarkGroup; markSize: number }) {
  return (
    <>
      <svg width={markSize} height={markSize} viewBox="-7 -7 14 14" aria-hidden="true">
        <MarkShape symbol={group.symbol} colour={group.colour} size={14} />
      </svg>
      {group.items.length}
    </>
  )
}
