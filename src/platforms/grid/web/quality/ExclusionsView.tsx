import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { type ExclusionPage, exclusionStates } from '#kernel/ledgers/model'
import { EntryDetail, ExclusionText } from '#kernel/ledgers/web'
import { OrganisationSelect } from '#kernel/orgs/web'
import {
  AppLink,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  Pager,
  SplitPage,
  useAddress,
  useLocalText,
  usePage,
  useRowKeys,
  useT,
} from '#kernel/ui/web'
import { exclusionsQuery } from './queries.ts'

const pageSize = 50

type Row = ExclusionPage['rows'][number]

const keyOf = ({ entryId, exclusion }: Row) => `${entryId} ${exclusion.seq}`

/** What was asked to be left out of a rate, and appeals: those to be decided first. */
export function ExclusionsView() {
  const t = useT()
  const [address, change] = useAddress()
  const page = usePage()
  const { state, appeal, organisation, entry: open } = address
  const query = { state, appeal, organisation, page, size: pageSize }
  const { data, error, refetch } = useQuery(exclusionsQuery(query))
  const rows = data?.rows ?? []
  const active = useRowKeys({
    rows: rows.map(keyOf),
    open: undefined,
    onOpen: (key) => change({ entry: key.split(' ')[0] ?? null }),
    onClose: () => change({ entry: null }),
  })
  const columns = useColumns()
  return (
    <SplitPage
      head={<p className="quality-text">{t('quality.exclusions.text')}</p>}
      filters={<Filters />}
      bar={
        <>
          <span role="status">{data && t('quality.exclusions.total', { count: data.total })}</span>
          <Pager total={data?.total} size={pageSize} />
        </>
      }
      beside={open !== undefined && <EntryDetail key={open} entryId={open} />}
      onClose={() => change({ entry: null })}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && rows.length === 0 && (
        <Empty title={t('quality.exclusions.empty')} text={t('quality.exclusions.empty.text')} />
      )}
      {rows.length > 0 && (
        <DataTable
          caption={t('quality.tab.exclusions')}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          active={active}
          open={rows.map(keyOf).find((key) => key.startsWith(`${open} `))}
          onOpen={(row) => change({ entry: row.entryId })}
        />
      )}
    </SplitPage>
  )
}

function Filters() {
  const t = useT()
  const [address, change] = useAddress()
  return (
    <>
      <Segmented
        aria-label={t('quality.exclusions.state')}
        value={address['state'] ?? ''}
        options={[
          { value: '', label: t('quality.exclusions.all') },
          ...exclusionStates.map((value) => ({ value, label: t(`quality.exclusions.${value}`) })),
        ]}
        onChange={(state) => change({ state: state === '' ? null : state, page: null })}
      />
      <Select
        allowClear
        aria-label={t('quality.exclusions.kind')}
        placeholder={t('quality.exclusions.kind')}
        style={{ minWidth: 144 }}
        value={address['appeal'] ?? null}
        options={(['true', 'false'] as const).map((value) => ({
          value,
          label: t(`quality.exclusions.kind.${value}`),
        }))}
        onChange={(appeal: string | undefined) => change({ appeal: appeal ?? null, page: null })}
      />
      <span style={{ width: 200 }}>
        <OrganisationSelect
          allowClear
          label={t('quality.exclusions.whose')}
          value={address['organisation'] === undefined ? null : Number(address['organisation'])}
          onChange={(organisation) => change({ organisation, page: null })}
        />
      </span>
    </>
  )
}

function useColumns(): DataColumn<Row>[] {
  const t = useT()
  const text = useLocalText()
  return [
    {
      key: 'no',
      title: t('quality.exclusions.no'),
      render: ({ no, entryId }) => <AppLink to={`/entries/${entryId}`}>{no}</AppLink>,
    },
    { key: 'title', title: t('quality.exclusions.incident'), width: 200, render: ({ title }) => title },
    {
      key: 'measure',
      title: t('quality.exclusions.measure'),
      width: 120,
      render: ({ exclusion }) => t(`ledgers.statistics.measure.${exclusion.measure}`),
    },
    {
      key: 'whose',
      title: t('quality.exclusions.whose'),
      width: 160,
      render: ({ exclusion: { organisation } }) =>
        organisation ? text(organisation.name) : t('quality.exclusions.everyone'),
    },
    {
      key: 'state',
      title: t('quality.exclusions.state'),
      width: 104,
      render: ({ exclusion: { decided } }) =>
        t(`quality.exclusions.${decided === null ? 'pending' : decided.upheld ? 'upheld' : 'rejected'}`),
    },
    {
      key: 'course',
      title: t('quality.exclusions.course'),
      width: 320,
      render: ({ exclusion }) => <ExclusionText exclusion={exclusion} />,
    },
  ]
}
