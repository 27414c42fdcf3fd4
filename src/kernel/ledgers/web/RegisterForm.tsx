import { App, Button } from 'antd'
import { type FormEvent, useEffect, useId } from 'react'
import { DivisionSelect } from '#kernel/divisions/web'
import type { EntryAnswer, LedgerAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { ErrorSummary, useDraft, useLocalText, useSession, useT, useProblems } from '#kernel/ui/web'
import { specialFields, specialNames } from './action-input.ts'
import { EffectiveField } from './EffectiveField.tsx'
import { findMissing, isBlank, type Values } from './form-values.ts'
import { FormField, FormFields } from './FormFields.tsx'
import { shownFields } from './shown-fields.ts'
import './ledgers.css'
import './messages.ts'
import { OfLedger } from './OfLedger.tsx'
import { useRegister } from './queries.ts'
import { SpecialFields } from './SpecialFields.tsx'
import { useFills } from './use-fills.ts'

type RegisterFormProps = {
  ledger: string
  /** What is known already, such as the project a problem belongs to. */
  initial?: Values
  /** Where it is, when that is known already. */
  initialDivision?: string
  /** Of the fields that are asked, only these and the required ones. */
  only?: readonly string[]
  /** Told of what is typed, while it is. */
  onTyped?: (values: Values, divisionCode: string | null) => void
  onDone: (entry: EntryAnswer) => void
  onCancel?: () => void
}

/** Registers an entry of a ledger: its form comes from the declaration. */
export function RegisterForm({ ledger, ...rest }: RegisterFormProps) {
  return (
    <OfLedger ledger={ledger}>
      {(declaration) => <DeclaredForm key={ledger} declaration={declaration} {...rest} />}
    </OfLedger>
  )
}

type Content = { values: Values; divisionCode: string | null; effectiveAt: string | null }

type DeclaredFormProps = Omit<RegisterFormProps, 'ledger'> & { declaration: LedgerAnswer }

/** The form's content, kept as a draft, and how it is sent. */
function useRegistration(props: DeclaredFormProps) {
  const { declaration, initial = {}, initialDivision, only, onDone, onTyped } = props
  const t = useT()
  const text = useLocalText()
  const { message } = App.useApp()
  const { session } = useSession()
  const register = useRegister(declaration.id)
  const found = useProblems()
  const own = session.position.divisions
  // Who works in one village alone need not say where.
  const village = own.length === 1 && own[0]?.code.length === 12 ? own[0].code : null
  const draft = useDraft<Content>(
    `yiwang.draft.${session.account.id}.${declaration.id}.${JSON.stringify(initial)}`,
    { values: initial, divisionCode: initialDivision ?? village, effectiveAt: null },
  )
  const action = declaration.actions.find(({ word }) => word === 'register')
  const asked = (action?.input ?? []).filter(
    ({ name, required }) => only === undefined || required === true || only.includes(name),
  )
  const fields = shownFields(declaration, asked, draft.content.values, '')
  const special = action ? specialFields(action, t) : []
  const { content } = draft
  useEffect(() => onTyped?.(content.values, content.divisionCode), [content, onTyped])
  const notes = useFills(declaration, draft.content.values, (filled) =>
    draft.change({ ...draft.content, values: { ...draft.content.values, ...filled } }),
  )
  const say = (label: string) => t('ledgers.screen.form.missing', { label })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { values, divisionCode, effectiveAt } = draft.content
    const missing = findMissing([...special, ...fields], values, (field) => say(text(field.label)))
    if (divisionCode === null)
      missing.push({ field: 'divisionCode', text: say(t('ledgers.screen.form.place')) })
    if (!found.check(missing) || divisionCode === null) return
    const shown = new Set([...fields.map(({ name }) => name), ...specialNames])
    const given = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => shown.has(name) && !isBlank(value)),
    )
    register.mutate(
      { fields: given, divisionCode, ...(effectiveAt === null ? {} : { effectiveAt }) },
      {
        onSuccess: (entry) => {
          draft.discard()
          void message.success(t('ledgers.screen.form.registered', { no: entry.no }))
          onDone(entry)
        },
        onError: (error) => void found.refuse(error),
      },
    )
  }
  return {
    ...draft,
    ...found,
    action,
    fields,
    notes,
    submit,
    sending: register.isPending,
    within: own.map(({ code }) => code),
  }
}

function DeclaredForm(props: DeclaredFormProps) {
  const t = useT()
  const id = useId()
  const form = useRegistration(props)
  const { content, change, problems, problemOf } = form
  const idOf = (name: string) => `${id}-${name}`
  const set = (name: string, value: unknown) => {
    form.forget(name)
    change((before) => ({ ...before, values: { ...before.values, [name]: value } }))
  }
  return (
    <form className="entry-form" onSubmit={form.submit} noValidate>
      <ErrorSummary problems={problems} general={form.general} idOf={idOf} />
      {form.restoredAt !== null && (
        <p className="form-draft">
          {t('ledgers.screen.draft.restored', { time: formatDate(form.restoredAt, true) })}
          <Button size="small" type="link" onClick={form.discard}>
            {t('ledgers.screen.draft.discard')}
          </Button>
        </p>
      )}
      {form.action && (
        <SpecialFields
          declaration={props.declaration}
          action={form.action}
          values={content.values}
          {...{ problemOf, idOf, set }}
        />
      )}
      <FormFields
        ledger={props.declaration.id}
        fields={form.fields}
        values={content.values}
        problems={problems}
        notes={form.notes}
        idOf={idOf}
        onChange={set}
      />
      <FormField
        id={idOf('divisionCode')}
        label={t('ledgers.screen.form.place')}
        required
        problem={problemOf('divisionCode')}
      >
        <DivisionSelect
          id={idOf('divisionCode')}
          within={form.within}
          value={content.divisionCode}
          status={problemOf('divisionCode') === undefined ? '' : 'error'}
          onChange={(divisionCode) => {
            form.forget('divisionCode')
            change({ ...content, divisionCode })
          }}
        />
      </FormField>
      <EffectiveField
        id={idOf('effectiveAt')}
        value={content.effectiveAt}
        problem={problemOf('effectiveAt')}
        onChange={(effectiveAt) => change({ ...content, effectiveAt })}
      />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={form.sending}>
          {t('ledgers.screen.register')}
        </Button>
        {props.onCancel && <Button onClick={props.onCancel}>{t('ledgers.screen.form.cancel')}</Button>}
      </div>
    </form>
  )
}
