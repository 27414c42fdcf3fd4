import { inPages, PageTurner, usePages } from '#kernel/reports/web'
import type { Wall, WallFilter } from '../../model/wall.ts'
import type { WallProblem, WallProject } from '../../model/wall-rows.ts'
import { lateItems } from '../../model/wall-words.ts'
import { useWallText } from './wall-text.ts'

const itemsPerPage = 5
const secondsPerPage = 10

type Props = {
  wall: Wall
  projects: readonly WallProject[]
  problems: readonly WallProblem[]
  open: (filter: WallFilter) => void
  openEntry: (id: string) => void
}

/** The problems' three figures, and what is late: problems past their deadline, then dates of plans. */
export function WallLate({ wall, projects, problems, open, openEntry }: Props) {
  const text = useWallText()
  const sheets = inPages(lateItems(text, projects, problems, wall.day), itemsPerPage)
  const pages = usePages(sheets.length, secondsPerPage)
  return (
    <section className="wall-late" aria-label={text.say('projects.wall.problems')}>
      <div className="wall-trio">
        {(['open', 'overdue', 'closed_this_month'] as const).map((which) => (
          <button
            key={which}
            type="button"
            className={`wall-figure wall-problems-${which}`}
            onClick={() => open(wall.problems[which].filter)}
          >
            <strong>{wall.problems[which].count}</strong>
            <span>{text.say(`projects.wall.problems_${which}`)}</span>
          </button>
        ))}
      </div>
      <div className="wall-problem-stages">
        {wall.problemStages.map(({ key, count, filter }) => (
          <button key={key} type="button" onClick={() => open(filter)}>
            {text.say(`projects.problem.stage.${key}`)} <strong>{count}</strong>
          </button>
        ))}
      </div>
      <div className="wall-section-head">
        <h2>{text.say('projects.wall.what_is_late')}</h2>
        <PageTurner pages={pages} name={text.say('projects.wall.what_is_late')} />
      </div>
      {sheets.length === 0 && <p className="wall-empty">{text.say('projects.wall.nothing_late')}</p>}
      <ul>
        {sheets[pages.page]?.map((item) => (
          <li key={item.id}>
            <button type="button" onClick={() => openEntry(item.id)}>
              <span className="wall-late-title">{item.title}</span>
              <span className="wall-muted wall-late-where">{item.where}</span>
              <span className="wall-overdue">{item.late}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
