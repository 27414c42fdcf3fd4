import {
  FieldMessage,
  FieldPage,
  NotYetCarried,
  TaskCard,
  useFieldSession,
  useNow,
  useOfflineLedger,
} from '#kernel/offline/web'
import { useLocalText, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import { careLedger, useCareTasks } from './care-tasks.ts'

/** Whom one looks after, by when a visit is due; by kind of need alone: no line of it names anybody. */
export default function CarePage() {
  const t = useT()
  const text = useLocalText()
  const now = useNow()
  const tasks = useCareTasks()
  const ledger = useOfflineLedger(careLedger)
  const { lastSyncAt } = useFieldSession()
  if (lastSyncAt === null) return <NotYetCarried title={t('grid.field.care')} />
  return (
    <FieldPage title={t('grid.field.care')} back="/m/visits">
      <p className="field-quiet">{t('grid.field.care.text')}</p>
      <div className="field-section">
        {tasks.map((task) => (
          <TaskCard key={task.id} task={task} now={now} ledger={ledger ? text(ledger.title) : ''} />
        ))}
      </div>
      {tasks.length === 0 && (
        <FieldMessage title={t('grid.field.care.none')} text={t('grid.field.care.none.text')} />
      )}
    </FieldPage>
  )
}
