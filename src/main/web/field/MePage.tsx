import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FieldPage, lock, syncNow, useFieldSession, wipe } from '#kernel/offline/web'
import { formatDate } from '#kernel/ui/model'
import { api, AppLink, asApiError, LanguageSwitch, leaveSession, sessionQuery, useT } from '#kernel/ui/web'

/** Who one is, how the phone stands, and the ways out. */
export default function MePage() {
  const t = useT()
  const session = useFieldSession()
  const { worker, unsent, conflicts, leaseUntil, lastSyncAt, syncing, cut } = session
  return (
    <FieldPage title={t('field.me')}>
      <p>
        <strong>{worker?.name}</strong>
      </p>
      <Position />
      <dl className="field-facts field-section">
        <div>
          <dt>{t('field.me.synced')}</dt>
          <dd>{lastSyncAt === null ? t('field.me.never') : formatDate(lastSyncAt, true)}</dd>
        </div>
        <div>
          <dt>{t('field.me.lease')}</dt>
          <dd>{leaseUntil === null ? t('field.me.never') : formatDate(leaseUntil, true)}</dd>
        </div>
      </dl>
      {cut.length > 0 && <p className="field-notice">{t('field.me.cut')}</p>}
      <div className="field-buttons">
        <AppLink to="/m/unsent" className="field-button">
          {t('field.strip.unsent', { count: unsent })}
        </AppLink>
        {conflicts > 0 && (
          <AppLink to="/m/conflicts" className="field-button">
            {t('field.strip.conflicts', { count: conflicts })}
          </AppLink>
        )}
        <button type="button" className="field-button" disabled={syncing} onClick={() => void syncNow()}>
          {t(syncing ? 'field.strip.syncing' : 'field.me.sync')}
        </button>
        <AppLink to="/m/pin" className="field-button">
          {t('field.me.pin')}
        </AppLink>
        <LanguageSwitch />
        <button type="button" className="field-button field-button-plain" onClick={lock}>
          {t('field.me.lock')}
        </button>
      </div>
      <LeavePhone unsent={unsent} />
      <a className="field-button field-button-plain field-section" href="/">
        {t('field.me.desk')}
      </a>
    </FieldPage>
  )
}

/** As what one acts: another position is another lease, so the store is set up anew under it. */
function Position() {
  const t = useT()
  const client = useQueryClient()
  const { online } = useFieldSession()
  const { data: session } = useQuery({ ...sessionQuery, enabled: online })
  const [trouble, setTrouble] = useState<string>()
  if (!session) return <p className="field-quiet">{t('field.me.position.needs_line')}</p>
  const change = async (positionId: number) => {
    try {
      await api.put('/api/session/position', { positionId })
      await wipe()
      await client.invalidateQueries()
    } catch (error) {
      setTrouble(asApiError(error).detail)
    }
  }
  const { position, positions } = session
  return (
    <>
      {trouble !== undefined && <p className="field-problem">{trouble}</p>}
      {positions.length === 1 ? (
        <p>
          {position.title} · {position.organisation.name}
        </p>
      ) : (
        <label className="field-row">
          <span className="field-label">{t('field.me.position')}</span>
          <select
            className="field-input"
            value={position.id}
            onChange={({ target }) => void change(Number(target.value))}
          >
            {positions.map(({ id, title, organisation }) => (
              <option key={id} value={id}>
                {title} · {organisation.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  )
}

/** Signing out takes the store away; what is unsent stays on the phone, sealed, and any later session carries it in. */
function LeavePhone({ unsent }: { unsent: number }) {
  const t = useT()
  const client = useQueryClient()
  const [sure, setSure] = useState(false)
  const leave = async () => {
    client.clear()
    // Without a line the session is ended with the next contact.
    const left = leaveSession().catch(() => undefined)
    await wipe()
    await left
    await client.invalidateQueries()
  }
  if (!sure)
    return (
      <div className="field-buttons">
        <button type="button" className="field-button field-button-plain" onClick={() => setSure(true)}>
          {t('field.me.leave')}
        </button>
      </div>
    )
  return (
    <div className="field-notice">
      <p>{unsent > 0 ? t('field.me.leave.unsent', { count: unsent }) : t('field.me.leave.text')}</p>
      <div className="field-buttons">
        <button type="button" className="field-button field-button-main" onClick={() => void leave()}>
          {t('field.me.leave.go')}
        </button>
        <button type="button" className="field-button field-button-plain" onClick={() => setSure(false)}>
          {t('field.back')}
        </button>
      </div>
    </div>
  )
}
