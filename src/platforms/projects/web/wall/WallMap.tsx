import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { useMemo } from 'react'
import { projectColours } from '../../model/colour.ts'
import { keyIn, type WallFilter } from '../../model/wall.ts'
import type { WallProject } from '../../model/wall-rows.ts'
import { ColourShape } from './ColourMark.tsx'
import { useWallText } from './wall-text.ts'

export type DivisionShapes = FeatureCollection<Polygon | MultiPolygon, { code: string; name?: string }>

const width = 868
const height = 610
const glyphs = 22

type Props = {
  shapes: DivisionShapes
  projects: readonly WallProject[]
  open: (filter: WallFilter) => void
  openEntry: (id: string) => void
}

/**
 * Every project as one shape on its township. A project whose source names only the district stands in the
 * district's row below the map, and nowhere on it.
 */
export function WallMap({ shapes, projects, open, openEntry }: Props) {
  const { say, place } = useWallText()
  const areas = useMemo(() => drawAreas(shapes), [shapes])
  const byTownship = Map.groupBy(inColourOrder(projects), (project) => keyIn('township', project))
  const onlyDistrict = [...byTownship].filter(([code]) => code.length < 9).sort()
  return (
    <div className="wall-map">
      <div className="wall-map-ground">
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say('projects.wall.map')}>
          {areas.map((area) => (
            <path key={area.code} d={area.path} className={`wall-area wall-area-${area.code.slice(0, 6)}`} />
          ))}
        </svg>
        {areas.map((area) => {
          const here = byTownship.get(area.code) ?? []
          return (
            <div
              key={area.code}
              className="wall-township"
              style={{ left: `${(area.x / width) * 100}%`, top: `${(area.y / height) * 100}%` }}
            >
              <button
                type="button"
                className="wall-township-name"
                onClick={() => open({ of: 'projects', by: 'township', key: area.code })}
              >
                {shortName(place(area.code))}
                {here.length > 0 && <b> {here.length}</b>}
              </button>
              <Glyphs projects={here} openEntry={openEntry} />
            </div>
          )
        })}
      </div>
      <p className="wall-map-note">{say('projects.wall.schematic')}</p>
      {onlyDistrict.map(([district, here]) => (
        <div key={district} className="wall-only-district">
          <button
            type="button"
            className="wall-township-name"
            onClick={() => open({ of: 'projects', by: 'township', key: district })}
          >
            {say('projects.wall.only_district', { district: place(district) })} <b>{here.length}</b>
          </button>
          <Glyphs projects={here} openEntry={openEntry} />
        </div>
      ))}
    </div>
  )
}

function Glyphs({
  projects,
  openEntry,
}: {
  projects: readonly WallProject[]
  openEntry: (id: string) => void
}) {
  const { say } = useWallText()
  return (
    <span className="wall-glyphs">
      {projects.map((project) => {
        const label = `${project.name}, ${say(`projects.colour.${project.colour.colour}`)}`
        return (
          <button
            key={project.id}
            type="button"
            className="wall-glyph"
            data-late={project.overdueProblems > 0}
            title={label}
            aria-label={label}
            onClick={() => openEntry(project.id)}
          >
            <ColourShape colour={project.colour.colour} />
          </button>
        )
      })}
    </span>
  )
}

const inColourOrder = (projects: readonly WallProject[]) =>
  [...projects].sort(
    (a, b) =>
      projectColours.indexOf(a.colour.colour) - projectColours.indexOf(b.colour.colour) ||
      (a.no < b.no ? -1 : 1),
  )

/** The name without its kind, where that leaves two characters or more. */
const shortName = (name: string) => name.replace(/^(.{2,})(?:\u8857\u9053|[\u9547\u4e61])$/u, '$1')

type Area = { code: string; path: string; x: number; y: number }

/** Longitude is shortened by the cosine of the latitude, so that shapes keep their proportions; north is up. */
function drawAreas(shapes: DivisionShapes): Area[] {
  const points = shapes.features.flatMap((feature) => ringsOf(feature).flat())
  if (points.length === 0) return []
  const lons = points.map((p) => p[0] ?? 0)
  const lats = points.map((p) => p[1] ?? 0)
  const [west, east, south, north] = [
    Math.min(...lons),
    Math.max(...lons),
    Math.min(...lats),
    Math.max(...lats),
  ]
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min((width - glyphs) / ((east - west) * squeeze), (height - glyphs) / (north - south))
  const left = (width - (east - west) * squeeze * scale) / 2
  const top = (height - (north - south) * scale) / 2
  const toScreen = ([lon = 0, lat = 0]: Position): [number, number] => [
    left + (lon - west) * squeeze * scale,
    top + (north - lat) * scale,
  ]
  return shapes.features.map((feature) => {
    const rings = ringsOf(feature).map((ring) => ring.map(toScreen))
    const path = rings
      .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
      .join('')
    const largest = rings.sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0] ?? []
    return { code: feature.properties.code, path, ...centreOf(largest) }
  })
}

function ringsOf({ geometry }: Feature<Polygon | MultiPolygon>): Position[][] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
}

function areaOf(ring: readonly [number, number][]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
    return sum + (x * nextY - nextX * y) / 2
  }, 0)
}

function centreOf(ring: readonly [number, number][]): { x: number; y: number } {
  const area = areaOf(ring)
  if (area === 0) return { x: ring[0]?.[0] ?? 0, y: ring[0]?.[1] ?? 0 }
  const sum = ring.reduce(
    (at, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
      const cross = x * nextY - nextX * y
      return { x: at.x + (x + nextX) * cross, y: at.y + (y + nextY) * cross }
    },
    { x: 0, y: 0 },
  )
  return { x: sum.x / (6 * area), y: sum.y / (6 * area) }
}
