import { Button } from 'antd'
import type { Person } from '#kernel/registry/model'
import { DataTable, Empty, ErrorState, useAddress, useT } from '#kernel/ui/web'
import { useNumberLookup } from '../number-lookup.ts'
import { useRegisterColumns } from './register-columns.tsx'

/** In place of the list while a whole number stands in its search: who has it is asked on purpose, and on record. */
export function NumberHolders({ number }: { number: string }) {
  const t = useT()
  const [address, change] = useAddress()
  const columns = useRegisterColumns('person')
  const { data, error, mutate, isPending } = useNumberLookup()
  const look = () => mutate(number)
  if (error) return <ErrorState error={error} onRetry={look} />
  if (!data)
    return (
      <Empty
        title={t('registry.number.title')}
        text={t('registry.number.text')}
        action={
          <Button loading={isPending} onClick={look}>
            {t('registry.number.look')}
          </Button>
        }
      />
    )
  if (data.rows.length === 0) return <Empty title={t('registry.number.none')} />
  return (
    <DataTable<Person>
      caption={t('registry.kind.person')}
      columns={columns}
      rows={data.rows}
      rowKey={({ id }) => id}
      open={address['open']}
      onOpen={({ id }) => change({ kind: 'person', open: id })}
    />
  )
}
