import { Button, Select } from 'antd'
import { formatDate, todayInShanghai } from '#kernel/ui/model'
import { DateInput, useAddress, useDocumentTitle, useT } from '#kernel/ui/web'
import { EntryDetail } from './EntryDetail.tsx'
import './ledgers.css'
import './messages.ts'
import { useEntry } from './queries.ts'

/** An entry as a page of its own, now or as of an earlier day. */
export function EntryPage({ entryId }: { entryId: string }) {
  const [address] = useAddress()
  const { data } = useEntry(entryId)
  useDocumentTitle(data ? `${data.no} ${data.title}` : '')
  const moment = { asOf: address['asOf'], axis: address['axis'] }
  return (
    <>
      <div className="entry-page-bar">
        <AsOfControl />
      </div>
      <AsOfBanner />
      <EntryDetail entryId={entryId} moment={moment} />
    </>
  )
}

/** Which day is shown, and by which of the two times. */
export function AsOfControl() {
  const t = useT()
  const [address, change] = useAddress()
  const today = todayInShanghai(new Date())
  const axis = address['axis'] ?? 'effective'
  return (
    <span className="as-of">
      <DateInput
        label={t('ledgers.screen.filter.as_of')}
        placeholder={t('ledgers.screen.filter.as_of')}
        value={address['asOf'] ?? null}
        max={today}
        width={136}
        onChange={(asOf) => change({ asOf, axis: asOf === null ? null : axis, page: null })}
      />
      {address['asOf'] !== undefined && (
        <Select
          aria-label={t('ledgers.screen.axis')}
          value={axis}
          popupMatchSelectWidth={false}
          options={[
            { value: 'effective', label: t('ledgers.screen.axis.effective') },
            { value: 'recorded', label: t('ledgers.screen.axis.recorded') },
          ]}
          onChange={(next) => change({ axis: next, page: null })}
        />
      )}
    </span>
  )
}

/** Nobody takes the past for the present. */
export function AsOfBanner() {
  const t = useT()
  const [address, change] = useAddress()
  const { asOf, axis = 'effective' } = address
  if (asOf === undefined) return null
  const words = t(axis === 'recorded' ? 'ledgers.screen.axis.recorded' : 'ledgers.screen.axis.effective')
  return (
    <div className="as-of-banner" role="status">
      <span>{t('ledgers.screen.as_of', { date: formatDate(asOf), axis: words })}</span>
      <Button size="small" onClick={() => change({ asOf: null, axis: null, page: null })}>
        {t('ledgers.screen.as_of.leave')}
      </Button>
    </div>
  )
}
