import { useQuery } from '@tanstack/react-query'
import { App, Button, Segmented } from 'antd'
import type { Delivery } from '#kernel/notices/model'
import { asApiError, DateText, ErrorState, Pager, useAddress, usePage, useT } from '#kernel/ui/web'
import { deliveriesQuery, useAdapterChange } from './adapter-queries.ts'

const size = 30
const states = ['', 'waiting', 'sent', 'dead'] as const

/** What left or is to, the last first; what was given up can be sent again. */
export function DeliveryTable() {
  const t = useT()
  const page = usePage()
  const [address, change] = useAddress()
  const delivered = String(address['delivered'] ?? '')
  const { data, error, refetch } = useQuery(
    deliveriesQuery({ page, size, ...(delivered === '' ? {} : { delivered }) }),
  )
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">{t('notices.screen.deliveries')}</h2>
      <Segmented
        aria-label={t('notices.screen.deliveries')}
        value={delivered}
        options={states.map((value) => ({ value, label: t(`notices.screen.delivered.${value || 'all'}`) }))}
        onChange={(value) => change({ delivered: value, page: null })}
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      <div className="notice-deliveries">
        <table>
          <thead>
            <tr>
              {['at', 'what', 'to', 'by', 'state', 'answer'].map((name) => (
                <th key={name} scope="col">
                  {t(`notices.screen.delivery.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data?.rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager total={data?.total} size={size} />
    </section>
  )
}

function Row({ row }: { row: Delivery }) {
  const t = useT()
  const { message } = App.useApp()
  const again = useAdapterChange()
  const { id, at, kind, entryNo, account, recipient, adapter, state, attempts, status, answer } = row
  return (
    <tr>
      <td>
        <DateText value={at} withTime />
      </td>
      <td>
        {t(`notices.screen.kind.${kind}`)} {entryNo}
      </td>
      <td>
        {account} {recipient}
      </td>
      <td>{adapter}</td>
      <td>
        {t(`notices.screen.delivered.${state}`)}{' '}
        {attempts > 1 && t('notices.screen.attempts', { count: attempts })}
        {state === 'dead' && (
          <Button
            size="small"
            type="link"
            loading={again.isPending}
            onClick={() =>
              again.mutate(
                { method: 'post', path: `/api/notice-deliveries/${id}/attempts` },
                { onError: (error) => void message.error(asApiError(error).detail) },
              )
            }
          >
            {t('notices.screen.send_again')}
          </Button>
        )}
      </td>
      <td>
        {status} {answer}
      </td>
    </tr>
  )
}
