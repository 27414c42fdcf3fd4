import { useState } from 'react'
import type { LedgerAnswer } from '#kernel/ledgers/model'
import {
  FieldMessage,
  FieldPage,
  FieldRow,
  NotYetCarried,
  useFieldSession,
  useOfflineHouseholds,
  useOfflineLedger,
  useOfflinePersons,
} from '#kernel/offline/web'
import { useRouteParam, useT } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import { VisitForm } from './VisitForm.tsx'

export type Household = ReturnType<typeof useOfflineHouseholds>[number]

/** A visit to one household: its form is made of the ledger's declaration and of what is known. */
export default function VisitPage() {
  const t = useT()
  const id = useRouteParam('householdId')
  const household = useOfflineHouseholds().find((one) => one.id === id)
  const declaration = useOfflineLedger('household_visit')
  const { lastSyncAt } = useFieldSession()
  if (lastSyncAt === null) return <NotYetCarried title={t('grid.field.visit')} />
  if (!household || !declaration)
    return (
      <FieldPage title={t('grid.field.visit')} back="/m/visits">
        <FieldMessage title={t('grid.field.visit.not_here')} text={t('grid.field.visit.not_here.text')} />
      </FieldPage>
    )
  if (!declaration.can.register)
    return (
      <FieldPage title={t('grid.field.visit')} back="/m/visits">
        <FieldMessage title={t('grid.field.visit.not_yours')} text={t('grid.field.visit.not_yours.text')} />
      </FieldPage>
    )
  return <Visit household={household} declaration={declaration} />
}

function Visit({ household, declaration }: { household: Household; declaration: LedgerAnswer }) {
  const t = useT()
  const { worker } = useFieldSession()
  const [spokenTo, setSpokenTo] = useState<string | null>(null)
  if (!worker) return null
  const asksWhom = declaration.fields.some(({ name }) => name === 'spokenTo')
  return (
    // What the household is called by is its address: names stand in the form alone.
    <FieldPage title={household.address} windowTitle={t('grid.field.visit')} back="/m/visits">
      <p className="field-quiet">
        {household.number} · {t('grid.field.visits.size', { count: household.size })}
      </p>
      {asksWhom && <SpokenTo household={household} value={spokenTo} onChange={setSpokenTo} />}
      <VisitForm
        key={spokenTo ?? ''}
        household={household}
        declaration={declaration}
        accountId={worker.accountId}
        spokenTo={spokenTo}
      />
    </FieldPage>
  )
}

type SpokenToProps = { household: Household; value: string | null; onChange: (person: string | null) => void }

/** One of the household, as the register knows it: nobody types a name that is known. */
function SpokenTo({ household, value, onChange }: SpokenToProps) {
  const t = useT()
  const persons = useOfflinePersons()
  const members = household.members.flatMap(({ personId }) => persons.find(({ id }) => id === personId) ?? [])
  return (
    <FieldRow id="spoken-to" labelId="spoken-to-label" label={t('grid.field.visit.spoken_to')}>
      <select
        id="spoken-to"
        className="field-input"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{t('grid.field.visit.spoken_to.nobody')}</option>
        {members.map(({ id, name, birthDate }) => (
          <option key={id} value={id}>
            {birthDate === null ? name : `${name} · ${birthDate.slice(0, 4)}`}
          </option>
        ))}
      </select>
    </FieldRow>
  )
}
