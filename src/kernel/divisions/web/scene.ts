import {
  boundsOf,
  type DivisionFeatures,
  fitProjection,
  type MapItem,
  mapLabel,
  outerRings,
  pathOf,
  type Placement,
  type PlacedCluster,
  type PlacedLabel,
  placeClusters,
  placeLabels,
  placeMarks,
} from '#kernel/divisions/model'
import { type Box, boxOf, type Projection, type ScreenPoint } from '../model/map/projection.ts'
import type { Size } from './useSize.ts'

export type Region = {
  code: string
  name: string
  path: string
  label: ScreenPoint
  /** Lies beside the division in focus. */
  beside: boolean
}
export type Scene = {
  regions: Region[]
  outlines: { code: string; path: string }[]
  labels: PlacedLabel[]
  marks: Placement['marks']
  clusters: PlacedCluster[]
  unplaced: MapItem[]
  metresPerPx: number
  toScreen: Projection['toScreen']
}

type Input = {
  areas: DivisionFeatures
  outlines: readonly DivisionFeatures[]
  items: readonly MapItem[]
  locale: 'zh-CN' | 'en'
  size: Size
  textSize: number
  markSize: number
  /** Code of the division that fills the picture; everything when undefined. */
  focus: string | undefined
  /** A value stands under every label. */
  twoLines: boolean
  /** What stands at places of its own, with its width and height in px. */
  spots: readonly { at: readonly [number, number]; size: readonly [number, number] }[]
}

function standingAt({ toScreen }: Projection, { at, size: [width, height] }: Input['spots'][number]): Box {
  const [x, y] = toScreen([at[0], at[1]])
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}

/** Everything that is drawn, in px: computed once for a size and a set of items. */
export function buildScene(input: Input): Scene | null {
  const { areas, outlines, items, locale, size, textSize, markSize, focus, twoLines, spots } = input
  const everything = [...areas.features, ...outlines.flatMap(({ features }) => features)]
  const inFocus = everything.filter(
    ({ properties }) => focus !== undefined && properties.code.startsWith(focus),
  )
  const bounds = boundsOf((inFocus.length > 0 ? inFocus : everything).map(({ geometry }) => geometry))
  if (!bounds) return null
  const edge = textSize
  const projection = fitProjection(bounds, {
    left: edge,
    top: edge,
    right: size.width - edge,
    bottom: size.height - edge,
  })
  const drawn = areas.features.map(({ properties, geometry }) => {
    const rings = outerRings(geometry, projection)
    const name = locale === 'en' ? properties.nameEn : properties.name
    const label = projection.toScreen(properties.label)
    const beside = inFocus.length > 0 && !properties.code.startsWith(focus ?? '')
    const shape = { rings, label, box: boxOf(rings), path: pathOf(geometry, projection) }
    return { code: properties.code, name, properties, beside, ...shape }
  })
  const labels = placeLabels(
    drawn
      .filter(({ beside }) => !beside)
      .map(({ code, properties, label, box }) => ({
        id: code,
        text: mapLabel(properties, locale),
        at: label,
        region: box,
        priority: (box.right - box.left) * (box.bottom - box.top),
      })),
    textSize,
    { lines: twoLines ? 2 : 1, standing: spots.map((spot) => standingAt(projection, spot)) },
  )
  const labelBoxes = labels.map(({ box }) => box)
  const { marks, clusters, unplaced } = placeMarks(items, drawn, { size: markSize, taken: labelBoxes })
  const markBoxes = marks.map(({ x, y }) => {
    const half = markSize / 2
    return { left: x - half, right: x + half, top: y - half, bottom: y + half }
  })
  return {
    regions: drawn,
    outlines: outlines.flatMap(({ features }) =>
      features.map(({ properties, geometry }) => ({
        code: properties.code,
        path: pathOf(geometry, projection),
      })),
    ),
    labels,
    marks,
    clusters: placeClusters(
      clusters,
      { markSize, textSize },
      new Map(labels.map(({ id, box }) => [id, box])),
      [...labelBoxes, ...markBoxes],
    ),
    unplaced,
    metresPerPx: projection.metresPerPx,
    toScreen: projection.toScreen,
  }
}
