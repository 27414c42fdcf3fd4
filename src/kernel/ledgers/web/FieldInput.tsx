import { Input, InputNumber, Radio, Select } from 'antd'
import { DivisionSelect } from '#kernel/divisions/web'
import { FilesInput } from '#kernel/files/web'
import { AccountSelect } from '#kernel/identity/web'
import { OrganisationSelect, OrganisationsSelect } from '#kernel/orgs/web'
import { RegistrySelect } from '#kernel/registry/web'
import { Amount, DateInput, useLocalText, useSession, useT } from '#kernel/ui/web'
import { EntrySelect } from './EntrySelect.tsx'
import type { FieldInputProps } from './field-input-props.ts'
import { PointInput } from './PointInput.tsx'
import { RowsInput } from './RowsInput.tsx'

const choicesShownMax = 5

/** The control for a value, by the kind its field was declared with. */
export function FieldInput(props: FieldInputProps) {
  const { id, field, value, onChange, faulty } = props
  const status = faulty ? 'error' : ''
  const text = (value ?? null) as string | null
  switch (field.kind) {
    case 'text':
      return (
        <Input
          id={id}
          status={status}
          value={text ?? ''}
          maxLength={field.max ?? 400}
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        />
      )
    case 'long_text':
      return (
        <Input.TextArea
          id={id}
          status={status}
          value={text ?? ''}
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={field.max ?? 20_000}
          onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        />
      )
    case 'choice':
    case 'choices':
      return <ChoiceInput {...props} />
    case 'number':
    case 'money':
      return <NumberField {...props} />
    case 'date':
      return <DateInput id={id} status={status} value={text} onChange={onChange} />
    case 'boolean':
      return <BooleanInput {...props} />
    case 'division':
      return <ScopedDivision {...props} />
    case 'organisation':
    case 'organisations':
    case 'account':
      return <DirectoryInput {...props} />
    case 'person':
    case 'household':
    case 'enterprise':
    case 'place':
      return <RegistrySelect id={id} status={status} kind={field.kind} value={text} onChange={onChange} />
    case 'entry':
      return <EntrySelect id={id} ledger={field.ledger} value={text} onChange={onChange} faulty={faulty} />
    case 'point':
      return <PointInput {...props} />
    case 'files':
      return (
        <FilesInput
          id={id}
          field={field.name}
          {...(field.keepsOriginal ? { purpose: `${props.ledger}/${field.name}` } : {})}
          value={(value ?? []) as string[]}
          onChange={onChange}
        />
      )
    case 'list':
      return <RowsInput {...props} control={FieldInput} />
    default:
      return (
        <Input id={id} status={status} value={text ?? ''} onChange={({ target }) => onChange(target.value)} />
      )
  }
}

function DirectoryInput({ id, field, value, onChange, faulty }: FieldInputProps) {
  const one = { id, status: faulty ? ('error' as const) : ('' as const), onChange }
  const chosen = (value ?? null) as number | null
  if (field.kind === 'organisations')
    return <OrganisationsSelect {...one} value={(value ?? []) as number[]} />
  if (field.kind === 'account') return <AccountSelect {...one} value={chosen} />
  return <OrganisationSelect {...one} value={chosen} allowClear />
}

function ChoiceInput({ id, field, value, onChange, faulty }: FieldInputProps) {
  const t = useT()
  const text = useLocalText()
  const chosen = Array.isArray(value) ? (value as string[]) : [value]
  const options = (field.options ?? [])
    .filter((option) => !option.ended || chosen.includes(option.value))
    .map((option) => ({ value: option.value, label: text(option.label) }))
  if (field.kind === 'choice' && options.length <= choicesShownMax)
    return (
      <Radio.Group
        id={id}
        value={value ?? null}
        options={options}
        onChange={({ target }) => onChange(target.value as string)}
      />
    )
  const several = field.kind === 'choices'
  return (
    <Select
      id={id}
      allowClear
      status={faulty ? 'error' : ''}
      placeholder={t('ledgers.screen.form.choose')}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      {...(several
        ? { mode: 'multiple' as const, value: (value ?? []) as string[] }
        : { value: value as string | null })}
      onChange={(next: unknown) => onChange(next ?? null)}
    />
  )
}

/** Money is typed in yuan, kept in fen and read back in larger units; other numbers show their unit in the field. */
function NumberField({ id, field, value, onChange, faulty }: FieldInputProps) {
  const t = useT()
  const text = useLocalText()
  const money = field.kind === 'money'
  const factor = money ? 100 : 1
  const unit = money ? t('ledgers.screen.form.yuan') : field.unit && text(field.unit)
  const shown = typeof value === 'number' ? value / factor : null
  const stored = (typed: number) => (money ? Math.round(typed * factor) : typed)
  return (
    <>
      <InputNumber
        id={id}
        status={faulty ? 'error' : ''}
        value={shown}
        {...(money ? { precision: 2 } : {})}
        {...(unit ? { suffix: unit } : {})}
        controls={false}
        style={{ width: 240 }}
        onChange={(next) => onChange(typeof next === 'number' ? stored(next) : null)}
      />
      {money && typeof value === 'number' && (
        <span className="form-reading">
          = <Amount fen={value} />
        </span>
      )}
    </>
  )
}

function BooleanInput({ id, value, onChange }: FieldInputProps) {
  const t = useT()
  return (
    <Radio.Group
      id={id}
      value={value ?? null}
      options={[
        { value: true, label: t('ledgers.screen.yes') },
        { value: false, label: t('ledgers.screen.no') },
      ]}
      onChange={({ target }) => onChange(target.value as boolean)}
    />
  )
}

function ScopedDivision({ id, value, onChange, faulty }: FieldInputProps) {
  const { session } = useSession()
  return (
    <DivisionSelect
      id={id}
      status={faulty ? 'error' : ''}
      within={session.position.divisions.map(({ code }) => code)}
      value={(value ?? null) as string | null}
      onChange={onChange}
    />
  )
}
