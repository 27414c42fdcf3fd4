import { useMemo } from 'react'
import { type DivisionFeatures, type Position, polygonsOf } from '#kernel/divisions/model'
import { projectColours } from '../../model/colour.ts'
import { keyIn, type WallFilter } from '../../model/wall.ts'
import type { WallProject } from '../../model/wall-rows.ts'
import { ColourShape } from './ColourMark.tsx'
import { type Box, spread } from './spread.ts'
import { useWallText } from './wall-text.ts'

const width = 868
const height = 610
const margin = 8
const stretchMax = 1.45

type Props = {
  shapes: DivisionFeatures
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
  const labels = spread(
    areas.map((area) => labelBox(area, shortName(place(area.code)), byTownship.get(area.code)?.length ?? 0)),
    { w: width, h: height },
  )
  const firstDistrict = areas[0]?.code.slice(0, 6)
  const onlyDistrict = [...byTownship]
    .filter(([code]) => code.length < 9)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <div className="wall-map">
      <div className="wall-map-ground">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={say('projects.wall.map')}
        >
          {areas.map((area) => (
            <path
              key={area.code}
              d={area.path}
              className="wall-area"
              data-district={area.code.startsWith(firstDistrict ?? '') ? 0 : 1}
            />
          ))}
        </svg>
        {labels.map((area) => {
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
      <p className="wall-map-note">
        {say(shapes.mapApprovalNumber ? 'projects.wall.map_approval' : 'projects.wall.schematic', {
          no: shapes.mapApprovalNumber ?? '',
        })}
      </p>
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
const shortName = (name: string) =>
  name.replace(/^(.{2,}?)(?:\u8857\u9053|[\u9547\u4e61]| (?:Subdistrict|Town|Township))$/u, '$1')

type DrawnArea = { code: string; path: string; x: number; y: number }

/**
 * Longitude is shortened by the cosine of the latitude, so that shapes keep their proportions; north is up. Shapes
 * that are invented anyway may be drawn wider, so that the towns in the middle have room.
 */
function drawAreas({ features }: DivisionFeatures): DrawnArea[] {
  const points = features.flatMap((feature) => polygonsOf(feature.geometry).flat(2))
  if (points.length === 0) return []
  const extent = (axis: 0 | 1) => [
    Math.min(...points.map((p) => p[axis])),
    Math.max(...points.map((p) => p[axis])),
  ]
  const [west = 0, east = 0] = extent(0)
  const [south = 0, north = 0] = extent(1)
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const fit = { x: (width - margin) / ((east - west) * squeeze), y: (height - margin) / (north - south) }
  const least = Math.min(fit.x, fit.y)
  const stretch = features.every((feature) => feature.properties.schematic) ? stretchMax : 1
  const scale = { x: Math.min(fit.x, least * stretch) * squeeze, y: Math.min(fit.y, least * stretch) }
  const left = (width - (east - west) * scale.x) / 2
  const top = (height - (north - south) * scale.y) / 2
  const toScreen = ([lon, lat]: Position) => ({
    x: left + (lon - west) * scale.x,
    y: top + (north - lat) * scale.y,
  })
  const draw = (ring: Position[]) =>
    `M${ring
      .map(toScreen)
      .map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
      .join('L')}Z`
  return features.map(({ properties, geometry }) => ({
    code: properties.code,
    path: polygonsOf(geometry).flat().map(draw).join(''),
    ...toScreen(properties.label),
  }))
}

/** Room for a township's name, its number and its projects' shapes, four to a row. */
function labelBox(area: DrawnArea, name: string, count: number): DrawnArea & Box {
  const wide = name.replace(/[\u0000-\u2e7f]/g, '').length
  const letters = wide * 24 + (name.length - wide) * 14.5
  const rows = Math.ceil(count / 4)
  return { ...area, w: Math.max(letters + (count ? 34 : 8), Math.min(count, 4) * 26), h: 32 + rows * 26 }
}
