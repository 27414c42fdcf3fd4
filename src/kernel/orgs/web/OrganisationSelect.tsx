import { Select } from 'antd'
import { useLocale } from '#kernel/ui/web'
import { useOrganisations } from './organisations.ts'

type OrganisationSelectProps = {
  id?: string
  value: number | null
  onChange: (id: number | null) => void
  /** Names the control where no label stands above it. */
  label?: string
  allowClear?: boolean
  status?: 'error' | ''
}

function useOptions() {
  const { locale } = useLocale()
  return useOrganisations().map((item) => ({
    value: item.id,
    label: locale === 'en' ? item.nameEn : item.name,
    search: `${item.name} ${item.nameEn}`.toLowerCase(),
  }))
}

const byName = {
  filterOption: (text: string, option: { search: string } | undefined) =>
    option?.search.includes(text.trim().toLowerCase()) ?? false,
}

/** Chooses an organisation of the directory by part of its name in either language. */
export function OrganisationSelect({
  id,
  value,
  onChange,
  status = '',
  label,
  allowClear = false,
}: OrganisationSelectProps) {
  const options = useOptions()
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      allowClear={allowClear}
      status={status}
      value={value}
      options={options}
      showSearch={byName}
      popupMatchSelectWidth={320}
      style={{ width: '100%' }}
      onChange={(chosen: number | undefined) => onChange(chosen ?? null)}
    />
  )
}

type OrganisationsSelectProps = {
  id?: string
  value: readonly number[]
  /** Names the control where no label stands above it. */
  label?: string
  onChange: (ids: number[]) => void
  status?: 'error' | ''
}

/** Chooses several organisations of the directory, in the order named. */
export function OrganisationsSelect({ id, value, onChange, label, status = '' }: OrganisationsSelectProps) {
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      status={status}
      value={[...value]}
      options={useOptions()}
      showSearch={byName}
      popupMatchSelectWidth={320}
      style={{ width: '100%' }}
      onChange={(chosen: number[]) => onChange(chosen)}
    />
  )
}
