import { useQuery } from '@tanstack/react-query'
import { FieldMap, FieldMessage, FieldPage } from '#kernel/offline/web'
import { formatDate } from '#kernel/ui/model'
import { api, AppLink, asApiError, Loading, useRouteParam, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import type { PatrolDetail } from '../../model/field/patrol.ts'

/** One patrol that is over: its track as long as that is kept, and what was found on it. */
export default function OldPatrolPage() {
  const t = useT()
  const id = useRouteParam('patrolId')
  const { data, error } = useQuery({
    queryKey: ['patrol', id],
    queryFn: ({ signal }) => api.get<PatrolDetail>(`/api/grid/patrols/${id}`, { signal, stayOn401: true }),
    retry: false,
  })
  return (
    <FieldPage title={t('grid.field.patrol')} back="/m/patrol">
      {error && <FieldMessage title={asApiError(error).title} text={asApiError(error).detail} />}
      {!data && !error && <Loading />}
      {data && <Patrol patrol={data} />}
    </FieldPage>
  )
}

function Patrol({ patrol }: { patrol: PatrolDetail }) {
  const t = useT()
  const checkIns = patrol.points.filter(({ kind }) => kind === 'check_in')
  return (
    <>
      <p>
        {patrol.account.name} · <time dateTime={patrol.startedAt}>{formatDate(patrol.startedAt, true)}</time>
      </p>
      <p className="yw-number">
        {t('grid.field.patrol.done', { metres: patrol.metres, count: patrol.checkIns })}
      </p>
      {patrol.points.length === 0 ? (
        <p className="field-notice">{t('grid.field.patrol.gone')}</p>
      ) : (
        <FieldMap title={t('grid.field.patrol.map')} track={patrol.points} marks={checkIns} />
      )}
      <p className="field-quiet">
        {t('grid.field.patrol.kept_until', { date: formatDate(patrol.keptUntil) })}
      </p>
      <ul className="field-list">
        {checkIns.map(({ at, note }) => (
          <li key={at}>
            <time dateTime={at}>{formatDate(at, true).slice(11)}</time>{' '}
            {note ?? t('grid.field.patrol.check_in.done')}
          </li>
        ))}
      </ul>
      <section className="field-section">
        <h2>{t('grid.field.patrol.found')}</h2>
        {patrol.findings.length === 0 && <p className="field-quiet">{t('grid.field.patrol.found.none')}</p>}
        {patrol.findings.map(({ id, no, title }) => (
          <AppLink key={id} to={`/m/entries/${id}`} className="field-card">
            <h2>{title}</h2>
            <p className="field-quiet yw-number">{no}</p>
          </AppLink>
        ))}
      </section>
    </>
  )
}
