import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { WallDrawer } from '#kernel/reports/web'
import { api, useT } from '#kernel/ui/web'
import type { GridWallAnswer, WallRows } from '../../model/wall/grid-wall.ts'
import { IncidentLine } from './IncidentLine.tsx'
import type { WallFilter } from './wall-filter.ts'

const rowsPerPage = 9

type GridWallRowsProps = { filter: WallFilter; answer: GridWallAnswer; close: () => void }

/** The incidents behind a figure, so that every number can be followed to what it counts. */
export function GridWallRows({ filter, answer, close }: GridWallRowsProps) {
  const t = useT()
  const [page, setPage] = useState(0)
  const { title, ...asked } = filter
  const query = { ...asked, page: page + 1, size: rowsPerPage }
  const { data, error } = useQuery({
    queryKey: ['grid', 'wall', 'rows', query],
    queryFn: ({ signal }) => api.get<WallRows>('/api/grid/wall/rows', { query, signal }),
    placeholderData: keepPreviousData,
  })
  const count = data ? ` · ${t('grid.wall.rows', { count: data.total })}` : ''
  return (
    <WallDrawer
      title={`${title}${count}`}
      page={page}
      pages={Math.ceil((data?.total ?? 0) / rowsPerPage)}
      onPage={setPage}
      close={close}
    >
      {data?.rows.map((incident) => (
        <IncidentLine key={incident.id} incident={incident} answer={answer} />
      ))}
      {!data && <li className="wall-empty">{t(error ? 'grid.wall.failed' : 'grid.wall.loading')}</li>}
      {data?.total === 0 && <li className="wall-empty">{t('grid.wall.rows.none')}</li>}
    </WallDrawer>
  )
}
