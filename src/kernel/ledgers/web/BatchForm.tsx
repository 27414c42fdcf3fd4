import { Button, Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { LedgerAnswer } from '#kernel/ledgers/model'
import { ErrorSummary, useLocalText, useT, useProblems } from '#kernel/ui/web'
import { changedValues, specialFields } from './action-input.ts'
import { BatchResults } from './BatchResults.tsx'
import { EffectiveField } from './EffectiveField.tsx'
import { findMissing, type Values } from './form-values.ts'
import { FormFields } from './FormFields.tsx'
import { type ActionDeclaration, SpecialFields } from './SpecialFields.tsx'
import { type BatchEntry, useBatch } from './use-batch.ts'

type BatchFormProps = {
  declaration: LedgerAnswer
  action: ActionDeclaration
  entries: readonly BatchEntry[]
  /** After something was sent. */
  onClose: () => void
  onCancel: () => void
}

/** One action on many entries: its form once, then how far it has come, then what became of each. */
export function BatchForm({ declaration, action, entries, onClose, onCancel }: BatchFormProps) {
  const t = useT()
  const text = useLocalText()
  const batch = useBatch(declaration.id)
  const [sent, setSent] = useState(false)
  const title = t('ledgers.screen.batch.title', { label: text(action.label), count: entries.length })
  return (
    <Modal
      open
      title={title}
      footer={null}
      width={sent ? 840 : 560}
      mask={{ closable: false }}
      closable={!batch.running}
      keyboard={!batch.running}
      onCancel={sent ? onClose : onCancel}
    >
      {sent ? (
        <BatchResults title={title} entries={entries} batch={batch} onClose={onClose} />
      ) : (
        <Fields
          declaration={declaration}
          action={action}
          onCancel={onCancel}
          onSend={(input, effectiveAt) => {
            setSent(true)
            batch.start(entries, {
              action: action.id,
              input,
              ...(effectiveAt === null ? {} : { effectiveAt }),
            })
          }}
        />
      )}
    </Modal>
  )
}

type FieldsProps = Pick<BatchFormProps, 'declaration' | 'action' | 'onCancel'> & {
  onSend: (input: Record<string, unknown>, effectiveAt: string | null) => void
}

function Fields({ declaration, action, onCancel, onSend }: FieldsProps) {
  const t = useT()
  const text = useLocalText()
  const id = useId()
  const found = useProblems()
  const [values, setValues] = useState<Values>({})
  const [effectiveAt, setEffectiveAt] = useState<string | null>(null)
  const idOf = (name: string) => `${id}-${name}`
  const set = (name: string, value: unknown) => {
    found.forget(name)
    setValues((before) => ({ ...before, [name]: value }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = findMissing([...specialFields(action, t), ...action.input], values, (field) =>
      t('ledgers.screen.form.missing', { label: text(field.label) }),
    )
    if (found.check(missing)) onSend(changedValues(action.input, values, {}), effectiveAt)
  }
  return (
    <form className="entry-form entry-form-modal" onSubmit={submit} noValidate>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      <p className="entry-quiet">{t('ledgers.screen.batch.same')}</p>
      <SpecialFields {...{ declaration, action, values, problemOf: found.problemOf, idOf, set }} />
      <FormFields
        ledger={declaration.id}
        fields={action.input}
        values={values}
        problems={found.problems}
        idOf={idOf}
        onChange={set}
      />
      <EffectiveField id={idOf('effectiveAt')} value={effectiveAt} onChange={setEffectiveAt} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit">
          {text(action.label)}
        </Button>
        <Button onClick={onCancel}>{t('ledgers.screen.form.cancel')}</Button>
      </div>
    </form>
  )
}
