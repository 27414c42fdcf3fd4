import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import './data-table.css'
import { useT } from './locale.ts'

export type DataColumn<Row> = {
  key: string
  title: string
  /** px it has at least: it grows with what it holds, so that no word is cut in either language, up to 320 px. */
  width?: number
  align?: 'start' | 'end'
  /** The name to sort by; without one the column can't be sorted. */
  sort?: string
  render: (row: Row) => ReactNode
}

type DataTableProps<Row> = {
  caption: string
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The row the keyboard stands on. */
  active?: string | undefined
  /** The row whose detail is open. */
  open?: string | undefined
  onOpen?: (row: Row) => void
  /** `name` or `-name`. */
  sort?: string | undefined
  onSort?: (sort: string) => void
}

function sortMark(sort: string | undefined, name: string): 'ascending' | 'descending' | undefined {
  if (sort === name) return 'ascending'
  return sort === `-${name}` ? 'descending' : undefined
}

/** A click opens the row, unless it is on something that does its own or marks a text. */
function isOwnClick(click: MouseEvent<HTMLElement>): boolean {
  const target = click.target as HTMLElement
  return target.closest('a, button, input, label') !== null || (getSelection()?.toString() ?? '') !== ''
}

/** What doesn't fit its cell is told where the pointer rests. */
function tellWhole({ currentTarget: cell }: MouseEvent<HTMLElement>): void {
  cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : ''
}

/** Dense rows of 36 px under a head that stays, with a first column that stays. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, active, open, onOpen, sort, onSort } = props
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    if (active !== undefined)
      body.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const widths = columns.map(({ width = 140 }) => width)
  return (
    <table className="yw-table" style={{ minWidth: widths.reduce((sum, width) => sum + width, 0) }}>
      <caption className="yw-visually-hidden">{caption}</caption>
      <colgroup>
        {columns.map(({ key }, index) => (
          <col key={key} style={{ width: widths[index] }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row) => {
          const key = rowKey(row)
          return (
            <tr
              key={key}
              data-active={key === active ? '' : undefined}
              data-open={key === open ? '' : undefined}
              onClick={onOpen && ((click) => void (isOwnClick(click) || onOpen(row)))}
            >
              {columns.map(({ key: column, align, render }) => (
                <td key={column} data-align={align} onMouseEnter={tellWhole}>
                  {render(row)}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

type HeadCellProps<Row> = {
  column: DataColumn<Row>
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
}

function HeadCell<Row>({ column: { title, align, sort: name }, sort, onSort }: HeadCellProps<Row>) {
  const t = useT()
  const mark = name === undefined ? undefined : sortMark(sort, name)
  if (name === undefined || !onSort)
    return (
      <th scope="col" data-align={align}>
        {title}
      </th>
    )
  return (
    <th scope="col" data-align={align} aria-sort={mark ?? 'none'}>
      <button
        type="button"
        title={t('ui.table.sort')}
        onClick={() => onSort(mark === 'ascending' ? `-${name}` : name)}
      >
        {title}
        <svg width="8" height="10" viewBox="0 0 8 10" aria-hidden="true">
          <path d="M0 4 4 0l4 4Z" opacity={mark === 'ascending' ? 1 : 0.25} />
          <path d="M0 6l4 4 4-4Z" opacity={mark === 'descending' ? 1 : 0.25} />
        </svg>
      </button>
    </th>
  )
}
