import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { formatDate, formatDue } from '#kernel/ui/model'
import { api, ErrorState, Light, Loading, useLocalText, useT } from '#kernel/ui/web'

type TaskAnswer = EntryAnswer['tasks'][number]

/** Who must do what by when. The light explains itself on a click. */
export function EntryTasks({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const tasks = entry.tasks.filter(({ todo }) => todo)
  const clocks = entry.tasks.filter(({ todo }) => !todo)
  return (
    <section className="entry-section">
      <h2>{t('ledgers.screen.tasks')}</h2>
      {tasks.length === 0 && <p className="entry-quiet">{t('ledgers.screen.tasks.none')}</p>}
      <ul className="entry-tasks">
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} />
        ))}
      </ul>
      <PendingExtension entry={entry} />
      {clocks.length > 0 && (
        <>
          <h3>{t('ledgers.screen.clocks')}</h3>
          <ul className="entry-tasks">
            {clocks.map((task) => (
              <TaskItem key={task.id} task={task} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** More time that was asked for: what for, how much, and why. */
function PendingExtension({ entry: { extension } }: { entry: EntryAnswer }) {
  const t = useT()
  const text = useLocalText()
  if (!extension) return null
  const { task, count, unit, reason } = extension
  return (
    <p className="entry-quiet">
      {t('ledgers.screen.extension', { task: text(task), count, unit: t(`ledgers.unit.${unit}`), reason })}
    </p>
  )
}

function TaskItem({ task }: { task: TaskAnswer }) {
  const t = useT()
  const text = useLocalText()
  return (
    <li>
      <div className="entry-task-head">
        <strong>{text(task.label)}</strong>
        <TaskLight task={task} />
      </div>
      <p>
        {task.organisation && text(task.organisation.name)}
        {task.account && ` · ${task.account.name}`}
        {task.mine && <span className="entry-mine">{t('ledgers.screen.tasks.mine')}</span>}
      </p>
      <p className="entry-quiet">
        {task.dueAt !== null && (
          <span>{t('ledgers.screen.tasks.due', { date: formatDue(task.dueAt, true) })} · </span>
        )}
        {task.originalDueAt !== null && task.originalDueAt !== task.dueAt && (
          <span>{t('ledgers.screen.tasks.original', { date: formatDue(task.originalDueAt, true) })} · </span>
        )}
        {task.todo &&
          (task.acknowledgedAt === null
            ? t('ledgers.screen.tasks.not_acknowledged')
            : t('ledgers.screen.tasks.acknowledged', { date: formatDate(task.acknowledgedAt) }))}
      </p>
      {task.paused && <p className="entry-quiet">{t('ledgers.screen.tasks.paused')}</p>}
      {task.provisional && <p className="entry-quiet">{t('ledgers.screen.tasks.provisional')}</p>}
    </li>
  )
}

type TaskLightProps = { task: Pick<TaskAnswer, 'id' | 'light' | 'remaining' | 'label'> }

/** The clock of a task: what is left in words, and on a click how the date came about. */
export function TaskLight({ task }: TaskLightProps) {
  const t = useT()
  const text = useLocalText()
  const [open, setOpen] = useState(false)
  if (task.light === null) return <span className="entry-quiet">{t('ledgers.screen.no_light')}</span>
  return (
    <>
      <Light light={task.light} text={task.remaining ?? undefined} onClick={() => setOpen(true)} />
      <Modal
        open={open}
        title={`${t('ledgers.screen.clock')} · ${text(task.label)}`}
        footer={null}
        width={480}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <ClockExplanation taskId={task.id} />
      </Modal>
    </>
  )
}

type Clock = { dueAt: string | null; provisional: boolean; rows: { kind: string; text: string }[] }

function ClockExplanation({ taskId }: { taskId: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['tasks', 'clock', taskId],
    queryFn: ({ signal }) => api.get<Clock>(`/api/tasks/${taskId}/clock`, { signal }),
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <ol className="clock-rows">
        {data.rows.map(({ kind, text }, index) => (
          <li key={index} data-kind={kind}>
            {text}
          </li>
        ))}
      </ol>
      {data.provisional && <p className="entry-quiet">{t('ledgers.screen.tasks.provisional')}</p>}
    </>
  )
}
