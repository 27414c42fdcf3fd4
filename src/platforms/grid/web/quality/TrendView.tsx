import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { type Measure, measures } from '#kernel/ledgers/model'
import { addDays } from '#kernel/time/model'
import { todayInShanghai } from '#kernel/ui/model'
import { AppLink, ErrorState, Loading, useAddress, useGo, useT } from '#kernel/ui/web'
import { ChartFrame } from './ChartFrame.tsx'
import { monthsQuery } from './queries.ts'

const monthsShown = 12

/** The months up to this one, the oldest first: `2026-11`. */
function lastMonths(today: string): string[] {
  const now = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  return Array.from({ length: monthsShown }, (_, at) => {
    const month = now - monthsShown + 1 + at
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

const percent = (points: number) => `${(points / 100).toFixed(2)}%`

/** One rate by month over a year, each month open to its rows; under the same filters as the table above it. */
export function TrendView() {
  const t = useT()
  const [address] = useAddress()
  const [measure, setMeasure] = useState<Measure>('on_time')
  const today = todayInShanghai(new Date())
  const months = lastMonths(today)
  const filters = Object.fromEntries(
    Object.entries(address).filter(
      ([name]) => ['township', 'village', 'organisation', 'asOf'].includes(name) || name.startsWith('f.'),
    ),
  )
  const from = `${months[0] ?? today.slice(0, 7)}-01`
  const to = addDays(`${addDays(`${today.slice(0, 7)}-28`, 4).slice(0, 8)}01`, -1)
  const { data, error, refetch } = useQuery(monthsQuery({ ...filters, by: 'month', from, to }))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={4} />
  const bars = months.map((month) => {
    const rate = data.rows.find(({ key }) => key === month)?.rates[measure]
    return { month, n: rate?.n ?? 0, of: rate?.of ?? 0, rate: rate?.rate ?? null, rows: rate?.rows }
  })
  const name = t(`ledgers.statistics.measure.${measure}`)
  const pathTo = (rows: string | undefined) =>
    rows === undefined ? undefined : `/ledgers/incident/statistics/cases?${rows}`
  return (
    <ChartFrame
      title={t('quality.trend')}
      name={`${t('quality.trend')} ${name}`}
      chart={<Bars bars={bars} measure={name} pathTo={pathTo} />}
      heads={[t('quality.month'), name, `${name} n/N`]}
      rows={bars.map(({ month, n, of, rate }) => [month, rate === null ? '—' : percent(rate), `${n}/${of}`])}
      render={(at) => {
        const { n, of, rows } = bars[at] ?? { n: 0, of: 0, rows: undefined }
        const path = pathTo(rows)
        return path ? <AppLink to={path}>{`${n}/${of}`}</AppLink> : `${n}/${of}`
      }}
    >
      <Select
        size="small"
        aria-label={t('quality.exclusions.measure')}
        value={measure}
        popupMatchSelectWidth={false}
        options={measures.map((value) => ({ value, label: t(`ledgers.statistics.measure.${value}`) }))}
        onChange={setMeasure}
      />
    </ChartFrame>
  )
}

type Bar = { month: string; n: number; of: number; rate: number | null; rows: string | undefined }
type BarsProps = {
  bars: readonly Bar[]
  measure: string
  pathTo: (rows: string | undefined) => string | undefined
}

const [width, height, base, top] = [900, 220, 184, 24]

function Bars({ bars, measure, pathTo }: BarsProps) {
  const t = useT()
  const go = useGo()
  const step = width / bars.length
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="chart-bars" role="img" aria-label={measure}>
      <line x1={0} x2={width} y1={base} y2={base} className="chart-axis" />
      {bars.map(({ month, n, of, rate, rows }, at) => {
        const tall = rate === null ? 0 : ((base - top) * rate) / 10_000
        const path = pathTo(rows)
        const middle = at * step + step / 2
        const said = rate === null ? t('quality.trend.none') : percent(rate)
        return (
          <g
            key={month}
            className={path ? 'chart-bar chart-opens' : 'chart-bar'}
            onClick={() => path && go(path)}
          >
            <title>{`${t('quality.trend.open', { month, measure, n, of })} · ${said}`}</title>
            <rect x={at * step} y={0} width={step} height={base} className="chart-hit" />
            <rect x={middle - 18} y={base - tall} width={36} height={tall} className="chart-filled" />
            <text x={middle} y={base - tall - 6} textAnchor="middle">
              {rate === null ? '—' : `${(rate / 100).toFixed(1)}%`}
            </text>
            <text x={middle} y={base + 18} textAnchor="middle" className="chart-label">
              {month.slice(2)}
            </text>
            <text x={middle} y={base + 32} textAnchor="middle" className="chart-label">
              {`${n}/${of}`}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
