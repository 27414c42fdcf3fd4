import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import type { Locale } from '#kernel/i18n/model'
import type { MapLayer } from '#kernel/map/model'
import type { LayerChoice } from '../layer-choice.ts'
import { aboutSuffix, markImage } from './marks.ts'
import type { Palette } from './palette.ts'

/** How a name stands beside the mark of its point. */
export const nameBeside = ({ font }: Palette) =>
  ({
    'text-font': [font],
    'text-size': 12,
    'text-anchor': 'left',
    'text-offset': [0.9, 0],
    'text-justify': 'left',
    'text-max-width': 12,
    'text-optional': true,
  }) satisfies SymbolLayerSpecification['layout']

/** What of one layer is drawn: areas, their names over all areas, and points over all names. */
export type Drawn = {
  shapes: LayerSpecification[]
  names: LayerSpecification[]
  points: LayerSpecification[]
}

export const sourceOf = (layer: string): string => `layer ${layer}`
/** Where names of areas stand: one point each, so that an area that is cut by tiles isn't named twice. */
export const namesSourceOf = (layer: string): string => `names ${layer}`
export const styleLayerId = (layer: string, part: string): string => `${layer} ${part}`
/** The layer that a layer of the style belongs to. */
export const layerOfStyle = (id: string): string => id.slice(0, id.lastIndexOf(' '))

type Look = { width: number; colour: 'ink' | 'inkSoft' | 'line' | 'accent'; dash?: number[]; text: number }

/** Wider divisions have stronger borders; cells are dashed in the accent. */
const looks: Readonly<Record<string, Look>> = {
  'division:district': { width: 2.4, colour: 'ink', text: 15 },
  'division:township': { width: 1.4, colour: 'inkSoft', text: 13 },
  'division:village': { width: 0.7, colour: 'line', text: 11 },
}
const cellLook: Look = { width: 1.2, colour: 'accent', dash: [4, 2], text: 11 }

const lookOf = (layer: MapLayer): Look =>
  layer.kind === 'cell' ? cellLook : (looks[layer.id] ?? { width: 1, colour: 'line', text: 12 })

type How = {
  palette: Palette
  locale: Locale
  opacity: number
  visible: boolean
  /** Which of the visible layers of points it is, from 0: what stands for a village stands side by side. */
  rank: number
}

export function drawnOf(
  layer: MapLayer,
  { opacity, visible }: LayerChoice,
  rest: Pick<How, 'palette' | 'locale' | 'rank'>,
): Drawn {
  const how = { ...rest, opacity, visible }
  return layer.geometry === 'polygon'
    ? { ...areas(layer, how), points: [] }
    : { shapes: [], names: [], points: points(layer, how) }
}

function place(layer: MapLayer, part: string) {
  return { id: styleLayerId(layer.id, part), source: sourceOf(layer.id), 'source-layer': layer.id }
}

const shown = (visible: boolean) => ({ visibility: visible ? 'visible' : 'none' }) as const

/** Borders of small divisions appear as one comes nearer; names stand where they find room. */
function areas(layer: MapLayer, { palette, locale, opacity, visible }: How): Omit<Drawn, 'points'> {
  const look = lookOf(layer)
  const colour = palette[look.colour]
  const fill = layer.kind === 'cell' ? palette.accent : palette.ground
  const faint = layer.kind === 'cell' ? 0.07 : layer.id === 'division:village' ? 0 : 0.5
  return {
    shapes: [
      {
        ...place(layer, 'fill'),
        type: 'fill',
        layout: shown(visible),
        paint: { 'fill-color': fill, 'fill-opacity': faint * opacity, 'fill-antialias': false },
      },
      {
        ...place(layer, 'border'),
        type: 'line',
        layout: { ...shown(visible), 'line-join': 'round' },
        paint: {
          'line-color': colour,
          'line-opacity': opacity,
          'line-width': ['interpolate', ['linear'], ['zoom'], 8, look.width * 0.6, 14, look.width * 1.6],
          ...(look.dash ? { 'line-dasharray': look.dash } : {}),
        },
      },
    ],
    names: [
      {
        id: styleLayerId(layer.id, 'name'),
        source: namesSourceOf(layer.id),
        type: 'symbol',
        ...(layer.id === 'division:village' || layer.kind === 'cell' ? { minzoom: 11 } : {}),
        layout: {
          ...shown(visible),
          'text-field': nameIn(locale),
          'text-font': [palette.font],
          'text-size': look.text,
          'text-max-width': 7,
          'text-padding': 4,
          // A name makes room for a mark that stands in its place.
          'text-variable-anchor': ['center', 'top', 'bottom'],
          'text-radial-offset': 1.9,
        },
        paint: {
          'text-color': look.colour === 'line' ? palette.inkSoft : colour,
          'text-opacity': opacity,
          'text-halo-color': palette.ground,
          'text-halo-width': 1.6,
        },
      },
    ],
  }
}

/** In English the name in English, where there is one. */
function nameIn(locale: Locale): ExpressionSpecification {
  const own: ExpressionSpecification = ['to-string', ['get', 'name']]
  return locale === 'en' ? ['coalesce', ['get', 'name_en'], own] : own
}

const isCluster: ExpressionSpecification = ['>', ['to-number', ['get', 'count'], 1], 1]
/** The worst light of a cluster's entries is the colour of its ring, beside its count. */
const worst: ExpressionSpecification = ['to-string', ['get', 'light']]

const besidePx = 26

/** One point with its mark, or how many there are: counts grow with their number, never hide one another. */
function points(layer: MapLayer, { palette, locale, opacity, visible, rank }: How): LayerSpecification[] {
  const base: ExpressionSpecification =
    layer.kind === 'entry'
      ? ['match', worst, ['green', 'amber', 'red'], worst, 'none']
      : ['literal', layer.kind]
  const about: ExpressionSpecification = ['==', ['get', 'placed'], 'village']
  return [
    {
      ...place(layer, 'mark'),
      type: 'symbol',
      filter: ['!', isCluster],
      layout: {
        ...shown(visible),
        'icon-image': ['case', about, ['concat', base, aboutSuffix], base],
        'icon-size': 0.8,
        'icon-offset': ['case', about, ['literal', [rank * besidePx, 0]], ['literal', [0, 0]]],
        'icon-allow-overlap': true,
        'text-field': ['step', ['zoom'], '', 13, nameIn(locale)],
        ...nameBeside(palette),
      },
      paint: {
        'icon-opacity': opacity,
        'text-color': palette.ink,
        'text-opacity': opacity,
        'text-halo-color': palette.ground,
        'text-halo-width': 1.6,
      },
    },
    {
      ...place(layer, 'count'),
      type: 'symbol',
      filter: isCluster,
      layout: {
        ...shown(visible),
        'icon-image': [
          'match',
          worst,
          ['green', 'amber', 'red'],
          ['concat', 'cluster-', worst],
          markImage('cluster', true),
        ],
        'icon-size': ['step', ['get', 'count'], 1.15, 1000, 1.5],
        'icon-offset': [rank * besidePx, 0],
        'text-offset': [(rank * besidePx * 1.15) / 12, 0],
        'icon-allow-overlap': true,
        'text-field': ['to-string', ['get', 'count']],
        'text-font': [palette.font],
        'text-size': 12,
        'text-allow-overlap': true,
      },
      paint: { 'icon-opacity': opacity, 'text-color': palette.ink, 'text-opacity': opacity },
    },
  ]
}
