import { useQuery } from '@tanstack/react-query'
import { AppLink, ErrorState, Loading, useDocumentTitle, useRouteParam, useT } from '#kernel/ui/web'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import '../../model/plan/messages.ts'
import { projectAddress } from '../addresses.ts'
import { NewPlan } from './NewPlan.tsx'
import { PlanBoard } from './PlanBoard.tsx'
import { planQuery } from './queries.ts'
import './plan.css'

/** 倒排工期: a project's plan, counted back from its target. */
export default function PlanPage() {
  const t = useT()
  const id = useRouteParam('id')
  const { data, error, refetch } = useQuery(planQuery(id))
  useDocumentTitle(data ? `${t('projects.plan.title')} ${data.title}` : t('projects.plan.title'))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={10} />
  return (
    <div className="plan">
      <PlanTitle answer={data} />
      {data.plan ? <PlanBoard key={id} answer={data} plan={data.plan} /> : <NewPlan answer={data} />}
    </div>
  )
}

function PlanTitle({
  answer: { entryId, no, title, demonstration, saved, revision },
}: {
  answer: PlanAnswer
}) {
  const t = useT()
  return (
    <header className="plan-title">
      <p className="entry-no">
        <AppLink to={projectAddress(entryId)}>{t('projects.plan.to_project')}</AppLink>{' '}
        <span className="yw-number">{no}</span>
        {demonstration && <span className="plan-invented">{t('projects.page.invented')}</span>}
      </p>
      <h1>
        {title} <small>{t('projects.plan.title')}</small>
      </h1>
      {saved && (
        <p className="plan-saved">
          {t('projects.plan.saved_by', {
            revision,
            by: saved.by,
            day: saved.at.slice(0, 10),
            reason: saved.reason,
          })}
        </p>
      )}
    </header>
  )
}
