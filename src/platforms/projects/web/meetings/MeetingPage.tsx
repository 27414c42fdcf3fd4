import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { EntryDetail } from '#kernel/ledgers/web'
import {
  asApiError,
  ErrorState,
  ExportMenu,
  Loading,
  PageHeader,
  useGo,
  useRouteParam,
  useSession,
  useT,
} from '#kernel/ui/web'
import type { MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { roomAddress } from '../addresses.ts'
import { Agenda } from './Agenda.tsx'
import { Attendance } from './Attendance.tsx'
import { minutesItems } from './MeetingsPage.tsx'
import './meetings.css'
import './messages.ts'
import { DecisionList, Promises } from './Promises.tsx'
import { meetingQuery, useMeetingWork } from './queries.ts'

/** A meeting at the secretary's desk: prepared, opened, looked up afterwards. */
export default function MeetingPage() {
  const t = useT()
  const id = useRouteParam('id')
  const { data, error, refetch } = useQuery(meetingQuery(id))
  const [entryOpen, setEntryOpen] = useState(false)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  const counts = { items: data.items.filter(({ dropped }) => !dropped).length }
  return (
    <>
      <PageHeader
        title={data.title}
        text={<MeetingFacts meeting={data} />}
        actions={<MeetingActions meeting={data} onEntry={() => setEntryOpen(true)} />}
      />
      <div className="meeting-page">
        <div className="meeting-main">
          <Promises promises={data.promises} />
          {data.decisions.length > 0 && (
            <section className="meeting-part" aria-label={t('projects.decision.ledger')}>
              <h2>
                {t('projects.decision.ledger')} <span className="yw-number">{data.decisions.length}</span>
              </h2>
              <DecisionList rows={data.decisions} />
            </section>
          )}
          <Agenda key={data.seq} meeting={data} count={counts.items} />
        </div>
        <aside className="meeting-side">
          <Attendance key={data.seq} meeting={data} />
        </aside>
      </div>
      <Drawer open={entryOpen} size={720} title={data.no} onClose={() => setEntryOpen(false)} destroyOnHidden>
        <EntryDetail entryId={id} />
      </Drawer>
    </>
  )
}

function MeetingFacts({ meeting }: { meeting: MeetingAnswer }) {
  const t = useT()
  const { kind, stage, heldOn, startsAt, place, chair, minutesNo } = meeting
  return (
    <span className="meeting-facts">
      <strong>{t(`projects.meeting.stage.${stage}`)}</strong>
      <span>{t(`projects.meeting.kind.${kind}`)}</span>
      <span className="yw-number">
        {heldOn} {startsAt}
      </span>
      {place !== null && <span>{place}</span>}
      {chair !== null && (
        <span>
          {t('projects.meeting.field.chair')} {chair.name}
        </span>
      )}
      {minutesNo !== null && (
        <span>
          {t('projects.meeting.field.minutesNo')} <span className="yw-number">{minutesNo}</span>
        </span>
      )}
    </span>
  )
}

function MeetingActions({ meeting, onEntry }: { meeting: MeetingAnswer; onEntry: () => void }) {
  const t = useT()
  const go = useGo()
  const { message } = App.useApp()
  const { session } = useSession()
  const { open } = useMeetingWork(meeting.id)
  const begin = () =>
    open.mutate(meeting.seq, {
      onSuccess: () => go(roomAddress(meeting.id)),
      onError: (fault) => void message.error(asApiError(fault).detail),
    })
  return (
    <>
      {meeting.stage === 'ended' && session.rights.includes('ledgers.export') && (
        <ExportMenu items={minutesItems(meeting.id)} />
      )}
      <Button onClick={onEntry}>{t('projects.meetings.entry')}</Button>
      {meeting.stage !== 'ended' && (
        <Button onClick={() => go(roomAddress(meeting.id))}>{t('projects.meetings.room')}</Button>
      )}
      {meeting.can.open && (
        <Button type="primary" loading={open.isPending} onClick={begin}>
          {t('projects.meeting.action.open')}
        </Button>
      )}
    </>
  )
}
