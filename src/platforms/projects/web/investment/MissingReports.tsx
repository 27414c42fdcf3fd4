import { AppLink, DueText, Empty, useT } from '#kernel/ui/web'
import type { InvestmentAnswer } from '../../model/investment/answers.ts'
import { projectAddress } from '../addresses.ts'

/** Months that were due and not reported, and projects that build without a plan, each of how many. */
export function MissingReports({ answer }: { answer: InvestmentAnswer }) {
  const t = useT()
  const due = answer.projects.flatMap(({ id, name, months }) =>
    months.flatMap((month) =>
      month.period.length === 7 && month.period <= answer.lastDue && month.plan ? [{ id, name, month }] : [],
    ),
  )
  const missing = due.filter(({ month }) => month.amounts.reported === null)
  const unplanned = answer.projects.filter(({ months }) => months.every(({ plan }) => plan === null))
  return (
    <>
      <section className="investment-missing">
        <h2>{t('projects.investment.missing', { count: missing.length, of: due.length })}</h2>
        {missing.length === 0 && <Empty title={t('projects.investment.missing.none')} />}
        <ul className="yw-rows">
          {missing.map(({ id, name, month }) => (
            <li key={month.entryId}>
              <AppLink to={projectAddress(id)}>{name}</AppLink>
              <AppLink to={`/entries/${month.entryId}`}>{month.period}</AppLink>
              <span className="yw-quiet">
                {month.taskDueAt ? (
                  <DueText value={month.taskDueAt} />
                ) : (
                  t('projects.investment.missing.not_called')
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="investment-missing">
        <h2>{t('projects.investment.unplanned', { count: unplanned.length, of: answer.projects.length })}</h2>
        <ul className="yw-rows">
          {unplanned.map(({ id, name, stage }) => (
            <li key={id}>
              <AppLink to={projectAddress(id)}>{name}</AppLink>
              <span className="yw-quiet">{t(`projects.stage.${stage}`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
