import { type FormEvent, useState } from 'react'
import { type EntryAnswer, isErased, type LedgerAnswer } from '#kernel/ledgers/model'
import type { Values } from '#kernel/ledgers/web'
import { useGo, useLocalText, useRouteParam, useT } from '#kernel/ui/web'
import { queueAction, useOfflineEntry } from './phone.ts'
import { besides } from './action-fields.ts'
import { FieldForm } from './FieldForm.tsx'
import { FieldPage } from './FieldPage.tsx'
import { FieldMessage } from './FieldMessage.tsx'
import { useForm } from './use-form.ts'

type Declared = LedgerAnswer['actions'][number]

/** One action on one entry, with the form that its declaration makes. */
export default function ActionScreen() {
  const t = useT()
  const entryId = useRouteParam('entryId')
  const actionId = useRouteParam('action')
  const found = useOfflineEntry(entryId)
  const action = found?.definition?.actions.find(({ id }) => id === actionId)
  const back = `/m/entries/${entryId}`
  if (!found?.definition || !action)
    return (
      <FieldPage title={t('offline.screen.entry')} back={back}>
        <FieldMessage
          title={t('offline.screen.entry.not_here')}
          text={t('offline.screen.entry.not_here.text')}
        />
      </FieldPage>
    )
  return <ActionForm entry={found.entry} declaration={found.definition} action={action} back={back} />
}

type ActionFormProps = { entry: EntryAnswer; declaration: LedgerAnswer; action: Declared; back: string }

function heldOf(entry: EntryAnswer, names: readonly string[]): Values {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = entry.fields[name]?.value
      return isErased(value) || value === undefined ? [] : [[name, value]]
    }),
  )
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

function ActionForm({ entry, declaration, action, back }: ActionFormProps) {
  const t = useT()
  const text = useLocalText()
  const go = useGo()
  const [trouble, setTrouble] = useState(false)
  const [held] = useState(() =>
    heldOf(
      entry,
      action.input.filter(({ kind }) => kind !== 'files').map(({ name }) => name),
    ),
  )
  const known = Object.fromEntries(Object.entries(entry.fields).map(([name, { value }]) => [name, value]))
  const fields = [...besides(action, declaration, t), ...action.input]
  const form = useForm({ declaration, fields, initial: held, known, stage: entry.stage })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!form.check()) return
    const input = Object.fromEntries(
      Object.entries(form.said()).filter(([name, value]) => !same(value, held[name])),
    )
    // What was there and was taken out is said to be gone.
    for (const [name, value] of Object.entries(held))
      if (form.values[name] === null && value !== null) input[name] = null
    try {
      await queueAction({
        ledger: declaration.id,
        entryId: entry.id,
        action: action.id,
        input,
        photos: form.photos(),
      })
      go(back, { replace: true })
    } catch {
      setTrouble(true)
    }
  }
  return (
    <FieldPage title={text(action.label)} back={back}>
      <p className="field-quiet">{entry.title}</p>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <FieldForm form={form} />
        {trouble && <p className="field-notice field-notice-trouble">{t('offline.screen.not_kept')}</p>}
        <div className="field-buttons field-buttons-sticky">
          <button type="submit" className="field-button field-button-main">
            {text(action.label)}
          </button>
        </div>
      </form>
    </FieldPage>
  )
}
