import { useQuery } from '@tanstack/react-query'
import { todayInShanghai } from '#kernel/ui/model'
import { AppLink, ErrorState, Loading, useT } from '#kernel/ui/web'
import '../../model/hotline/messages.ts'
import { ratesQuery } from './queries.ts'

const three = ['response', 'resolution', 'satisfaction'] as const

/** 三率 of the month; each figure opens to its rows, and all of them by place, unit and class in the statistics. */
export function ThreeRates() {
  const t = useT()
  const today = todayInShanghai(new Date())
  const from = `${today.slice(0, 7)}-01`
  const { data, error, refetch } = useQuery(ratesQuery(from, today))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={2} />
  const cases = '/ledgers/hotline_order/statistics/cases'
  return (
    <section aria-label={t('hotline.rates')} className="hotline-rates">
      <AppLink to={`/ledgers/hotline_order/statistics?from=${from}&to=${today}`}>
        {t('hotline.rates')}
      </AppLink>
      {three.map((measure) => {
        const rate = data.all[measure]
        return (
          <div key={measure} className="hotline-rate">
            <span>{t(`hotline.rate.${measure}`)}</span>
            {rate && rate.rate !== null ? (
              <strong className="yw-number">
                {`${(rate.rate / 100).toFixed(2)}% `}
                <AppLink to={`${cases}?${rate.rows}&part=numerator`}>{String(rate.n)}</AppLink>
                {' / '}
                <AppLink to={`${cases}?${rate.rows}&part=denominator`}>{String(rate.of)}</AppLink>
              </strong>
            ) : (
              <em>{t('hotline.rates.unknown')}</em>
            )}
          </div>
        )
      })}
    </section>
  )
}
