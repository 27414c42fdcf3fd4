import { useState } from 'react'
import type { OfflineTask } from '../../model/field-door.ts'
import { AppLink, Light, useAddress, useLocalText, useT } from '#kernel/ui/web'
import { useFieldSession, useOfflineLedgers, useOfflineTasks } from './phone.ts'
import { dueText } from './due-text.ts'
import { useEntryPath } from './entry-pages.ts'
import { FieldPage } from './FieldPage.tsx'
import { FieldMessage } from './FieldMessage.tsx'
import { byClock, lightNow, matching } from './task-order.ts'
import { useNow } from './use-now.ts'

const shownAtOnce = 50

/** One list of what is to do over all ledgers, late things first. */
export default function TodoScreen() {
  const t = useT()
  const text = useLocalText()
  const now = useNow()
  const tasks = useOfflineTasks()
  const [address, change] = useAddress()
  const [shown, setShown] = useState(shownAtOnce)
  const { ledger, q = '' } = address
  const ledgerName = useLedgerName()
  const textOf = (task: OfflineTask) =>
    `${task.entryNo} ${task.entryTitle} ${text(task.label)} ${ledgerName(task.ledger)}`
  const found = matching(byClock(tasks, now), { ledger, words: q }, textOf)
  const ledgers = [...new Set(tasks.map((task) => task.ledger))]
  return (
    <FieldPage title={t('offline.screen.todo')}>
      <div className="field-tools">
        <input
          type="search"
          className="field-input"
          aria-label={t('offline.screen.search')}
          placeholder={t('offline.screen.search')}
          value={q}
          onChange={({ target }) => change({ q: target.value })}
        />
        {ledgers.length > 1 && (
          <select
            className="field-input"
            aria-label={t('offline.screen.ledger')}
            value={ledger ?? ''}
            onChange={({ target }) => change({ ledger: target.value })}
          >
            <option value="">{t('offline.screen.ledger.all')}</option>
            {ledgers.map((id) => (
              <option key={id} value={id}>
                {ledgerName(id)}
              </option>
            ))}
          </select>
        )}
      </div>
      <p className="field-quiet" role="status">
        {t('offline.screen.todo.count', {
          count: found.length,
          late: found.filter((task) => lightNow(task, now) === 'red').length,
        })}
      </p>
      <div className="field-section">
        {found.slice(0, shown).map((task) => (
          <TaskCard key={task.id} task={task} now={now} ledger={ledgerName(task.ledger)} />
        ))}
      </div>
      {found.length > shown && (
        <button type="button" className="field-button" onClick={() => setShown(shown + shownAtOnce)}>
          {t('offline.screen.more', { count: found.length - shown })}
        </button>
      )}
      {found.length === 0 && <NothingToDo filtered={tasks.length > 0} />}
    </FieldPage>
  )
}

/** The name of a ledger that the phone carries. */
export function useLedgerName(): (id: string) => string {
  const text = useLocalText()
  const ledgers = useOfflineLedgers()
  return (id) => {
    const known = ledgers.find((one) => one.id === id)
    return known ? text(known.title) : id
  }
}

function NothingToDo({ filtered }: { filtered: boolean }) {
  const t = useT()
  const { lastSyncAt, syncing } = useFieldSession()
  if (lastSyncAt === null && syncing) return <FieldMessage title={t('offline.screen.coming')} />
  if (filtered) return <FieldMessage title={t('offline.screen.todo.none_found')} />
  return (
    <FieldMessage
      title={t('offline.screen.todo.none')}
      text={lastSyncAt === null ? t('offline.screen.todo.never') : t('offline.screen.todo.none.text')}
    />
  )
}

/** A task as a line of a list. */
export function TaskCard({ task, now, ledger }: { task: OfflineTask; now: Date; ledger: string }) {
  const t = useT()
  const text = useLocalText()
  const pathOf = useEntryPath()
  const light = lightNow(task, now)
  return (
    <AppLink
      to={pathOf(task.ledger, task.entryId)}
      className={light === 'red' ? 'field-card field-card-late' : 'field-card'}
    >
      <h2>{task.entryTitle}</h2>
      <div className="field-card-line">
        {light !== null && <Light light={light} text={dueText(task, light, t)} />}
        {task.unsent > 0 && (
          <span className="field-mark">{t('offline.screen.unsent.count', { count: task.unsent })}</span>
        )}
      </div>
      <div className="field-card-line">
        <span>{text(task.label)}</span>
        <span>{ledger}</span>
        <span className="yw-number">{task.entryNo}</span>
      </div>
    </AppLink>
  )
}
