import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import {
  Empty,
  ErrorState,
  Loading,
  NoPermission,
  PageHeader,
  Pager,
  useAddress,
  usePage,
  useSession,
  useT,
} from '#kernel/ui/web'
import './messages.ts'
import { RequestCard } from './RequestCard.tsx'
import { requestsPageSize, requestsQuery } from './request-queries.ts'
import './requests.css'

/** Requests for changes of the register: those to decide, and one's own. */
export function RequestsPage() {
  const { session } = useSession()
  return session.rights.includes('registry.read') ? <Requests /> : <NoPermission />
}

function Requests() {
  const t = useT()
  const { session } = useSession()
  const [address, change] = useAddress()
  const owner = session.rights.includes('registry.write')
  const mine = !owner || address['mine'] === 'true'
  const decided = address['decided'] === 'true'
  const page = usePage()
  const { data, error, refetch } = useQuery(requestsQuery({ mine, decided, page, size: requestsPageSize }))
  return (
    <>
      <PageHeader title={t('registry.request.title')} text={t('registry.request.text')} />
      <div className="change-requests">
        <div className="change-requests-filters">
          {owner && (
            <Segmented
              aria-label={t('registry.request.whose')}
              value={mine ? 'true' : ''}
              options={[
                { value: '', label: t('registry.request.to_decide') },
                { value: 'true', label: t('registry.request.mine') },
              ]}
              onChange={(value) => change({ mine: value, page: null })}
            />
          )}
          <Segmented
            aria-label={t('registry.request.state')}
            value={decided ? 'true' : ''}
            options={[
              { value: '', label: t('registry.request.state.open') },
              { value: 'true', label: t('registry.request.decided') },
            ]}
            onChange={(value) => change({ decided: value, page: null })}
          />
        </div>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={6} />}
        {data?.total === 0 && <Empty title={t('registry.request.nothing')} />}
        <ol>
          {data?.rows.map((request) => (
            <RequestCard key={request.id} request={request} />
          ))}
        </ol>
        <Pager total={data?.total} size={requestsPageSize} />
      </div>
    </>
  )
}
