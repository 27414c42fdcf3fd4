import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FieldMap, FieldMessage, FieldPage, FieldRow, useFieldSession, useNow } from '#kernel/offline/web'
import { formatDate, formatSpan } from '#kernel/ui/model'
import { api, AppLink, useLocale, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import { type PatrolPage as Patrols, patrolRule } from '../../model/field/patrol.ts'
import { current, metresOf, type PatrolLog } from '../../model/field/patrol-log.ts'
import { checkIn, startPatrol, stopPatrol, useRecording } from './patrol-recorder.ts'

/** A round: started and stopped by who walks it, recorded in between and not longer. */
export default function PatrolPage() {
  const t = useT()
  const { book, refused } = useRecording()
  const on = current(book)
  return (
    <FieldPage title={t('grid.field.patrol')}>
      {on ? <OnPatrol log={on} /> : <Start />}
      {refused && on && (
        <p className="field-notice field-notice-trouble">{t('grid.field.patrol.no_position')}</p>
      )}
      <p className="field-quiet field-section">
        {t('grid.field.patrol.rule', {
          seconds: patrolRule.pauseSeconds,
          metres: patrolRule.stepMetres,
          days: patrolRule.keptDays,
        })}
      </p>
      {!on && <Earlier />}
    </FieldPage>
  )
}

function Start() {
  const t = useT()
  const possible = 'geolocation' in navigator
  return (
    <FieldMessage title={t('grid.field.patrol.off')} text={t('grid.field.patrol.off.text')}>
      <button
        type="button"
        className="field-button field-button-main"
        disabled={!possible}
        onClick={() => void startPatrol()}
      >
        {t('grid.field.patrol.start')}
      </button>
    </FieldMessage>
  )
}

function OnPatrol({ log }: { log: PatrolLog }) {
  const t = useT()
  const { locale } = useLocale()
  const now = useNow()
  const last = log.points.at(-1)
  const checkIns = log.points.filter(({ kind }) => kind === 'check_in')
  return (
    <>
      <p className="field-notice">
        <strong>{t('grid.field.patrol.on')}</strong>
        <br />
        <span className="yw-number">
          {t('grid.field.patrol.sum', {
            span: formatSpan(now.getTime() - Date.parse(log.startedAt), locale),
            metres: metresOf(log),
            count: checkIns.length,
          })}
        </span>
      </p>
      <FieldMap title={t('grid.field.patrol.map')} track={log.points} marks={checkIns} spot={last} />
      <CheckIn />
      <div className="field-buttons">
        <AppLink to="/m/report?patrol=1" className="field-button">
          {t('grid.field.patrol.report')}
        </AppLink>
        <button type="button" className="field-button field-button-plain" onClick={() => void stopPatrol()}>
          {t('grid.field.patrol.stop')}
        </button>
      </div>
    </>
  )
}

function CheckIn() {
  const t = useT()
  const [note, setNote] = useState('')
  const [outcome, setOutcome] = useState<'done' | 'refused' | null>(null)
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    const found = await checkIn(note)
    setBusy(false)
    setOutcome(found ? 'done' : 'refused')
    if (found) setNote('')
  }
  return (
    <>
      <FieldRow id="check-in" labelId="check-in-label" label={t('grid.field.patrol.check_in.what')}>
        <input
          id="check-in"
          className="field-input"
          maxLength={100}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </FieldRow>
      <div className="field-buttons">
        <button
          type="button"
          className="field-button field-button-main"
          disabled={busy}
          onClick={() => void go()}
        >
          {t(busy ? 'grid.field.report.locating' : 'grid.field.patrol.check_in')}
        </button>
      </div>
      <p role="status" className={outcome === 'refused' ? 'field-problem' : 'field-quiet'}>
        {outcome !== null && t(`grid.field.patrol.check_in.${outcome}`)}
      </p>
    </>
  )
}

/** What the server has of one's own earlier patrols. */
function Earlier() {
  const t = useT()
  const { online, worker } = useFieldSession()
  const { data } = useQuery({
    queryKey: ['patrols', worker?.accountId],
    queryFn: ({ signal }) =>
      api.get<Patrols>('/api/grid/patrols', {
        signal,
        stayOn401: true,
        query: { account: worker?.accountId, size: 10 },
      }),
    enabled: online && worker !== null,
    retry: false,
  })
  return (
    <section className="field-section">
      <h2>{t('grid.field.patrol.earlier')}</h2>
      {!data && <p className="field-quiet">{t('grid.field.patrol.earlier.needs_line')}</p>}
      {data?.rows.length === 0 && <p className="field-quiet">{t('grid.field.patrol.earlier.none')}</p>}
      {data?.rows.map((patrol) => (
        <AppLink key={patrol.id} to={`/m/patrol/${patrol.id}`} className="field-card">
          <h2>
            <time dateTime={patrol.startedAt}>{formatDate(patrol.startedAt, true)}</time>
          </h2>
          <p className="field-card-line yw-number">
            {t('grid.field.patrol.done', { metres: patrol.metres, count: patrol.checkIns })}
          </p>
        </AppLink>
      ))}
    </section>
  )
}
