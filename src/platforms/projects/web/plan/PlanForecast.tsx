import { useQuery } from '@tanstack/react-query'
import { AppLink, useT } from '#kernel/ui/web'
import { forecastsQuery } from './queries.ts'
import './plan-forecast.css'

export const planAddress = (projectId: string): string => `/projects/${projectId}/plan`

/** By how much a project's plan misses its target, and the way to the plan. Empty where there is no target. */
export function PlanForecast({ projectId }: { projectId: string }) {
  const t = useT()
  const { data } = useQuery(forecastsQuery)
  const forecast = data?.find(({ entryId }) => entryId === projectId)
  if (!forecast) return null
  const { missedBy, target } = forecast
  return (
    <AppLink
      to={planAddress(projectId)}
      className={missedBy > 0 ? 'plan-forecast plan-forecast-late' : 'plan-forecast'}
    >
      {t(`projects.plan.target.${target.kind}`)}{' '}
      {missedBy > 0 ? t('projects.plan.forecast.late', { days: missedBy }) : t('projects.plan.forecast.kept')}
    </AppLink>
  )
}

/** On a project's page: what its plan forecasts, and the way there. */
export function PlanSection({ projectId }: { projectId: string }) {
  const t = useT()
  const { data } = useQuery(forecastsQuery)
  const forecast = data?.find(({ entryId }) => entryId === projectId)
  return (
    <section className="entry-section" aria-label={t('projects.plan.title')}>
      <h2>{t('projects.plan.title')}</h2>
      <p>
        {forecast && (
          <span>
            {t('projects.plan.section', {
              target: t(`projects.plan.target.${forecast.target.kind}`),
              date: forecast.target.date,
              forecast: forecast.forecast,
            })}{' '}
            {forecast.missedBy > 0 && (
              <strong className="plan-forecast-late">
                {t('projects.plan.forecast.late', { days: forecast.missedBy })}
              </strong>
            )}{' '}
          </span>
        )}
        <AppLink to={planAddress(projectId)}>{t('projects.plan.open')}</AppLink>
      </p>
    </section>
  )
}
