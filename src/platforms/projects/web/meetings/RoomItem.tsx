import { Amount, DateText, ProjectColour, useT } from '#kernel/ui/web'
import type { AgendaRow } from '../../model/meetings/meeting-view.ts'
import { problemAddress } from '../addresses.ts'
import { AppLink } from '#kernel/ui/web'
import { ItemLink } from './Agenda.tsx'
import { AgendaReasons } from './AgendaReasons.tsx'
import { DecisionList } from './Promises.tsx'

/** One item for the room: why it is here, what is so, and what earlier meetings decided on it. */
export function RoomItem({ item, no }: { item: AgendaRow; no: number }) {
  const t = useT()
  const { facts, history } = item
  return (
    <article className="room-item">
      <h2>
        <span className="yw-number">{no}</span> <ItemLink row={item} />
      </h2>
      <AgendaReasons row={item} />
      {facts && (
        <>
          {facts.stage !== null && (
            <p className="room-facts">
              {facts.colour !== null && (
                <ProjectColour colour={facts.colour} size={20} text={t(`projects.colour.${facts.colour}`)} />
              )}
              <span>{t(`projects.stage.${facts.stage}`)}</span>
              <Amount fen={facts.investmentFen} />
              {facts.forecast && (
                <span>
                  {t('projects.room.forecast', {
                    target: facts.forecast.target,
                    forecast: facts.forecast.forecast,
                    days: facts.forecast.missedBy,
                  })}
                </span>
              )}
              {facts.late.map(({ label, due }) => (
                <span key={`${label} ${due}`}>{t('projects.room.late', { label, due })}</span>
              ))}
            </p>
          )}
          <ItemProblems problems={facts.problems} />
        </>
      )}
      {history.length > 0 && (
        <section>
          <h3>{t('projects.room.history')}</h3>
          <DecisionList rows={history} />
        </section>
      )}
    </article>
  )
}

function ItemProblems({ problems }: { problems: NonNullable<AgendaRow['facts']>['problems'] }) {
  const t = useT()
  if (problems.length === 0) return <p className="yw-quiet">{t('projects.room.no_problems')}</p>
  return (
    <section>
      <h3>
        {t('projects.meeting.field.problems')} <span className="yw-number">{problems.length}</span>
      </h3>
      <ul className="room-problems">
        {problems.map(({ id, title, organisation, dueOn, daysOver, isOverdue, escalation, instructed }) => (
          <li key={id} data-overdue={isOverdue ? '' : undefined}>
            <AppLink to={problemAddress(id)}>{title}</AppLink>
            <span>{organisation}</span>
            <span className="yw-number">
              {isOverdue ? t('projects.meetings.days', { days: daysOver }) : <DateText value={dueOn} />}
            </span>
            <span>
              {instructed && t('projects.meeting.why.instructed')}
              {escalation !== 'none' && ` ${t(`projects.room.escalation.${escalation}`)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
