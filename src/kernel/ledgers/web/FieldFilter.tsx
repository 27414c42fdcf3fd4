import { Input, InputNumber, Select } from 'antd'
import { DivisionSelect } from '#kernel/divisions/web'
import type { Field } from '#kernel/ledgers/model'
import { OrganisationSelect } from '#kernel/orgs/web'
import { RegistrySelect } from '#kernel/registry/web'
import { DateInput, useLocalText, useT } from '#kernel/ui/web'
import { EntrySelect } from './EntrySelect.tsx'

type FieldFilterProps = {
  field: Field
  value: string | undefined
  onChange: (value: string | null) => void
}

/** Filters a list by one declared field: by choice, by range, or by the thing it names. */
export function FieldFilter(props: FieldFilterProps) {
  const { field, value = null, onChange } = props
  const text = useLocalText()
  const label = text(field.label)
  switch (field.kind) {
    case 'choice':
      return <ChoiceFilter {...props} />
    case 'boolean':
      return <BooleanFilter {...props} />
    case 'number':
    case 'money':
    case 'date':
      return <RangeFilter {...props} />
    case 'person':
    case 'household':
    case 'enterprise':
    case 'place':
      return (
        <span style={{ width: 168 }}>
          <RegistrySelect kind={field.kind} label={label} value={value} onChange={onChange} />
        </span>
      )
    case 'entry':
      return (
        <span style={{ width: 200 }}>
          <EntrySelect
            id={`filter-${field.name}`}
            ledger={field.ledger}
            label={label}
            value={value}
            onChange={onChange}
          />
        </span>
      )
    case 'division':
      return (
        <span style={{ width: 144 }}>
          <DivisionSelect allowClear label={label} value={value} onChange={onChange} />
        </span>
      )
    case 'organisation':
      return (
        <span style={{ width: 168 }}>
          <OrganisationSelect
            allowClear
            label={label}
            value={value === null ? null : Number(value)}
            onChange={(id) => onChange(id === null ? null : String(id))}
          />
        </span>
      )
    default:
      return (
        <Input
          allowClear
          aria-label={label}
          placeholder={label}
          style={{ width: 144 }}
          defaultValue={value ?? ''}
          onChange={({ target }) => target.value === '' && onChange(null)}
          onPressEnter={({ currentTarget }) => onChange(currentTarget.value || null)}
          onBlur={({ target }) => onChange(target.value || null)}
        />
      )
  }
}

function ChoiceFilter({ field, value, onChange }: FieldFilterProps) {
  const text = useLocalText()
  return (
    <Select
      mode="multiple"
      allowClear
      aria-label={text(field.label)}
      placeholder={text(field.label)}
      style={{ minWidth: 112 }}
      maxTagCount={1}
      popupMatchSelectWidth={false}
      value={value?.split(',') ?? []}
      options={(field.options ?? []).map((option) => ({ value: option.value, label: text(option.label) }))}
      onChange={(chosen: string[]) => onChange(chosen.join(',') || null)}
    />
  )
}

function BooleanFilter({ field, value, onChange }: FieldFilterProps) {
  const t = useT()
  const text = useLocalText()
  const label = text(field.label)
  return (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ minWidth: 112 }}
      popupMatchSelectWidth={false}
      value={value ?? null}
      options={[
        { value: 'true', label: `${label}: ${t('ledgers.screen.yes')}` },
        { value: 'false', label: `${label}: ${t('ledgers.screen.no')}` },
      ]}
      onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
    />
  )
}

const fenPerWan = 1_000_000

/** `from..to`, either end open. Money is asked for in 万元. */
function RangeFilter({ field, value = '', onChange }: FieldFilterProps) {
  const t = useT()
  const text = useLocalText()
  const [from = '', to = ''] = value.split('..')
  const label = text(field.label)
  const say = (next: [string, string]) => onChange(next[0] === '' && next[1] === '' ? null : next.join('..'))
  if (field.kind === 'date')
    return (
      <span className="range-filter">
        <span>{label}</span>
        <DateInput
          width={120}
          label={`${label} ${t('ledgers.screen.filter.from')}`}
          placeholder={t('ledgers.screen.filter.from')}
          value={from || null}
          onChange={(date) => say([date ?? '', to])}
        />
        <DateInput
          width={120}
          label={`${label} ${t('ledgers.screen.filter.to')}`}
          placeholder={t('ledgers.screen.filter.to')}
          value={to || null}
          onChange={(date) => say([from, date ?? ''])}
        />
      </span>
    )
  const factor = field.kind === 'money' ? fenPerWan : 1
  const shown = (bound: string) => (bound === '' ? null : Number(bound) / factor)
  const kept = (bound: number | null) => (bound === null ? '' : String(Math.round(bound * factor)))
  const unit = field.kind === 'money' ? t('ui.amount.unit') : field.unit && text(field.unit)
  return (
    <span className="range-filter">
      <span>
        {label}
        {unit && ` (${unit})`}
      </span>
      <InputNumber
        aria-label={`${label} ${t('ledgers.screen.filter.from')}`}
        placeholder={t('ledgers.screen.filter.from')}
        controls={false}
        style={{ width: 80 }}
        value={shown(from)}
        onBlur={({ target }) => say([kept(target.value === '' ? null : Number(target.value)), to])}
      />
      <InputNumber
        aria-label={`${label} ${t('ledgers.screen.filter.to')}`}
        placeholder={t('ledgers.screen.filter.to')}
        controls={false}
        style={{ width: 80 }}
        value={shown(to)}
        onBlur={({ target }) => say([from, kept(target.value === '' ? null : Number(target.value))])}
      />
    </span>
  )
}
