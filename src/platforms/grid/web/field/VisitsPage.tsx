import { useState } from 'react'
import {
  FieldMessage,
  FieldPage,
  NotYetCarried,
  useFieldSession,
  useOfflineHouseholds,
  useUnsent,
} from '#kernel/offline/web'
import { AppLink, useAddress, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import { useCareTasks } from './care-tasks.ts'

const shownAtOnce = 40

/** The households that one goes to, found by name, number or address. */
export default function VisitsPage() {
  const t = useT()
  const households = useOfflineHouseholds()
  const { cut, lastSyncAt } = useFieldSession()
  const [{ q = '' }, change] = useAddress()
  const [shown, setShown] = useState(shownAtOnce)
  const care = useCareTasks()
  const unsent = useUnsent()
  const waiting = new Set(
    unsent.flatMap(({ ledger, input }) => (ledger === 'household_visit' ? [input['household']] : [])),
  )
  const words = q.trim().toLowerCase()
  const found = households.filter(({ headName, number, address }) =>
    `${headName ?? ''} ${number ?? ''} ${address}`.toLowerCase().includes(words),
  )
  if (lastSyncAt === null) return <NotYetCarried title={t('grid.field.visits')} />
  return (
    <FieldPage title={t('grid.field.visits')}>
      {care.length > 0 && (
        <AppLink to="/m/care" className="field-button">
          {t('grid.field.care.count', { count: care.length })}
        </AppLink>
      )}
      <div className="field-tools field-section">
        <input
          type="search"
          className="field-input"
          aria-label={t('grid.field.visits.search')}
          placeholder={t('grid.field.visits.search')}
          value={q}
          onChange={({ target }) => change({ q: target.value })}
        />
      </div>
      <p className="field-quiet" role="status">
        {t('grid.field.visits.count', { count: found.length })}
      </p>
      {cut.includes('household') && <p className="field-notice">{t('grid.field.visits.cut')}</p>}
      <div className="field-section">
        {found.slice(0, shown).map(({ id, headName, address, size }) => (
          <AppLink key={id} to={`/m/visits/${id}`} className="field-card">
            <h2>{address}</h2>
            <p className="field-card-line">
              <span>{headName}</span>
              <span className="yw-number">{t('grid.field.visits.size', { count: size })}</span>
              {waiting.has(id) && <span className="field-mark">{t('grid.field.visits.unsent')}</span>}
            </p>
          </AppLink>
        ))}
      </div>
      {found.length > shown && (
        <button type="button" className="field-button" onClick={() => setShown(shown + shownAtOnce)}>
          {t('grid.field.more', { count: found.length - shown })}
        </button>
      )}
      {households.length === 0 && (
        <FieldMessage title={t('grid.field.visits.none')} text={t('grid.field.visits.none.text')} />
      )}
    </FieldPage>
  )
}
