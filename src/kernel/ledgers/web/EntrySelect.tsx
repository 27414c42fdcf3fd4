import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { titleQuery } from './entry-titles.ts'
import { entriesQuery } from './queries.ts'

type EntrySelectProps = {
  id: string
  ledger: string | undefined
  value: string | null
  onChange: (id: string | null) => void
  faulty?: boolean
  /** Names the control where no label stands above it. */
  label?: string
}

/** Chooses an entry of a ledger by its number or title. */
export function EntrySelect({ id, ledger = '', value, onChange, faulty = false, label }: EntrySelectProps) {
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery({ ...entriesQuery(ledger, { q, size: 20 }), enabled: ledger !== '' })
  const chosen = useQuery({ ...titleQuery(value ?? ''), enabled: value !== null })
  const found = (data?.rows ?? []).map((row) => ({ value: row.id, label: `${row.title} · ${row.no}` }))
  const known = value === null || found.some((option) => option.value === value)
  const mine = { value: value ?? '', label: chosen.data ? `${chosen.data.title} · ${chosen.data.no}` : '…' }
  return (
    <Select
      id={id}
      allowClear
      status={faulty ? 'error' : ''}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      loading={isFetching}
      value={value}
      options={known ? found : [mine, ...found]}
      showSearch={{ filterOption: false, onSearch: setText }}
      style={{ width: '100%' }}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}
