import { memo, useMemo } from 'react'
import { translate } from '#kernel/i18n/model'
import { shadeOf } from '../model/map/shades.ts'
import type { Scene } from './scene.ts'
import { useRoving } from './useRoving.ts'

type MapRegionsProps = {
  scene: Scene
  locale: 'zh-CN' | 'en'
  values: ReadonlyMap<string, number> | undefined
  formatValue: ((value: number) => string) | undefined
  selected: string | undefined
  onSelect: ((code: string) => void) | undefined
}

/** The divisions of the layer, each a button where the map has something to choose. */
export const MapRegions = memo(function MapRegions(props: MapRegionsProps) {
  const { scene, locale, values, formatValue, selected, onSelect } = props
  const stops = useMemo(() => scene.regions.map(({ code, label }) => ({ id: code, at: label })), [scene])
  const counts = useMemo(() => countItems(scene), [scene])
  const stop = useRoving(stops, onSelect)
  const largest = Math.max(0, ...(values?.values() ?? []))
  const nameOf = (code: string, name: string): string => {
    const value = values?.get(code)
    if (value !== undefined) {
      const text = formatValue?.(value) ?? String(value)
      return translate(locale, 'divisions.map.region_with_value', { name, value: text })
    }
    const count = counts.get(code)
    return count === undefined ? name : translate(locale, 'divisions.map.region_with_items', { name, count })
  }
  const button = (code: string, name: string) => ({
    role: 'button',
    'aria-label': name,
    'aria-pressed': selected === code,
    onClick: () => onSelect?.(code),
    ...stop(code),
  })
  return (
    <g className="yw-map-regions">
      {scene.regions.map((region) => {
        const { code, path, beside } = region
        const shade = `yw-map-region yw-map-shade-${shadeOf(values?.get(code), largest)}${beside ? ' yw-map-beside' : ''}`
        const name = nameOf(region.code, region.name)
        return (
          <path
            key={code}
            className={selected === code ? `${shade} yw-map-selected` : shade}
            d={path}
            fillRule="evenodd"
            {...(onSelect ? button(code, name) : {})}
          >
            <title>{name}</title>
          </path>
        )
      })}
    </g>
  )
})

/** Items per region: marks carry their own code, so they are counted where they lie. */
function countItems({ regions, marks, clusters }: Scene): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { code } of regions) {
    const single = marks.filter(({ item }) => item.code.startsWith(code)).length
    const clustered = clusters.find((cluster) => cluster.code === code)?.items.length ?? 0
    if (single + clustered > 0) counts.set(code, single + clustered)
  }
  return counts
}
