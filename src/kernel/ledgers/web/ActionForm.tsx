import { App, Button, Modal } from 'antd'
import { type FormEvent, use, useId, useState } from 'react'
import { type EntryAnswer, isErased, type LedgerAnswer } from '#kernel/ledgers/model'
import { ErrorSummary, useLocalText, useProblems, useSession, useT } from '#kernel/ui/web'
import { changedValues, specialFields } from './action-input.ts'
import { ActionStartContext } from './action-start.ts'
import { EffectiveField } from './EffectiveField.tsx'
import { findMissing, type Values } from './form-values.ts'
import { FormFields } from './FormFields.tsx'
import { onlyRating, withRatingChoices, withRatingNumber } from './rating-choices.ts'
import { shownFields } from './shown-fields.ts'
import { usePerform } from './queries.ts'
import { useFills } from './use-fills.ts'
import { type ActionDeclaration, SpecialFields } from './SpecialFields.tsx'

type ActionFormProps = {
  declaration: LedgerAnswer
  entry: EntryAnswer
  action: ActionDeclaration
  onClose: () => void
}

/** What the entry holds of the fields that the action asks for. */
function heldValues(action: ActionDeclaration, entry: EntryAnswer): Values {
  return Object.fromEntries(
    action.input.flatMap(({ name }) => {
      const value = entry.fields[name]?.value
      return isErased(value) ? [] : [[name, value]]
    }),
  )
}

/** The content of an action's form and how it is sent. */
function useAction({ declaration, entry, action, onClose }: ActionFormProps) {
  const t = useT()
  const text = useLocalText()
  const { message } = App.useApp()
  const perform = usePerform(entry.id)
  const found = useProblems()
  const [seen] = useState(entry.seq)
  const [toldOfChange, setToldOfChange] = useState(false)
  const [held] = useState(() => heldValues(action, entry))
  const { session } = useSession()
  const about = { action, entry, organisationId: session.position.organisation.id }
  const start = use(ActionStartContext)(action.id)
  const [values, setValues] = useState<Values>(() => ({ ...held, ...onlyRating(about), ...start?.values }))
  const [effectiveAt, setEffectiveAt] = useState<string | null>(null)
  const known = Object.fromEntries(Object.entries(entry.fields).map(([name, fact]) => [name, fact.value]))
  const shown = shownFields(declaration, action.input, { ...known, ...values }, entry.stage)
  const fields = withRatingChoices(shown, about)
  const notes = useFills({ id: declaration.id, fields: shown }, { ...known, ...values }, (filled) =>
    setValues((before) => ({ ...before, ...filled })),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = findMissing([...specialFields(action, t), ...fields], values, (field) =>
      t('ledgers.screen.form.missing', { label: text(field.label) }),
    )
    if (!found.check(missing)) return
    // Who has been told that the entry changed meanwhile, and sends again, means it as it is now.
    const expectedSeq = toldOfChange ? entry.seq : seen
    const input = withRatingNumber(about, changedValues(fields, values, held))
    perform.mutate(
      { action: action.id, expectedSeq, input, ...(effectiveAt === null ? {} : { effectiveAt }) },
      {
        onSuccess: () => {
          void message.success(t('ledgers.screen.form.done', { label: text(action.label) }))
          onClose()
        },
        onError: (error) => {
          if (found.refuse(error).code === 'ledgers.changed_meanwhile') setToldOfChange(true)
        },
      },
    )
  }
  const set = (name: string, value: unknown) => {
    found.forget(name)
    setValues((before) => ({ ...before, [name]: value }))
  }
  return {
    ...found,
    fields,
    notes,
    values,
    start,
    set,
    effectiveAt,
    setEffectiveAt,
    submit,
    sending: perform.isPending,
  }
}

/** The form of one action on one entry, in the state in which the reader saw it. */
export function ActionForm(props: ActionFormProps) {
  const { declaration, entry, action, onClose } = props
  const t = useT()
  const text = useLocalText()
  const id = useId()
  const { fields, notes, values, set, problems, problemOf, ...form } = useAction(props)
  const idOf = (name: string) => `${id}-${name}`
  return (
    <Modal
      open
      title={`${text(action.label)} · ${entry.title}`}
      onCancel={onClose}
      footer={null}
      width={560}
      mask={{ closable: false }}
    >
      <form className="entry-form entry-form-modal" onSubmit={form.submit} noValidate>
        <ErrorSummary problems={problems} general={form.general} idOf={idOf} />
        {form.start?.note}
        <SpecialFields {...{ declaration, action, values, problemOf, idOf, set }} />
        <FormFields
          ledger={declaration.id}
          fields={fields}
          values={values}
          problems={problems}
          notes={notes}
          idOf={idOf}
          onChange={set}
        />
        <EffectiveField id={idOf('effectiveAt')} value={form.effectiveAt} onChange={form.setEffectiveAt} />
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={form.sending}>
            {text(action.label)}
          </Button>
          <Button onClick={onClose}>{t('ledgers.screen.form.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}
