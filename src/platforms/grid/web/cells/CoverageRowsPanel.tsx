import { useQuery } from '@tanstack/react-query'
import { useDivisionName } from '#kernel/divisions/web'
import {
  addressWith,
  AppLink,
  Empty,
  ErrorState,
  ExportMenu,
  Loading,
  Pager,
  useAddress,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import type { CoverageMeasure, CoverageRow } from '../../model/cells/coverage/coverage.ts'
import { coverageRowsQuery } from './board-queries.ts'

const pageSize = 50

type Props = { division: string; measure: CoverageMeasure; canExport: boolean }

/** The rows behind a figure, each leading to its page. */
export function CoverageRowsPanel({ division, measure, canExport }: Props) {
  const t = useT()
  const nameOf = useDivisionName()
  const [address, change] = useAddress()
  const page = Number(address['page'] ?? 1)
  const { data, error, refetch } = useQuery(coverageRowsQuery(division, measure, page))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  const file = addressWith('/api/grid/coverage.xlsx', { division, measure })
  return (
    <section className="cells-panel" aria-label={t(`cells.coverage.${measure}`)}>
      <h2>
        {nameOf(division)} {t(`cells.coverage.${measure}`)} {data.total}
      </h2>
      {canExport && (
        <div>
          <ExportMenu items={[{ format: 'xlsx', address: file }]} />
        </div>
      )}
      {data.rows.length === 0 && <Empty title={t('cells.coverage.none')} />}
      <ul className="cells-homes">
        {data.rows.map((row) => (
          <li key={row.id}>
            <RowLink row={row} />{' '}
            <span className="yw-quiet">{row.village === null ? '' : nameOf(row.village)}</span>{' '}
            <span className="yw-quiet">{dayOf(t, measure, row)}</span>
          </li>
        ))}
      </ul>
      <Pager
        page={page}
        size={pageSize}
        total={data.total}
        onPage={(next) => change({ page: next === 1 ? null : String(next) })}
      />
    </section>
  )
}

function dayOf(t: ReturnType<typeof useT>, measure: CoverageMeasure, { day }: CoverageRow): string {
  if (measure === 'households_not_visited')
    return day === null ? t('cells.coverage.never') : t('cells.coverage.last', { day })
  return day ?? ''
}

function RowLink({ row: { kind, id, label, village, day } }: { row: CoverageRow }) {
  const t = useT()
  const text = useLocalText()
  const words = typeof label === 'string' ? label : text(label)
  switch (kind) {
    case 'cell':
      return <AppLink to={`/grid/cells?division=${village ?? ''}&cell=${id}`}>{words}</AppLink>
    case 'building':
      return <AppLink to={`/grid/cells?view=buildings&building=${id}`}>{words}</AppLink>
    case 'household':
      return <AppLink to={`/registry/households/${id}`}>{words}</AppLink>
    case 'entry':
      return <AppLink to={`/entries/${id}`}>{words}</AppLink>
    case 'gap':
      return (
        <AppLink to={`/grid/duty?month=${(day ?? '').slice(0, 7)}`}>{t(`cells.duty.part.${words}`)}</AppLink>
      )
  }
}
