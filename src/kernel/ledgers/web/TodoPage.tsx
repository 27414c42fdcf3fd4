import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import type { TaskRow } from '#kernel/ledgers/model'
import { lights } from '#kernel/ui/model'
import {
  AppLink,
  type DataColumn,
  DataTable,
  DateText,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  Pager,
  useAddress,
  useLocalText,
  usePage,
  useRowKeys,
  useT,
} from '#kernel/ui/web'
import { EntryDetail } from './EntryDetail.tsx'
import { TaskLight } from './EntryTasks.tsx'
import { pageSize } from './list-address.ts'
import './ledgers.css'
import './messages.ts'
import { ledgersQuery, tasksQuery } from './queries.ts'

/** The open tasks of one's own and of one's organisation, over all ledgers, the most urgent first. */
export function TodoPage() {
  const t = useT()
  const [address, change] = useAddress()
  const columns = useTaskColumns()
  const page = usePage()
  const { ledger, light, entry: open } = address
  const { data, error, refetch } = useQuery(tasksQuery({ ledger, light, page, size: pageSize }))
  const rows = data?.rows ?? []
  const active = useRowKeys({
    rows: rows.map((row) => row.id),
    open: rows.find((row) => row.entryId === open)?.id,
    onOpen: (id) => change({ entry: rows.find((row) => row.id === id)?.entryId }),
    onClose: () => change({ entry: null }),
  })
  return (
    <div className="list-page">
      <PageHeader title={t('ledgers.screen.todo')} text={t('ledgers.screen.todo.text')} />
      <TaskFilters />
      <div className={open === undefined ? 'list-split' : 'list-split list-split-open'}>
        <div className="list-main">
          <div className="list-bar">
            <span role="status" className="yw-number">
              {data &&
                t(data.more ? 'ledgers.screen.todo.total.more' : 'ledgers.screen.todo.total', {
                  count: data.total,
                })}
            </span>
            <Pager total={data?.total} size={pageSize} />
          </div>
          <div className="list-scroll">
            {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
            {!data && !error && <Loading lines={12} />}
            {rows.length > 0 && (
              <DataTable
                caption={t('ledgers.screen.todo')}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
                active={active}
                open={rows.find((row) => row.entryId === open)?.id}
                onOpen={(row) => change({ entry: row.entryId })}
              />
            )}
            {data && rows.length === 0 && (
              <EmptyTodo filtered={ledger !== undefined || light !== undefined} />
            )}
          </div>
        </div>
        {open !== undefined && (
          <aside className="list-beside">
            <EntryDetail key={open} entryId={open} onClose={() => change({ entry: null })} />
          </aside>
        )}
      </div>
    </div>
  )
}

function EmptyTodo({ filtered }: { filtered: boolean }) {
  const t = useT()
  if (filtered) return <Empty title={t('ledgers.screen.todo.empty.filtered')} />
  return <Empty title={t('ledgers.screen.todo.empty')} text={t('ledgers.screen.todo.empty.text')} />
}

function TaskFilters() {
  const t = useT()
  const text = useLocalText()
  const [address, change] = useAddress()
  const { data: ledgers = [] } = useQuery(ledgersQuery)
  return (
    <div className="list-filters">
      <Segmented
        aria-label={t('ledgers.screen.filter.light')}
        value={address['light'] ?? ''}
        options={[
          { value: '', label: t('ledgers.screen.all') },
          ...lights.toReversed().map((light) => ({ value: light, label: t(`ui.light.${light}`) })),
        ]}
        onChange={(light) => change({ light, page: null })}
      />
      <Select
        allowClear
        aria-label={t('ledgers.screen.column.ledger')}
        placeholder={t('ledgers.screen.column.ledger')}
        style={{ minWidth: 160 }}
        popupMatchSelectWidth={false}
        value={address['ledger'] ?? null}
        options={ledgers.map(({ id, title }) => ({ value: id, label: text(title) }))}
        onChange={(ledger: string | undefined) => change({ ledger, page: null })}
      />
    </div>
  )
}

function useTaskColumns(): DataColumn<TaskRow>[] {
  const t = useT()
  const text = useLocalText()
  const { data: ledgers = [] } = useQuery(ledgersQuery)
  return [
    {
      key: 'no',
      title: t('ledgers.screen.column.no'),
      width: 152,
      render: (row) => (
        <AppLink to={`/entries/${row.entryId}`} className="yw-number">
          {row.entryNo}
        </AppLink>
      ),
    },
    {
      key: 'due',
      title: t('ledgers.screen.column.due'),
      width: 160,
      render: (row) => <TaskLight task={row} />,
    },
    { key: 'task', title: t('ledgers.screen.column.task'), width: 104, render: (row) => text(row.label) },
    { key: 'title', title: t('ledgers.screen.column.title'), width: 280, render: (row) => row.entryTitle },
    {
      key: 'ledger',
      title: t('ledgers.screen.column.ledger'),
      width: 128,
      render: (row) => {
        const ledger = ledgers.find(({ id }) => id === row.ledger)
        return ledger ? text(ledger.title) : row.ledger
      },
    },
    {
      key: 'organisation',
      title: t('ledgers.screen.column.organisation'),
      width: 184,
      render: (row) => row.account?.name ?? (row.organisation && text(row.organisation.name)),
    },
    {
      key: 'since',
      title: t('ledgers.screen.column.since'),
      width: 112,
      render: (row) => <DateText value={row.openedAt} />,
    },
  ]
}
