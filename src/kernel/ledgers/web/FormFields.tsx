import type { ReactNode } from 'react'
import type { Field } from '#kernel/ledgers/model'
import { CorrectionButton } from '#kernel/registry/web'
import { type FormProblem, useLocalText, useT } from '#kernel/ui/web'
import { FieldInput } from './FieldInput.tsx'
import type { Values } from './form-values.ts'
import type { FillNote } from './use-fills.ts'

type FormFieldProps = {
  id: string
  label: string
  required?: boolean | undefined
  help?: string | undefined
  /** What the register has for it. */
  note?: FillNote | undefined
  /** What stands in it. */
  value?: unknown
  problem?: string | undefined
  children: ReactNode
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Label above, control, help, and what is wrong beside it. */
export function FormField({
  id,
  label,
  required = false,
  help,
  note,
  value,
  problem,
  children,
}: FormFieldProps) {
  const t = useT()
  return (
    <div className={problem === undefined ? 'form-field' : 'form-field form-field-faulty'}>
      <label htmlFor={id}>
        {label}
        {!required && note === undefined && (
          <span className="form-optional">{t('ledgers.screen.form.optional')}</span>
        )}
      </label>
      {problem !== undefined && <p className="form-problem">{problem}</p>}
      {children}
      {note !== undefined && (
        <p className="form-fill">
          {note.text}{' '}
          {note.fact && (
            <CorrectionButton {...note.fact} value={value === note.fact.value ? '' : textOf(value)} />
          )}
        </p>
      )}
      {help !== undefined && <p className="form-help">{help}</p>}
    </div>
  )
}

type FormFieldsProps = {
  ledger?: string
  fields: readonly Field[]
  values: Values
  problems: readonly FormProblem[]
  /** What the register has, by field. */
  notes?: Readonly<Record<string, FillNote>>
  idOf: (name: string) => string
  onChange: (name: string, value: unknown) => void
}

/** The controls of declared fields, one under the other. */
export function FormFields({
  ledger,
  fields,
  values,
  problems,
  notes = {},
  idOf,
  onChange,
}: FormFieldsProps) {
  const text = useLocalText()
  return fields.map((field) => {
    const problem = problems.find(
      (item) => item.field === field.name || item.field.startsWith(`${field.name}.`),
    )
    return (
      <FormField
        key={field.name}
        id={idOf(field.name)}
        label={text(field.label)}
        required={field.required}
        help={field.help && text(field.help)}
        note={notes[field.name]}
        value={values[field.name]}
        problem={problem?.text}
      >
        {notes[field.name]?.asked !== false && (
          <FieldInput
            id={idOf(field.name)}
            ledger={ledger}
            field={field}
            value={values[field.name]}
            faulty={problem !== undefined}
            onChange={(value) => onChange(field.name, value)}
          />
        )}
      </FormField>
    )
  })
}
