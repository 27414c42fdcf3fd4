import type { ProjectColour } from '../../model/colour.ts'
import type { Wall, WallFilter } from '../../model/wall.ts'
import { ColourMark } from './ColourMark.tsx'
import { useWallText } from './wall-text.ts'

type Props = { wall: Wall; open: (filter: WallFilter) => void }

/** How many projects, how much money of how many known, and how many of each colour. */
export function WallTotals({ wall, open }: Props) {
  const { say, money } = useWallText()
  const { investment } = wall
  const most = Math.max(1, ...wall.groups.colour.map((group) => group.count))
  return (
    <section className="wall-totals" aria-label={say('projects.wall.totals')}>
      <div className="wall-pair">
        <button type="button" className="wall-figure" onClick={() => open(wall.projects.filter)}>
          <strong>{wall.projects.count}</strong>
          <span>{say('projects.wall.projects')}</span>
        </button>
        <button
          type="button"
          className="wall-figure"
          onClick={() => open({ of: 'projects', by: 'investment_known' })}
        >
          <strong>{money(investment.fen)}</strong>
          <span>{say('projects.wall.of_known', { known: investment.known, of: investment.of })}</span>
        </button>
      </div>
      <ul className="wall-colours">
        {wall.groups.colour.map((group) => (
          <li key={group.key}>
            <button type="button" onClick={() => open(group.filter)}>
              <ColourMark colour={group.key as ProjectColour} />
              <meter className="wall-bar" min={0} max={most} value={group.count} aria-hidden="true" />
              <strong>{group.count}</strong>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
