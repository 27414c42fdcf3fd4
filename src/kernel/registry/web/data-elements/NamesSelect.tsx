import { Select } from 'antd'
import { useLocalText, useT } from '#kernel/ui/web'
import type { Named } from './elements.ts'

type NameSelectProps = { id: string; names: Named; value: string; onChange: (value: string) => void }

export function NameSelect({ id, names, value, onChange }: NameSelectProps) {
  const text = useLocalText()
  const options = names.map((item) => ({ value: item.id, label: text(item.title) }))
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}

type NamesSelectProps = {
  id: string
  names: Named
  value: readonly string[] | null
  onChange: (value: string[] | null) => void
}

/** Some of them, or, with none chosen, all. */
export function NamesSelect({ id, names, value, onChange }: NamesSelectProps) {
  const t = useT()
  const text = useLocalText()
  return (
    <Select
      id={id}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('registry.elements.all')}
      value={value === null ? [] : [...value]}
      options={names.map((item) => ({ value: item.id, label: text(item.title) }))}
      onChange={(chosen) => onChange(chosen.length === 0 ? null : chosen)}
    />
  )
}
