import { InboxOutlined, UndoOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { Notice } from '#kernel/notices/model'
import { AppLink, DateText, useT } from '#kernel/ui/web'

/** Where a notice leads: its entry, the inbox for a summary, or the list where it is about many. */
function targetOf({ entryId, ledger, kind }: Notice): string {
  if (kind === 'change_requested') return '/change-requests'
  if (kind === 'change_approved' || kind === 'change_refused')
    return '/change-requests?mine=true&decided=true'
  if (entryId !== null) return `/entries/${entryId}`
  if (kind === 'digest') return '/notices?tab=unread'
  return ledger === null ? '/' : `/?ledger=${ledger}`
}

type NoticeItemProps = {
  notice: Notice
  onRead: () => void
  onArchive: (archived: boolean) => void
  onEarlier: () => void
}

export function NoticeItem({ notice, onRead, onArchive, onEarlier }: NoticeItemProps) {
  const t = useT()
  const isUnread = notice.readAt === null
  const label = t(notice.archived ? 'notices.screen.bring_back' : 'notices.screen.archive')
  return (
    <li className={isUnread ? 'notice notice-unread' : 'notice'}>
      <AppLink to={targetOf(notice)} onClick={() => isUnread && onRead()}>
        {isUnread && <span className="yw-visually-hidden">{t('notices.screen.is_unread')}</span>}
        {notice.text}
      </AppLink>
      {notice.importance > 0 && (
        <span className="notice-urgent">
          {t(notice.importance === 2 ? 'notices.screen.urgent' : 'notices.screen.important')}
        </span>
      )}
      {notice.earlier > 0 && (
        <Button type="link" size="small" onClick={onEarlier}>
          {t('notices.screen.earlier', { count: notice.earlier })}
        </Button>
      )}
      <DateText value={notice.at} withTime />
      <Button
        type="text"
        size="small"
        icon={notice.archived ? <UndoOutlined /> : <InboxOutlined />}
        aria-label={label}
        title={label}
        onClick={() => onArchive(!notice.archived)}
      />
    </li>
  )
}
