import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select, Tag } from 'antd'
import { type IdentityEvent, identityEventKinds } from '#kernel/identity/model'
import { formatDate } from '#kernel/ui/model'
import {
  api,
  AppLink,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  NoPermission,
  PageHeader,
  PeriodFilter,
  SearchBox,
  SplitPage,
  useAddress,
  useSession,
  useT,
} from '#kernel/ui/web'
import '../messages.ts'
import { eventText } from './event-text.ts'

const pageSize = 100
const filters = ['q', 'kind', 'from', 'to', 'account'] as const

function useColumns(): DataColumn<IdentityEvent>[] {
  const t = useT()
  const who = (id: number | null, name: string | null, loginName: string | null) =>
    id !== null &&
    name !== null && <AppLink to={`/accounts?open=${id}`}>{`${name} (${loginName ?? ''})`}</AppLink>
  return [
    {
      key: 'at',
      title: t('identity.screen.events.at'),
      width: 160,
      render: ({ at }) => <span className="yw-number">{formatDate(at, true)}</span>,
    },
    {
      key: 'kind',
      title: t('identity.screen.events.kind'),
      width: 120,
      render: ({ kind }) => t(`identity.event.${kind}`),
    },
    {
      key: 'account',
      title: t('identity.screen.events.account'),
      width: 200,
      render: ({ accountId, name, loginName }) => who(accountId, name, loginName),
    },
    {
      key: 'by',
      title: t('identity.screen.events.by'),
      width: 200,
      render: ({ byAccountId, byName, byLoginName }) => who(byAccountId, byName, byLoginName),
    },
    {
      key: 'detail',
      title: t('identity.screen.events.detail'),
      width: 240,
      render: (event) => eventText(t, event),
    },
    {
      key: 'address',
      title: t('identity.screen.events.address'),
      render: ({ address }) => <span className="yw-number">{address ?? ''}</span>,
    },
  ]
}

/** The trail of sign-ins, accounts, appointments and organisations, for who audits it. */
export function IdentityEventsPage() {
  const { session } = useSession()
  if (!session.rights.includes('audit.read')) return <NoPermission />
  return <Trail />
}

function Trail() {
  const t = useT()
  const [address, change] = useAddress()
  const query = Object.fromEntries(filters.map((name) => [name, address[name]]))
  const filtered = filters.some((name) => address[name] !== undefined)
  const clear = () => change(Object.fromEntries(filters.map((name) => [name, null])))
  const columns = useColumns()
  const pages = useInfiniteQuery({
    queryKey: ['identity-events', query],
    queryFn: ({ signal, pageParam }) =>
      api.get<{ rows: IdentityEvent[] }>('/api/identity-events', {
        signal,
        query: { ...query, before: pageParam, size: pageSize },
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ rows }) => (rows.length < pageSize ? undefined : rows.at(-1)?.id),
  })
  const { data, error } = pages
  const rows = data?.pages.flatMap((page) => page.rows)
  return (
    <SplitPage
      onClose={clear}
      head={<PageHeader title={t('identity.screen.events')} text={t('identity.screen.events.text')} />}
      filters={<EventFilters />}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void pages.refetch()} />}
      {!error && !data && <Loading lines={12} />}
      {rows?.length === 0 && (
        <Empty
          title={t('identity.screen.events.none')}
          action={filtered && <Button onClick={clear}>{t('ui.filters.clear')}</Button>}
        />
      )}
      {rows && rows.length > 0 && (
        <DataTable
          caption={t('identity.screen.events')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => String(id)}
        />
      )}
      {pages.hasNextPage && (
        <div className="yw-split-bar">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('identity.screen.events.more')}
          </Button>
        </div>
      )}
    </SplitPage>
  )
}

function EventFilters() {
  const t = useT()
  const [address, change] = useAddress()
  return (
    <>
      <SearchBox label={t('identity.screen.events.search')} />
      <Select
        aria-label={t('identity.screen.events.kind')}
        placeholder={t('identity.screen.events.kind')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 180 }}
        value={address['kind'] ?? null}
        options={identityEventKinds.map((value) => ({ value, label: t(`identity.event.${value}`) }))}
        onChange={(kind: string | undefined) => change({ kind })}
      />
      <PeriodFilter />
      {address['account'] !== undefined && (
        <Tag closable onClose={() => change({ account: null })}>
          {t('identity.screen.events.one_account')}
        </Tag>
      )}
    </>
  )
}
