import { useQuery } from '@tanstack/react-query'
import { BellOutlined } from '@ant-design/icons'
import type { UnreadCount } from '#kernel/notices/model'
import { AppLink, api, useT } from '#kernel/ui/web'

/** The inbox with the number of unread notices; the number is live. */
export function NoticeBell() {
  const t = useT()
  const { data } = useQuery({
    queryKey: ['notices', 'unread-count'],
    queryFn: ({ signal }) => api.get<UnreadCount>('/api/notices/unread-count', { signal }),
  })
  const count = data?.unread ?? 0
  return (
    <AppLink
      to="/notices"
      className="desk-bell"
      aria-label={t(data?.more ? 'desk.notices.unread.more' : 'desk.notices.unread', { count })}
    >
      <BellOutlined />
      {count > 0 && <span className="desk-bell-count yw-number">{count > 99 ? '99+' : count}</span>}
    </AppLink>
  )
}
