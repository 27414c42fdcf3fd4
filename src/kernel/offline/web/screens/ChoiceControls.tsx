import { useLocalText, useT } from '#kernel/ui/web'
import { type ControlProps, radioMax } from './control-props.ts'

type Option = { value: string; label: string }

function Radios({
  id,
  labelId,
  options,
  value,
  onChange,
}: {
  id: string
  labelId: string
  options: readonly Option[]
  value: string | null
  onChange: (value: string) => void
}) {
  return (
    <div
      className={options.length === 2 ? 'field-choices field-choices-two' : 'field-choices'}
      role="radiogroup"
      aria-labelledby={labelId}
    >
      {options.map((option) => (
        <label key={option.value} className="field-choice">
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

function useOptions({ field, value: chosen }: Pick<ControlProps, 'field' | 'value'>): Option[] {
  const text = useLocalText()
  const kept = Array.isArray(chosen) ? (chosen as string[]) : [chosen]
  const offered = (field.options ?? []).filter(({ value, ended }) => !ended || kept.includes(value))
  return offered.map(({ value, label }) => ({ value, label: text(label) }))
}

/** One of a few: all of them in sight. One of many: a list that opens. */
export function ChoiceControl({ id, labelId, field, value, onChange, faulty }: ControlProps) {
  const t = useT()
  const options = useOptions({ field, value })
  const chosen = typeof value === 'string' ? value : null
  if (options.length <= radioMax) return <Radios {...{ id, labelId, options, onChange }} value={chosen} />
  return (
    <select
      id={id}
      className="field-input"
      aria-invalid={faulty}
      value={chosen ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      <option value="">{t('offline.screen.choose')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

export function ChoicesControl({ labelId, field, value, onChange }: ControlProps) {
  const options = useOptions({ field, value })
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <div className="field-choices" role="group" aria-labelledby={labelId}>
      {options.map((option) => (
        <label key={option.value} className="field-choice">
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={({ target }) =>
              onChange(
                target.checked ? [...chosen, option.value] : chosen.filter((one) => one !== option.value),
              )
            }
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

export function BooleanControl({ id, labelId, value, onChange }: ControlProps) {
  const t = useT()
  const options = [
    { value: 'yes', label: t('offline.screen.yes') },
    { value: 'no', label: t('offline.screen.no') },
  ]
  const chosen = value === true ? 'yes' : value === false ? 'no' : null
  return <Radios {...{ id, labelId, options }} value={chosen} onChange={(next) => onChange(next === 'yes')} />
}
