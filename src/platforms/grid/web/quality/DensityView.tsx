import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { SpotsMap } from '#kernel/map/web'
import { AppLink, Empty, ErrorState, Loading, stringifyAddress, useAddress, useT } from '#kernel/ui/web'
import { densityQuery } from './queries.ts'
import { ReportedFilters, reportedQuery } from './ReportedFilters.tsx'
import { useCellNames } from './use-cell-names.ts'

const areas = ['cell:community'] as const

/** Where incidents are reported: a square for each cell, its area the number, and the same as a list. */
export function DensityView() {
  const t = useT()
  const [address, change] = useAddress()
  const { data, error, refetch } = useQuery(densityQuery(reportedQuery(address)))
  const names = useCellNames()
  const weights = useMemo(
    () =>
      (data?.cells ?? []).flatMap(({ cell, count, lng, lat }) =>
        lng === null || lat === null ? [] : [{ key: cell, n: count, lng, lat }],
      ),
    [data],
  )
  const open = address['cell']
  return (
    <div className="quality-density">
      <p className="quality-text">{t('quality.density.text')}</p>
      <ReportedFilters />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data?.total === 0 && <Empty title={t('quality.times.empty')} />}
      {data && data.total > 0 && (
        <div className="quality-density-split">
          <SpotsMap
            title={t('quality.density.map')}
            weights={weights}
            areas={areas}
            open={open}
            onOpen={(cell) => change({ cell })}
            at={address['at']}
            onView={(at) => change({ at })}
          />
          <div className="quality-density-list">
            <p role="status" className="yw-number">
              {`${data.from} – ${data.to} · ${t('quality.times.total', { count: data.total })}`}
            </p>
            <table className="chart-table">
              <thead>
                <tr>
                  <th scope="col">{t('quality.density.cell')}</th>
                  <th scope="col">{t('quality.times.count')}</th>
                </tr>
              </thead>
              <tbody>
                {data.cells.map(({ cell, count }) => (
                  <tr key={cell} data-open={cell === open ? '' : undefined}>
                    <td>{names.get(cell) ?? cell}</td>
                    <td>
                      <AppLink to={listOf(reportedQuery(address), data, cell)}>{count}</AppLink>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {data.elsewhere > 0 && (
              <p className="quality-text">{t('quality.density.elsewhere', { count: data.elsewhere })}</p>
            )}
          </div>
        </div>
      )}
    </div>
  )
}

/** The list that a cell's figure opens. */
function listOf(
  query: ReturnType<typeof reportedQuery>,
  { from, to }: { from: string; to: string },
  cell: string,
): string {
  const { from: _from, to: _to, ...filters } = query
  const said = Object.fromEntries(
    Object.entries({ ...filters, openedFrom: from, openedTo: to, 'f.gridCell': cell }).map(
      ([name, value]): [string, string] => [name, String(value)],
    ),
  )
  return `/ledgers/incident${stringifyAddress(said)}`
}
