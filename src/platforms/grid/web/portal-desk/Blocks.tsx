import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { DateText, Empty, ErrorState, Loading, Pager, usePage, useT } from '#kernel/ui/web'
import { blocksQuery } from './desk-queries.ts'
import { ReasonForm } from './ReasonForm.tsx'

/** Who may not report for a time, and why; a mistake is lifted with a reason. */
export function Blocks() {
  const t = useT()
  const page = usePage()
  const { data, error, refetch } = useQuery(blocksQuery(page))
  const [lifting, setLifting] = useState<number | null>(null)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.rows.length === 0) return <Empty title={t('portal_desk.blocks.none')} />
  return (
    <>
      <ul className="portal-desk-list">
        {data.rows.map(({ id, what, hint, at, until, cause, reason, by, inForce, lifted }) => (
          <li key={id}>
            <div>
              <strong>
                {t(`portal_desk.blocks.${what}`)} {hint}
              </strong>
              <p>
                <DateText value={at} withTime /> – <DateText value={until} withTime /> ·{' '}
                {cause === 'limit'
                  ? t('portal_desk.blocks.limit')
                  : t('portal_desk.blocks.abuse', { by: by ?? '', reason })}
              </p>
              {lifted && (
                <p>
                  {t('portal_desk.blocks.lifted', { by: lifted.by, reason: lifted.reason })}{' '}
                  <DateText value={lifted.at} withTime />
                </p>
              )}
              {lifting === id && (
                <ReasonForm
                  id={String(id)}
                  path={`/api/grid/portal/blocks/${id}/lift`}
                  submit={t('portal_desk.blocks.lift')}
                  onDone={() => setLifting(null)}
                />
              )}
            </div>
            {inForce && lifting !== id && (
              <Button size="small" onClick={() => setLifting(id)}>
                {t('portal_desk.blocks.lift')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Pager size={20} total={data.total} />
    </>
  )
}
