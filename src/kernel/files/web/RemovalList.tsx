import { useQuery } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { formatNumber, formatSize } from '#kernel/ui/model'
import { asApiError, DateText, ErrorState, useLocale, useT } from '#kernel/ui/web'
import { removalsQuery, useKeepingChange } from './keeping-queries.ts'

/** What has been kept as long as declared, or hangs on nothing: nothing of it goes before a person confirms it. */
export function RemovalList() {
  const t = useT()
  const { locale } = useLocale()
  const { message } = App.useApp()
  const { data, error, refetch } = useQuery(removalsQuery)
  const confirm = useKeepingChange<{ mark: string }>('post', '/api/files-keeping/removals')
  const files = data?.rows.reduce((sum, row) => sum + row.files, 0) ?? 0
  return (
    <section aria-labelledby="files-removals">
      <h2 id="files-removals">{t('files.screen.removals')}</h2>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <p className="files-quiet">{t('files.screen.removals.none')}</p>}
      {data && data.rows.length > 0 && (
        <>
          <ul>
            {data.rows.map(({ kind, ledger, months, files: count, bytes, oldest }) => (
              <li key={`${kind}/${ledger}/${months}`}>
                {t(`files.screen.removals.${kind}`, { ledger: ledger ?? '', months: months ?? 0 })}{' '}
                <b className="yw-number">{formatNumber(count, locale)}</b> · {formatSize(bytes, locale)} ·{' '}
                {t('files.screen.removals.oldest')} <DateText value={oldest} />
              </li>
            ))}
          </ul>
          <Popconfirm
            title={t('files.screen.removals.sure', { count: files })}
            onConfirm={() =>
              confirm.mutate(
                { mark: data.mark },
                { onError: (fault) => void message.error(asApiError(fault).detail) },
              )
            }
          >
            <Button danger loading={confirm.isPending}>
              {t('files.screen.removals.confirm', { count: files })}
            </Button>
          </Popconfirm>
        </>
      )}
    </section>
  )
}
