import { useSyncExternalStore } from 'react'
import { useFieldSession } from '#kernel/offline/web'
import { formatDate } from '#kernel/ui/model'
import { AppLink, useT } from '#kernel/ui/web'

/** One line that says how things stand: with a line or since when without, how much is unsent, until when one may go on. */
export function Strip() {
  const t = useT()
  const hasNetwork = useNetwork()
  const {
    state,
    online: reached,
    syncing,
    unsent,
    conflicts,
    sealed,
    leaseUntil,
    lastSyncAt,
    trouble,
  } = useFieldSession()
  const online = reached && hasNetwork
  if (state === 'loading') return null
  const word =
    syncing && hasNetwork
      ? t('field.strip.syncing')
      : online
        ? t('field.strip.online')
        : lastSyncAt === null
          ? t('field.strip.offline')
          : t('field.strip.offline.since', { time: shortTime(lastSyncAt) })
  const known = state === 'open' || state === 'locked'
  return (
    <div className={online ? 'field-strip' : 'field-strip field-strip-offline'}>
      <span role="status">
        <span
          className={online ? 'field-strip-dot' : 'field-strip-dot field-strip-dot-off'}
          aria-hidden="true"
        />
        {word}
      </span>
      {state === 'open' && unsent > 0 && (
        <AppLink to="/m/unsent" className="field-strip-link">
          {t('field.strip.unsent', { count: unsent })}
        </AppLink>
      )}
      {state === 'open' && conflicts > 0 && (
        <AppLink to="/m/conflicts" className="field-strip-link">
          {t('field.strip.conflicts', { count: conflicts })}
        </AppLink>
      )}
      {state !== 'open' && sealed > 0 && <span>{t('field.strip.unsent', { count: sealed })}</span>}
      {trouble === 'sign_in' && state === 'open' && (
        <AppLink to="/m/sign-in" className="field-strip-link">
          {t('field.strip.sign_in')}
        </AppLink>
      )}
      {known && leaseUntil !== null && (
        <span className="field-strip-end yw-number">{leaseText(leaseUntil, t)}</span>
      )}
    </div>
  )
}

function watchNetwork(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Whether the phone has a network at all: it knows before anything is asked of the server. */
const useNetwork = () => useSyncExternalStore(watchNetwork, () => navigator.onLine)

/** Until when one may go on without a line: today, or tomorrow for a lease that runs over midnight. */
function leaseText(until: string, t: ReturnType<typeof useT>): string {
  const text = formatDate(until, true)
  const isToday = text.slice(0, 10) === formatDate(new Date())
  return t(isToday ? 'field.strip.lease.today' : 'field.strip.lease', {
    time: isToday ? text.slice(11) : text.slice(5),
  })
}

/** The time of a moment of today, else with its day. */
function shortTime(instant: string): string {
  const text = formatDate(instant, true)
  return text.slice(0, 10) === formatDate(new Date()) ? text.slice(11) : text.slice(5)
}
