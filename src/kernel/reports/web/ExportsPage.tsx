import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import type { ReportFile, ReportFilePage } from '#kernel/reports/model'
import { formatDate } from '#kernel/ui/model'
import {
  api,
  AppLink,
  type DataColumn,
  PageHeader,
  PeriodFilter,
  RecordList,
  SplitPage,
  stringifyAddress,
  useAddress,
  useLocalText,
  usePage,
  useSession,
  useT,
} from '#kernel/ui/web'
import '../model/messages.ts'
import './messages.ts'
import { ExportDetail } from './ExportDetail.tsx'

const pageSize = 50
const filters = ['account', 'from', 'to'] as const

/** Who took what out as a file: one's own, and for auditors that of their divisions. */
export function ExportsPage() {
  const t = useT()
  const { session } = useSession()
  const [address, change] = useAddress()
  const { open } = address
  const narrowed = Object.fromEntries(filters.map((name) => [name, address[name]]))
  const asked = { ...narrowed, page: usePage(), size: pageSize }
  const query = useQuery({
    queryKey: ['report-files', asked],
    queryFn: ({ signal }) => api.get<ReportFilePage>('/api/report-files', { signal, query: asked }),
    placeholderData: keepPreviousData,
  })
  const opened = query.data?.rows.find(({ id }) => id === open)
  const audits = session.rights.includes('audit.read')
  return (
    <SplitPage
      onClose={() => change({ open: null })}
      head={<PageHeader title={t('exports.title')} text={t(audits ? 'exports.text' : 'exports.text.own')} />}
      filters={<Filters />}
      beside={opened && <ExportDetail file={opened} />}
    >
      <RecordList
        query={query}
        size={pageSize}
        caption={t('exports.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        filters={filters}
        none={t('exports.none')}
        noneFound={t('exports.none_found')}
        total={({ total }) => t('exports.total', { count: total })}
        opens
      />
    </SplitPage>
  )
}

function Filters() {
  const t = useT()
  const [address, change] = useAddress()
  return (
    <>
      <PeriodFilter />
      {address['account'] !== undefined && (
        <Tag closable onClose={() => change({ account: null, page: null })}>
          {t('exports.one_account')}
        </Tag>
      )}
    </>
  )
}

function useColumns(): DataColumn<ReportFile>[] {
  const t = useT()
  const text = useLocalText()
  const [address] = useAddress()
  return [
    {
      key: 'at',
      title: t('exports.at'),
      width: 150,
      render: ({ id, at }) => (
        <AppLink className="yw-number" to={`/exports${stringifyAddress({ ...address, open: id })}`}>
          {formatDate(at, true)}
        </AppLink>
      ),
    },
    {
      key: 'who',
      title: t('exports.who'),
      width: 130,
      render: ({ account: { id, name } }) => (
        <AppLink to={`/exports${stringifyAddress({ ...address, account: id, open: '', page: '' })}`}>
          {name}
        </AppLink>
      ),
    },
    {
      key: 'organisation',
      title: t('exports.organisation'),
      width: 180,
      render: ({ organisation }) => organisation && text(organisation),
    },
    {
      key: 'what',
      title: t('exports.what'),
      width: 200,
      render: ({ what, format }) => `${t(`reports.what.${what}`)} · ${format}`,
    },
    {
      key: 'rows',
      title: t('exports.rows'),
      width: 90,
      align: 'end',
      render: ({ rows, finishedAt }) => (finishedAt === null ? t('exports.unfinished') : rows),
    },
    { key: 'purpose', title: t('exports.purpose'), width: 220, render: ({ purpose }) => purpose },
  ]
}
