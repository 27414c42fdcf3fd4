import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { objectKinds, type DuplicatePair } from '#kernel/registry/model'
import {
  AppLink,
  type DataColumn,
  NoPermission,
  PageHeader,
  RecordList,
  SplitPage,
  stringifyAddress,
  useAddress,
  usePage,
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
  const [{ kind, band, decided }] = useAddress()
  const query = useQuery(duplicatesQuery({ kind, band, decided, page: usePage(), size: pageSize }))
  const behind = query.data?.behind ? t('registry.duplicates.behind') : undefined
  return (
    <RecordList
      query={query}
      size={pageSize}
      caption={t('registry.duplicates.title')}
      columns={useColumns()}
      rowKey={({ id }) => id}
      filters={['kind', 'band', 'decided']}
      none={t('registry.duplicates.none')}
      noneFound={t('registry.duplicates.none_found')}
      noneText={behind}
      total={({ total }) =>
        [t('registry.duplicates.total', { count: total }), behind].filter(Boolean).join(' · ')
      }
      opens
    />
  )
}
