import { useQuery } from '@tanstack/react-query'
import { AppLink, DateText, Empty, ErrorState, Loading, useT } from '#kernel/ui/web'
import { photoWorkQuery } from './desk-queries.ts'

export function PhotoWork() {
  const t = useT()
  const { data, error, refetch } = useQuery(photoWorkQuery)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.rows.length === 0) return <Empty title={t('portal_desk.photos.none')} />
  return (
    <ul className="portal-desk-list">
      {data.rows.map(({ id, no, title, isPublic, photos, at }) => (
        <li key={id}>
          <div>
            <AppLink to={`/grid/portal/photos/${id}`}>
              {no} · {title}
            </AppLink>
            <p>
              <DateText value={at} withTime /> · {t('portal_desk.photos.count', { count: photos })} ·{' '}
              {t(isPublic ? 'portal_desk.photos.public' : 'portal_desk.photos.not_public')}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
