import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useLocalText, useT } from '#kernel/ui/web'
import type { CellDuty } from '../../model/cells/people/people.ts'
import { staffQuery } from './queries.ts'

type DutySelectProps = { id: string; value: CellDuty; onChange: (duty: CellDuty) => void }

export function DutySelect({ id, value, onChange }: DutySelectProps) {
  const t = useT()
  const options = (['worker', 'leader'] as const).map((one) => ({
    value: one,
    label: t(`cells.duty.${one}`),
  }))
  return <Select id={id} value={value} options={options} onChange={onChange} />
}

type PersonSelectProps = {
  id: string
  duty: CellDuty
  value: number | null
  onChange: (accountId: number) => void
}

/** One of those who hold a position for the duty, with how many cells they serve already. */
export function PersonSelect({ id, duty, value, onChange }: PersonSelectProps) {
  const t = useT()
  const text = useLocalText()
  const { data: staff = [] } = useQuery(staffQuery(true))
  const options = staff
    .filter((one) => one.duty === duty)
    .map(({ accountId, name, organisation, cells }) => ({
      value: accountId,
      label: t('cells.form.person_line', { name, organisation: text(organisation), cells }),
    }))
  return (
    <Select
      id={id}
      value={value}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
    />
  )
}
