import { formatDate, formatFen } from '#kernel/ui/model'
import { AppLink, useLocale, useT } from '#kernel/ui/web'
import type { InvestmentProject } from '../../model/investment/answers.ts'
import { amountKinds } from '../../model/investment/light-rule.ts'

type Month = InvestmentProject['months'][number]
type StatedAmount = Month['plan']

/** The months of projects with plan and the three amounts, each with its source and day; each leads to its entry. */
export function MonthRows({
  projects,
}: {
  projects: readonly Pick<InvestmentProject, 'id' | 'name' | 'months'>[]
}) {
  const t = useT()
  const several = projects.length > 1
  return (
    <table className="investment-months">
      <thead>
        <tr>
          {several && <th scope="col">{t('projects.field.name')}</th>}
          <th scope="col">{t('projects.investment.field.period')}</th>
          <th scope="col">{t('projects.investment.field.plannedFen')}</th>
          {amountKinds.map((kind) => (
            <th key={kind} scope="col">
              {t(`projects.investment.amount.${kind}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {projects.flatMap(({ name, months }) =>
          months.map((month) => (
            <tr key={month.entryId}>
              {several && <td>{name}</td>}
              <th scope="row">
                <AppLink to={`/entries/${month.entryId}`}>{month.period}</AppLink>
              </th>
              <StatedCell stated={month.plan} />
              {amountKinds.map((kind) => (
                <StatedCell key={kind} stated={month.amounts[kind]} />
              ))}
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}

function StatedCell({ stated }: { stated: StatedAmount }) {
  const t = useT()
  const { locale } = useLocale()
  if (!stated) return <td className="yw-quiet">{t('ui.unknown')}</td>
  return (
    <td className="yw-number">
      {formatFen(stated.fen, locale)}
      <small>
        {formatDate(stated.effectiveAt)}
        {stated.source !== null && ` · ${stated.source}`}
        {stated.evidence > 0 && ` · ${t('projects.investment.evidence', { count: stated.evidence })}`}
      </small>
    </td>
  )
}
