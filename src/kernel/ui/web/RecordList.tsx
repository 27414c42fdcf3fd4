import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useAddress } from './address.ts'
import { type DataColumn, DataTable } from './DataTable.tsx'
import { useT } from './locale.ts'
import { Pager } from './Pager.tsx'
import { Empty, ErrorState, Loading } from './states.tsx'
import { useRowKeys } from './useRowKeys.ts'

type Page<Row> = { rows: readonly Row[]; total: number }

type RecordListProps<Row, Answer extends Page<Row>> = {
  query: Pick<UseQueryResult<Answer>, 'data' | 'error' | 'refetch'>
  /** Rows to a page. */
  size: number
  caption: string
  columns: readonly DataColumn<Row>[]
  rowKey: (row: Row) => string
  /** What in the address narrows the list: taken out where it leaves nothing. */
  filters?: readonly string[]
  /** The title where there is nothing at all, and where the filters leave nothing. */
  none: string
  noneFound?: string
  noneText?: ReactNode
  /** How many there are, in words. */
  total: (answer: Answer) => ReactNode
  /** Over the bar, once there is something. */
  above?: (answer: Answer) => ReactNode
  /** A row opens beside the list, by the address's `open`. */
  opens?: boolean
}

/** The list of a page that opens rows beside it: waiting, failing, empty, or how many, the pages and the rows. */
export function RecordList<Row, Answer extends Page<Row> = Page<Row>>(props: RecordListProps<Row, Answer>) {
  const { query, size, caption, columns, rowKey, filters = [], none, noneFound = none, noneText } = props
  const { total, above, opens = false } = props
  const t = useT()
  const [address, change] = useAddress()
  const { data, error, refetch } = query
  const { open } = address
  const active = useRowKeys({
    rows: opens ? (data?.rows.map(rowKey) ?? []) : [],
    open,
    onOpen: (key) => change({ open: key }),
    onClose: () => change({ open: null }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={10} />
  const filtered = filters.some((name) => address[name] !== undefined)
  if (data.rows.length === 0) {
    const clear = () => change({ ...Object.fromEntries(filters.map((name) => [name, null])), page: null })
    return (
      <Empty
        title={filtered ? noneFound : none}
        text={noneText}
        action={filtered && <Button onClick={clear}>{t('ui.filters.clear')}</Button>}
      />
    )
  }
  return (
    <>
      {above?.(data)}
      <div className="yw-split-bar">
        <span role="status">{total(data)}</span>
        <Pager total={data.total} size={size} />
      </div>
      <DataTable
        caption={caption}
        columns={columns}
        rows={data.rows}
        rowKey={rowKey}
        {...(opens ? { active, open, onOpen: (row: Row) => change({ open: rowKey(row) }) } : {})}
      />
    </>
  )
}
