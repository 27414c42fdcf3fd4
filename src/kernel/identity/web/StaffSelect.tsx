import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { api } from '#kernel/ui/web'

type StaffMember = { accountId: number; name: string; positionId: number; title: string }

type StaffSelectProps = {
  id?: string
  /** Nobody can be chosen before the organisation is. */
  organisationId: number | null
  value: number | null
  onChange: (accountId: number | null) => void
  placeholder?: string
  /** Names the control where no label stands above it. */
  label?: string
}

/** Chooses one of the people who hold a position of an organisation; nobody leaves it to the organisation. */
export function StaffSelect({ id, organisationId, value, onChange, placeholder, label }: StaffSelectProps) {
  const { data, isFetching } = useQuery({
    queryKey: ['organisations', organisationId, 'staff'],
    queryFn: ({ signal }) => api.get<StaffMember[]>(`/api/organisations/${organisationId}/staff`, { signal }),
    enabled: organisationId !== null,
    staleTime: 60_000,
  })
  const people = new Map((data ?? []).map(({ accountId, name, title }) => [accountId, `${name} · ${title}`]))
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      allowClear
      disabled={organisationId === null}
      loading={isFetching}
      value={value}
      options={[...people].map(([accountId, person]) => ({ value: accountId, label: person }))}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      onChange={(chosen: number | undefined) => onChange(chosen ?? null)}
    />
  )
}
