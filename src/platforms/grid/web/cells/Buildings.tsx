import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import {
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  Pager,
  type Translate,
  useAddress,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import type { LocalText } from '#kernel/i18n/model'
import type { BuildingRow } from '../../model/cells/people/people.ts'
import { buildingsQuery } from './queries.ts'

const pageSize = 50

/** Buildings of the place with cell, households and head. */
export function Buildings({ division, open }: { division: string; open: string | undefined }) {
  const t = useT()
  const text = useLocalText()
  const [address, change] = useAddress()
  const headless = address['headless'] === 'true'
  const page = Number(address['page'] ?? 1)
  const { data, error, refetch } = useQuery(buildingsQuery({ division, cell: undefined, headless, page }))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return (
    <>
      <div className="cells-bar">
        <Checkbox
          checked={headless}
          onChange={({ target }) => change({ headless: target.checked ? 'true' : null, page: null })}
        >
          {t('cells.building.headless')}
        </Checkbox>
        <Pager
          page={page}
          size={pageSize}
          total={data.total}
          onPage={(next) => change({ page: next === 1 ? null : String(next) })}
        />
      </div>
      {data.rows.length === 0 ? (
        <Empty title={t('cells.building.none')} />
      ) : (
        <DataTable
          caption={t('cells.page.buildings')}
          columns={columnsOf(t, text)}
          rows={data.rows}
          rowKey={({ id }) => id}
          open={open}
          onOpen={({ id }) => change({ building: id })}
        />
      )}
    </>
  )
}

/** What is shown of each building. */
function columnsOf(t: Translate, text: (name: LocalText) => string): DataColumn<BuildingRow>[] {
  return [
    { key: 'name', title: t('cells.column.building'), width: 200, render: ({ name }) => name },
    {
      key: 'cell',
      title: t('cells.column.cell'),
      width: 200,
      render: ({ cellName }) => (cellName ? text(cellName) : t('cells.building.no_cell')),
    },
    {
      key: 'head',
      title: t('cells.column.head'),
      width: 120,
      render: ({ head, hasHead }) =>
        head?.name ??
        (hasHead ? (
          t('cells.building.unseen')
        ) : (
          <strong className="cells-lacking">{t('cells.page.nobody')}</strong>
        )),
    },
    {
      key: 'households',
      title: t('cells.column.households'),
      width: 80,
      align: 'end',
      render: (row) => row.households,
    },
    {
      key: 'residents',
      title: t('cells.column.residents'),
      width: 80,
      align: 'end',
      render: (row) => row.residents,
    },
  ]
}
