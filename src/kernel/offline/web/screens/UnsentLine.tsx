import { formatDate, formatSize } from '#kernel/ui/model'
import { useLocale, useLocalText, useT } from '#kernel/ui/web'
import type { UnsentItem } from '../../model/field-door.ts'
import { useOfflineLedger } from './phone.ts'

/** What one of the phone's own actions is called. */
export function useItemName(): (item: UnsentItem, ledger: ReturnType<typeof useOfflineLedger>) => string {
  const t = useT()
  const text = useLocalText()
  return (item, ledger) => {
    // What is told is no entry's.
    if (item.ledger === '') return t(`offline.told.${item.action}`)
    const action = ledger?.actions.find(({ id }) => id === item.action)
    const name = action ? text(action.label) : item.action
    return ledger ? `${text(ledger.title)} · ${name}` : t('offline.screen.item', { name })
  }
}

/** One of the phone's own actions on its way: what, when, and how much of its photos has gone. */
export function UnsentLine({ item }: { item: UnsentItem }) {
  const t = useT()
  const { locale } = useLocale()
  const ledger = useOfflineLedger(item.ledger)
  const nameOf = useItemName()
  const total = item.photos.reduce((sum, { size }) => sum + size, 0)
  const sent = item.photos.reduce((sum, one) => sum + one.sent, 0)
  const titled = ledger && item.input[ledger.titleField]
  return (
    <div className="field-card">
      <strong>{nameOf(item, ledger)}</strong>
      {typeof titled === 'string' && <p>{titled}</p>}
      <div className="field-card-line">
        <span className={item.state === 'conflict' ? 'field-mark field-mark-trouble' : 'field-mark'}>
          {t(`offline.screen.state.${item.state}`)}
        </span>
        <time dateTime={item.effectiveAt}>{formatDate(item.effectiveAt, true)}</time>
        {item.photos.length > 0 && (
          <span className="yw-number">
            {t('offline.screen.files', { count: item.photos.length })} {formatSize(sent, locale)} /{' '}
            {formatSize(total, locale)}
          </span>
        )}
      </div>
    </div>
  )
}
