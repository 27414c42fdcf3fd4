import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Purpose, PurposeList } from '#kernel/registry/model'
import {
  api,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  SplitPage,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import './messages.ts'

export const purposesQuery = queryOptions({
  queryKey: ['purposes'],
  queryFn: ({ signal }) => api.get<PurposeList>('/api/purposes', { signal }),
})

/** The register of purposes, each with how often it is used. */
export function PurposesPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(purposesQuery)
  const columns = useColumns()
  return (
    <SplitPage
      onClose={() => undefined}
      head={<PageHeader title={t('registry.purposes.title')} text={t('registry.purposes.text')} />}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={6} />}
      {data?.rows.length === 0 && <Empty title={t('registry.purposes.none')} />}
      {data && data.rows.length > 0 && (
        <DataTable
          caption={t('registry.purposes.title')}
          columns={columns}
          rows={data.rows}
          rowKey={({ code }) => code}
        />
      )}
    </SplitPage>
  )
}

function useColumns(): DataColumn<Purpose>[] {
  const t = useT()
  const text = useLocalText()
  return [
    { key: 'title', title: t('registry.purposes.name'), width: 180, render: ({ title }) => text(title) },
    {
      key: 'basis',
      title: t('registry.purposes.basis'),
      width: 140,
      render: ({ basis }) => t(`registry.purposes.basis.${basis}`),
    },
    {
      key: 'consents',
      title: t('registry.purposes.consents'),
      align: 'end',
      render: ({ basis, consents }) => (basis === 'consent' ? consents : ''),
    },
    { key: 'uses', title: t('registry.purposes.uses'), align: 'end', render: ({ uses }) => uses },
    {
      key: 'state',
      title: t('registry.purposes.state'),
      render: ({ ended }) => t(ended ? 'registry.purposes.state.ended' : 'registry.purposes.state.open'),
    },
    {
      key: 'legal',
      title: t('registry.purposes.legal'),
      width: 320,
      render: ({ legalText }) => legalText,
    },
  ]
}
