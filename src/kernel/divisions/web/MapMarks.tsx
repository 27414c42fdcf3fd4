import { memo, type ReactNode, useCallback, useMemo } from 'react'
import type { MapItem, PlacedCluster } from '#kernel/divisions/model'
import { translate } from '#kernel/i18n/model'
import { MarkShape } from './MarkShape.tsx'
import type { Scene } from './scene.ts'
import { useRoving } from './useRoving.ts'

type MapMarksProps = {
  scene: Scene
  locale: 'zh-CN' | 'en'
  textSize: number
  markSize: number
  renderMark: ((item: MapItem) => ReactNode) | undefined
  onOpenItem: ((item: MapItem) => void) | undefined
  onOpenItems: ((items: readonly MapItem[], code: string | null) => void) | undefined
}

/** Single items and, where a division has too many of them, one count per symbol. */
export const MapMarks = memo(function MapMarks(props: MapMarksProps) {
  const { scene, locale, textSize, markSize, renderMark, onOpenItem, onOpenItems } = props
  const { marks, clusters } = scene
  const stops = useMemo(
    () => [
      ...(onOpenItem ? marks.map(({ item, x, y }) => ({ id: `item ${item.id}`, at: [x, y] as const })) : []),
      ...(onOpenItems
        ? clusters.map(({ code, box }) => ({ id: `cluster ${code}`, at: [box.left, box.top] as const }))
        : []),
    ],
    [marks, clusters, onOpenItem, onOpenItems],
  )
  const open = useCallback(
    (id: string) => {
      const mark = marks.find(({ item }) => id === `item ${item.id}`)
      if (mark) return onOpenItem?.(mark.item)
      const cluster = clusters.find(({ code }) => id === `cluster ${code}`)
      if (cluster) onOpenItems?.(cluster.items, cluster.code)
    },
    [marks, clusters, onOpenItem, onOpenItems],
  )
  const stop = useRoving(stops, open)
  const button = (id: string, label: string) => ({
    role: 'button',
    'aria-label': label,
    onClick: () => open(id),
    ...stop(id),
  })
  const names = new Map(scene.regions.map(({ code, name }) => [code, name]))
  return (
    <g className="yw-map-marks">
      {marks.map(({ item, x, y }) => (
        <g
          key={item.id}
          className="yw-map-mark"
          transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
          {...(onOpenItem ? button(`item ${item.id}`, item.name) : {})}
        >
          <title>{item.name}</title>
          {renderMark ? (
            renderMark(item)
          ) : (
            <MarkShape symbol={item.symbol} colour={item.colour} size={markSize} />
          )}
        </g>
      ))}
      {clusters.map((cluster) => {
        const name = names.get(cluster.code) ?? cluster.code
        const label = translate(locale, 'divisions.map.cluster', { name, count: cluster.items.length })
        return (
          <g key={cluster.code} className="yw-map-cluster">
            <ClusterCounts cluster={cluster} textSize={textSize} markSize={markSize} />
            {/* Its name says more than the counts that it lies upon, so it is not their parent. */}
            <rect
              className="yw-map-cluster-stop"
              x={cluster.box.left}
              y={cluster.box.top}
              width={cluster.box.right - cluster.box.left}
              height={cluster.box.bottom - cluster.box.top}
              {...(onOpenItems ? button(`cluster ${cluster.code}`, label) : {})}
            >
              <title>{label}</title>
            </rect>
          </g>
        )
      })}
    </g>
  )
})

type ClusterCountsProps = { cluster: PlacedCluster; textSize: number; markSize: number }

function ClusterCounts({ cluster: { box, counts, items }, textSize, markSize }: ClusterCountsProps) {
  return (
    <g aria-hidden="true" fontSize={textSize}>
      <rect
        className="yw-map-cluster-ground"
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        rx={4}
      />
      {counts.map(({ group, x, y }) => (
        <g key={`${group.symbol} ${group.colour}`} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
          <g transform={`translate(${markSize / 2} 0)`}>
            <MarkShape symbol={group.symbol} colour={group.colour} size={markSize} />
          </g>
          <text className="yw-map-count" x={markSize + 3} dy="0.36em">
            {group.items.length}
          </text>
        </g>
      ))}
      {counts.length === 0 && (
        <text
          className="yw-map-count"
          x={(box.left + box.right) / 2}
          y={(box.top + box.bottom) / 2}
          dy="0.36em"
          textAnchor="middle"
        >
          {items.length}
        </text>
      )}
    </g>
  )
}
