import { useMemo } from 'react'
import type { DivisionFeatures } from '#kernel/divisions/model'
import { projectColours } from '../../model/colour.ts'
import { keyIn, type WallFilter } from '../../model/wall.ts'
import type { WallProject } from '../../model/wall-rows.ts'
import { ColourShape } from './ColourMark.tsx'
import { drawAreas, labelBox, mapHeight, mapWidth } from './map-shapes.ts'
import { spread } from './spread.ts'
import { useWallText } from './wall-text.ts'

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
    { w: mapWidth, h: mapHeight },
  )
  const firstDistrict = areas[0]?.code.slice(0, 6)
  const onlyDistrict = [...byTownship]
    .filter(([code]) => code.length < 9)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <div className="wall-map">
      <div className="wall-map-ground">
        <svg
          viewBox={`0 0 ${mapWidth} ${mapHeight}`}
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
              style={{ left: `${(area.x / mapWidth) * 100}%`, top: `${(area.y / mapHeight) * 100}%` }}
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
      <DistrictRows rows={onlyDistrict} open={open} openEntry={openEntry} />
    </div>
  )
}

type RowsProps = Pick<Props, 'open' | 'openEntry'> & { rows: [district: string, projects: WallProject[]][] }

/** Projects whose place is only known to the district. */
function DistrictRows({ rows, open, openEntry }: RowsProps) {
  const { say, place } = useWallText()
  return rows.map(([district, here]) => (
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
  ))
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
