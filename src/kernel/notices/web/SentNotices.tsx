import { useQuery } from '@tanstack/react-query'
import type { SentNotices as Sent } from '#kernel/notices/model'
import { useOrganisationName } from '#kernel/orgs/web'
import { api, AppLink, DateText, Empty, ErrorState, Loading, useT } from '#kernel/ui/web'

/** What one reminded, supervised and circulated, and who has read it when. */
export function SentNotices() {
  const t = useT()
  const organisation = useOrganisationName()
  const { data, error, refetch } = useQuery({
    queryKey: ['notices', 'sent'],
    queryFn: ({ signal }) => api.get<Sent>('/api/notices/sent', { signal }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.rows.length === 0) return <Empty title={t('notices.screen.empty.sent')} />
  return (
    <ol>
      {data.rows.map(({ text, entryId, at, kind, readers }) => {
        const read = readers.filter(({ readAt }) => readAt !== null)
        return (
          <li key={`${kind}/${entryId}/${at}`} className="notice notice-sent">
            <AppLink to={entryId === null ? '/notices' : `/entries/${entryId}`}>{text}</AppLink>
            <DateText value={at} withTime />
            <details>
              <summary>{t('notices.screen.read_by', { count: read.length, all: readers.length })}</summary>
              <ul>
                {readers.map((reader) => (
                  <li key={`${reader.organisationId}/${reader.name}`}>
                    {reader.name} · {organisation(reader.organisationId)} ·{' '}
                    {reader.readAt === null ? (
                      t('notices.screen.not_read')
                    ) : (
                      <DateText value={reader.readAt} withTime />
                    )}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        )
      })}
    </ol>
  )
}
