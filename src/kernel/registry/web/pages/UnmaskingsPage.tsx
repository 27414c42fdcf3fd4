import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useDivisionName } from '#kernel/divisions/web'
import type { Unmasking, UnmaskingPage } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import {
  addressWith,
  api,
  AppLink,
  type DataColumn,
  ExportMenu,
  NoPermission,
  PageHeader,
  PeriodFilter,
  RecordList,
  SearchBox,
  SplitPage,
  stringifyAddress,
  useAddress,
  useLocalText,
  usePage,
  useSession,
  useT,
} from '#kernel/ui/web'
import '../messages.ts'
import './registry.css'

const pageSize = 50
const filters = ['q', 'from', 'to', 'account', 'same'] as const

function useColumns(): DataColumn<Unmasking>[] {
  const t = useT()
  const nameOf = useDivisionName()
  const text = useLocalText()
  return [
    {
      key: 'at',
      title: t('registry.unmaskings.at'),
      width: 150,
      render: ({ at }) => <span className="yw-number">{formatDate(at, true)}</span>,
    },
    {
      key: 'who',
      title: t('registry.unmaskings.who'),
      width: 200,
      render: ({ name, loginName, accountId }) => (
        <AppLink to={`/accounts?open=${accountId}`}>{`${name} (${loginName})`}</AppLink>
      ),
    },
    {
      key: 'position',
      title: t('registry.unmaskings.position'),
      width: 140,
      render: ({ position }) => position,
    },
    {
      key: 'object',
      title: t('registry.unmaskings.object'),
      width: 140,
      render: ({ id, kind, mark }) =>
        mark === '' ? (
          t('registry.unmaskings.nobody')
        ) : (
          <AppLink to={`/unmaskings?same=${id}`} className="yw-number">
            {t(`registry.kind.${kind}`)} {mark}
          </AppLink>
        ),
    },
    {
      key: 'field',
      title: t('registry.unmaskings.field'),
      width: 110,
      render: ({ field }) => t(`registry.screen.fact.${field}`),
    },
    {
      key: 'purpose',
      title: t('registry.unmaskings.purpose'),
      width: 260,
      render: ({ purpose, registered }) => (registered ? `${text(registered)} · ${purpose}` : purpose),
    },
    {
      key: 'division',
      title: t('registry.screen.fact.division'),
      width: 120,
      render: ({ divisionCode }) => (divisionCode === null ? '' : nameOf(divisionCode)),
    },
  ]
}

/** The board of who looked at whose number, for who audits it. */
export function UnmaskingsPage() {
  const { session } = useSession()
  return session.rights.includes('audit.read') ? <Board /> : <NoPermission />
}

function Board() {
  const t = useT()
  const [address] = useAddress()
  const narrowed = Object.fromEntries(filters.map((name) => [name, address[name]]))
  const asked = { ...narrowed, page: usePage(), size: pageSize }
  const query = useQuery({
    queryKey: ['unmaskings', asked],
    queryFn: ({ signal }) => api.get<UnmaskingPage>('/api/unmaskings', { signal, query: asked }),
    placeholderData: keepPreviousData,
  })
  const workbook = { format: 'xlsx', address: addressWith('/api/unmaskings.xlsx', narrowed) } as const
  return (
    <SplitPage
      onClose={() => undefined}
      head={
        <PageHeader
          title={t('registry.unmaskings.title')}
          text={t('registry.unmaskings.text')}
          actions={<ExportMenu items={[workbook]} />}
        />
      }
      filters={<BoardFilters />}
    >
      <RecordList
        query={query}
        size={pageSize}
        caption={t('registry.unmaskings.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        filters={filters}
        none={t('registry.unmaskings.none')}
        noneFound={t('registry.unmaskings.none_found')}
        total={({ total }) => t('registry.unmaskings.total', { count: total })}
        above={(page) => <Counts page={page} />}
      />
    </SplitPage>
  )
}

/** Who looked most; each leads to that account's looks. */
function Counts({ page: { byAccount } }: { page: UnmaskingPage }) {
  const t = useT()
  const [address] = useAddress()
  return (
    <div className="unmasking-counts">
      {byAccount.map(({ accountId, name, count, objects }) => (
        <AppLink
          key={accountId}
          to={`/unmaskings${stringifyAddress({ ...address, account: accountId, page: '' })}`}
          aria-current={address['account'] === String(accountId) ? 'true' : undefined}
        >
          {t('registry.unmaskings.count', { name, count, objects })}
        </AppLink>
      ))}
    </div>
  )
}

function BoardFilters() {
  const t = useT()
  const [address, change] = useAddress()
  return (
    <>
      <SearchBox label={t('registry.unmaskings.search')} />
      <PeriodFilter />
      {(['account', 'same'] as const).map(
        (name) =>
          address[name] !== undefined && (
            <Tag key={name} closable onClose={() => change({ [name]: null, page: null })}>
              {t(`registry.unmaskings.one.${name}`)}
            </Tag>
          ),
      )}
    </>
  )
}
