import type { MapLayer } from '#kernel/map/model'

const widths: Readonly<Record<string, number>> = { 'division:district': 3, 'division:township': 2 }

/** How a layer is drawn, beside its name. */
export function LayerSwatch({ layer }: { layer: Pick<MapLayer, 'id' | 'kind' | 'geometry'> }) {
  const { id, kind, geometry } = layer
  return (
    <svg
      className={`map-swatch map-swatch-${kind}`}
      width="20"
      height="14"
      viewBox="0 0 20 14"
      aria-hidden="true"
    >
      {geometry === 'polygon' ? (
        <rect x="2" y="2" width="16" height="10" strokeWidth={widths[id] ?? 1} />
      ) : kind === 'place' ? (
        <rect x="6" y="3" width="8" height="8" />
      ) : kind === 'enterprise' ? (
        <path d="M5 12V5L10 2V5L15 1V12Z" />
      ) : (
        <circle cx="10" cy="7" r="4.5" />
      )}
    </svg>
  )
}
