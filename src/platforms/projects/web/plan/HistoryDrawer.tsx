import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { formatDate } from '#kernel/ui/model'
import { Empty, ErrorState, Loading, useT } from '#kernel/ui/web'
import type { PlanAnswer, PlanRevision } from '../../model/plan/answers.ts'
import { ChangesText } from './ChangesText.tsx'
import { historyQuery } from './queries.ts'

/** Who moved which date when and why, and the baselines that were kept. */
export function HistoryDrawer({ answer, onClose }: { answer: PlanAnswer; onClose: () => void }) {
  const t = useT()
  const { data, error, refetch } = useQuery(historyQuery(answer.entryId))
  return (
    <Drawer open size={480} title={t('projects.plan.history')} onClose={onClose}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={6} />}
      {data?.revisions.length === 0 && <Empty title={t('projects.plan.history.none')} />}
      {data && data.baselines.length > 0 && (
        <>
          <h3>{t('projects.plan.baselines')}</h3>
          <ul className="plan-history">
            {data.baselines.map(({ no, name, revision, by, at }) => (
              <li key={no}>
                <strong>{name}</strong>{' '}
                <span className="yw-quiet">
                  {t('projects.plan.revision_no', { revision })} · {by} · {formatDate(at, true)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ol className="plan-history">
        {data?.revisions.map((one) => (
          <Revision key={one.revision} one={one} />
        ))}
      </ol>
    </Drawer>
  )
}

function Revision({ one: { revision, at, by, reason, source, changes } }: { one: PlanRevision }) {
  const t = useT()
  return (
    <li>
      <p>
        <strong>{t('projects.plan.revision_no', { revision })}</strong> {reason}
      </p>
      <p className="yw-quiet">
        {by} · <span className="yw-number">{formatDate(at, true)}</span>
        {source.kind !== 'edit' &&
          ` · ${t(`projects.plan.source.${source.kind}`, { name: source.name ?? '' })}`}
      </p>
      <ChangesText changes={changes} />
    </li>
  )
}
