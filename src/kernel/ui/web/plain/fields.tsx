import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

type Common = {
  /** The element's id, so that the error summary leads to it. */
  id: string
  label: string
  hint?: string | undefined
  problem?: string | undefined
}

function describedBy({ id, hint, problem }: Common): string | undefined {
  const ids = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

function Around({ id, hint, problem }: Common) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="plain-hint">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="plain-problem">
          {problem}
        </p>
      )}
    </>
  )
}

type TextFieldProps = Common & {
  value: string
  onChange: (value: string) => void
  /** Lines; one where it is left out. */
  rows?: number
  input?: InputHTMLAttributes<HTMLInputElement>
  maxLength?: number
}

export function TextField({ value, onChange, rows, input, maxLength, ...common }: TextFieldProps) {
  const { id, label, problem } = common
  const shared = {
    id,
    value,
    maxLength,
    'aria-invalid': problem !== undefined,
    'aria-describedby': describedBy(common),
  }
  return (
    <div className="plain-field" data-wrong={problem !== undefined || undefined}>
      <label htmlFor={id}>{label}</label>
      <Around {...common} />
      {rows === undefined ? (
        <input type="text" {...input} {...shared} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={({ target }) => onChange(target.value)} />
      )}
    </div>
  )
}

type Choice<Value extends string> = { value: Value; label: string; hint?: string; mark?: ReactNode }

type ChoiceFieldProps<Value extends string> = Common & {
  value: Value | ''
  choices: readonly Choice<Value>[]
  onChange: (value: Value) => void
}

/** One of a few, each a large target. */
export function ChoiceField<Value extends string>({
  value,
  choices,
  onChange,
  ...common
}: ChoiceFieldProps<Value>) {
  const name = useId()
  const { id, label, problem } = common
  return (
    <fieldset
      className="plain-field"
      data-wrong={problem !== undefined || undefined}
      aria-describedby={describedBy(common)}
    >
      <legend>{label}</legend>
      <Around {...common} />
      {choices.map((choice, index) => (
        <label key={choice.value} className="plain-choice">
          <input
            type="radio"
            name={name}
            // The summary of errors leads to the first.
            id={index === 0 ? id : undefined}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint !== undefined && <span className="plain-hint">{choice.hint}</span>}
          </span>
          {choice.mark}
        </label>
      ))}
    </fieldset>
  )
}
