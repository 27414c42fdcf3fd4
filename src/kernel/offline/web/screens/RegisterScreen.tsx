import { type FormEvent, useState } from 'react'
import type { LedgerAnswer } from '#kernel/ledgers/model'
import { useGo, useLocalText, useRouteParam, useT } from '#kernel/ui/web'
import { queueAction, useOfflineLedger } from './phone.ts'
import { besides } from './action-fields.ts'
import { DivisionControl } from './DirectoryControls.tsx'
import { FieldForm } from './FieldForm.tsx'
import { FieldPage } from './FieldPage.tsx'
import { FieldRow } from './FieldRow.tsx'
import { FieldMessage } from './FieldMessage.tsx'
import { useForm } from './use-form.ts'
import { useVillage } from './use-village.ts'

/** Registers an entry of any ledger that the phone carries. */
export default function RegisterScreen() {
  const t = useT()
  const declaration = useOfflineLedger(useRouteParam('ledger'))
  if (!declaration?.can.register)
    return (
      <FieldPage title={t('offline.screen.register')} back="/m/me">
        <FieldMessage
          title={t('offline.screen.entry.not_here')}
          text={t('offline.screen.entry.not_here.text')}
        />
      </FieldPage>
    )
  return <RegisterForm declaration={declaration} />
}

function RegisterForm({ declaration }: { declaration: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const go = useGo()
  const [trouble, setTrouble] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const [placeMissing, setPlaceMissing] = useState(false)
  const action = declaration.actions.find(({ word }) => word === 'register')
  const fields = action ? [...besides(action, declaration, t), ...action.input] : []
  const form = useForm({ declaration, fields, initial: {} })
  const village = useVillage(form.spot())
  const divisionCode = chosen ?? village
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setPlaceMissing(divisionCode === null)
    if (!form.check() || divisionCode === null || !action) return
    try {
      await queueAction({
        ledger: declaration.id,
        action: action.id,
        divisionCode,
        input: form.said(),
        photos: form.photos(),
      })
      go('/m/unsent', { replace: true })
    } catch {
      setTrouble(true)
    }
  }
  const placeId = `${form.id}-place`
  return (
    <FieldPage title={text(declaration.title)} back="/m/me">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <FieldForm form={form} />
        <FieldRow
          id={placeId}
          labelId={`${placeId}-label`}
          label={t('offline.screen.place')}
          required
          problem={
            placeMissing ? t('offline.screen.missing', { label: t('offline.screen.place') }) : undefined
          }
        >
          <DivisionControl
            id={placeId}
            labelId={`${placeId}-label`}
            field={{ name: 'divisionCode', label: declaration.title, kind: 'division' }}
            value={divisionCode}
            faulty={placeMissing}
            files={[]}
            onFiles={() => undefined}
            onChange={(code) => setChosen(code as string | null)}
          />
        </FieldRow>
        {trouble && <p className="field-notice field-notice-trouble">{t('offline.screen.not_kept')}</p>}
        <div className="field-buttons field-buttons-sticky">
          <button type="submit" className="field-button field-button-main">
            {t('offline.screen.register')}
          </button>
        </div>
      </form>
    </FieldPage>
  )
}
