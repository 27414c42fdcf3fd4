import { inPages, WallDrawer } from '#kernel/reports/web'
import { useState } from 'react'
import { problemsBehind, projectsBehind, type WallFilter } from '../../model/wall.ts'
import type { WallAnswer, WallProblem, WallProject } from '../../model/wall-rows.ts'
import { ColourMark } from './ColourMark.tsx'

import { groupName, listedName, type WallText } from '../../model/wall-words.ts'
import { useWallText } from './wall-text.ts'

const rowsPerPage = 9

type Props = { filter: WallFilter; answer: WallAnswer; close: () => void; openEntry: (id: string) => void }

/** The rows behind a figure, so that every number on the wall can be followed to what it counts. */
export function RowsDrawer({ filter, answer, close, openEntry }: Props) {
  const text = useWallText()
  const [page, setPage] = useState(0)
  const projects = projectsBehind(filter, answer.projects)
  const problems = problemsBehind(filter, answer.problems, answer.day)
  const count = filter.of === 'projects' ? projects.length : problems.length
  const sheets = filter.of === 'projects' ? inPages(projects, rowsPerPage) : inPages(problems, rowsPerPage)
  const rows = sheets[Math.min(page, sheets.length - 1)] ?? []
  const title = `${filterName(text, filter)} · ${text.say('projects.wall.rows', { count })}`
  return (
    <WallDrawer title={title} page={page} pages={sheets.length} onPage={setPage} close={close}>
      {rows.map((row) => (
        <li key={row.id}>
          <button type="button" onClick={() => openEntry(row.id)}>
            {'colour' in row ? <ProjectRow project={row} /> : <ProblemRow problem={row} />}
          </button>
        </li>
      ))}
    </WallDrawer>
  )
}

function ProjectRow({ project }: { project: WallProject }) {
  const text = useWallText()
  const { colour } = project
  return (
    <>
      <span className="wall-row-title">{listedName(text, project)}</span>
      <span className="wall-row-facts">
        <ColourMark colour={colour.colour} />
        <span>{text.say(`projects.stage.${project.stage}`)}</span>
        <span>{text.place(project.divisionCode.slice(0, 9))}</span>
        <span>
          {project.investmentFen === null
            ? text.say('projects.wall.investment_unknown')
            : text.money(project.investmentFen)}
        </span>
        <span className="wall-muted">
          {project.asOf
            ? text.say('projects.wall.read_in', { month: project.asOf })
            : text.say(`projects.colour.because.${colour.because}`, colour.params)}
        </span>
      </span>
    </>
  )
}

function ProblemRow({ problem }: { problem: WallProblem }) {
  const text = useWallText()
  return (
    <>
      <span className="wall-row-title">{problem.title}</span>
      <span className="wall-row-facts">
        <span>{text.say(`projects.problem.stage.${problem.stage}`)}</span>
        <span>{problem.organisation}</span>
        {problem.dueOn && <span>{text.say('projects.wall.due', { day: problem.dueOn })}</span>}
        {problem.isOpen && problem.isOverdue && (
          <span className="wall-overdue">{text.say('projects.wall.overdue')}</span>
        )}
        <span className="wall-muted">{problem.projectName}</span>
      </span>
    </>
  )
}

function filterName(text: WallText, filter: WallFilter): string {
  if (filter.of === 'problems') {
    return text.say(
      filter.by === 'stage' ? `projects.problem.stage.${filter.key}` : `projects.wall.problems_${filter.by}`,
    )
  }
  if (!('key' in filter)) return text.say(`projects.wall.filter.${filter.by}`)
  const by = text.say(`projects.wall.by.${filter.by}`)
  const name =
    filter.by === 'district_only'
      ? text.say(`projects.colour.${filter.key}`)
      : groupName(text, filter.by, filter)
  return text.say('projects.wall.filter.group', { by, name })
}
