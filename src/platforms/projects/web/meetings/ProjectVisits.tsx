import { useQuery } from '@tanstack/react-query'
import type { EntryAnswer, EntryRow } from '#kernel/ledgers/model'
import { entriesQuery } from '#kernel/ledgers/web'
import { AccountName } from '#kernel/identity/web'
import { addressWith, AppLink, DateText, ErrorState, Loading, useT } from '#kernel/ui/web'
import { visitAddress } from '../addresses.ts'
import './messages.ts'
import './meetings.css'

const shownMax = 5

/** Who was at the project last, what was seen, and when somebody comes again. */
export function ProjectVisits({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const asOf = entry.asOf ?? undefined
  const visits = useQuery(
    entriesQuery('visit', { 'f.project': entry.id, sort: '-visitedOn', size: shownMax, asOf }),
  )
  const mayVisit = entry.asOf === null && visits.data?.can.register === true
  return (
    <section className="entry-section">
      <div className="project-head">
        <h2>
          {t('projects.visit.ledger')}{' '}
          {visits.data && (
            <AppLink to={addressWith('/ledgers/visit', { 'f.project': entry.id })}>
              <span className="yw-number">{visits.data.total}</span>
            </AppLink>
          )}
        </h2>
        {mayVisit && (
          <AppLink className="project-visit-button" to={visitAddress(entry.id)}>
            {t('projects.visit.action.register')}
          </AppLink>
        )}
      </div>
      {visits.error && <ErrorState error={visits.error} onRetry={() => void visits.refetch()} />}
      {!visits.data && !visits.error && <Loading lines={2} />}
      {visits.data?.total === 0 && <p className="project-quiet">{t('projects.visits.none')}</p>}
      <ul className="project-problems">
        {visits.data?.rows.map((row) => (
          <Visit key={row.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

function Visit({ row: { id, title, fields } }: { row: EntryRow }) {
  const t = useT()
  const { visitedOn, visitor, nextOn } = fields
  return (
    <li>
      <AppLink to={`/entries/${id}`}>{title}</AppLink>
      <span>{typeof visitor === 'number' && <AccountName id={visitor} />}</span>
      <DateText value={typeof visitedOn === 'string' ? visitedOn : null} />
      <span className="project-quiet">
        {typeof nextOn === 'string' && t('projects.visits.next', { day: nextOn })}
      </span>
    </li>
  )
}
