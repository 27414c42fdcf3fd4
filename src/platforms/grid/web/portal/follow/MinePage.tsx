import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  api,
  asApiError,
  formatDate,
  formatDue,
  PlainFailure,
  PlainPage,
  PlainWaiting,
  useGo,
  useT,
} from '#kernel/ui/portal'
import type { PortalClaim, PortalClaims } from '../../../model/portal/answers.ts'
import { PhoneQuestions } from '../PhoneQuestions.tsx'
import { portalSessionQuery } from '../queries.ts'
import { ClaimView } from './ClaimView.tsx'

const mineQuery = queryOptions({
  queryKey: ['portal', 'claims'],
  queryFn: ({ signal }) => api.get<PortalClaims>('/api/portal/claims', { signal, stayOn401: true }),
})

/** What one reported with one's phone. */
export default function MinePage() {
  const go = useGo()
  const { data, error, refetch } = useQuery(portalSessionQuery)
  if (error) return <PlainFailure error={error} onRetry={() => void refetch()} />
  if (!data) return <PlainWaiting />
  if (data.phone === null)
    return <PhoneQuestions onProved={() => void refetch()} back={() => go('/portal')} />
  return <Mine phone={data.phone} />
}

function Mine({ phone }: { phone: string }) {
  const t = useT()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(mineQuery)
  const [opened, setOpened] = useState<PortalClaim | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  if (error) return <PlainFailure error={error} onRetry={() => void refetch()} />
  if (!data) return <PlainWaiting />
  const open = async (no: string) => {
    setFailed(null)
    try {
      setOpened(await api.post<PortalClaim>('/api/portal/claims/view', { no }))
    } catch (thrown) {
      setFailed(asApiError(thrown))
    }
  }
  const leave = async () => {
    await api.del('/api/portal/session').catch(() => undefined)
    client.removeQueries({ queryKey: mineQuery.queryKey })
    await client.invalidateQueries({ queryKey: portalSessionQuery.queryKey })
  }
  if (opened) {
    const back = () => {
      setOpened(null)
      void refetch()
    }
    return <ClaimView claim={opened} claimKey={{ no: opened.no }} onClaim={setOpened} back={back} />
  }
  return (
    <PlainPage title={t('portal.mine.title')}>
      <p>{t('portal.mine.phone', { phone })}</p>
      {failed !== null && <PlainFailure error={failed} />}
      {data.rows.length === 0 && <p>{t('portal.mine.none')}</p>}
      <ul className="portal-list">
        {data.rows.map(({ no, title, incidentStage, openedAt, dueAt }) => (
          <li key={no}>
            <h2>
              <button type="button" className="plain-link" onClick={() => void open(no)}>
                {title}
              </button>
            </h2>
            <p>
              {no} · {formatDate(openedAt)} · {t(`portal.stage.${incidentStage}`)}
              {dueAt !== null && ` · ${t('portal.due.at', { at: formatDue(dueAt, true) })}`}
            </p>
          </li>
        ))}
      </ul>
      <div className="plain-actions">
        <button type="button" className="plain-button" data-second onClick={() => void leave()}>
          {t('portal.mine.leave')}
        </button>
      </div>
    </PlainPage>
  )
}
