import { useQuery } from '@tanstack/react-query'
import { Amount, AppLink, ErrorState, Loading, useT } from '#kernel/ui/web'
import { amountKinds } from '../../model/investment/light-rule.ts'
import { MonthRows } from './MonthRows.tsx'
import { ProgressLightMark } from './ProgressLightMark.tsx'
import { investmentQuery } from './queries.ts'

/** On a project's page: its light with the proof, the three amounts, and their months. */
export function InvestmentSection({ entryId, asOf }: { entryId: string; asOf: string | null }) {
  const t = useT()
  const { data, error, refetch } = useQuery(investmentQuery(undefined, asOf?.slice(0, 10)))
  const project = data?.projects.find(({ id }) => id === entryId)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={2} />
  if (!project) return null
  const { amounts } = project.whole
  return (
    <section className="investment-section">
      <h2>{t('projects.investment.section', { year: data.year })}</h2>
      <p>
        <ProgressLightMark name={project.name} progress={project.progress} rule={data.lightRule} />{' '}
        <AppLink to="/projects/investment">{t('projects.investment.title')}</AppLink>
      </p>
      <dl className="investment-totals">
        {amountKinds.map((kind) => (
          <div key={kind}>
            <dt>{t(`projects.investment.amount.${kind}`)}</dt>
            <dd>
              <Amount fen={amounts[kind].known > 0 || amounts[kind].opening ? amounts[kind].fen : null} />
              {amounts[kind].opening && (
                <small>
                  {t('projects.investment.opening', {
                    asOf: amounts[kind].opening.asOf,
                    source: amounts[kind].opening.source ?? '',
                  })}
                </small>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {project.months.length > 0 && (
        <div className="investment-scroll">
          <MonthRows projects={[project]} />
        </div>
      )}
    </section>
  )
}
