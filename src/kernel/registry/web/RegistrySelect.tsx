import { Button, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { isWholeNumber } from '#kernel/registry/model'
import { useT } from '#kernel/ui/web'
import './messages.ts'
import { useNumberLookup } from './number-lookup.ts'
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
  const typed = useDeferredValue(text.trim())
  const whole = kind === 'person' && isWholeNumber(typed)
  const { data, isFetching } = useRegistrySearch(kind, whole ? '' : typed)
  const lookUp = useNumberLookup()
  const chosen = useRegistryName(kind, value)
  const search = (next: string) => {
    setText(next)
    lookUp.reset()
  }
  const found = ((whole ? lookUp.data?.rows : data?.rows) ?? []).map((row) => ({
    value: row.id,
    label: nameOf(row),
  }))
  const known = value === null || found.some((option) => option.value === value)
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label, placeholder: label })}
      allowClear
      status={status}
      loading={isFetching || lookUp.isPending}
      value={value}
      options={known ? found : [{ value, label: chosen || value }, ...found]}
      showSearch={{ filterOption: false, onSearch: search }}
      {...(whole ? { notFoundContent: <LookUp number={typed} lookUp={lookUp} /> } : {})}
      popupMatchSelectWidth={320}
      style={{ width: '100%' }}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}

type LookUpProps = { number: string; lookUp: ReturnType<typeof useNumberLookup> }

/** Who has a whole number is asked on purpose, and on record. */
function LookUp({ number, lookUp }: LookUpProps) {
  const t = useT()
  if (lookUp.data) return <p>{t('registry.number.none')}</p>
  return (
    <Button
      size="small"
      loading={lookUp.isPending}
      // The list closes where its field loses the focus.
      onMouseDown={(press) => press.preventDefault()}
      onClick={() => lookUp.mutate(number)}
    >
      {t('registry.number.look')}
    </Button>
  )
}
