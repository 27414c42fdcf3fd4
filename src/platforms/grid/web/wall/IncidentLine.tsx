import { formatDate } from '#kernel/ui/model'
import { type Translate, useGo, useLocalText, useT } from '#kernel/ui/web'
import { type GridWallAnswer, overdueBy, type WallIncident } from '../../model/wall/grid-wall.ts'
import { LightMark } from './LightMark.tsx'

type IncidentLineProps = {
  incident: WallIncident
  answer: Pick<GridWallAnswer, 'at' | 'divisions' | 'stages'>
}

/** How late it is, or when it is due. */
function dueText({ dueAt, light }: WallIncident, at: string, t: Translate): string {
  if (dueAt === null || light === null) return ''
  if (light !== 'red') return formatDate(dueAt, true).slice(5)
  const { days, hours } = overdueBy(dueAt, at)
  return days > 0 ? t('grid.wall.overdue', { days }) : t('grid.wall.overdue_hours', { hours })
}

/** One incident, which opens. */
export function IncidentLine({ incident, answer }: IncidentLineProps) {
  const t = useT()
  const text = useLocalText()
  const go = useGo()
  const place = answer.divisions.find(({ code }) => code === incident.place)
  const stage = answer.stages.find(({ key }) => key === incident.stage)
  const late = incident.light === 'red'
  return (
    <li>
      <button type="button" className="grid-wall-line" onClick={() => go(`/entries/${incident.id}`)}>
        <LightMark light={incident.light} />
        <span className="wall-late-title">{incident.title}</span>
        <span className="wall-muted wall-late-where">
          {[
            place && text(place.name),
            incident.organisation && text(incident.organisation),
            stage?.label && text(stage.label),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className={late ? 'wall-overdue' : 'wall-muted'}>{dueText(incident, answer.at, t)}</span>
      </button>
    </li>
  )
}
