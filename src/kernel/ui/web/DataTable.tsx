import { Checkbox } from 'antd'
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

/** Rows that are chosen for something that is done to several. */
export type Choosing<Row> = {
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
  /** What a row is called, for who doesn't see the table. */
  nameOf: (row: Row) => string
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
  choosing?: Choosing<Row> | undefined
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
  const { caption, columns, rows, rowKey, active, open, onOpen, sort, onSort, choosing } = props
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    if (active !== undefined)
      body.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const widths = columns.map(({ width = 140 }) => width)
  return (
    <table
      className={choosing ? 'yw-table yw-table-choosing' : 'yw-table'}
      style={{ minWidth: widths.reduce((sum, width) => sum + width, choosing ? chooseWidth : 0) }}
    >
      <caption className="yw-visually-hidden">{caption}</caption>
      <colgroup>
        {choosing && <col style={{ width: chooseWidth }} />}
        {columns.map(({ key }, index) => (
          <col key={key} style={{ width: widths[index] }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {choosing && <ChooseAll choosing={choosing} keys={rows.map(rowKey)} />}
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
              {choosing && <ChooseOne choosing={choosing} row={row} rowKey={key} />}
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

const chooseWidth = 56

function ChooseAll<Row>({ choosing, keys }: { choosing: Choosing<Row>; keys: readonly string[] }) {
  const t = useT()
  const { chosen, onChoose } = choosing
  const here = keys.filter((key) => chosen.has(key)).length
  const all = here === keys.length && here > 0
  const toggle = () =>
    onChoose(new Set(all ? [...chosen].filter((key) => !keys.includes(key)) : [...chosen, ...keys]))
  return (
    <th scope="col">
      <Checkbox
        aria-label={t('ui.table.choose_all')}
        checked={all}
        indeterminate={here > 0 && !all}
        onChange={toggle}
      />
    </th>
  )
}

function ChooseOne<Row>({ choosing, row, rowKey }: { choosing: Choosing<Row>; row: Row; rowKey: string }) {
  const t = useT()
  const { chosen, onChoose, nameOf } = choosing
  const toggle = () =>
    onChoose(new Set(chosen.has(rowKey) ? [...chosen].filter((key) => key !== rowKey) : [...chosen, rowKey]))
  return (
    <td>
      <Checkbox
        aria-label={t('ui.table.choose', { name: nameOf(row) })}
        checked={chosen.has(rowKey)}
        onChange={toggle}
      />
    </td>
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
