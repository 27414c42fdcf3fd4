import { SettingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Switch } from 'antd'
import type { NoticePage } from '#kernel/notices/model'
import {
  type Address,
  api,
  AppLink,
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
import { NoticeItem } from './NoticeItem.tsx'
import './notices.css'
import { SentNotices } from './SentNotices.tsx'
import { useNoticeChange } from './use-notice-change.ts'

const size = 30

/** What each tab asks the server for. */
const tabs = {
  inbox: {},
  unread: { unread: true },
  urgent: { importance: 2 },
  important: { importance: 1 },
  archived: { archived: true },
  sent: null,
} as const
type Tab = keyof typeof tabs

function tabOf(address: Address): Tab {
  const asked = String(address['tab'] ?? 'inbox')
  return asked in tabs ? (asked as Tab) : 'inbox'
}

/** One's inbox: what is unread first, by importance; each notice leads to what it is about. */
export function NoticesPage() {
  const t = useT()
  const [address, change] = useAddress()
  const page = usePage()
  const tab = tabOf(address)
  const together = address['together'] === 'true'
  const entry = address['entry']
  const query = { page, size, together: together && entry === undefined, entry, ...tabs[tab] }
  const { data, error, refetch } = useQuery({
    queryKey: ['notices', 'list', query],
    queryFn: ({ signal }) => api.get<NoticePage>('/api/notices', { signal, query }),
    enabled: tab !== 'sent',
    placeholderData: (previous) => previous,
  })
  return (
    <>
      <PageHeader
        title={t('notices.screen.title')}
        actions={<Actions data={data} archives={tab === 'inbox'} />}
      />
      <div className="notices">
        <div className="notice-tabs">
          <Segmented
            aria-label={t('notices.screen.title')}
            value={tab}
            options={(Object.keys(tabs) as Tab[]).map((value) => ({
              value,
              label: t(`notices.screen.tab.${value}`),
            }))}
            onChange={(value) => change({ tab: value === 'inbox' ? null : value, page: null, entry: null })}
          />
          {tab !== 'sent' && (
            <label>
              <Switch
                size="small"
                checked={together}
                onChange={(on) => change({ together: on ? 'true' : null, page: null, entry: null })}
              />{' '}
              {t('notices.screen.together')}
            </label>
          )}
        </div>
        {tab === 'sent' ? (
          <SentNotices />
        ) : (
          <>
            {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
            {!data && !error && <Loading />}
            {data && <Inbox data={data} unread={tab === 'unread'} />}
          </>
        )}
      </div>
    </>
  )
}

function Inbox({ data, unread }: { data: NoticePage; unread: boolean }) {
  const t = useT()
  const act = useNoticeChange()
  const [, change] = useAddress()
  if (data.rows.length === 0)
    return <Empty title={t(unread ? 'notices.screen.empty.unread' : 'notices.screen.empty')} />
  return (
    <>
      <ol>
        {data.rows.map((notice) => (
          <NoticeItem
            key={notice.id}
            notice={notice}
            onRead={() => act.mutate({ path: `/api/notices/${notice.id}/read` })}
            onArchive={(archived) =>
              act.mutate({ path: `/api/notices/${notice.id}/archived`, body: { archived } })
            }
            onEarlier={() => change({ entry: notice.entryId, page: null })}
          />
        ))}
      </ol>
      <Pager total={data.total} size={size} />
    </>
  )
}

function Actions({ data, archives }: { data: NoticePage | undefined; archives: boolean }) {
  const t = useT()
  const act = useNoticeChange()
  const upTo = data?.newest ?? 0
  return (
    <>
      {data !== undefined && data.unread > 0 && (
        <Button
          loading={act.isPending}
          onClick={() => act.mutate({ path: '/api/notices/read', body: { upTo } })}
        >
          {t('notices.screen.read_all')}
        </Button>
      )}
      {archives && data !== undefined && data.total > 0 && (
        <Button onClick={() => act.mutate({ path: '/api/notices/archived', body: { upTo } })}>
          {t('notices.screen.archive_read')}
        </Button>
      )}
      <AppLink to="/notices/settings" className="notice-settings-link">
        <SettingOutlined /> {t('notices.screen.settings')}
      </AppLink>
    </>
  )
}
