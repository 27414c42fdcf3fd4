import { useT } from '#kernel/ui/web'
import { useOfflineTasks } from './phone.ts'
import type { ControlProps } from './control-props.ts'

/** Another entry, of those that the phone carries. */
export function EntryControl({ id, field, value, onChange, faulty }: ControlProps) {
  const t = useT()
  const tasks = useOfflineTasks()
  const entries = new Map(
    tasks
      .filter(({ ledger }) => field.ledger === undefined || ledger === field.ledger)
      .map(({ entryId, entryNo, entryTitle }) => [entryId, `${entryNo} ${entryTitle}`]),
  )
  const chosen = typeof value === 'string' ? value : ''
  if (chosen !== '' && !entries.has(chosen)) entries.set(chosen, t('offline.screen.not_carried'))
  return (
    <select
      id={id}
      className="field-input"
      aria-invalid={faulty}
      value={chosen}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      <option value="">{t('offline.screen.choose')}</option>
      {[...entries].map(([entryId, title]) => (
        <option key={entryId} value={entryId}>
          {title}
        </option>
      ))}
    </select>
  )
}
