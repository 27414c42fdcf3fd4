import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AdapterEvent } from '#kernel/notices/model'
import { DateText, ErrorState, Pager, useT } from '#kernel/ui/web'
import { adapterEventsQuery } from './adapter-queries.ts'

const size = 20

/** Who set, switched or tried again what, the latest first; only ever added to. */
export function AdapterEvents() {
  const t = useT()
  const [page, setPage] = useState(1)
  const { data, error, refetch } = useQuery(adapterEventsQuery({ page, size }))
  return (
    <section aria-labelledby="adapter-events">
      <h2 id="adapter-events">{t('notices.screen.events')}</h2>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      <div className="notice-deliveries">
        <table>
          <thead>
            <tr>
              {['at', 'who', 'adapter', 'what'].map((name) => (
                <th key={name} scope="col">
                  {t(`notices.screen.event.${name}`)}
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
      <Pager total={data?.total} size={size} page={page} onPage={setPage} />
    </section>
  )
}

function Row({ row: { at, account, adapter, kind, detail } }: { row: AdapterEvent }) {
  const t = useT()
  const address = detail['url']
  return (
    <tr>
      <td>
        <DateText value={at} withTime />
      </td>
      <td>{account}</td>
      <td>{adapter}</td>
      <td>
        {t(`notices.screen.event.${kind}`)} {typeof address === 'string' && address}
      </td>
    </tr>
  )
}
