import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import { AppLink, ErrorState, Loading, useDocumentTitle, useKeys, useRouteParam, useT } from '#kernel/ui/web'
import type { AgendaRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { meetingAddress } from '../addresses.ts'
import './meetings.css'
import './messages.ts'
import { Promises } from './Promises.tsx'
import { meetingQuery } from './queries.ts'
import { RoomDecisions } from './RoomDecisions.tsx'
import { RoomEnd } from './RoomEnd.tsx'
import { RoomItem } from './RoomItem.tsx'
import './room.css'

/** The meeting on the wall of its room: what was promised first, then one item at a time, and what is decided on it. */
export default function RoomPage() {
  const id = useRouteParam('id')
  const { data, error, refetch } = useQuery(meetingQuery(id))
  useDocumentTitle(data?.title ?? '')
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return <Room meeting={data} />
}

function Room({ meeting }: { meeting: MeetingAnswer }) {
  const t = useT()
  const items = meeting.items.filter(({ dropped }) => !dropped)
  const last = items.length + 1
  const [at, setAt] = useState(0)
  const go = (step: number) => setAt((before) => Math.min(Math.max(before + step, 0), last))
  useKeys([
    { key: 'ArrowRight', labelKey: 'projects.room.next', run: () => go(1) },
    { key: 'ArrowLeft', labelKey: 'projects.room.previous', run: () => go(-1) },
    { key: 'j', labelKey: 'projects.room.next', run: () => go(1) },
    { key: 'k', labelKey: 'projects.room.previous', run: () => go(-1) },
    {
      key: 'n',
      labelKey: 'projects.room.decide',
      run: () => document.getElementById('room-decision')?.focus(),
    },
  ])
  const item = items[at - 1]
  return (
    <div className="room">
      <header className="room-head">
        <h1>
          <AppLink to={meetingAddress(meeting.id)}>{meeting.title}</AppLink>
        </h1>
        <span>{t(`projects.meeting.stage.${meeting.stage}`)}</span>
        <span className="yw-number">
          {t(meeting.frozen ? 'projects.meetings.frozen' : 'projects.meetings.live', {
            at: formatDate(meeting.asOf, true),
          })}
        </span>
      </header>
      <RoomList meeting={meeting} items={items} at={at} onGo={setAt} />
      <main className="room-main" aria-live="polite">
        {at === 0 && <Promises promises={meeting.promises} />}
        {item && <RoomItem key={item.key} item={item} no={at} />}
        {at === last && <RoomEnd meeting={meeting} items={items} />}
      </main>
      {at !== 0 && (
        <RoomDecisions key={item?.key ?? 'others'} meeting={meeting} item={item ?? null} items={items} />
      )}
    </div>
  )
}

type ListProps = {
  meeting: MeetingAnswer
  items: readonly AgendaRow[]
  at: number
  onGo: (at: number) => void
}

/** What has been decided on each, at a glance. */
function RoomList({ meeting, items, at, onGo }: ListProps) {
  const t = useT()
  const decided = (key: string) => meeting.decisions.filter((row) => row.item === key).length
  const line = (index: number, title: string, count: number) => (
    <li key={index}>
      <button type="button" aria-current={index === at ? 'step' : undefined} onClick={() => onGo(index)}>
        <span className="yw-number">{index === 0 || index > items.length ? '' : index}</span>
        <span className="room-list-title">{title}</span>
        {count > 0 && <span className="room-list-count yw-number">{count}</span>}
      </button>
    </li>
  )
  return (
    <nav className="room-list" aria-label={t('projects.meetings.agenda')}>
      <ol>
        {line(0, t('projects.promises.title'), 0)}
        {items.map((row, index) => line(index + 1, row.title, decided(row.key)))}
        {line(items.length + 1, t('projects.room.end'), 0)}
      </ol>
    </nav>
  )
}
