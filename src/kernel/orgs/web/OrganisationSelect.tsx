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

/** Chooses an organisation of the directory by part of its name in either language. */
export function OrganisationSelect({
  id,
  value,
  onChange,
  status = '',
  label,
  allowClear = false,
}: OrganisationSelectProps) {
  const { locale } = useLocale()
  const options = useOrganisations().map((item) => ({
    value: item.id,
    label: locale === 'en' ? item.nameEn : item.name,
    search: `${item.name} ${item.nameEn}`.toLowerCase(),
  }))
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      allowClear={allowClear}
      status={status}
      value={value}
      options={options}
      showSearch={{
        filterOption: (text, option) => option?.search.includes(text.trim().toLowerCase()) ?? false,
      }}
      popupMatchSelectWidth={320}
      style={{ width: '100%' }}
      onChange={(chosen: number | undefined) => onChange(chosen ?? null)}
    />
  )
}
