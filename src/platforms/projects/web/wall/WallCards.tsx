import { Fragment } from 'react'
import { projectColours } from '../../model/colour.ts'
import { isLate } from '../../model/wall.ts'
import type { WallProject } from '../../model/wall-rows.ts'
import { ColourMark } from './ColourMark.tsx'
import { useWallText } from './wall-text.ts'

export const cardsPerPage = 15

/** What needs somebody comes first: overdue problems, late dates, then red before yellow, blue, green and grey. */
export function inCardOrder(projects: readonly WallProject[]): WallProject[] {
  const weight = (p: WallProject) =>
    Math.min(p.overdueProblems, 9) * 4 + Number(isLate(p)) * 2 + Number(p.openProblems > 0)
  const colour = (p: WallProject) => projectColours.indexOf(p.colour.colour)
  return [...projects].sort(
    (a, b) => weight(b) - weight(a) || colour(a) - colour(b) || (a.no < b.no ? -1 : 1),
  )
}

export function WallCards({
  projects,
  open,
}: {
  projects: readonly WallProject[]
  open: (id: string) => void
}) {
  const { say } = useWallText()
  return (
    <ul className="wall-cards">
      {projects.map((project) => (
        <li key={project.id}>
          <button type="button" onClick={() => open(project.id)} title={project.name}>
            <span className="wall-card-name">{project.name}</span>
            <span className="wall-card-facts">
              <ColourMark colour={project.colour.colour} />
              <Fragment>
                {project.colour.total > 0 && `${project.colour.done}/${project.colour.total}`}
              </Fragment>
              <span className="wall-muted">{say(`projects.stage.${project.stage}`)}</span>
              {project.overdueProblems > 0 && (
                <span className="wall-overdue">
                  {say('projects.wall.card_overdue', { count: project.overdueProblems })}
                </span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
