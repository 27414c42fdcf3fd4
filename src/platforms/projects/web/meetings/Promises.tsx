import { AppLink, DateText, useT } from '#kernel/ui/web'
import type { DecisionRow, MeetingAnswer, MeetingsAnswer } from '../../model/meetings/meeting-view.ts'
import { promiseStates } from '../../model/meetings/promises.ts'
import { decisionAddress, decisionsAddress, meetingAddress } from '../addresses.ts'

type Counts = MeetingsAnswer['meetings'][number]['counts']

/** Done on time of what was due or is done, and how many of each other state. */
export function PromiseRate({ counts, meeting }: { counts: Counts; meeting?: string }) {
  const t = useT()
  const rate = counts.of > 0 ? Math.round((counts.kept / counts.of) * 1000) / 10 : null
  const shown = promiseStates.filter((state) => counts[state] > 0)
  if (shown.length === 0) return <span className="yw-quiet">{t('projects.promises.none')}</span>
  return (
    <span className="promise-rate">
      {rate !== null && (
        <strong className="yw-number">
          {t('projects.promises.rate', { rate, kept: counts.kept, of: counts.of })}
        </strong>
      )}
      {shown.map((state) => (
        <span key={state} data-promise={state}>
          {t(`projects.promise.${state}`)} <span className="yw-number">{counts[state]}</span>
        </span>
      ))}
      {meeting !== undefined && (
        <AppLink to={decisionsAddress(meeting)}>{t('projects.promises.open_list')}</AppLink>
      )}
    </span>
  )
}

/** What the last meeting of the kind promised, and what came of it; what is still open from before stands below. */
export function Promises({ promises }: { promises: MeetingAnswer['promises'] }) {
  const t = useT()
  const { meeting, rows, earlier, counts } = promises
  return (
    <section className="meeting-part" aria-label={t('projects.promises.title')}>
      <h2>{t('projects.promises.title')}</h2>
      {meeting === null ? (
        <p className="yw-quiet">{t('projects.promises.first')}</p>
      ) : (
        <>
          <p>
            <AppLink to={meetingAddress(meeting.id)}>{meeting.title}</AppLink>{' '}
            <PromiseRate counts={counts} meeting={meeting.id} />
          </p>
          <DecisionList rows={rows} />
          {earlier.length > 0 && (
            <>
              <h3>{t('projects.promises.earlier')}</h3>
              <DecisionList rows={earlier} />
            </>
          )}
        </>
      )}
    </section>
  )
}

export function DecisionList({ rows }: { rows: readonly DecisionRow[] }) {
  const t = useT()
  return (
    <ul className="decision-list">
      {rows.map((row) => (
        <li key={row.id} data-promise={row.state}>
          <span className="decision-state">{t(`projects.promise.${row.state}`)}</span>
          <span className="decision-what">
            <AppLink to={decisionAddress(row.id)}>{row.title}</AppLink>
            {row.outcome !== null && row.doneOn !== null && <span className="yw-quiet"> {row.outcome}</span>}
            {row.extended && <span className="yw-quiet"> {t('projects.promises.extended')}</span>}
          </span>
          <DecisionWho row={row} />
        </li>
      ))}
    </ul>
  )
}

export function DecisionWho({ row }: { row: DecisionRow }) {
  const t = useT()
  return (
    <span className="decision-who">
      <span>{row.lead?.name ?? t('projects.decision.lacks.leadOrganisation')}</span>
      <span>{row.responsible?.name ?? t('projects.decision.lacks.responsible')}</span>
      <span className="yw-number">
        {row.dueOn === null ? t('projects.decision.lacks.dueOn') : <DateText value={row.dueOn} />}
      </span>
    </span>
  )
}
