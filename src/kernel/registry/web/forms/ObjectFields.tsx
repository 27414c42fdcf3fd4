import { Button, Input, Select } from 'antd'
import { DivisionSelect } from '#kernel/divisions/web'
import { DateInput, FormRow, useSession, useT } from '#kernel/ui/web'
import { labelKeyOf, type ObjectField, removed, type Values } from './object-fields.ts'

type ControlProps = {
  id: string
  field: ObjectField
  value: string
  status: '' | 'error'
  onChange: (value: string) => void
}

/** The control of one fact. */
export function Control({ id, field, value, status, onChange }: ControlProps) {
  const t = useT()
  const { session } = useSession()
  const text = { id, value, status, maxLength: field.max ?? 300, autoComplete: 'off' } as const
  switch (field.input) {
    case 'area':
      return (
        <Input.TextArea
          {...text}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={({ target }) => onChange(target.value)}
        />
      )
    case 'choice':
      return (
        <Select
          id={id}
          status={status}
          style={{ width: '100%' }}
          allowClear={!field.required}
          value={value === '' ? null : value}
          options={(field.options ?? []).map((option) => ({
            value: option,
            label: t(`${field.optionKey}.${option}`),
          }))}
          onChange={(next: string | null | undefined) => onChange(next ?? '')}
        />
      )
    case 'date':
      return (
        <DateInput
          id={id}
          status={status}
          value={value === '' ? null : value}
          onChange={(next) => onChange(next ?? '')}
        />
      )
    case 'division':
      return (
        <DivisionSelect
          id={id}
          status={status}
          within={session.position.divisions.map(({ code }) => code)}
          value={value === '' ? null : value}
          onChange={(next) => onChange(next ?? '')}
        />
      )
    default:
      return <Input {...text} spellCheck={false} onChange={({ target }) => onChange(target.value)} />
  }
}

/** A number that is held masked: it stays unless another is typed, or it is taken away. */
function Held({ id, masked, value, status, onChange, ...rest }: ControlProps & { masked: string | null }) {
  const t = useT()
  if (value === removed)
    return (
      <p className="registry-held">
        {t('registry.form.removed')}
        <Button id={id} size="small" type="link" onClick={() => onChange('')}>
          {t('registry.form.keep')}
        </Button>
      </p>
    )
  return (
    <>
      {masked !== null && (
        <p className="registry-held">
          <span className="yw-number">{masked}</span>
          <Button size="small" type="link" onClick={() => onChange(removed)}>
            {t('registry.form.remove')}
          </Button>
        </p>
      )}
      <Control id={id} value={value} status={status} onChange={onChange} {...rest} />
    </>
  )
}

type ObjectFieldsProps = {
  fields: readonly ObjectField[]
  values: Values
  /** The masked numbers that are held, by field. */
  masked?: Readonly<Record<string, string | null>>
  idOf: (field: string) => string
  problemOf: (field: string) => string | undefined
  onChange: (field: string, value: string) => void
}

/** The controls of an object's facts, one under the other, what is wrong beside each. */
export function ObjectFields({ fields, values, masked, idOf, problemOf, onChange }: ObjectFieldsProps) {
  const t = useT()
  return fields.map((field) => {
    const { name, required = false, hintKey, input } = field
    const problem = problemOf(name)
    const control: ControlProps = {
      id: idOf(name),
      field,
      value: values[name] ?? '',
      status: problem === undefined ? '' : 'error',
      onChange: (value) => onChange(name, value),
    }
    return (
      <FormRow
        key={name}
        id={idOf(name)}
        label={t(labelKeyOf(field))}
        optional={!required}
        problem={problem}
        {...(hintKey === undefined ? {} : { hint: t(`registry.form.hint.${hintKey}`) })}
      >
        {input === 'secret' && masked ? (
          <Held {...control} masked={masked[name] ?? null} />
        ) : (
          <Control {...control} />
        )}
      </FormRow>
    )
  })
}
