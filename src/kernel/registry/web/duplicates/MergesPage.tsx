import { useQuery } from '@tanstack/react-query'
import { objectKinds, type Merge } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import {
  AppLink,
  type DataColumn,
  NoPermission,
  PageHeader,
  RecordList,
  SplitPage,
  useAddress,
  usePage,
  useSession,
  useT,
} from '#kernel/ui/web'
import '../messages.ts'
import { mergesQuery } from './duplicates.ts'
import './duplicates.css'
import { MergeSheet } from './MergeSheet.tsx'
import './messages.ts'

const pageSize = 50

/** What was merged, and undoing it; for whoever may merge. */
export function MergesPage() {
  const { session } = useSession()
  return session.rights.includes('registry.merge') ? <Merges /> : <NoPermission />
}

function useColumns(): DataColumn<Merge>[] {
  const t = useT()
  return [
    {
      key: 'survivor',
      title: t('registry.merges.survivor'),
      width: 180,
      render: ({ id, survivor }) => <AppLink to={`/merges?open=${id}`}>{survivor || id.slice(0, 8)}</AppLink>,
    },
    { key: 'absorbed', title: t('registry.merges.absorbed'), width: 180, render: ({ absorbed }) => absorbed },
    {
      key: 'kind',
      title: t('registry.screen.kind'),
      width: 90,
      render: ({ kind }) => t(`registry.kind.${kind}`),
    },
    {
      key: 'at',
      title: t('registry.merges.at'),
      width: 150,
      render: ({ at }) => <span className="yw-number">{formatDate(at, true)}</span>,
    },
    { key: 'ground', title: t('registry.merge.ground'), width: 220, render: ({ ground }) => ground },
    {
      key: 'state',
      title: t('registry.duplicates.state'),
      width: 160,
      render: ({ undone }) =>
        undone === null
          ? t('registry.merges.stands')
          : t('registry.merges.undone', { at: formatDate(undone.at) }),
    },
  ]
}

function Merges() {
  const t = useT()
  const [address, change] = useAddress()
  const kind = objectKinds.find((one) => one === address['kind'])
  const { open } = address
  return (
    <SplitPage
      onClose={() => change({ open: null })}
      head={
        <PageHeader
          title={t('registry.merges.title')}
          actions={<AppLink to="/duplicates">{t('registry.duplicates.title')}</AppLink>}
        />
      }
      beside={open !== undefined && <MergeSheet key={open} id={open} />}
    >
      <RecordList
        query={useQuery(mergesQuery({ kind, page: usePage(), size: pageSize }))}
        size={pageSize}
        caption={t('registry.merges.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        filters={['kind']}
        none={t('registry.merges.none')}
        total={({ total }) => t('registry.merges.total', { count: total })}
        opens
      />
    </SplitPage>
  )
}
