import { useQuery } from '@tanstack/react-query'
import { entriesQuery, useLedger } from '#kernel/ledgers/web'
import type { EntryRow } from '#kernel/ledgers/model'
import {
  AppLink,
  type DataColumn,
  DataTable,
  DueText,
  Empty,
  ErrorState,
  Light,
  Loading,
  PageHeader,
  useLocalText,
  useSession,
  useT,
} from '#kernel/ui/web'
import '../../model/hotline/messages.ts'
import { OrderExchange } from './OrderExchange.tsx'
import { ThreeRates } from './ThreeRates.tsx'
import './hotline.css'

/** 12345 at the desk: orders by their clocks, files in and answers out, and the three rates. */
export default function HotlinePage() {
  const t = useT()
  const { session } = useSession()
  return (
    <>
      <PageHeader
        title={t('hotline.title')}
        actions={session.position.role === 'dispatcher' && <OrderExchange />}
      />
      <ThreeRates />
      <OpenOrders />
    </>
  )
}

const query = { open: 'true', sort: 'dueAt', size: '100' }

function useColumns(): DataColumn<EntryRow>[] {
  const t = useT()
  const text = useLocalText()
  const { data: ledger } = useLedger('hotline_order')
  const classes = new Map(
    ledger?.fields
      .find(({ name }) => name === 'orderClass')
      ?.options?.map(({ value, label }) => [value, text(label)]),
  )
  const plain = (value: unknown) => (typeof value === 'string' ? value : '')
  return [
    {
      key: 'due',
      title: t('hotline.due'),
      width: 150,
      render: ({ dueAt, light }) => (
        <span className="hotline-due">
          {light && <Light light={light} />} <DueText value={dueAt} />
        </span>
      ),
    },
    {
      key: 'no',
      title: t('hotline.column.no'),
      width: 130,
      render: ({ id, no }) => <AppLink to={`/entries/${id}`}>{no}</AppLink>,
    },
    {
      key: 'externalNo',
      title: t('hotline.field.externalNo'),
      width: 130,
      render: ({ fields }) => plain(fields['externalNo']),
    },
    {
      key: 'class',
      title: t('hotline.field.orderClass'),
      width: 120,
      render: ({ fields }) => classes.get(plain(fields['orderClass'])) ?? plain(fields['orderClass']),
    },
    {
      key: 'stage',
      title: t('hotline.column.stage'),
      width: 100,
      render: ({ stage }) => t(`hotline.stage.${stage}`),
    },
    { key: 'title', title: t('hotline.field.title'), width: 260, render: ({ title }) => title },
  ]
}

function OpenOrders() {
  const t = useT()
  const columns = useColumns()
  const { data, error, refetch } = useQuery(entriesQuery('hotline_order', query))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  if (data.rows.length === 0) return <Empty title={t('hotline.orders')} text={t('hotline.orders.none')} />
  return (
    <section className="hotline-orders">
      <h2>
        {t('hotline.orders')} <AppLink to="/ledgers/hotline_order">{String(data.total)}</AppLink>
      </h2>
      <DataTable caption={t('hotline.orders')} columns={columns} rows={data.rows} rowKey={({ id }) => id} />
    </section>
  )
}
