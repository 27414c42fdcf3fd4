import { BarChartOutlined, EnvironmentOutlined, PercentageOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { batchMax, type EntryAnswer, type EntryRow, type LedgerAnswer } from '#kernel/ledgers/model'
import {
  type Address,
  addressWith,
  type ApiQuery,
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
import { useStill } from './use-still.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

type LedgerListPageProps = {
  ledger: string
  /** Columns of a platform's own, after the number and the title. */
  columns?: readonly ListColumn[]
  /** Where an entry has a page of its own; the kernel's without. */
  entryPath?: (row: EntryRow) => string
  /** What a platform adds to the detail beside the list. */
  extra?: (entry: EntryAnswer) => ReactNode
  /** Where the list is part of a page of the platform's own. */
  desk?: ListDesk
}

/** What a platform's page has around the list. */
export type ListDesk = {
  title: string
  actions: ReactNode
  /** Left of the list: told what the list asks for, which entry is open, and how one is opened. */
  map: (about: { query: ApiQuery; open: string | undefined; onOpen: (entryId: string) => void }) => ReactNode
  /** For the rows that are chosen, beside what every list offers. */
  batch: (chosen: ReadonlySet<string>, onDone: () => void) => ReactNode
  /** Which rows are chosen, for what stands outside the list. */
  onChosen: (chosen: ReadonlySet<string>) => void
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

const shownColumns = (address: Address, declaration: LedgerAnswer, own: readonly ListColumn[]): string[] =>
  address['cols']?.split(',') ?? [...own.map(({ key }) => key), ...defaultColumns(declaration)]

type DeclaredListProps = Omit<LedgerListPageProps, 'ledger'> & { declaration: LedgerAnswer }

function DeclaredList({ declaration, columns = [], entryPath = kernelPath, extra, desk }: DeclaredListProps) {
  const text = useLocalText()
  const [address, change] = useAddress()
  const declared = useListColumns(declaration, entryPath)
  const all = [...declared.slice(0, 2), ...columns, ...declared.slice(2)]
  const shown = shownColumns(address, declaration, columns)
  const page = usePage()
  const query = { ...listQuery(address), page, size: pageSize }
  const { data: latest, error, refetch } = useQuery(entriesQuery(declaration.id, query))
  const { data, waiting, still } = useStill(latest, JSON.stringify(query), desk !== undefined)
  const open = address['entry']
  const choosing = useChoosing(address['asOf'] !== undefined, desk?.onChosen)
  const active = useRowKeys({
    rows: data?.rows.map((row) => row.id) ?? [],
    open,
    onOpen: (entry) => change({ entry }),
    onClose: () => change({ entry: null }),
  })
  return (
    <div className="list-page">
      <ListHead declaration={declaration} desk={desk} canExport={data?.can.export ?? false} />
      <ListFilters declaration={declaration} />
      <AsOfBanner />
      <div className={splitClass(open !== undefined, desk !== undefined)}>
        {desk && (
          <div className="list-map">
            {desk.map({ query: listQuery(address), open, onOpen: (entry) => change({ entry }) })}
          </div>
        )}
        <div className="list-main">
          <ListBar
            declaration={declaration}
            total={data?.total}
            columns={all}
            shown={shown}
            waiting={waiting}
          />
          <BatchBar declaration={declaration} choosing={choosing}>
            {choosing && desk?.batch(choosing.chosen, () => choosing.onChoose(new Set()))}
          </BatchBar>
          <div className="list-scroll" {...still}>
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
          <Beside entryId={open} address={address} extra={extra} onClose={() => change({ entry: null })} />
        )}
      </div>
    </div>
  )
}

const splitClass = (open: boolean, withMap: boolean): string =>
  ['list-split', open ? 'list-split-open' : '', withMap ? 'list-split-map' : ''].filter(Boolean).join(' ')

/** Rows chosen for a batch, over the list's pages; of an earlier moment nothing can be done. */
function useChoosing(past: boolean, tell?: ListDesk['onChosen']): Choosing<EntryRow> | undefined {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const onChoose = (next: ReadonlySet<string>) => {
    const few = new Set([...next].slice(0, batchMax))
    setChosen(few)
    tell?.(few)
  }
  return past ? undefined : { chosen, onChoose, nameOf: (row) => `${row.no} ${row.title}` }
}

type BesideProps = {
  entryId: string
  address: Address
  extra: LedgerListPageProps['extra']
  onClose: () => void
}

function Beside({ entryId, address, extra, onClose }: BesideProps) {
  return (
    <aside className="list-beside">
      <EntryDetail
        key={entryId}
        entryId={entryId}
        moment={{ asOf: address['asOf'], axis: address['axis'] }}
        onClose={onClose}
        {...(extra ? { extra } : {})}
      />
    </aside>
  )
}

type ListHeadProps = { declaration: LedgerAnswer; desk: ListDesk | undefined; canExport: boolean }

function ListHead({ declaration, desk, canExport }: ListHeadProps) {
  const text = useLocalText()
  return (
    <PageHeader
      title={desk?.title ?? text(declaration.title)}
      actions={desk?.actions ?? <ListActions declaration={declaration} canExport={canExport} />}
    />
  )
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
  /** News wait until the pointer has left the list. */
  waiting: boolean
  columns: readonly ListColumn[]
  shown: readonly string[]
}

function ListBar({ declaration, total, columns, shown, waiting }: ListBarProps) {
  const t = useT()
  const [, change] = useAddress()
  const { pathname } = useLocation()
  return (
    <div className="list-bar">
      <span role="status" className="yw-number">
        {total !== undefined && t('ledgers.screen.total', { count: total })}
        {waiting && ` · ${t('ledgers.screen.waiting')}`}
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
