import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { AppLink, DateText, Empty, ErrorState, Loading, Pager, usePage, useT } from '#kernel/ui/web'
import { deskClaimsQuery } from './desk-queries.ts'
import { ReasonForm } from './ReasonForm.tsx'

/** What came in by the portal; what is abuse is marked so, with a reason. */
export function Claims() {
  const t = useT()
  const page = usePage()
  const { data, error, refetch } = useQuery(deskClaimsQuery(page))
  const [marking, setMarking] = useState<string | null>(null)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.rows.length === 0) return <Empty title={t('portal_desk.claims.none')} />
  return (
    <>
      <ul className="portal-desk-list">
        {data.rows.map(({ id, no, title, hint, hasPhone, at, abuse }) => (
          <li key={id}>
            <div>
              <AppLink to={`/entries/${id}`}>
                {no} · {title}
              </AppLink>
              <p>
                <DateText value={at} withTime /> · {hint} ·{' '}
                {t(hasPhone ? 'portal_desk.claims.phone' : 'portal_desk.claims.no_phone')}
              </p>
              {abuse && (
                <p>
                  {t('portal_desk.abuse.marked', { by: abuse.by, reason: abuse.reason })}{' '}
                  <DateText value={abuse.at} withTime />
                </p>
              )}
              {marking === id && (
                <ReasonForm
                  id={id}
                  path={`/api/grid/portal/claims/${id}/abuse`}
                  submit={t('portal_desk.abuse.mark')}
                  withBlock
                  onDone={() => setMarking(null)}
                />
              )}
            </div>
            {!abuse && marking !== id && (
              <Button size="small" onClick={() => setMarking(id)}>
                {t('portal_desk.abuse.mark')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Pager size={20} total={data.total} />
    </>
  )
}
