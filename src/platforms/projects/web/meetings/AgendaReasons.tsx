import { useT } from '#kernel/ui/web'
import type { AgendaRow } from '../../model/meetings/meeting-view.ts'

/** Why an item is on the agenda, the weightiest first, with the figures that say so. */
export function AgendaReasons({ row }: { row: AgendaRow }) {
  const t = useT()
  const { reasons, days, problems, overdue, added, reason } = row
  return (
    <span className="agenda-why">
      {reasons.map((one, index) => (
        <span key={one} className={index === 0 ? 'agenda-first' : undefined}>
          {t(`projects.meeting.why.${one}`)}
        </span>
      ))}
      {problems > 0 && (
        <span className="yw-quiet">{t('projects.meetings.problems', { problems, overdue })}</span>
      )}
      {days > 0 && <span className="yw-quiet">{t('projects.meetings.days', { days })}</span>}
      {added && reason !== null && <span className="yw-quiet">{reason}</span>}
    </span>
  )
}
