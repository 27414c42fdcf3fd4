import { BarChartOutlined, EnvironmentOutlined, PercentageOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { batchMax, type EntryAnswer, type EntryRow, type LedgerAnswer } from '#kernel/ledgers/model'
import {
  type Address,
  addressWith,
  type Choosing,
  DataTable,
  Empty,
  ExportMenu,
  ErrorState,
  Loading,
  PageHeader,
  Pager,
  useAddress,
  useGo,
  useLocalText,
  usePage,
  useRowKeys,
  useT,
} from '#kernel/ui/web'
import { BatchBar } from './BatchBar.tsx'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { EntryDetail } from './EntryDetail.tsx'
import { AsOfBanner } from './EntryPage.tsx'
import { hasFilters, listQuery, pageSize, withoutFilters } from './list-address.ts'
import { mapPath } from './map-path.ts'
import { defaultColumns, type ListColumn, useListColumns } from './list-columns.tsx'
import { ListFilters } from './ListFilters.tsx'
import './ledgers.css'
import './messages.ts'
import './statistics/messages.ts'
import { OfLedger } from './OfLedger.tsx'
import { entriesQuery } from './queries.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

type LedgerListPageProps = {
  ledger: string
  /** Columns of a platform's own, after the number and the title. */
  columns?: readonly ListColumn[]
  /** Where an entry has a page of its own; the kernel's without. */
  entryPath?: (row: EntryRow) => string
  /** What a platform adds to the detail beside the list. */
  extra?: (entry: EntryAnswer) => ReactNode
}

const kernelPath = (row: EntryRow) => `/entries/${row.id}`

/** The list of any ledger, from its declaration: filters in the address, detail beside the list, keys. */
export function LedgerListPage({ ledger, ...rest }: LedgerListPageProps) {
  return (
    <OfLedger ledger={ledger}>
      {(declaration) => <DeclaredList key={ledger} declaration={declaration} {...rest} />}
    </OfLedger>
  )
}

type DeclaredListProps = Omit<LedgerListPageProps, 'ledger'> & { declaration: LedgerAnswer }

function DeclaredList({ declaration, columns = [], entryPath = kernelPath, extra }: DeclaredListProps) {
  const text = useLocalText()
  const [address, change] = useAddress()
  const declared = useListColumns(declaration, entryPath)
  const all = [...declared.slice(0, 2), ...columns, ...declared.slice(2)]
  const shown = address['cols']?.split(',') ?? [
    ...columns.map(({ key }) => key),
    ...defaultColumns(declaration),
  ]
  const page = usePage()
  const query = { ...listQuery(address), page, size: pageSize }
  const { data, error, refetch } = useQuery(entriesQuery(declaration.id, query))
  const open = address['entry']
  const choosing = useChoosing(address['asOf'] !== undefined)
  const active = useRowKeys({
    rows: data?.rows.map((row) => row.id) ?? [],
    open,
    onOpen: (entry) => change({ entry }),
    onClose: () => change({ entry: null }),
  })
  return (
    <div className="list-page">
      <PageHeader
        title={text(declaration.title)}
        actions={<ListActions declaration={declaration} canExport={data?.can.export ?? false} />}
      />
      <ListFilters declaration={declaration} />
      <AsOfBanner />
      <div className={open === undefined ? 'list-split' : 'list-split list-split-open'}>
        <div className="list-main">
          <ListBar declaration={declaration} total={data?.total} columns={all} shown={shown} />
          <BatchBar declaration={declaration} choosing={choosing} />
          <div className="list-scroll">
            {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
            {!data && !error && <Loading lines={12} />}
            {data && data.rows.length > 0 && (
              <DataTable
                caption={text(declaration.title)}
                columns={all.filter(({ key }) => shown.includes(key))}
                rows={data.rows}
                rowKey={(row) => row.id}
                active={active}
                open={open}
                sort={address['sort'] ?? '-openedAt'}
                onSort={(sort) => change({ sort, page: null })}
                onOpen={(row) => change({ entry: row.id })}
                choosing={choosing}
              />
            )}
            {data?.rows.length === 0 && (
              <EmptyList address={address} onClear={() => change(withoutFilters(address))} />
            )}
          </div>
        </div>
        {open !== undefined && (
          <aside className="list-beside">
            <EntryDetail
              key={open}
              entryId={open}
              moment={{ asOf: address['asOf'], axis: address['axis'] }}
              onClose={() => change({ entry: null })}
              {...(extra ? { extra } : {})}
            />
          </aside>
        )}
      </div>
    </div>
  )
}

/** Rows chosen for a batch, over the list's pages; of an earlier moment nothing can be done. */
function useChoosing(past: boolean): Choosing<EntryRow> | undefined {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const onChoose = (next: ReadonlySet<string>) => setChosen(new Set([...next].slice(0, batchMax)))
  return past ? undefined : { chosen, onChoose, nameOf: (row) => `${row.no} ${row.title}` }
}

function ListActions({ declaration, canExport }: { declaration: LedgerAnswer; canExport: boolean }) {
  const t = useT()
  const go = useGo()
  const [address] = useAddress()
  const xlsx = addressWith(`/api/ledgers/${declaration.id}/entries.xlsx`, listQuery(address))
  return (
    <>
      <Button icon={<BarChartOutlined />} onClick={() => go(`/ledgers/${declaration.id}/board`)}>
        {t('ledgers.screen.board')}
      </Button>
      <Button icon={<EnvironmentOutlined />} onClick={() => go(mapPath(declaration.id))}>
        {t('ledgers.screen.map')}
      </Button>
      <Button icon={<PercentageOutlined />} onClick={() => go(`/ledgers/${declaration.id}/statistics`)}>
        {t('ledgers.rates')}
      </Button>
      {declaration.can.define && (
        <Button onClick={() => go(`/ledgers/${declaration.id}/what-if`)}>
          {t('ledgers.screen.what_if')}
        </Button>
      )}
      {canExport && <ExportMenu items={[{ format: 'xlsx', address: xlsx }]} />}
      {declaration.can.register && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => go(`/ledgers/${declaration.id}/new`)}>
          {t('ledgers.screen.register')}
        </Button>
      )}
    </>
  )
}

type ListBarProps = {
  declaration: LedgerAnswer
  total: number | undefined
  columns: readonly ListColumn[]
  shown: readonly string[]
}

function ListBar({ declaration, total, columns, shown }: ListBarProps) {
  const t = useT()
  const [, change] = useAddress()
  const { pathname } = useLocation()
  return (
    <div className="list-bar">
      <span role="status" className="yw-number">
        {total !== undefined && t('ledgers.screen.total', { count: total })}
      </span>
      <Pager total={total} size={pageSize} />
      <span className="list-bar-end">
        <ViewsMenu ledger={declaration.id} path={pathname} />
        <ColumnsMenu columns={columns} shown={shown} onChange={(next) => change({ cols: next.join(',') })} />
      </span>
    </div>
  )
}

function EmptyList({ address, onClear }: { address: Address; onClear: () => void }) {
  const t = useT()
  if (!hasFilters(address)) return <Empty title={t('ledgers.screen.empty.fresh')} />
  return (
    <Empty
      title={t('ledgers.screen.empty')}
      text={t('ledgers.screen.empty.filtered')}
      action={<Button onClick={onClear}>{t('ledgers.screen.filter.clear')}</Button>}
    />
  )
}
