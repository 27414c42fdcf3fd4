import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import { AppLink, asApiError, useT } from '#kernel/ui/web'
import type { AgendaRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { problemAddress, projectAddress } from '../addresses.ts'
import { AgendaReasons } from './AgendaReasons.tsx'
import { useMeetingWork } from './queries.ts'

type Change = MeetingAnswer['changes'][number]
type Asking = { kind: 'drop'; row: AgendaRow } | { kind: 'add' }

const blank = { title: null, reason: null, place: null }

/** The changes with one more; what is placed or dropped again is said once. */
function withChange(changes: readonly Change[], next: Change): Change[] {
  const group = (one: Change) => (one.change === 'placed' ? 'placed' : 'kept')
  return [...changes.filter((one) => one.key !== next.key || group(one) !== group(next)), next]
}

/** The agenda in the order of importance, with why each item is on it; the secretary adds, drops with a reason, moves. */
export function Agenda({ meeting, count }: { meeting: MeetingAnswer; count: number }) {
  const t = useT()
  const { message } = App.useApp()
  const { act } = useMeetingWork(meeting.id)
  const [asking, setAsking] = useState<Asking | null>(null)
  const heard = meeting.items.filter(({ dropped }) => !dropped)
  const send = (changes: readonly Change[]) => {
    const said = changes.map((change) =>
      Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null)),
    )
    act.mutate(
      { action: 'adjust', expectedSeq: meeting.seq, input: { changes: said } },
      { onError: (fault) => void message.error(asApiError(fault).detail) },
    )
  }
  const change = (next: Change) => send(withChange(meeting.changes, next))
  return (
    <section className="meeting-part" aria-label={t('projects.meetings.agenda')}>
      <div className="meeting-head">
        <h2>
          {t('projects.meetings.agenda')} <span className="yw-number">{count}</span>
        </h2>
        <span className="yw-quiet" role="status">
          {t(meeting.frozen ? 'projects.meetings.frozen' : 'projects.meetings.live', {
            at: formatDate(meeting.asOf, true),
          })}
        </span>
        {meeting.can.adjust && (
          <Button size="small" onClick={() => setAsking({ kind: 'add' })}>
            {t('projects.meetings.add')}
          </Button>
        )}
      </div>
      {heard.length === 0 && <p className="yw-quiet">{t('projects.meetings.nothing')}</p>}
      <ol className="agenda">
        {heard.map((row, index) => (
          <li key={row.key} data-reason={row.reasons[0]}>
            <AgendaLine row={row} />
            {meeting.can.adjust && (
              <span className="agenda-buttons">
                <Button
                  size="small"
                  aria-label={t('projects.meetings.up', { title: row.title })}
                  disabled={index === 0 || act.isPending}
                  onClick={() => change({ ...blank, key: row.key, change: 'placed', place: index - 1 })}
                >
                  ↑
                </Button>
                <Button
                  size="small"
                  aria-label={t('projects.meetings.down', { title: row.title })}
                  disabled={index === heard.length - 1 || act.isPending}
                  onClick={() => change({ ...blank, key: row.key, change: 'placed', place: index + 1 })}
                >
                  ↓
                </Button>
                <Button size="small" onClick={() => setAsking({ kind: 'drop', row })}>
                  {t('projects.meeting.change.dropped')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <Dropped meeting={meeting} onRestore={(key) => change({ ...blank, key, change: 'added' })} />
      {asking && <Ask asking={asking} meeting={meeting} onClose={() => setAsking(null)} onSay={change} />}
    </section>
  )
}

function AgendaLine({ row }: { row: AgendaRow }) {
  return (
    <span className="agenda-line">
      <span className="agenda-title">
        <ItemLink row={row} />
      </span>
      <AgendaReasons row={row} />
    </span>
  )
}

export function ItemLink({ row }: { row: AgendaRow }) {
  if (row.entry === null) return <>{row.title}</>
  const address = row.subject === 'project' ? projectAddress(row.entry) : problemAddress(row.entry)
  return <AppLink to={address}>{row.title}</AppLink>
}

function Dropped({ meeting, onRestore }: { meeting: MeetingAnswer; onRestore: (key: string) => void }) {
  const t = useT()
  const dropped = meeting.items.filter((row) => row.dropped)
  if (dropped.length === 0) return null
  return (
    <>
      <h3>{t('projects.meetings.dropped')}</h3>
      <ul className="agenda agenda-dropped">
        {dropped.map((row) => (
          <li key={row.key}>
            <span className="agenda-line">
              <span className="agenda-title">
                <ItemLink row={row} />
              </span>
              <span className="yw-quiet">
                {t('projects.field.reason')}: {row.reason}
              </span>
            </span>
            {meeting.can.adjust && (
              <Button size="small" onClick={() => onRestore(row.key)}>
                {t('projects.meetings.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

type AskProps = {
  asking: Asking
  meeting: MeetingAnswer
  onClose: () => void
  onSay: (change: Change) => void
}

/** Why an item is dropped, or what is added in words. */
function Ask({ asking, meeting, onClose, onSay }: AskProps) {
  const t = useT()
  const [title, setTitle] = useState('')
  const [reason, setReason] = useState('')
  const adds = asking.kind === 'add'
  const ready = reason.trim() !== '' && (!adds || title.trim() !== '')
  const say = () => {
    if (!ready) return
    const topics = meeting.changes.filter(({ key }) => key.startsWith('topic:')).length
    onSay(
      adds
        ? {
            key: `topic:${topics + 1}`,
            change: 'added',
            title: title.trim(),
            reason: reason.trim(),
            place: null,
          }
        : { ...blank, key: asking.row.key, change: 'dropped', reason: reason.trim() },
    )
    onClose()
  }
  return (
    <Modal
      open
      title={adds ? t('projects.meetings.add') : t('projects.meetings.drop', { title: asking.row.title })}
      okText={t(adds ? 'projects.meetings.add' : 'projects.meeting.change.dropped')}
      cancelText={t('ui.cancel')}
      okButtonProps={{ disabled: !ready }}
      onOk={say}
      onCancel={onClose}
    >
      <div className="agenda-ask">
        {adds && (
          <Input
            aria-label={t('projects.meeting.field.item_title')}
            placeholder={t('projects.meeting.field.item_title')}
            maxLength={200}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        )}
        <Input
          aria-label={t('projects.field.reason')}
          placeholder={t('projects.field.reason')}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          onPressEnter={say}
        />
      </div>
    </Modal>
  )
}
