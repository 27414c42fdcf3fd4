import { useQuery } from '@tanstack/react-query'
import type { LedgerSummary } from '#kernel/ledgers/model'
import { AppLink, Empty, ErrorState, Loading, PageHeader, useLocalText, useT } from '#kernel/ui/web'
import './ledgers.css'
import './messages.ts'
import './statistics/messages.ts'
import { boardQuery, ledgersQuery } from './queries.ts'

/** Every ledger there is, with how many entries are open and overdue in the reader's scope. */
export function LedgersPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(ledgersQuery)
  return (
    <>
      <PageHeader
        title={t('ledgers.screen.ledgers')}
        text={t('ledgers.screen.ledgers.text')}
        actions={
          data?.some(({ can }) => can.define) && (
            <AppLink to="/definitions/new">{t('ledgers.screen.new_ledger')}</AppLink>
          )
        }
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <Empty />}
      {data && data.length > 0 && (
        <table className="yw-table ledgers">
          <thead>
            <tr>
              <th scope="col">{t('ledgers.screen.ledger')}</th>
              <th scope="col">{t('ledgers.screen.open_count')}</th>
              <th scope="col">{t('ledgers.screen.overdue')}</th>
              <th scope="col">{t('ledgers.screen.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((ledger) => (
              <LedgerRow key={ledger.id} ledger={ledger} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function LedgerRow({ ledger: { id, title, can } }: { ledger: LedgerSummary }) {
  const t = useT()
  const text = useLocalText()
  const { data } = useQuery(boardQuery(id, { open: 'true' }))
  const overdue = data?.groups.reduce((sum, group) => sum + (group.overdue ?? 0), 0)
  return (
    <tr>
      <td>
        <AppLink to={`/ledgers/${id}`}>{text(title)}</AppLink>
      </td>
      <td>{data && <AppLink to={`/ledgers/${id}?open=true`}>{data.total}</AppLink>}</td>
      <td>{data && <AppLink to={`/ledgers/${id}?open=true&light=red`}>{overdue}</AppLink>}</td>
      <td className="ledgers-links">
        <AppLink to={`/ledgers/${id}/board`}>{t('ledgers.screen.board')}</AppLink>
        <AppLink to={`/ledgers/${id}/statistics`}>{t('ledgers.rates')}</AppLink>
        {can.define && <AppLink to={`/ledgers/${id}/definition`}>{t('ledgers.screen.definition')}</AppLink>}
        {can.register && <AppLink to={`/ledgers/${id}/new`}>{t('ledgers.screen.register')}</AppLink>}
      </td>
    </tr>
  )
}
