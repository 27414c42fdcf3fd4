import { Fragment } from 'react'
import type { WallProject } from '../../model/wall-rows.ts'
import { ColourMark } from './ColourMark.tsx'
import { useWallText } from './wall-text.ts'

export const cardsPerPage = 15

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
              {project.gateOverridden && <span>{say('projects.gate.overridden_mark')}</span>}
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
