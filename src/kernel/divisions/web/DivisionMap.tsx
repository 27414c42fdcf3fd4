import { type ReactNode, useMemo } from 'react'
import type { DivisionFeatures, MapItem } from '#kernel/divisions/model'
import { translate } from '#kernel/i18n/model'
import { MapCaption, ScaleAndNorth, UnplacedItems } from './MapFurniture.tsx'
import { MapMarks } from './MapMarks.tsx'
import { type MapSpot, MapSpots } from './MapSpots.tsx'
import { MapRegions } from './MapRegions.tsx'
import { buildScene, type Scene } from './scene.ts'
import { useSize } from './useSize.ts'

export type DivisionMapProps = {
  /** The layer that is drawn as regions (GET /api/divisions.geojson). */
  areas: DivisionFeatures
  /** Levels above whose borders are drawn stronger, the widest last. */
  outlines?: readonly DivisionFeatures[]
  /** What the map is of: "双塔区" in "双塔区地图". */
  place: string
  locale: 'zh-CN' | 'en'
  /** A number per code: regions are shaded by it and show it under their label. */
  values?: ReadonlyMap<string, number>
  formatValue?: (value: number) => string
  items?: readonly MapItem[]
  /** What stands at a place of its own, over the items. */
  spots?: readonly MapSpot[]
  /** Draws an item around the origin inside an svg; without it, the item's own symbol and colour. */
  renderMark?: (item: MapItem) => ReactNode
  selected?: string
  onSelect?: (code: string) => void
  onOpenItem?: (item: MapItem) => void
  /** A cluster's items with its division, or those known by district only with null. */
  onOpenItems?: (items: readonly MapItem[], code: string | null) => void
  /** Code of the division that fills the picture. */
  focus?: string
  /** Letter size in px; 12 on a desk, 24 or more on a wall. */
  textSize?: number
  markSize?: number
}

const noOutlines: readonly DivisionFeatures[] = []
const noItems: readonly MapItem[] = []
const noSpots: readonly MapSpot[] = []

/**
 * A quiet map of divisions, cells and what lies in them, drawn from our own shapes. It fills the box it is put in and
 * follows the ground (light, dark, print) by the page's colour variables. Keep `items`, `areas` and the callbacks
 * stable between renders: the drawing is computed again when they change.
 *
 * @example <DivisionMap areas={townships} outlines={[districts]} place="双塔区" locale={locale} items={items} />
 */
export function DivisionMap(props: DivisionMapProps) {
  const { areas, outlines = noOutlines, items = noItems, spots = noSpots } = props
  const { place, locale, focus, textSize = 12 } = props
  const markSize = props.markSize ?? Math.round(textSize * 1.1)
  const { ref, size } = useSize<HTMLDivElement>({ width: 800, height: 600 })
  const twoLines = props.values !== undefined
  const scene = useMemo(
    () => buildScene({ areas, outlines, items, locale, size, textSize, markSize, focus, twoLines, spots }),
    [areas, outlines, items, locale, size, textSize, markSize, focus, twoLines, spots],
  )
  const title = translate(locale, 'divisions.map.title', { place })
  const schematic = areas.features.some(({ properties }) => properties.schematic)
  const text = { textSize, locale }
  return (
    <figure className="yw-map">
      <div className="yw-map-frame" ref={ref}>
        {scene === null ? (
          <p className="yw-map-empty">{translate(locale, 'divisions.map.empty')}</p>
        ) : (
          <svg viewBox={`0 0 ${size.width} ${size.height}`} role="group" aria-label={title}>
            <MapRegions
              {...{ scene, locale, values: props.values, formatValue: props.formatValue }}
              {...{ selected: props.selected, onSelect: props.onSelect }}
            />
            <Outlines scene={scene} selected={props.selected} />
            <MapLabels
              scene={scene}
              textSize={textSize}
              values={props.values}
              formatValue={props.formatValue}
            />
            <MapMarks
              {...{ scene, markSize, ...text }}
              {...{
                renderMark: props.renderMark,
                onOpenItem: props.onOpenItem,
                onOpenItems: props.onOpenItems,
              }}
            />
            {spots.length > 0 && <MapSpots spots={spots} toScreen={scene.toScreen} />}
            <ScaleAndNorth size={size} metresPerPx={scene.metresPerPx} {...text} />
          </svg>
        )}
      </div>
      <UnplacedItems
        items={scene?.unplaced ?? noItems}
        {...{ markSize, ...text }}
        onOpenItems={props.onOpenItems}
      />
      <MapCaption schematic={schematic} mapApprovalNumber={areas.mapApprovalNumber} {...text} />
    </figure>
  )
}

/** Stronger borders, and the chosen region's over its neighbours'; none of them takes the pointer. */
function Outlines({ scene, selected }: { scene: Scene; selected: string | undefined }) {
  const chosen = scene.regions.find(({ code }) => code === selected)
  return (
    <g className="yw-map-outlines" aria-hidden="true">
      {scene.outlines.map(({ code, path }) => (
        <path key={code} className={`yw-map-outline yw-map-outline-${code.length}`} d={path} />
      ))}
      {chosen && <path className="yw-map-outline-selected" d={chosen.path} />}
    </g>
  )
}

type MapLabelsProps = {
  scene: Scene
  textSize: number
  values: ReadonlyMap<string, number> | undefined
  formatValue: ((value: number) => string) | undefined
}

function MapLabels({ scene, textSize, values, formatValue }: MapLabelsProps) {
  return (
    <g className="yw-map-labels" fontSize={textSize} aria-hidden="true">
      {scene.labels.map(({ id, text, x, y }) => {
        const value = values?.get(id)
        return (
          <text key={id} x={x.toFixed(1)} y={y.toFixed(1)} dy="0.36em" textAnchor="middle">
            {text}
            {value !== undefined && (
              <tspan className="yw-map-value" x={x.toFixed(1)} dy="1.2em">
                {formatValue?.(value) ?? value}
              </tspan>
            )}
          </text>
        )
      })}
    </g>
  )
}
