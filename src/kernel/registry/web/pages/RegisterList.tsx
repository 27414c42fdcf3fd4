import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import {
  DataTable,
  Empty,
  ErrorState,
  Loading,
  Pager,
  useAddress,
  usePage,
  useRowKeys,
  useT,
} from '#kernel/ui/web'
import { registerPageSize, registerQuery, type RowOf } from '../register.ts'
import type { RegistryKind } from '../registry-objects.ts'
import { useRegisterColumns } from './register-columns.tsx'

/** The objects of one kind that one may see, a page of them. */
export function RegisterList({ kind }: { kind: RegistryKind }) {
  const t = useT()
  const [address, change] = useAddress()
  const columns = useRegisterColumns(kind)
  const { q, division, open } = address
  const page = usePage()
  const query = { q, division, page, size: registerPageSize }
  const { data, error, refetch } = useQuery(registerQuery(kind, query))
  const active = useRowKeys({
    rows: data?.rows.map(({ id }) => id) ?? [],
    open,
    onOpen: (id) => change({ open: id }),
    onClose: () => change({ open: null }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={10} />
  const filtered = q !== undefined || division !== undefined
  if (data.rows.length === 0)
    return (
      <Empty
        title={t(filtered ? 'registry.screen.none_found' : 'registry.screen.none')}
        action={
          filtered && (
            <Button onClick={() => change({ q: null, division: null, page: null })}>
              {t('registry.screen.clear')}
            </Button>
          )
        }
      />
    )
  return (
    <>
      <div className="yw-split-bar">
        <span role="status">{t('registry.screen.total', { count: data.total })}</span>
        <Pager total={data.total} size={registerPageSize} />
      </div>
      <DataTable<RowOf[RegistryKind]>
        caption={t(`registry.kind.${kind}`)}
        columns={columns}
        rows={data.rows}
        rowKey={({ id }) => id}
        active={active}
        open={open}
        onOpen={({ id }) => change({ open: id })}
      />
    </>
  )
}
