import { useQuery } from '@tanstack/react-query'
import { RecordList, useAddress, usePage, useT } from '#kernel/ui/web'
import { registerPageSize, registerQuery, type RowOf } from '../register.ts'
import type { RegistryKind } from '../registry-objects.ts'
import { useRegisterColumns } from './register-columns.tsx'

/** The objects of one kind that one may see, a page of them. */
export function RegisterList({ kind }: { kind: RegistryKind }) {
  const t = useT()
  const [{ q, division }] = useAddress()
  return (
    <RecordList<RowOf[RegistryKind]>
      query={useQuery(registerQuery(kind, { q, division, page: usePage(), size: registerPageSize }))}
      size={registerPageSize}
      caption={t(`registry.kind.${kind}`)}
      columns={useRegisterColumns(kind)}
      rowKey={({ id }) => id}
      filters={['q', 'division']}
      none={t('registry.screen.none')}
      noneFound={t('registry.screen.none_found')}
      total={({ total }) => t('registry.screen.total', { count: total })}
      opens
    />
  )
}
