import { formatDate } from '#kernel/ui/model'
import { AppLink, useT } from '#kernel/ui/web'
import { syncNow, useFieldSession, useUnsent } from './phone.ts'
import { FieldPage } from './FieldPage.tsx'
import { FieldMessage } from './FieldMessage.tsx'
import { UnsentLine } from './UnsentLine.tsx'

/** What the phone holds that has not arrived. */
export default function UnsentScreen() {
  const t = useT()
  const items = useUnsent()
  const session = useFieldSession()
  return (
    <FieldPage title={t('offline.screen.unsent')} back="/m/me">
      {session.conflicts > 0 && (
        <AppLink to="/m/conflicts" className="field-notice field-notice-trouble field-card">
          {t('offline.screen.conflicts.count', { count: session.conflicts })}
        </AppLink>
      )}
      {items.length === 0 && (
        <FieldMessage title={t('offline.screen.unsent.none')} text={t('offline.screen.unsent.none.text')} />
      )}
      {items.map((item) => (
        <UnsentLine key={item.clientKey} item={item} />
      ))}
      {session.sealed > 0 && (
        <p className="field-notice">{t('offline.screen.sealed', { count: session.sealed })}</p>
      )}
      <div className="field-buttons">
        <button
          type="button"
          className="field-button field-button-main"
          disabled={session.syncing}
          onClick={() => void syncNow()}
        >
          {t(session.syncing ? 'offline.screen.syncing' : 'offline.screen.sync')}
        </button>
      </div>
      <p className="field-quiet">
        {session.lastSyncAt !== null &&
          t('offline.screen.synced', { time: formatDate(session.lastSyncAt, true) })}
      </p>
    </FieldPage>
  )
}
