import { useMemo } from 'react'
import type { DivisionFeatures } from '#kernel/divisions/model'
import { DivisionMap, type MapSpot } from '#kernel/divisions/web'
import type { MapLight } from '#kernel/map/model'
import { useUnit } from '#kernel/reports/web'
import { formatDate } from '#kernel/ui/model'
import { useGo, useLocale, useLocalText, useT } from '#kernel/ui/web'
import type { GridWallAnswer } from '../../model/wall/grid-wall.ts'
import { LightShape, PatrolShape } from './LightMark.tsx'
import type { OpenRows } from './wall-filter.ts'

type GridWallMapProps = {
  answer: GridWallAnswer
  townships: DivisionFeatures
  districts: DivisionFeatures
  open: OpenRows
}

/** Of shapes those of the districts that the wall is about. */
function near(features: DivisionFeatures, codes: string): DivisionFeatures {
  const districts = new Set(codes.split(' '))
  return {
    ...features,
    features: features.features.filter(({ properties }) => districts.has(properties.code.slice(0, 6))),
  }
}

/** Incidents where they are, gathered where they lie close, with the worst light; and who is on patrol. */
export function GridWallMap({ answer, townships, districts, open }: GridWallMapProps) {
  const { locale } = useLocale()
  const text = useLocalText()
  const unit = useUnit()
  const codes = [...new Set(answer.divisions.map(({ code }) => code.slice(0, 6)))].join(' ')
  const areas = useMemo(() => near(townships, codes), [townships, codes])
  const outlines = useMemo(() => [near(districts, codes)], [districts, codes])
  const spots = useSpots(answer, open, unit)
  const place = answer.divisions
    .filter(({ code }) => code.length === 6)
    .map(({ name }) => text(name))
    .join(' ')
  return (
    <div className="wall-map">
      <DivisionMap {...{ areas, outlines, place, locale, spots }} textSize={24 * unit} />
    </div>
  )
}

function useSpots({ marks, patrols }: GridWallAnswer, open: OpenRows, unit: number): MapSpot[] {
  const t = useT()
  const go = useGo()
  return useMemo(() => {
    const incidents = marks.map(({ lng, lat, count, light, one, box }): MapSpot => {
      const name = one?.title ?? t('grid.wall.mark', { count, light: light ?? 'none' })
      return {
        id: box,
        at: [lng, lat],
        name,
        mark: one ? (
          <LightShape light={light} size={28 * unit} />
        ) : (
          <ClusterMark count={count} light={light} unit={unit} />
        ),
        size: one ? [28 * unit, 28 * unit] : clusterSize(count, unit),
        open: () =>
          one ? go(`/entries/${one.id}`) : open({ of: 'field', box, title: t('grid.wall.of.field') }),
      }
    })
    const walking = (patrols ?? []).flatMap(({ id, account, last }): MapSpot[] =>
      last
        ? [
            {
              id,
              at: [last.lng, last.lat],
              name: t('grid.wall.patrol', { name: account.name, time: formatDate(last.at, true).slice(11) }),
              mark: <PatrolShape size={32 * unit} />,
              size: [32 * unit, 32 * unit],
            },
          ]
        : [],
    )
    return [...incidents, ...walking]
  }, [marks, patrols, open, unit, t, go])
}

const clusterSize = (count: number, unit: number): readonly [number, number] => [
  (String(count).length * 14 + 42) * unit,
  34 * unit,
]

type ClusterMarkProps = { count: number; light: MapLight | null; unit: number }

/** How many, beside the worst of their lights. */
function ClusterMark({ count, light, unit }: ClusterMarkProps) {
  const [width, height] = clusterSize(count, unit)
  return (
    <g className="grid-wall-cluster">
      <rect x={-width / 2} y={-height / 2} width={width} height={height} rx={height / 2} />
      <g transform={`translate(${-width / 2 + 18 * unit} 0)`}>
        <LightShape light={light} size={22 * unit} />
      </g>
      <text x={14 * unit} dy="0.36em" fontSize={24 * unit} textAnchor="middle">
        {count}
      </text>
    </g>
  )
}
