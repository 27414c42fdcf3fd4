import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { objectKinds, type DuplicatePair } from '#kernel/registry/model'
import {
  AppLink,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  NoPermission,
  PageHeader,
  Pager,
  SplitPage,
  stringifyAddress,
  useAddress,
  usePage,
  useRowKeys,
  useSession,
  useT,
} from '#kernel/ui/web'
import '../messages.ts'
import { duplicatesQuery } from './duplicates.ts'
import './duplicates.css'
import './messages.ts'
import { PairDetail } from './PairDetail.tsx'

const pageSize = 50
const bands = ['sure', 'likely', 'ask'] as const

/** For whoever may decide what is one and what is two. */
export function DuplicatesPage() {
  const { session } = useSession()
  return session.rights.includes('registry.merge') ? <Duplicates /> : <NoPermission />
}

function Duplicates() {
  const t = useT()
  const [address, change] = useAddress()
  const { open } = address
  return (
    <SplitPage
      onClose={() => change({ open: null })}
      head={
        <PageHeader
          title={t('registry.duplicates.title')}
          text={t('registry.duplicates.text')}
          actions={<AppLink to="/merges">{t('registry.merges.title')}</AppLink>}
        />
      }
      filters={<Filters />}
      beside={
        open !== undefined && <PairDetail key={open} id={open} onDecided={() => change({ open: null })} />
      }
    >
      <PairList />
    </SplitPage>
  )
}

function Filters() {
  const t = useT()
  const [address, change] = useAddress()
  const select = (name: 'kind' | 'band' | 'decided', label: string, options: [string, string][]) => (
    <Select
      aria-label={label}
      style={{ minWidth: 150 }}
      value={address[name] ?? ''}
      options={options.map(([value, text]) => ({ value, label: text }))}
      onChange={(value) => change({ [name]: value === '' ? null : value, open: null, page: null })}
    />
  )
  return (
    <>
      {select('kind', t('registry.screen.kind'), [
        ['', t('registry.duplicates.any_kind')],
        ...objectKinds.map((kind): [string, string] => [kind, t(`registry.kind.${kind}`)]),
      ])}
      {select('band', t('registry.duplicates.band'), [
        ['', t('registry.duplicates.any_band')],
        ...bands.map((band): [string, string] => [band, t(`registry.match.band.${band}`)]),
      ])}
      {select('decided', t('registry.duplicates.state'), [
        ['', t('registry.duplicates.open_ones')],
        ['true', t('registry.duplicates.decided')],
      ])}
    </>
  )
}

function useColumns(): DataColumn<DuplicatePair>[] {
  const t = useT()
  const [address] = useAddress()
  return [
    {
      key: 'pair',
      title: t('registry.duplicates.pair'),
      width: 220,
      render: ({ id, left, right }) => (
        <AppLink to={`/duplicates${stringifyAddress({ ...address, open: id })}`}>
          {left.label} · {right.label}
        </AppLink>
      ),
    },
    {
      key: 'kind',
      title: t('registry.screen.kind'),
      width: 80,
      render: ({ kind }) => t(`registry.kind.${kind}`),
    },
    {
      key: 'band',
      title: t('registry.duplicates.band'),
      width: 110,
      render: ({ band }) => (
        <span className="duplicate-band" data-band={band}>
          {t(`registry.match.band.${band}`)}
        </span>
      ),
    },
    {
      key: 'score',
      title: t('registry.duplicates.score'),
      width: 70,
      align: 'end',
      render: ({ score }) => <span className="yw-number">{score}</span>,
    },
    {
      key: 'reasons',
      title: t('registry.duplicates.reasons'),
      width: 320,
      render: ({ reasons }) =>
        reasons
          .filter(({ points }) => points !== 0)
          .map(({ field, finding }) => t(`registry.match.${field}.${finding}`))
          .join(' · '),
    },
  ]
}

function PairList() {
  const t = useT()
  const [address, change] = useAddress()
  const columns = useColumns()
  const { kind, band, decided, open } = address
  const { data, error, refetch } = useQuery(
    duplicatesQuery({ kind, band, decided, page: usePage(), size: pageSize }),
  )
  const active = useRowKeys({
    rows: data?.rows.map(({ id }) => id) ?? [],
    open,
    onOpen: (id) => change({ open: id }),
    onClose: () => change({ open: null }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={10} />
  const filtered = [kind, band, decided].some((one) => one !== undefined)
  const clear = () => change({ kind: null, band: null, decided: null, page: null })
  if (data.total === 0)
    return (
      <Empty
        title={t(filtered ? 'registry.duplicates.none_found' : 'registry.duplicates.none')}
        text={data.behind ? t('registry.duplicates.behind') : undefined}
        action={filtered && <Button onClick={clear}>{t('registry.screen.clear')}</Button>}
      />
    )
  return (
    <>
      <div className="yw-split-bar">
        <span role="status">
          {t('registry.duplicates.total', { count: data.total })}
          {data.behind && ` · ${t('registry.duplicates.behind')}`}
        </span>
        <Pager total={data.total} size={pageSize} />
      </div>
      <DataTable
        caption={t('registry.duplicates.title')}
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
