import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { nameOf, type RegistryKind, useRegistryName, useRegistrySearch } from './registry-objects.ts'

type RegistrySelectProps = {
  id?: string
  kind: RegistryKind
  value: string | null
  onChange: (id: string | null) => void
  /** Names the control where no label stands above it. */
  label?: string
  status?: 'error' | ''
}

/** Chooses a person, household, enterprise or place of the register: found, never typed anew. */
export function RegistrySelect({ id, kind, value, onChange, label, status = '' }: RegistrySelectProps) {
  const [text, setText] = useState('')
  const { data, isFetching } = useRegistrySearch(kind, useDeferredValue(text.trim()))
  const chosen = useRegistryName(kind, value)
  const found = (data?.rows ?? []).map((row) => ({ value: row.id, label: nameOf(row) }))
  const known = value === null || found.some((option) => option.value === value)
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      allowClear
      status={status}
      loading={isFetching}
      value={value}
      options={known ? found : [{ value, label: chosen || value }, ...found]}
      showSearch={{ filterOption: false, onSearch: setText }}
      popupMatchSelectWidth={320}
      style={{ width: '100%' }}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}
