import { ListFilters, queryOf, useLedger } from '#kernel/ledgers/web'
import { type Address, type ApiQuery, PeriodFilter } from '#kernel/ui/web'

const names = new Set(['stage', 'township', 'village', 'organisation', 'open', 'light', 'q', 'from', 'to'])

/** What when and where are asked by: the list's own filters, and the days on which incidents were reported. */
export function reportedQuery(address: Address): ApiQuery {
  return queryOf(address, (name) => names.has(name) || name.startsWith('f.'))
}

export function ReportedFilters() {
  const { data } = useLedger('incident')
  return (
    <div className="quality-filters">
      <span className="quality-period">
        <PeriodFilter />
      </span>
      {data && <ListFilters declaration={data} />}
    </div>
  )
}
