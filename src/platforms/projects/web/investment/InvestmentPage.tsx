import { useQuery } from '@tanstack/react-query'
import { InputNumber, Segmented } from 'antd'
import { todayInShanghai } from '#kernel/ui/model'
import {
  DateInput,
  Empty,
  ErrorState,
  ExportMenu,
  addressWith,
  Loading,
  PageHeader,
  useAddress,
  useSession,
  useT,
} from '#kernel/ui/web'
import { AmountGrid } from './AmountGrid.tsx'
import { AmountsTable } from './AmountsTable.tsx'
import './investment.css'
import { MissingReports } from './MissingReports.tsx'
import { investmentQuery } from './queries.ts'

const views = ['amounts', 'entry', 'missing'] as const

/** Investment by month: the three amounts and their gaps, entering them, and what has not been reported. */
export default function InvestmentPage() {
  const t = useT()
  const [{ year, asOf, view: asked }, change] = useAddress()
  const { session } = useSession()
  const { data, error, refetch } = useQuery(investmentQuery(year, asOf))
  const view = views.find((known) => known === asked) ?? 'amounts'
  return (
    <>
      <PageHeader
        title={t('projects.investment.title')}
        text={t('projects.investment.text')}
        actions={
          session.rights.includes('ledgers.export') && (
            <ExportMenu
              items={[
                { format: 'xlsx', address: addressWith('/api/projects/investment.xlsx', { year, asOf }) },
              ]}
            />
          )
        }
      />
      <div className="investment-page">
        <div className="investment-bar">
          <Segmented
            aria-label={t('projects.investment.title')}
            value={view}
            options={views.map((value) => ({ value, label: t(`projects.investment.view.${value}`) }))}
            onChange={(value) => change({ view: value === 'amounts' ? null : value })}
          />
          <label>
            {t('projects.indicators.year')}{' '}
            <InputNumber
              aria-label={t('projects.indicators.year')}
              min={1990}
              max={2099}
              precision={0}
              value={Number(year ?? data?.year ?? todayInShanghai(new Date()).slice(0, 4))}
              onChange={(value) => value !== null && String(value).length === 4 && change({ year: value })}
            />
          </label>
          <DateInput
            label={t('projects.wall.as_of')}
            placeholder={t('projects.wall.as_of')}
            value={asOf ?? null}
            max={todayInShanghai(new Date())}
            width={150}
            onChange={(day) => change({ asOf: day })}
          />
        </div>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={8} />}
        {data?.projects.length === 0 && (
          <Empty title={t('projects.investment.none')} text={t('projects.investment.none.text')} />
        )}
        {data && data.projects.length > 0 && view === 'amounts' && <AmountsTable answer={data} />}
        {data && data.projects.length > 0 && view === 'entry' && (
          <AmountGrid key={`${data.year} ${data.day}`} answer={data} />
        )}
        {data && data.projects.length > 0 && view === 'missing' && <MissingReports answer={data} />}
      </div>
    </>
  )
}
