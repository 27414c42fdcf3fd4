import { Button } from 'antd'
import { asApiError, ExportMenu, useSession, useT } from '#kernel/ui/web'
import type { AgendaRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { minutesItems } from './MeetingsPage.tsx'
import { DecisionList } from './Promises.tsx'
import { useMeetingWork } from './queries.ts'

/** The end: what was decided in all, what still lacks something, and the minutes once it is over. */
export function RoomEnd({ meeting, items }: { meeting: MeetingAnswer; items: readonly AgendaRow[] }) {
  const t = useT()
  const { session } = useSession()
  const { end } = useMeetingWork(meeting.id)
  const shown = meeting.decisions.filter(({ state }) => state !== 'withdrawn')
  const lacking = shown.filter(({ state }) => state === 'drafted')
  const silent = items.filter(({ key }) => shown.every((row) => row.item !== key)).length
  return (
    <section className="room-item">
      <h2>{t('projects.room.end')}</h2>
      <p>{t('projects.room.sums', { count: shown.length, lacking: lacking.length, silent })}</p>
      <DecisionList rows={shown} />
      {end.error && (
        <p className="room-refused" role="alert">
          {asApiError(end.error).detail}
        </p>
      )}
      {meeting.can.end && meeting.stage === 'in_session' && (
        <Button type="primary" size="large" loading={end.isPending} onClick={() => end.mutate(meeting.seq)}>
          {t('projects.meeting.action.end')}
        </Button>
      )}
      {meeting.stage === 'ended' && (
        <p role="status">
          {t('projects.room.ended', { no: meeting.minutesNo ?? '' })}{' '}
          {session.rights.includes('ledgers.export') && <ExportMenu items={minutesItems(meeting.id)} />}
        </p>
      )}
    </section>
  )
}
