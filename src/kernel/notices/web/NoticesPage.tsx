import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import type { Notice, NoticePage } from '#kernel/notices/model'
import {
  api,
  AppLink,
  DateText,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  Pager,
  useAddress,
  usePage,
  useT,
} from '#kernel/ui/web'
import './messages.ts'
import './notices.css'

const size = 30
const urgent = 2

/** One's inbox, newest first; each notice leads to what it is about. */
export function NoticesPage() {
  const t = useT()
  const client = useQueryClient()
  const [address, change] = useAddress()
  const page = usePage()
  const unread = address['unread'] === 'true'
  const { data, error, refetch } = useQuery({
    queryKey: ['notices', 'list', { page, unread }],
    queryFn: ({ signal }) => api.get<NoticePage>('/api/notices', { signal, query: { page, size, unread } }),
    placeholderData: (previous) => previous,
  })
  const read = useMutation({
    mutationFn: (notice: Notice) => api.put(`/api/notices/${notice.id}/read`),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
  const readAll = useMutation({
    mutationFn: (upTo: number) => api.put('/api/notices/read', { upTo }),
    onSettled: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
  const newest = Math.max(...(data?.rows.map((notice) => notice.id) ?? []), 0)
  return (
    <>
      <PageHeader
        title={t('notices.screen.title')}
        actions={
          data !== undefined &&
          data.unread > 0 && (
            <Button loading={readAll.isPending} onClick={() => readAll.mutate(newest)}>
              {t('notices.screen.read_all')}
            </Button>
          )
        }
      />
      <div className="notices">
        <Segmented
          aria-label={t('notices.screen.title')}
          value={unread ? 'true' : ''}
          options={[
            { value: '', label: t('notices.screen.all') },
            { value: 'true', label: t('notices.screen.unread') },
          ]}
          onChange={(value) => change({ unread: value, page: null })}
        />
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data?.rows.length === 0 && (
          <Empty title={t(unread ? 'notices.screen.empty.unread' : 'notices.screen.empty')} />
        )}
        <ol>
          {data?.rows.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} onRead={() => read.mutate(notice)} />
          ))}
        </ol>
        <Pager total={data?.total} size={size} />
      </div>
    </>
  )
}

/** Where a notice leads: its entry, or the list where it is about many. */
function targetOf({ entryId, ledger, kind }: Notice): string {
  if (kind === 'change_requested') return '/change-requests'
  if (kind === 'change_approved' || kind === 'change_refused')
    return '/change-requests?mine=true&decided=true'
  if (entryId !== null) return `/entries/${entryId}`
  return ledger === null ? '/' : `/?ledger=${ledger}`
}

function NoticeItem({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const t = useT()
  const isUnread = notice.readAt === null
  return (
    <li className={isUnread ? 'notice notice-unread' : 'notice'}>
      <AppLink to={targetOf(notice)} onClick={() => isUnread && onRead()}>
        {isUnread && <span className="yw-visually-hidden">{t('notices.screen.is_unread')}</span>}
        {notice.text}
      </AppLink>
      {notice.importance === urgent && <span className="notice-urgent">{t('notices.screen.urgent')}</span>}
      <DateText value={notice.at} withTime />
    </li>
  )
}
