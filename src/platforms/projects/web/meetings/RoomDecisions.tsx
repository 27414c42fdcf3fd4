import { useState } from 'react'
import { useT } from '#kernel/ui/web'
import type { AgendaRow, DecisionRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { DecisionForm } from './DecisionForm.tsx'
import { DecisionWho } from './Promises.tsx'

type Props = { meeting: MeetingAnswer; item: AgendaRow | null; items: readonly AgendaRow[] }

/** What is decided on the item in hand, and the line in which the next decision is typed. */
export function RoomDecisions({ meeting, item, items }: Props) {
  const t = useT()
  const [amended, setAmended] = useState<string | null>(null)
  const keys = new Set(items.map(({ key }) => key))
  const rows = meeting.decisions.filter(
    (row) =>
      row.state !== 'withdrawn' &&
      (item ? row.item === item.key : row.item === null || !keys.has(row.item) || row.state === 'drafted'),
  )
  const inSession = meeting.stage === 'in_session' && meeting.can.end
  return (
    <aside className="room-decisions" aria-label={t('projects.decision.ledger')}>
      <h2>
        {t('projects.decision.ledger')} <span className="yw-number">{rows.length}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id} data-promise={row.state}>
            {amended === row.id ? (
              <DecisionForm meeting={meeting} item={item} decision={row} onDone={() => setAmended(null)} />
            ) : (
              <Decided row={row} onAmend={inSession ? () => setAmended(row.id) : undefined} />
            )}
          </li>
        ))}
      </ul>
      {inSession && <DecisionForm meeting={meeting} item={item} decision={null} onDone={() => undefined} />}
      {meeting.stage === 'preparing' && <p className="yw-quiet">{t('projects.room.not_open')}</p>}
    </aside>
  )
}

function Decided({ row, onAmend }: { row: DecisionRow; onAmend: (() => void) | undefined }) {
  const t = useT()
  return (
    <>
      <span className="room-decided">{row.title}</span>
      {row.lacks.length < 3 && <DecisionWho row={row} />}
      {row.state === 'drafted' ? (
        <span className="room-lacks" role="status">
          {row.lacks.length === 0
            ? t('projects.promise.drafted')
            : row.lacks.map((need) => t(`projects.decision.lacks.${need}`)).join(' ')}
          {onAmend && (
            <button type="button" onClick={onAmend}>
              {t('projects.room.complete')}
            </button>
          )}
        </span>
      ) : (
        <span className="yw-quiet">
          {row.supporting.length > 0 &&
            t('projects.room.supported', { names: row.supporting.map(({ name }) => name).join(' ') })}{' '}
          {t('projects.room.given_out')}
        </span>
      )}
    </>
  )
}
