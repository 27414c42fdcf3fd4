import { Select } from 'antd'
import { useLocale } from '#kernel/ui/web'
import { useOrganisations } from './organisations.ts'

type OrganisationSelectProps = {
  id?: string
  value: number | null
  onChange: (id: number | null) => void
  placeholder?: string
  allowClear?: boolean
  status?: 'error' | ''
}

/** Chooses an organisation of the directory by part of its name in either language. */
export function OrganisationSelect({ id, value, onChange, status = '', ...rest }: OrganisationSelectProps) {
  const { locale } = useLocale()
  const options = useOrganisations().map((item) => ({
    value: item.id,
    label: locale === 'en' ? item.nameEn : item.name,
    search: `${item.name} ${item.nameEn}`.toLowerCase(),
  }))
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...rest}
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
